// Where a fragment's samples stand in the file: the runs of a `traf` box. ISO/IEC 14496-12, 8.8
import type { ByteRange } from "../../core/finding";
import { type Box, boxesIn } from "./isobmff";
import { int32BE, uint32BE, uint64BE, uintBE } from "./numbers";

/** Bytes that a sample has in a run, one field a flag, and which of them is its size. */
const sizeFlag = 0x200;
/** In a fragment's header. */
const baseIsMoof = 0x20000;
const sampleFields = [0x100, sizeFlag, 0x400, 0x800];

/**
 * The track a fragment belongs to, and where its samples stand: each by itself where its size is told, else a run as one.
 * @param moofStart where the `moof` box stands in the file, whose bytes are given.
 * @param implicit where offsets count from that say nothing of it: the fragment, or the end of what stands before in it.
 * @param defaultSize of a sample, by the track's `trex` box.
 */
export function fragmentSamples(
	bytes: Uint8Array,
	traf: Box,
	{ moofStart, implicit }: { moofStart: number; implicit: number },
	defaultSize: (track: number) => number,
): { track: number; ranges: ByteRange[]; end: number; base: number; sized: boolean } {
	const boxes = boxesIn(bytes, traf.body, traf.end).boxes;
	const header = boxes.find(({ type }) => type === "tfhd");
	if (!header) return { track: 0, ranges: [], end: implicit, base: implicit, sized: true };
	const flags = uintBE(bytes, header.body + 1, 3);
	const track = uint32BE(bytes, header.body + 4);
	let at = header.body + 8;
	let base = flags & baseIsMoof ? moofStart : implicit;
	if (flags & 1) {
		base = uint64BE(bytes, at);
		at += 8;
	}
	for (const flag of [2, 8]) if (flags & flag) at += 4;
	const size = flags & 0x10 ? uint32BE(bytes, at) : defaultSize(track);
	const ranges: ByteRange[] = [];
	let position = base;
	let sized = true;
	for (const run of boxes.filter(({ type }) => type === "trun")) {
		sized &&= size > 0 || (uintBE(bytes, run.body + 1, 3) & sizeFlag) > 0;
		position = readRun(bytes, run, { base, position, size }, ranges);
	}
	return { track, ranges, end: position, base, sized };
}

/** Adds a run's samples to `ranges`; gives where the next run goes on if it does not say. */
function readRun(
	bytes: Uint8Array,
	run: Box,
	{ base, position, size }: { base: number; position: number; size: number },
	ranges: ByteRange[],
): number {
	const flags = uintBE(bytes, run.body + 1, 3);
	const count = uint32BE(bytes, run.body + 4);
	let at = run.body + 8;
	let start = position;
	if (flags & 1) {
		start = base + int32BE(bytes, at);
		at += 4;
	}
	if (flags & 4) at += 4;
	if (!(flags & sizeFlag)) {
		// A count alone may claim a billion samples.
		if (count * size > 0) ranges.push({ start, end: start + count * size });
		return start + count * size;
	}
	for (let sample = 0; sample < count; sample++) {
		let own = size;
		for (const flag of sampleFields) {
			if (!(flags & flag)) continue;
			if (flag === sizeFlag) own = uint32BE(bytes, at);
			at += 4;
		}
		ranges.push({ start, end: start + own });
		start += own;
	}
	return start;
}
