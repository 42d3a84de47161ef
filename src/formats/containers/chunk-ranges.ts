// Which bytes a track's chunks take, however many samples they hold. ISO/IEC 14496-12, 8.7
import type { ByteRange } from "../../core/finding";
import { type Box, boxesIn } from "./isobmff";
import { uint8, uint16BE, uint32BE } from "./numbers";

/**
 * The chunks of a track, those that follow each other as one; `undefined` where its tables are cut off, or do not tell:
 * QuickTime counts some samples of sound without saying how large they are.
 * An hour has some 100,000 samples: nothing is made of each. Samples that are counted and in no chunk do not play.
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
		const at = sizes.body + 12;
		if (bits === 32) return view.getUint32(at + sample * 4);
		if (bits === 16) return view.getUint16(at + sample * 2);
		return bits === 8 ? view.getUint8(at + sample) : (view.getUint8(at + (sample >> 1)) >> (sample % 2 ? 0 : 4)) & 15;
	};
	const firstOf = (run: number) =>
		run < runCount ? view.getUint32(runs.body + 8 + run * 12) - 1 : Number.POSITIVE_INFINITY;
	const sound = fixed > 0 && handler === "soun" ? soundSizes(bytes, boxes.get("stsd"), fixed) : undefined;
	const ranges: ByteRange[] = [];
	let sample = 0;
	let run = 0;
	for (let chunk = 0; chunk < chunks; chunk++) {
		while (firstOf(run + 1) <= chunk) run++;
		const start = startOf(chunk);
		let end = start;
		const samples = runCount > 0 ? view.getUint32(runs.body + 12 + run * 12) : 0;
		if (sound) end += sound(samples);
		else if (fixed > 0) {
			const placed = Math.min(samples, count - sample);
			end += placed * fixed;
			sample += placed;
		} else for (let left = samples; left > 0 && sample < count; left--) end += sizeOf(sample++);
		const last = ranges.at(-1);
		if (last?.end === start) last.end = end;
		else ranges.push({ start, end });
	}
	return ranges.every(({ end }) => end < Number.POSITIVE_INFINITY) ? ranges : undefined;
}

/** Bytes of a sample by coding, where its description does not say them. */
const sampleBytes: Readonly<Record<string, number>> = { ulaw: 1, alaw: 1, in24: 3, in32: 4, fl32: 4, fl64: 8 };

/** How many bytes so many samples of sound take: by the table of sizes or by their description, whichever is more. */
function soundSizes(bytes: Uint8Array, descriptions: Box | undefined, fixed: number): (samples: number) => number {
	const entry =
		descriptions && boxesIn(bytes, Math.min(descriptions.body + 8, descriptions.end), descriptions.end).boxes[0];
	if (!entry || entry.end - entry.start < 36)
		return (samples) => (fixed > 1 ? samples * fixed : Number.POSITIVE_INFINITY);
	const at = entry.start;
	const version = uint16BE(bytes, at + 16);
	const isQuickTime = uint8(bytes, descriptions.body) === 0;
	const field = (offset: number) => (at + offset + 4 <= entry.end ? uint32BE(bytes, at + offset) : 0);
	if (isQuickTime && version === 1 && field(36) > 0 && field(44) > 0)
		return (samples) => Math.max(samples * (fixed > 1 ? fixed : 0), Math.ceil(samples / field(36)) * field(44));
	if (isQuickTime && version === 2 && field(64) > 0 && field(68) > 0)
		return (samples) => Math.ceil(samples / field(68)) * field(64);
	const width =
		sampleBytes[entry.type] ?? (/^(raw |twos|sowt|lpcm|NONE)$/.test(entry.type) ? uint16BE(bytes, at + 26) / 8 : 0);
	const frame = Math.max(fixed > 1 ? fixed : 0, Math.ceil(width * uint16BE(bytes, at + 24)));
	return (samples) => (frame > 0 ? samples * frame : Number.POSITIVE_INFINITY);
}
