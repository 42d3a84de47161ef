// A reader for walks from front to back: what is asked for comes out of one large window that moves along.
import type { ByteSource } from "./byte-source";

/** Reads of a walk: many small ones close together cost one round trip. */
export type WalkReader = (start: number, end: number) => Promise<Uint8Array<ArrayBuffer>>;

/** The first window is small: most of what is asked for stands at the front. */
const firstWindow = 64 * 1024;
const walkWindow = 1024 * 1024;

export function walkReader(source: ByteSource): WalkReader {
	let window: Uint8Array<ArrayBuffer> = new Uint8Array(0);
	let windowStart = 0;
	return async (start, end) => {
		if (start < windowStart || end > windowStart + window.length) {
			const size = start < firstWindow ? firstWindow : walkWindow;
			windowStart = start;
			window = await source.read(start, Math.max(end, Math.min(start + size, source.size)));
		}
		return window.subarray(start - windowStart, end - windowStart);
	};
}
