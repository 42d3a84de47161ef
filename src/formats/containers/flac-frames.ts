// Where the last frame of a FLAC stream ends, which nothing in it says: told by the sums of its header and of itself.
// https://www.rfc-editor.org/rfc/rfc9639#name-frame-structure
import type { ByteSource } from "./byte-source";
import { uint8, uint16BE } from "./numbers";

/** Frames of one are some 10 KB; what is searched holds several of any honest stream. */
const searched = 128 * 1024;
/** Bytes that a header has before its own sum: 4, a number of up to 7, a size and a rate of up to 2 each. */
const longestHeader = 15;
const sumSize = 2;

/**
 * The end of the last frame that begins in the last bytes before `end`: the last place where its sum is right.
 * `undefined` where there is none, as in what was cut off.
 */
export async function lastFrameEnd(source: ByteSource, start: number, end: number): Promise<number | undefined> {
	const from = Math.max(start, end - searched);
	const bytes = await source.read(from, end);
	for (let at = bytes.length - 4; at >= 0; at--) {
		const header = headerSize(bytes, at);
		if (header === undefined) continue;
		// An earlier frame's end would take one that was cut off for something else.
		const frameEnd = sumEnd(bytes, at, at + header);
		return frameEnd === undefined ? undefined : from + frameEnd;
	}
	return undefined;
}

/** The size of the frame header at `at`, its sum of 8 bits included; `undefined` where none is. */
function headerSize(bytes: Uint8Array, at: number): number | undefined {
	if (bytes[at] !== 0xff || ((bytes[at + 1] ?? 0) & 0xfe) !== 0xf8) return undefined;
	const [sizeCode, rateCode] = [(bytes[at + 2] ?? 0) >> 4, (bytes[at + 2] ?? 0) & 15];
	if (sizeCode === 0 || rateCode === 15) return undefined;
	// The number is written as UTF-8 writes characters.
	const lead = bytes[at + 4] ?? 0;
	const numberSize = lead < 0x80 ? 1 : Math.clz32(~lead << 24);
	const size =
		4 + numberSize + (sizeCode === 6 ? 1 : sizeCode === 7 ? 2 : 0) + (rateCode === 12 ? 1 : rateCode > 12 ? 2 : 0);
	if (size > longestHeader || at + size >= bytes.length) return undefined;
	let sum = 0;
	for (let index = at; index < at + size; index++) {
		sum ^= uint8(bytes, index);
		for (let bit = 0; bit < 8; bit++) sum = ((sum << 1) ^ (sum & 0x80 ? 0x07 : 0)) & 0xff;
	}
	return sum === bytes[at + size] ? size + 1 : undefined;
}

/** The last place after `from` where the sum of `[at, place - 2)` stands. */
function sumEnd(bytes: Uint8Array, at: number, from: number): number | undefined {
	let sum = 0;
	let found: number | undefined;
	for (let index = at; index + sumSize <= bytes.length; index++) {
		if (index > from && sum === uint16BE(bytes, index)) found = index + sumSize;
		sum ^= uint8(bytes, index) << 8;
		for (let bit = 0; bit < 8; bit++) sum = ((sum << 1) ^ (sum & 0x8000 ? 0x8005 : 0)) & 0xffff;
	}
	return found;
}
