// Where the packed bytes of a TIFF's strip or tile really end: decoders stop there, however many are said to be its.
// https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf (sections 9 and 13)
import { deflateExtent } from "./deflate-end";

const zlibHeader = 2;
const zlibChecksum = 4;

/** Bytes up to that end, of a strip of `unpacked` bytes; `undefined` where it cannot be told. */
export async function packedSize(
	bytes: Uint8Array,
	compression: number,
	unpacked: number | undefined,
): Promise<number | undefined> {
	switch (compression) {
		case 5:
			return codesEnd(bytes);
		case 8:
		case 32946:
			return zlibEnd(bytes);
		case 32773:
			return unpacked === undefined ? undefined : packBitsEnd(bytes, unpacked);
		default:
			return undefined;
	}
}

async function zlibEnd(bytes: Uint8Array): Promise<number | undefined> {
	const pieces = [bytes.subarray(zlibHeader)];
	const extent = await deflateExtent(async () => pieces.pop());
	return extent && Math.min(zlibHeader + extent.length + zlibChecksum, bytes.length);
}

const clear = 256;
const narrowest = 9;
const widest = 12;

/** LZW: how wide codes are depends on their number alone, and grows one code earlier than in a GIF; the highest bit comes first. */
function codesEnd(bytes: Uint8Array): number | undefined {
	let width = narrowest;
	let next = clear + 1;
	let buffer = 0;
	let held = 0;
	for (let at = 0; ; ) {
		for (; held < width; held += 8) {
			if (at === bytes.length) return undefined;
			buffer = ((buffer << 8) | (bytes[at++] ?? 0)) & 0xfffff;
		}
		held -= width;
		const code = (buffer >>> held) & ((1 << width) - 1);
		if (code === clear + 1) return at;
		if (code === clear) {
			width = narrowest;
			next = clear + 1;
		} else if (next < 1 << widest && ++next === (1 << width) - 1 && width < widest) width++;
	}
}

/** Runs, each behind how long it is: a byte that is repeated, or as many bytes as they are. */
function packBitsEnd(bytes: Uint8Array, unpacked: number): number | undefined {
	let at = 0;
	for (let left = unpacked; left > 0; ) {
		const count = bytes[at];
		if (count === undefined) return undefined;
		const size = count > 128 ? 257 - count : count < 128 ? count + 1 : 0;
		at += size === 0 ? 1 : count > 128 ? 2 : 1 + size;
		left -= size;
	}
	return Math.min(at, bytes.length);
}
