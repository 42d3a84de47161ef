// Which bytes a track's chunks take, however many samples they hold. ISO/IEC 14496-12, 8.7
import type { ByteRange } from "../../core/finding";
import { type Box, boxesIn } from "./isobmff";
import { uint8, uint32BE } from "./numbers";
import { chunkStarts } from "./sample-table";

/** The end of a chunk that the tables cannot tell: QuickTime counts the samples of sound without saying how large they are. */
export const openEnd = Number.POSITIVE_INFINITY;

/** The chunks of a track; `undefined` where its tables do not add up. */
export function chunkRanges(bytes: Uint8Array, table: Box, handler: string): ByteRange[] | undefined {
	const boxes = new Map(boxesIn(bytes, table.body, table.end).boxes.map((box) => [box.type, box]));
	const [sizes, runs] = [boxes.get("stsz") ?? boxes.get("stz2"), boxes.get("stsc")];
	const starts = chunkStarts(bytes, table);
	if (starts.length === 0) return [];
	if (!sizes || !runs) return undefined;
	const count = uint32BE(bytes, sizes.body + 8);
	const fixed = sizes.type === "stsz" ? uint32BE(bytes, sizes.body + 4) : 0;
	const bits = sizes.type === "stz2" ? uint8(bytes, sizes.body + 7) : 32;
	const runCount = uint32BE(bytes, runs.body + 4);
	if (fixed === 0 && sizes.body + 12 + (count * bits) / 8 > sizes.end) return undefined;
	if (runs.body + 8 + runCount * 12 > runs.end) return undefined;
	if (fixed > 0 && handler === "soun") return starts.map((start) => ({ start, end: openEnd }));

	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	const sizeOf = (sample: number): number => {
		if (fixed > 0) return fixed;
		const at = sizes.body + 12;
		if (bits === 32) return view.getUint32(at + sample * 4);
		if (bits === 16) return view.getUint16(at + sample * 2);
		return bits === 8 ? view.getUint8(at + sample) : (view.getUint8(at + (sample >> 1)) >> (sample % 2 ? 0 : 4)) & 15;
	};
	const firstOf = (run: number) => (run < runCount ? uint32BE(bytes, runs.body + 8 + run * 12) - 1 : openEnd);
	let sample = 0;
	let run = 0;
	const ranges = starts.map((start, chunk) => {
		while (firstOf(run + 1) <= chunk) run++;
		let end = start;
		for (let left = uint32BE(bytes, runs.body + 12 + run * 12); left > 0 && sample < count; left--)
			end += sizeOf(sample++);
		return { start, end };
	});
	return sample === count ? ranges : undefined;
}
