// Range reads over a file, in windows: a read costs a round trip, not its bytes (a 16-byte and a 64 KB slice cost the same).
import { InvalidFileError } from "../invalid-file-error";

/** A file of `size` bytes that is read by ranges. */
export type ByteSource = {
	readonly size: number;
	/**
	 * The bytes `[start, end)`, always all of them: a view that must not be written to.
	 * @throws InvalidFileError `damaged` when the range does not lie within the file, `unreadable` when the bytes cannot be had.
	 */
	read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
};

/** Reads `[start, end)` of something; may reject when the file is gone. */
export type RangeReader = (start: number, end: number) => Promise<Uint8Array<ArrayBuffer>>;

export const windowSize = 64 * 1024;

/** Windows kept: enough for a walk that looks back and forth between an index and its data. */
const windowsKept = 16;

/** A source whose small reads are served from 64 KB windows; reads above a window go straight through. */
export function windowedSource(size: number, readRange: RangeReader): ByteSource {
	/** Those being read among them, so that whoever asks side by side for the same waits for the same. */
	const windows = new Map<number, Promise<Uint8Array<ArrayBuffer>>>();

	function window(index: number): Promise<Uint8Array<ArrayBuffer>> {
		const bytes = readAll(readRange, index * windowSize, Math.min((index + 1) * windowSize, size));
		if (windows.size >= windowsKept) {
			const oldest = windows.keys().next();
			if (!oldest.done) windows.delete(oldest.value);
		}
		windows.set(index, bytes);
		bytes.catch(() => windows.delete(index));
		return bytes;
	}

	return {
		size,
		async read(start, end) {
			requireRange(start, end, size);
			if (start === end) return new Uint8Array(0);
			const first = Math.floor(start / windowSize);
			const last = Math.floor((end - 1) / windowSize);
			if (first === last) {
				const bytes = await (windows.get(first) ?? window(first));
				return bytes.subarray(start - first * windowSize, end - first * windowSize);
			}
			return readAll(readRange, start, end);
		},
	};
}

/** A source over bytes in memory. */
export function bytesSource(bytes: Uint8Array<ArrayBuffer>): ByteSource {
	return {
		size: bytes.length,
		async read(start, end) {
			requireRange(start, end, bytes.length);
			return bytes.subarray(start, end);
		},
	};
}

/** The part `[start, end)` of a source, as a source of its own. */
export function sliceSource(source: ByteSource, start: number, end: number): ByteSource {
	requireRange(start, end, source.size);
	return {
		size: end - start,
		async read(from, to) {
			requireRange(from, to, end - start);
			return source.read(start + from, start + to);
		},
	};
}

/** A source over a Blob or File, read by slices. */
export function blobSource(blob: Blob): ByteSource {
	return windowedSource(blob.size, async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()));
}

async function readAll(readRange: RangeReader, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
	let bytes: Uint8Array<ArrayBuffer>;
	try {
		bytes = await readRange(start, end);
	} catch (cause) {
		throw new InvalidFileError("unreadable", `bytes ${start}–${end} could not be read: ${cause}`);
	}
	if (bytes.length !== end - start) {
		throw new InvalidFileError("unreadable", `asked for ${end - start} bytes at ${start}, got ${bytes.length}`);
	}
	return bytes;
}

function requireRange(start: number, end: number, size: number): void {
	if (!(start >= 0 && start <= end && end <= size)) {
		throw new InvalidFileError("damaged", `range ${start}–${end} of a file of ${size} bytes`);
	}
}
