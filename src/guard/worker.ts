// The Worker: reads and strips files, away from every page's thread.
import type { Stripping } from "../core/inspection";
import type { Keep } from "../core/keep";
import { open } from "../formats";
import { blobSource } from "../formats/containers/byte-source";
import type { OnProgress } from "../formats/progress";
import { blobParts } from "../formats/splice";
import type { ExamineAnswer, Examined, ExamineRequest } from "./examine";
import { withDifferences } from "./hidden-thumbnails";

const running = new Map<number, AbortController>();

/** No progress in the first so many ms. */
const quietFor = 200;

addEventListener("message", async ({ data }: MessageEvent<ExamineRequest>) => {
	switch (data.type) {
		case "stop":
			running.get(data.id)?.abort();
			return;
		case "examine": {
			const controller = new AbortController();
			running.set(data.id, controller);
			const examined = await examine(data.file, data.keep, controller.signal, progressOf(data.id));
			running.delete(data.id);
			answer({ type: "examined", id: data.id, examined });
			return;
		}
		default:
			data satisfies never;
	}
});

function answer(message: ExamineAnswer): void {
	postMessage(message);
}

/** A hundred steps are as many as anybody sees, and most files are done before the first is worth a message. */
function progressOf(id: number): OnProgress {
	const started = performance.now();
	let told = 0;
	return (share) => {
		if (share < told + 0.01 || performance.now() - started < quietFor) return;
		told = share;
		answer({ type: "progress", id, share });
	};
}

async function examine(file: File, keep: Keep, signal: AbortSignal, onProgress: OnProgress): Promise<Examined> {
	const { inspection: read, strip } = await open(blobSource(file), signal, onProgress);
	const [inspection, stripping] = await Promise.all([withDifferences(file, read), strip(keep)]);
	switch (stripping.status) {
		case "clean":
			return { inspection, status: "ready", stripped: file };
		case "stripped":
			return { inspection, status: "ready", stripped: strippedFile(file, stripping) };
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
