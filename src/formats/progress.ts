// How far along a file is: by the bytes that were read, since every format reads through its source, and by what was
// unpacked where a format knows how much there is: a packed file is read long before it has been looked through.
import type { ByteSource } from "./containers/byte-source";

/** Hears the share that is done, from 0 to 1, never less than before. */
export type OnProgress = (share: number) => void;

export type Meter = {
	read(bytes: number): void;
	/** So many bytes are to be unpacked, beside what is expected already. */
	expect(bytes: number): void;
	/** Work on so many of them begins; what was begun before is done. */
	begin(bytes: number): void;
};

/** So much is read before anybody looks: only what a small file unpacks to takes time. */
const readAtOnce = 1024 * 1024;

export function meterOf(size: number, onProgress: OnProgress): Meter {
	let read = 0;
	let expected = 0;
	let done = 0;
	let begun = 0;
	let told = 0;
	const tell = () => {
		const all = Math.max(size, readAtOnce) + expected;
		const share = (Math.min(read, size) + Math.min(done, expected)) / all;
		if (share <= told) return;
		told = share;
		onProgress(share);
	};
	return {
		read(bytes) {
			read += bytes;
			tell();
		},
		expect(bytes) {
			expected += bytes;
		},
		begin(bytes) {
			done += begun;
			begun = bytes;
			tell();
		},
	};
}

/** The same source, which tells what is read of it, and reads no further once `signal` says stop. */
export function watchedSource(source: ByteSource, signal: AbortSignal, meter: Meter): ByteSource {
	return {
		size: source.size,
		async read(start, end) {
			signal.throwIfAborted();
			meter.read(end - start);
			return source.read(start, end);
		},
	};
}
