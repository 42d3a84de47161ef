// Which bytes a track's chunks take, however many samples they hold. ISO/IEC 14496-12, 8.7
import type { ByteRange } from "../../core/finding";
import { type Box, boxesIn } from "./isobmff";
import { uint8, uint32BE } from "./numbers";

/** The end of a chunk that the tables cannot tell: QuickTime counts the samples of sound without saying how large they are. */
export const openEnd = Number.POSITIVE_INFINITY;

/**
 * The chunks of a track, those that follow each other as one; `undefined` where its tables do not add up.
 * An hour has some 100,000 samples: nothing is made of each.
 */
export function chunkRanges(bytes: Uint8Array, table: Box, handler: string): ByteRange[] | undefined {
	const boxes = new Map(boxesIn(bytes, table.body, table.end).boxes.map((box) => [box.type, box]));
	const offsets = boxes.get("stco") ?? boxes.get("co64");
	if (!offsets) return [];
	const [sizes, runs] = [boxes.get("stsz") ?? boxes.get("stz2"), boxes.get("stsc")];
	const chunks = uint32BE(bytes, offsets.body + 4);
	if (chunks === 0) return [];
	if (!sizes || !runs) return undefined;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	const wide = offsets.type === "co64";
	const count = uint32BE(bytes, sizes.body + 8);
	const fixed = sizes.type === "stsz" ? uint32BE(bytes, sizes.body + 4) : 0;
	const bits = sizes.type === "stz2" ? uint8(bytes, sizes.body + 7) : 32;
	const runCount = uint32BE(bytes, runs.body + 4);
	const tooLong = (box: Box, head: number, size: number) => box.body + head + size > box.end;
	if (tooLong(offsets, 8, chunks * (wide ? 8 : 4)) || tooLong(runs, 8, runCount * 12)) return undefined;
	if (fixed === 0 && tooLong(sizes, 12, (count * bits) / 8)) return undefined;

	const startOf = (chunk: number): number => {
		const at = offsets.body + 8 + chunk * (wide ? 8 : 4);
		return wide ? view.getUint32(at) * 2 ** 32 + view.getUint32(at + 4) : view.getUint32(at);
	};
	const sizeOf = (sample: number): number => {
		if (fixed > 0) return fixed;
		const at = sizes.body + 12;
		if (bits === 32) return view.getUint32(at + sample * 4);
		if (bits === 16) return view.getUint16(at + sample * 2);
		return bits === 8 ? view.getUint8(at + sample) : (view.getUint8(at + (sample >> 1)) >> (sample % 2 ? 0 : 4)) & 15;
	};
	const firstOf = (run: number) => (run < runCount ? view.getUint32(runs.body + 8 + run * 12) - 1 : openEnd);
	const isOpen = fixed > 0 && handler === "soun";
	const ranges: ByteRange[] = [];
	let sample = 0;
	let run = 0;
	for (let chunk = 0; chunk < chunks; chunk++) {
		while (firstOf(run + 1) <= chunk) run++;
		const start = startOf(chunk);
		let end = start;
		const samples = runCount > 0 ? view.getUint32(runs.body + 12 + run * 12) : 0;
		if (isOpen) end = openEnd;
		else for (let left = samples; left > 0 && sample < count; left--) end += sizeOf(sample++);
		const last = ranges.at(-1);
		if (last?.end === start) last.end = end;
		else ranges.push({ start, end });
	}
	return isOpen || sample === count ? ranges : undefined;
}
