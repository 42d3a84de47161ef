// LZW and RunLength, which programs of the nineties packed streams with, and some still do. ISO 32000-2, 7.4.4 and 7.4.5
import { InvalidFileError } from "../invalid-file-error";

const clearCode = 256;
const endCode = 257;
const tableSize = 4096;

/**
 * @param earlyChange - whether codes grow one early, as the format's `EarlyChange` says unless it is 0.
 * @throws InvalidFileError `damaged` when a code is not there yet, `too-complex` beyond `limit` bytes.
 */
export function fromLzw(data: Uint8Array, earlyChange: boolean, limit: number): Uint8Array<ArrayBuffer> {
	const out = growing(limit);
	/** Where each code's bytes stand in what is out already: an entry is the one before and the byte after it. */
	const starts = new Int32Array(tableSize);
	const lengths = new Int32Array(tableSize);
	let next = endCode + 1;
	let width = 9;
	let last: { start: number; length: number } | undefined;
	let held = 0;
	let bits = 0;
	for (const byte of data) {
		held = (held << 8) | byte;
		bits += 8;
		if (bits < width) continue;
		bits -= width;
		const code = held >>> bits;
		held &= (1 << bits) - 1;
		if (code === endCode) break;
		if (code === clearCode) {
			next = endCode + 1;
			width = 9;
			last = undefined;
			continue;
		}
		if (code > next || (code === next && !last)) throw new InvalidFileError("damaged", `LZW code ${code} of ${next}`);
		const start = out.size();
		if (code < clearCode) out.add(code);
		else if (code < next) out.repeat(starts[code] ?? 0, lengths[code] ?? 0);
		// The one that is being made: the last one, and its own first byte again.
		else if (last) out.repeat(last.start, last.length + 1);
		if (last && next < tableSize) {
			starts[next] = last.start;
			lengths[next] = last.length + 1;
			next++;
		}
		last = { start, length: out.size() - start };
		if (next + (earlyChange ? 1 : 0) >= 1 << width && width < 12) width++;
	}
	return out.bytes();
}

/** @throws InvalidFileError `damaged` when it ends within a run, `too-complex` beyond `limit` bytes. */
export function fromRunLength(data: Uint8Array, limit: number): Uint8Array<ArrayBuffer> {
	const out = growing(limit);
	for (let at = 0; at < data.length; ) {
		const length = data[at++] ?? endOfRuns;
		if (length === endOfRuns) break;
		const count = length < endOfRuns ? length + 1 : 257 - length;
		if (at + (length < endOfRuns ? count : 1) > data.length) throw new InvalidFileError("damaged", "a run is cut off");
		for (let index = 0; index < count; index++) out.add(data[length < endOfRuns ? at + index : at] ?? 0);
		at += length < endOfRuns ? count : 1;
	}
	return out.bytes();
}

const endOfRuns = 128;

/** Bytes that grow up to a limit. */
function growing(limit: number) {
	let bytes = new Uint8Array(4096);
	let size = 0;
	const makeRoom = (more: number) => {
		if (size + more > limit) throw new InvalidFileError("too-complex", `unpacks to more than ${limit} bytes`);
		if (size + more <= bytes.length) return;
		const larger = new Uint8Array(Math.max(size + more, bytes.length * 2));
		larger.set(bytes);
		bytes = larger;
	};
	return {
		size: () => size,
		add(byte: number) {
			makeRoom(1);
			bytes[size++] = byte;
		},
		/** Byte by byte, for a run may reach into what it makes. */
		repeat(start: number, length: number) {
			makeRoom(length);
			for (let index = 0; index < length; index++) bytes[size + index] = bytes[start + index] ?? 0;
			size += length;
		},
		bytes: () => bytes.subarray(0, size),
	};
}
