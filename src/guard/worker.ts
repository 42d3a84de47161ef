// The Worker: reads and strips files, away from every page's thread.
import type { Coordinates } from "../core/coordinates";
import type { Inspection, Stripping } from "../core/inspection";
import type { Keep } from "../core/keep";
import { open } from "../formats";
import { blobSource } from "../formats/containers/byte-source";
import type { OnProgress } from "../formats/progress";
import { blobParts } from "../formats/splice";
import type { ExamineAnswer, Examined, ExamineRequest, News, Whereabouts } from "./examine";
import { withDifferences } from "./hidden-thumbnails";
import { previewOf } from "./preview";

// Most files are pictures, and what reads others needs what reads those: it is here when the first file comes.
void import("../formats/jpeg");

const running = new Map<number, AbortController>();

/** No progress in the first so many ms. */
const quietFor = 200;

addEventListener("message", async ({ data }: MessageEvent<ExamineRequest>) => {
	switch (data.type) {
		case "stop":
			running.get(data.id)?.abort();
			return;
		case "compare": {
			const inspection = await withDifferences(data.file, data.inspection);
			answer({ type: "compared", id: data.id, inspection });
			return;
		}
		case "preview": {
			const { id } = data;
			const bitmap = await previewOf(data.file);
			answer({ type: "preview", id, ...(bitmap && { bitmap }) }, bitmap ? [bitmap] : []);
			return;
		}
		case "map": {
			const { drawMap } = await import("./map/draw");
			answer({ type: "map", id: data.id, map: drawMap(await placesOf(data.file, data.picture)) });
			return;
		}
		case "examine": {
			const { id, file, keep } = data;
			const controller = new AbortController();
			running.set(id, controller);
			const examined = await examine(file, keep, controller.signal, (news) => answer({ type: "news", id, news }));
			running.delete(id);
			answer({ type: "examined", id, examined });
			return;
		}
		default:
			data satisfies never;
	}
});

function answer(message: ExamineAnswer, transfer: Transferable[] = []): void {
	postMessage(message, { transfer });
}

/** Of a way only its ends have been read; what cannot be read any more is a place. */
async function placesOf(file: File, picture: Whereabouts): Promise<readonly Coordinates[]> {
	if (picture.type === "place") return [picture.at];
	const { wayOf } = await import("../formats/metadata/timed-metadata");
	const way = await wayOf(blobSource(file), picture).catch(() => []);
	return way.length > 0 ? way : [picture.at];
}

/** A hundred steps are as many as anybody sees, and most files are done before the first is worth a message. */
function progressIn(tell: (news: News) => void): OnProgress {
	const started = performance.now();
	let told = 0;
	return (share) => {
		if (share < told + 0.01 || performance.now() - started < quietFor) return;
		told = share;
		tell({ type: "progress", share });
	};
}

async function examine(file: File, keep: Keep, signal: AbortSignal, tell: (news: News) => void): Promise<Examined> {
	const { inspection, strip } = await open(blobSource(file), signal, progressIn(tell), (known) =>
		tell({ type: "first", known }),
	);
	const stripping = strip(keep);
	// Where there is nothing to strip, or no way to, that is said at once, with all the rest.
	if (!(await isDoneAtOnce(stripping))) tell({ type: "inspected", inspection });
	return examinedOf(file, inspection, await stripping);
}

function isDoneAtOnce(work: Promise<unknown>): Promise<boolean> {
	return Promise.race([work.then(() => true), new Promise<boolean>((resolve) => setTimeout(resolve, 0, false))]);
}

function examinedOf(file: File, inspection: Inspection, stripping: Stripping): Examined {
	switch (stripping.status) {
		case "clean":
			// What is found in it stays, if anything: by choice.
			return {
				inspection,
				status: "ready",
				stripped: file,
				pieces: [{ start: 0, end: file.size }],
				kept: inspection.status === "found" ? inspection.findings : [],
			};
		case "stripped":
			return {
				inspection,
				status: "ready",
				stripped: strippedFile(file, stripping),
				pieces: stripping.pieces,
				kept: stripping.kept,
			};
		case "unsupported":
		case "failed":
			return { inspection, status: "as-is-only", reason: stripping.reason };
		default:
			return stripping satisfies never;
	}
}

/** Slices of the original and new bytes: the original is neither copied nor read. */
function strippedFile(file: File, { pieces }: Stripping & { status: "stripped" }): File {
	const { name, type, lastModified } = file;
	return new File(blobParts(file, pieces), name, { type, lastModified });
}
