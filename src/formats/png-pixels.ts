// The pixels of a PNG, frame by frame: what stands behind them in the same chunks is shown by nobody, and is cut off.
// https://www.w3.org/TR/png-3/#10Compression

import type { Finding } from "../core/finding";
import { phrase } from "../core/phrase";
import type { ByteSource } from "./containers/byte-source";
import { joinBytes, uint32BE } from "./containers/numbers";
import { appleMark, type Chunk, headerOf, newChunk } from "./containers/png-chunks";
import { behindFinding } from "./metadata/trailing";
import type { Edit } from "./splice";

export type Surplus = { finding: Finding; edits: () => Promise<Edit[]> };

/** A frame's stream: its chunks, and what stands before its data in each of them (the number that fdAT has). */
type Stream = { chunks: Chunk[]; skipped: number };

type Around = { header: number; checksum: number; spare: number };

/** What zlib puts around a stream. */
const zlib: Around = { header: 2, checksum: 4, spare: 0 };
/** Apple's programs leave it out, and some of them not the checksum. */
const bare: Around = { header: 0, checksum: 0, spare: 4 };
const window = 1024 * 1024;

/** What stands behind the end of each frame's pixels, or in rows below it. A frame that breaks off has nothing behind it. */
export async function pixelSurplus(
	source: ByteSource,
	chunks: readonly Chunk[],
	signal: AbortSignal,
): Promise<Surplus[]> {
	const { deflateExtent } = await import("./containers/deflate-end");
	const found: Surplus[] = [];
	for (const stream of streamsOf(chunks)) {
		const around = await zlibAround(source, chunks, stream);
		const extent = await deflateExtent(piecesOf(source, stream, around.header, signal));
		const rows = extent ? extent.unpacked - (await pixelBytes(source, chunks, stream)) : 0;
		if (rows > 0) {
			// They are packed together with the picture, and go only where that is packed anew.
			const value = phrase("behindPicture", { bytes: rows });
			const finding: Finding = {
				kind: "trailing-data",
				severity: "medium",
				source: "PNG",
				tag: "Rows",
				value,
				stays: true,
			};
			found.push({ finding, edits: async () => [] });
		}
		const end = extent && around.header + extent.length + around.checksum;
		const size = stream.chunks.reduce((sum, chunk) => sum + dataSize(chunk, stream), 0);
		if (end === undefined || end >= size - around.spare) continue;
		found.push({
			finding: behindFinding("PNG", size - end, stream.chunks[0]?.type ?? "IDAT"),
			edits: () => shortened(source, stream, end),
		});
	}
	return found;
}

async function zlibAround(source: ByteSource, chunks: readonly Chunk[], stream: Stream): Promise<Around> {
	const [first] = stream.chunks;
	if (chunks[0]?.type !== appleMark || !first) return zlib;
	const [method = 0, check = 0] = await source.read(first.dataStart, Math.min(first.dataStart + 2, source.size));
	return (method & 15) === 8 && ((method << 8) | check) % 31 === 0 ? zlib : bare;
}

/** Samples of a pixel, by the colour type. */
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** First column and row, and the steps from one to the next, of each pass. */
const passes = {
	plain: [[0, 0, 1, 1]],
	interlaced: [
		[0, 0, 8, 8],
		[4, 0, 8, 8],
		[0, 4, 4, 8],
		[2, 0, 4, 4],
		[0, 2, 2, 4],
		[1, 0, 2, 2],
		[0, 1, 1, 2],
	],
} as const;

/** Bytes that a frame's rows take, each behind the number of its filter. */
async function pixelBytes(source: ByteSource, chunks: readonly Chunk[], { chunks: [first] }: Stream): Promise<number> {
	const header = headerOf(chunks);
	const control =
		first?.type === "fdAT" ? chunks.findLast(({ type, end }) => type === "fcTL" && end <= first.start) : undefined;
	if (!header || header.dataEnd - header.dataStart < 13) return Number.POSITIVE_INFINITY;
	const [, , , , , , , , depth = 0, colour = 0, , , interlaced] = await source.read(
		header.dataStart,
		header.dataStart + 13,
	);
	const at = control ? control.dataStart + 4 : header.dataStart;
	const size = await source.read(at, Math.min(at + 8, source.size));
	const [width, height] = [uint32BE(size, 0), uint32BE(size, 4)];
	const bits = depth * (samples[colour] ?? Number.POSITIVE_INFINITY);
	return (interlaced === 1 ? passes.interlaced : passes.plain).reduce((sum, [x, y, across, down]) => {
		const [columns, rows] = [Math.ceil((width - x) / across), Math.ceil((height - y) / down)];
		return columns > 0 && rows > 0 ? sum + rows * (1 + Math.ceil((columns * bits) / 8)) : sum;
	}, 0);
}

/** Consecutive IDAT are one stream, and so are the fdAT between two fcTL. */
function streamsOf(chunks: readonly Chunk[]): Stream[] {
	const streams: Stream[] = [];
	let open: Stream | undefined;
	for (const chunk of chunks) {
		if (chunk.type === "fcTL") open = undefined;
		if (chunk.type !== "IDAT" && chunk.type !== "fdAT") continue;
		const skipped = chunk.type === "fdAT" ? 4 : 0;
		if (open?.skipped !== skipped) {
			open = { chunks: [], skipped };
			streams.push(open);
		}
		open.chunks.push(chunk);
	}
	return streams;
}

function dataSize({ dataStart, dataEnd }: Chunk, { skipped }: Stream): number {
	return Math.max(0, dataEnd - dataStart - skipped);
}

/** The Deflate stream after zlib's header, piece by piece: chunks that stand close together are read at once. */
function piecesOf(
	source: ByteSource,
	stream: Stream,
	header: number,
	signal: AbortSignal,
): () => Promise<Uint8Array | undefined> {
	let index = 0;
	let within = header;
	return async () => {
		signal.throwIfAborted();
		const first = stream.chunks[index];
		if (!first) return undefined;
		const start = first.dataStart + stream.skipped + within;
		const limit = Math.min(start + window, source.size);
		const parts: [number, number][] = [];
		for (let chunk: Chunk | undefined = first; chunk; chunk = stream.chunks[index]) {
			const from = chunk.dataStart + stream.skipped + within;
			const to = Math.min(chunk.dataEnd, limit);
			if (from >= limit) break;
			if (to > from) parts.push([from, to]);
			if (to < chunk.dataEnd) {
				within += to - from;
				break;
			}
			within = Math.max(0, from - chunk.dataEnd);
			index++;
		}
		const end = parts.at(-1)?.[1];
		if (end === undefined) return new Uint8Array(0);
		const bytes = await source.read(start, end);
		return joinBytes(parts.map(([from, to]) => bytes.subarray(from - start, to - start)));
	};
}

/** The chunks of a stream cut at `end` of it. Those of an animation stay, empty: they are counted. */
async function shortened(source: ByteSource, stream: Stream, end: number): Promise<Edit[]> {
	const edits: Edit[] = [];
	let left = end;
	for (const chunk of stream.chunks) {
		const size = dataSize(chunk, stream);
		const kept = Math.min(size, left);
		left -= kept;
		if (kept === size) continue;
		const { type, start, dataStart, end: chunkEnd } = chunk;
		const data = await source.read(dataStart, dataStart + stream.skipped + kept);
		const isGone = kept === 0 && stream.skipped === 0;
		edits.push({ start, end: chunkEnd, ...(!isGone && { bytes: newChunk(type, data) }) });
	}
	return edits;
}
