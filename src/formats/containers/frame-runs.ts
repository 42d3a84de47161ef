// Coded audio that is nothing but frames, one behind the other: walked to its end, since any of them may be the last of a song.
import type { ByteRange } from "../../core/finding";
import { InvalidFileError } from "../invalid-file-error";
import type { ByteSource } from "./byte-source";
import { id3Size } from "./id3";

/** The frame whose header is at `at`: its size, and what it has in common with those beside it. */
export type FrameAt = (bytes: Uint8Array, at: number) => { size: number; kind: number } | undefined;

const step = 4 * 1024 * 1024;
/** More than the frames in a row that are looked at together: those of ADTS have up to 8 KB. */
const reach = 32 * 1024;
/** So many frames of one kind in a row are no accident. */
const framesInRow = 3;
const maxGaps = 10_000;
/** No frame is known by less of it. */
const longestHeader = 7;

/** What of `[start, end)` is in no frame. A last frame that was cut off is one. */
export async function gapsBetweenFrames(
	source: ByteSource,
	{ start, end }: ByteRange,
	frameAt: FrameAt,
	signal: AbortSignal,
): Promise<ByteRange[]> {
	const gaps: ByteRange[] = [];
	let [at, base, bytes] = [start, start, new Uint8Array()];
	let kind: number | undefined;
	let gap = start;
	while (at < end) {
		if (at + reach > base + bytes.length && base + bytes.length < end) {
			if (signal.aborted) throw new InvalidFileError("stopped", "while walking frames");
			[base, bytes] = [at, await source.read(at, Math.min(at + step, end))];
		}
		const place = at - base;
		const frame = bytes[place] === 0xff ? frameAt(bytes, place) : undefined;
		// The last one may be cut off, and of another kind.
		const isLast = frame && kind !== undefined && at + frame.size >= end;
		if (frame && (frame.kind === kind || isLast || isRun(bytes, place, frameAt))) {
			if (at > gap) gaps.push({ start: gap, end: at });
			if (gaps.length > maxGaps) throw new InvalidFileError("too-complex", `more than ${maxGaps} gaps`);
			kind = frame.kind;
			at += frame.size;
			gap = at;
		} else {
			// What looks like frames within a tag is none.
			const tag = bytes[place] === 0x49 ? (id3Size(bytes.subarray(place, place + 10)) ?? 0) : 0;
			kind = undefined;
			at += at + tag < end ? Math.max(tag, 1) : 1;
		}
	}
	return gap < end ? [...gaps, { start: gap, end }] : gaps;
}

/** Whether whole frames of one kind begin here: enough of them, or all there is. */
function isRun(bytes: Uint8Array, start: number, frameAt: FrameAt): boolean {
	const kind = frameAt(bytes, start)?.kind;
	let at = start;
	for (let count = 0; count < framesInRow && at < bytes.length; count++) {
		const frame = frameAt(bytes, at);
		if (frame?.kind !== kind || !frame) return false;
		at += frame.size;
	}
	return at <= bytes.length;
}

/** A first frame that was cut off has less. */
const longestFrame = 1441;

/** Whether frames begin within a file's head and follow each other to its end, as in songs cut out of a broadcast. */
export function beginsAmidFrames(head: Uint8Array, frameAt: FrameAt): boolean {
	// Of a format that tells its name nobody knows what else is in it.
	if (head.subarray(0, 3).every((byte) => (byte | 32) > 0x60 && (byte | 32) < 0x7b)) return false;
	for (let start = head.indexOf(0xff); start >= 0 && start < longestFrame; start = head.indexOf(0xff, start + 1)) {
		let at = start;
		let count = 0;
		for (let frame = frameAt(head, at), first = frame; frame && frame.kind === first?.kind; frame = frameAt(head, at)) {
			at += frame.size;
			count++;
		}
		if (count >= framesInRow && at + longestHeader > head.length) return true;
	}
	return false;
}
