// Examines files in the Worker: what each says, and the same file without that, ready to be handed over.
import type { Finding, Picture } from "../core/finding";
import type { Inspection, Piece, Reason } from "../core/inspection";
import type { Keep } from "../core/keep";
import type { DrawnMap } from "./map/draw";

/**
 * `stripped` is the original itself where nothing private is in it, and `pieces` are what it is made of; `kept` is what it
 * still says, by choice or of need.
 */
export type Examined =
	| { inspection: Inspection; status: "ready"; stripped: File; pieces: readonly Piece[]; kept: readonly Finding[] }
	| { inspection: Inspection; status: "as-is-only"; reason: Reason };

/** What a map can be drawn of: a place, or the way that a film went. */
export type Whereabouts = Picture & { type: "place" | "track" };

/** What is heard of a file before it is examined: `known` is what it says for certain, while the rest is read. */
export type News =
	| { type: "progress"; share: number }
	| { type: "first"; known: readonly Finding[] }
	| { type: "inspected"; inspection: Inspection };

export type ExamineRequest =
	| { type: "examine"; id: number; file: File; keep: Keep }
	| { type: "compare"; id: number; file: File; inspection: Inspection }
	| { type: "preview"; id: number; file: File }
	| { type: "map"; id: number; file: File; picture: Whereabouts }
	| { type: "stop"; id: number };
export type ExamineAnswer =
	| { type: "news"; id: number; news: News }
	| { type: "compared"; id: number; inspection: Inspection }
	| { type: "preview"; id: number; bitmap?: ImageBitmap }
	| { type: "map"; id: number; map?: DrawnMap }
	| { type: "examined"; id: number; examined: Examined };

type Pending = {
	request: ExamineRequest & { type: "examine" };
	onNews: (news: News) => void;
	settle: (examined: Examined) => void;
	/** Ends what takes too long, from the moment it was begun. */
	limit?: ReturnType<typeof setTimeout>;
};

/** Files are examined side by side: twice as fast as one after the other, and no faster with more (measured). */
const concurrency = 8;

/** An honest file is examined in well under a second; one that takes longer than this was made to. */
const timeLimit = 60_000;

/** A Worker that does not stop when it is told to is stuck, and is replaced. */
const stopWithin = 2_000;

/** An answer may wait for a comparison, which the Worker gives up well before this: one that says nothing any more does not. */
const compareWithin = 5_000;

export type Examiner = {
	/** Gets ready, because a file is likely to come. */
	warmUp(): void;
	/**
	 * Never rejects: a file that could not be examined is `failed`. Of one that is done at once no news are heard, and
	 * none that it has been inspected where that was all.
	 */
	examine(file: File, keep: Keep, signal: AbortSignal, onNews?: (news: News) => void): Promise<Examined>;
	/** The same, with what its hidden thumbnails show compared with the picture: that takes longer than all the rest. */
	compare(file: File, inspection: Inspection): Promise<Inspection>;
	/** A small copy of a picture; `undefined` where the browser cannot show it. */
	preview(file: File): Promise<ImageBitmap | undefined>;
	/** Where a file was; `undefined` if the Worker has ended meanwhile. */
	map(file: File, picture: Whereabouts): Promise<DrawnMap | undefined>;
};

export function createExaminer(): Examiner {
	const waiting: Pending[] = [];
	const running = new Map<number, Pending>();
	const stopped = new Set<number>();
	/** What is only looked at. */
	const looks = new Map<number, (answer?: ExamineAnswer) => void>();
	let worker: Worker | undefined;
	let count = 0;

	function next(): void {
		while (running.size < concurrency) {
			const pending = waiting.shift();
			if (!pending) return;
			running.set(pending.request.id, pending);
			worker ??= startWorker();
			worker.postMessage(pending.request);
			pending.limit = setTimeout(stop, timeLimit, pending);
		}
	}

	function startWorker(): Worker {
		const started = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
		started.addEventListener("message", ({ data }: MessageEvent<ExamineAnswer>) => hear(data));
		started.addEventListener("error", () => replaceWorker(() => failed("internal")));
		return started;
	}

	function hear(answer: ExamineAnswer): void {
		switch (answer.type) {
			case "news":
				running.get(answer.id)?.onNews(answer.news);
				return;
			case "compared":
			case "preview":
			case "map":
				looks.get(answer.id)?.(answer);
				looks.delete(answer.id);
				return;
			case "examined":
				settle(answer.id, answer.examined);
				return;
			default:
				answer satisfies never;
		}
	}

	/** Ends the Worker and everything in it: whoever was waiting is told, and the next file gets a new one. */
	function replaceWorker(answer: () => Examined): void {
		worker?.terminate();
		worker = undefined;
		for (const id of [...running.keys()]) settle(id, answer());
		for (const show of looks.values()) show();
		looks.clear();
	}

	function settle(id: number, examined: Examined): void {
		const pending = running.get(id);
		if (!pending) return;
		running.delete(id);
		stopped.delete(id);
		clearTimeout(pending.limit);
		pending.settle(examined);
		next();
	}

	function stop(pending: Pending): void {
		const { id } = pending.request;
		const place = waiting.indexOf(pending);
		if (place >= 0) {
			waiting.splice(place, 1);
			pending.settle(failed("stopped"));
		}
		if (!running.has(id)) return;
		stopped.add(id);
		worker?.postMessage({ type: "stop", id } satisfies ExamineRequest);
		setTimeout(() => {
			if (running.has(id)) endStuck();
		}, stopWithin);
	}

	/** Files beside the one that is stuck are begun anew. */
	function endStuck(): void {
		for (const [id, pending] of [...running]) {
			if (stopped.has(id)) continue;
			clearTimeout(pending.limit);
			running.delete(id);
			waiting.unshift(pending);
		}
		replaceWorker(() => failed("stopped"));
	}

	/** @param within - ms until it is waited for no more. */
	function look(request: ExamineRequest, within?: number): Promise<ExamineAnswer | undefined> {
		return new Promise((resolve) => {
			looks.set(request.id, resolve);
			if (within !== undefined) setTimeout(resolve, within);
			worker ??= startWorker();
			worker.postMessage(request);
		});
	}

	return {
		warmUp() {
			worker ??= startWorker();
		},
		async compare(file, inspection) {
			const answer = await look({ type: "compare", id: ++count, file, inspection }, compareWithin);
			return answer?.type === "compared" ? answer.inspection : inspection;
		},
		async preview(file) {
			const answer = await look({ type: "preview", id: ++count, file });
			return answer?.type === "preview" ? answer.bitmap : undefined;
		},
		async map(file, picture) {
			const answer = await look({ type: "map", id: ++count, file, picture });
			return answer?.type === "map" ? answer.map : undefined;
		},
		examine: (file, keep, signal, onNews = () => {}) =>
			new Promise((resolve) => {
				const request = { type: "examine" as const, id: ++count, file, keep };
				const pending: Pending = { request, onNews, settle: resolve };
				waiting.push(pending);
				signal.addEventListener("abort", () => stop(pending), { once: true });
				next();
			}),
	};
}

function failed(reason: Reason): Examined {
	return { inspection: { status: "failed", format: "unknown", reason }, status: "as-is-only", reason };
}
