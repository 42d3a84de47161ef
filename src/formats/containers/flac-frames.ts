// Where the frames of a FLAC stream begin and end, told by the sums of their headers and of the last one itself.
// https://www.rfc-editor.org/rfc/rfc9639#name-frame-structure
import type { ByteRange } from "../../core/finding";
import { InvalidFileError } from "../invalid-file-error";
import type { ByteSource } from "./byte-source";
import { flacFrameSize } from "./flac-frame-end";
import { isPadding } from "./isobmff";
import { uint8, uintBE } from "./numbers";

/** Bytes searched at once, of frames that are some 10 KB. */
const searched = 128 * 1024;
/** Bytes that a header has before its own sum: 4, a number of up to 7, a size and a rate of up to 2 each. */
const longestHeader = 15;
const largestBlock = 65535;
const largestOverhead = 256;
/** What looks like a header is none once in 8 MB of noise. */
const headersTried = 32;

/** A point of the seek table: a sample, where its frame is, and how many that has. Points that are not set are all ones. */
const pointSize = 18;

/** Whether a block holds points in order, and nothing else. */
export function isSeekTable(bytes: Uint8Array): boolean {
	let last = -1;
	for (let at = 0; at < bytes.length; at += pointSize) {
		if (at + pointSize > bytes.length) return false;
		const sample = uintBE(bytes, at, 8);
		const isUnset = sample >= 2 ** 64 - 2048 && isPadding(bytes.subarray(at + 8, at + pointSize));
		if (!isUnset && (sample <= last || sample >= 2 ** 36 || uintBE(bytes, at + 8, 8) >= 2 ** 48)) return false;
		last = sample;
	}
	return true;
}

/**
 * Where the frames begin and end. No `end` where the last frame was cut off, or nobody can say; `cut` bytes of it are all that
 * stands behind a whole one where a recording was interrupted. `undefined` where there are no frames.
 */
export async function flacFrames(
	source: ByteSource,
	info: Uint8Array,
	{ start, end }: ByteRange,
	signal: AbortSignal,
): Promise<{ start: number; end: number | undefined; cut: number | undefined } | undefined> {
	const head = await source.read(start, Math.min(start + searched, end));
	const first = head.findIndex((_, at) => headerSize(head, at) !== undefined);
	if (first < 0) return undefined;
	let before = end;
	for (let tried = 0; tried < headersTried; tried++) {
		const found = await lastHeader(source, start, before, end, signal);
		if (!found) break;
		const bytes = await source.read(found.at, Math.min(found.at + largestFrame(info), end));
		const size = flacFrameSize(bytes, found.size, bitsOf(info));
		if (size !== undefined && sumOf(bytes.subarray(0, size)) === 0) {
			// A frame that was cut off stands right behind a whole one; what only looks like one does not.
			const behind = found.at + size;
			const next = await source.read(behind, Math.min(behind + longestHeader + 1, end));
			const isWhole = headerSize(next, 0) === undefined;
			const isCut = !isWhole && end - behind < largestFrame(info);
			return { start: start + first, end: isWhole ? behind : undefined, cut: isCut ? end - behind : undefined };
		}
		before = found.at;
	}
	return { start: start + first, end: undefined, cut: undefined };
}

/** The last frame header that begins before `before`, and its size. */
async function lastHeader(
	source: ByteSource,
	start: number,
	before: number,
	end: number,
	signal: AbortSignal,
): Promise<{ at: number; size: number } | undefined> {
	for (let to = before; to > start; to -= searched) {
		if (signal.aborted) throw new InvalidFileError("stopped", "while looking for frames");
		const from = Math.max(start, to - searched);
		const bytes = await source.read(from, Math.min(to + longestHeader + 1, end));
		for (let at = to - from - 1; at >= 0; at--) {
			const size = headerSize(bytes, at);
			if (size !== undefined) return { at: from + at, size };
		}
	}
	return undefined;
}

/** As the block of the stream tells it, or as samples without compression would be. */
function largestFrame(info: Uint8Array): number {
	const channels = ((uint8(info, 12) >> 1) & 7) + 1;
	const plain = Math.ceil(((uintBE(info, 2, 2) || largestBlock) * channels * (bitsOf(info) + 1)) / 8) + largestOverhead;
	return Math.min(uintBE(info, 7, 3) || plain, plain);
}

function bitsOf(info: Uint8Array): number {
	return ((uintBE(info, 12, 2) >> 4) & 31) + 1;
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

/** Of a frame with its own sum at its end it is 0. */
function sumOf(bytes: Uint8Array): number {
	let sum = 0;
	for (const byte of bytes) {
		sum ^= byte << 8;
		for (let bit = 0; bit < 8; bit++) sum = ((sum << 1) ^ (sum & 0x8000 ? 0x8005 : 0)) & 0xffff;
	}
	return sum;
}
