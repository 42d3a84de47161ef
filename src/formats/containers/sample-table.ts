// Where a track's samples stand in the file: the tables of a `stbl` box. ISO/IEC 14496-12, 8.6 and 8.7
import type { ByteRange } from "../../core/finding";
import { InvalidFileError } from "../invalid-file-error";
import { type Box, boxesIn } from "./isobmff";
import { requireBytes, uint32BE, uint64BE, uintBE } from "./numbers";

/** A day of points at 30 a second is below this. */
const maxSamples = 4_000_000;

/**
 * Every sample of a track, in order. Offsets are those of the file, and may lie anywhere in or outside it.
 * @throws InvalidFileError `damaged` when the tables contradict themselves, `too-complex`.
 */
export function sampleRanges(bytes: Uint8Array, table: Box): ByteRange[] {
	const boxes = new Map(boxesIn(bytes, table.body, table.end).boxes.map((box) => [box.type, box]));
	const sizes = sampleSizes(bytes, boxes.get("stsz") ?? boxes.get("stz2"));
	const offsets = chunkOffsets(bytes, boxes.get("stco"), boxes.get("co64"));
	const perChunk = entries(bytes, boxes.get("stsc"), 12).map((at) => ({
		first: uint32BE(bytes, at) - 1,
		samples: uint32BE(bytes, at + 4),
	}));
	const ranges: ByteRange[] = [];
	for (let chunk = 0, run = 0; chunk < offsets.length && ranges.length < sizes.count; chunk++) {
		while ((perChunk[run + 1]?.first ?? Number.POSITIVE_INFINITY) <= chunk) run++;
		let at = offsets[chunk] ?? 0;
		const samples = Math.min(perChunk[run]?.samples ?? 0, sizes.count - ranges.length);
		for (let sample = 0; sample < samples; sample++) {
			const end = at + sizes.of(ranges.length);
			ranges.push({ start: at, end });
			at = end;
		}
	}
	return ranges;
}

/**
 * A few samples of a track: the first ones, and one from the middle of its middle chunk. Nothing is made of each of the others.
 * @param few how many of the first.
 */
export function someSamples(bytes: Uint8Array, table: Box, few: number): ByteRange[] {
	const boxes = new Map(boxesIn(bytes, table.body, table.end).boxes.map((box) => [box.type, box]));
	const sizes = sampleSizes(bytes, boxes.get("stsz") ?? boxes.get("stz2"));
	const [stco, runs] = [boxes.get("stco"), tableOf(bytes, boxes.get("stsc"), 12)];
	const chunks = stco ? tableOf(bytes, stco, 4) : tableOf(bytes, boxes.get("co64"), 8);
	const middle = chunks.count >> 1;
	const samples: ByteRange[] = [];
	for (let run = 0, chunk = 0, first = 0; run < runs.count && first < sizes.count; run++) {
		const perChunk = uint32BE(bytes, runs.at(run) + 4);
		const next = run + 1 < runs.count ? uint32BE(bytes, runs.at(run + 1)) - 1 : chunks.count;
		const end = Math.min(next, chunks.count, middle + 1);
		while (chunk < end && first < sizes.count) {
			if (samples.length >= few && chunk < middle) {
				const passed = Math.min(end, middle) - chunk;
				chunk += passed;
				first += passed * perChunk;
				continue;
			}
			const last = Math.min(first + perChunk, sizes.count);
			const chosen = chunk === middle ? (first + last) >> 1 : -1;
			let start = uintBE(bytes, chunks.at(chunk), stco ? 4 : 8);
			for (let sample = first; sample < last && (samples.length < few || sample <= chosen); sample++) {
				const until = start + sizes.of(sample);
				if (samples.length < few || sample === chosen) samples.push({ start, end: until });
				start = until;
			}
			first = last;
			chunk++;
		}
	}
	return samples;
}

/** Where a track's chunks begin. */
export function chunkStarts(bytes: Uint8Array, table: Box): number[] {
	const boxes = new Map(boxesIn(bytes, table.body, table.end).boxes.map((box) => [box.type, box]));
	return chunkOffsets(bytes, boxes.get("stco"), boxes.get("co64"));
}

function sampleSizes(bytes: Uint8Array, box: Box | undefined): { count: number; of: (index: number) => number } {
	if (!box) return { count: 0, of: () => 0 };
	const compact = box.type === "stz2";
	const fixed = compact ? 0 : uint32BE(bytes, box.body + 4);
	const count = uint32BE(bytes, box.body + 8);
	if (count > maxSamples) throw new InvalidFileError("too-complex", `${count} samples`);
	if (fixed > 0) return { count, of: () => fixed };
	const bits = compact ? uintBE(bytes, box.body + 7, 1) : 32;
	const at = box.body + 12;
	requireBytes(bytes.subarray(0, box.end), at, Math.ceil((count * bits) / 8));
	if (bits === 4) return { count, of: (index) => (uintBE(bytes, at + (index >> 1), 1) >> (index % 2 ? 0 : 4)) & 15 };
	return { count, of: (index) => uintBE(bytes, at + index * (bits / 8), bits / 8) };
}

function chunkOffsets(bytes: Uint8Array, stco: Box | undefined, co64: Box | undefined): number[] {
	return stco
		? entries(bytes, stco, 4).map((at) => uint32BE(bytes, at))
		: entries(bytes, co64, 8).map((at) => uint64BE(bytes, at));
}

/** Where the entries of a table of `entrySize` bytes each begin. */
function entries(bytes: Uint8Array, box: Box | undefined, entrySize: number): number[] {
	const { count, at } = tableOf(bytes, box, entrySize);
	return Array.from({ length: count }, (_, index) => at(index));
}

function tableOf(
	bytes: Uint8Array,
	box: Box | undefined,
	entrySize: number,
): { count: number; at(index: number): number } {
	if (!box) return { count: 0, at: () => 0 };
	const count = uint32BE(bytes, box.body + 4);
	requireBytes(bytes.subarray(0, box.end), box.body + 8, count * entrySize);
	return { count, at: (index) => box.body + 8 + index * entrySize };
}
