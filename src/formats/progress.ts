// How far along a file is, told by the bytes that were read: every format reads through its source, so none has to say it.
import type { ByteSource } from "./containers/byte-source";

/** Hears the share that is done, from 0 to 1, never less than before. */
export type OnProgress = (share: number) => void;

/** The same source, which tells what share of it was read so far, and reads no further once `signal` says stop. */
export function watchedSource(source: ByteSource, signal: AbortSignal, onProgress: OnProgress): ByteSource {
	let read = 0;
	return {
		size: source.size,
		async read(start, end) {
			signal.throwIfAborted();
			read += end - start;
			onProgress(Math.min(1, read / source.size));
			return source.read(start, end);
		},
	};
}
