// Where the pictures of a TIFF stand: strips, tiles and JPEG streams, and what such streams say themselves.
import type { ByteRange, Finding } from "../core/finding";
import { phrase } from "../core/phrase";
import type { ByteSource } from "./containers/byte-source";
import { loadUnsigned, type Tiff, type TiffDirectory } from "./containers/tiff";
import { streamParts, tableParts } from "./jpeg-stream";
import { tags } from "./metadata/exif-tags";
import { jpegCompressions, tiffTags } from "./metadata/tiff-tags";
import { isZero } from "./metadata/trailing";
import { type Part, part, zeroed } from "./parts";

export type PictureData = {
	ranges: ByteRange[];
	/** Whether these are all: old files leave out how long their strips are. */
	complete: boolean;
	/** What JPEG streams say that stand in the place of strips. */
	parts: Part[];
};

/** Tags that say where a picture stands, and in how many bytes. */
export const dataPairs = [
	[tiffTags.stripOffsets, tiffTags.stripByteCounts],
	[tiffTags.tileOffsets, tiffTags.tileByteCounts],
	[tags.thumbnailOffset, tags.thumbnailLength],
] as const;

export async function pictureData(
	source: ByteSource,
	file: Tiff,
	directories: readonly TiffDirectory[],
	signal: AbortSignal,
): Promise<PictureData> {
	const data: PictureData = { ranges: [], complete: true, parts: [] };
	// equal strips may share their bytes, and an old JPEG is named both as a strip and as a stream
	const seen = new Set<string>();
	for (const directory of directories) {
		const entryOf = (tag: number) => directory.entries.find((entry) => entry.tag === tag);
		const numbers = async (tag: number) => {
			const entry = entryOf(tag);
			return entry ? loadUnsigned(source, file, entry) : [];
		};
		const [compression = 1] = await numbers(tiffTags.compression);
		const layout = layoutOf(await Promise.all(layoutTags.map(numbers)));
		const [fillOrder = 1] = await numbers(tiffTags.fillOrder);
		const isPacked = packedCompressions.has(compression) && fillOrder === 1;
		const tables = entryOf(tiffTags.sharedTables);
		if (tables?.bytes) data.parts.push(...tableParts(tables.bytes, tables.start));
		if (tiffTags.jpegTables.some((tag) => entryOf(tag) !== undefined)) data.complete = false;
		let found = false;
		for (const [offsetTag, lengthTag] of dataPairs) {
			const offsets = await numbers(offsetTag);
			const lengths = await numbers(lengthTag);
			if (offsets.length === 0) continue;
			found = true;
			const isThumbnail = offsetTag === tags.thumbnailOffset;
			const plain = isThumbnail || compression !== 1 ? undefined : layout;
			if (offsets.length !== lengths.length && !plain) data.complete = false;
			for (const [index, start] of offsets.entries()) {
				signal.throwIfAborted();
				const pixels = plain?.(index);
				const end = Math.min(start + (lengths[index] ?? pixels ?? 0), source.size);
				const place = `${start}-${end}`;
				if (start >= end || seen.has(place)) continue;
				seen.add(place);
				data.ranges.push({ start, end });
				if (pixels !== undefined) data.parts.push(...(await surplusParts(source, start + pixels, end)));
				if (isPacked && !isThumbnail)
					data.parts.push(...(await behindPacked(source, { start, end }, compression, layout?.(index))));
				if (jpegCompressions.has(compression) || isThumbnail) {
					data.parts.push(...(await streamParts(source, { start, end }, signal)));
				}
			}
		}
		if (!found && directory.kind === "main" && directory.index === 0) data.complete = directories.length > 1;
	}
	return data;
}

/** Width, length, bits, photometric interpretation, samples, rows per strip, planes, tile width and length. */
const layoutTags = [256, 257, 258, tiffTags.photometric, 277, 278, 284, 322, 323];

/** How many bytes each strip or tile of a picture has before it is packed; `undefined` where only a decoder knows. */
function layoutOf(values: readonly number[][]): ((index: number) => number) | undefined {
	const [
		width = 0,
		height = 0,
		bits = 1,
		photometric = 0,
		samples = 1,
		rows = height,
		planes = 1,
		tileWidth,
		tileLength,
	] = values.map(([first]) => first);
	const depths = values[2] ?? [];
	if (photometric === subsampled || depths.some((depth) => depth !== bits)) return undefined;
	const inRow = (pixels: number) => Math.ceil((pixels * bits * (planes === 2 ? 1 : samples)) / 8);
	if (tileWidth && tileLength) return () => inRow(tileWidth) * tileLength;
	const strips = Math.ceil(height / rows) || 1;
	return (index) => inRow(width) * Math.min(rows, height - (index % strips) * rows);
}

/** `PhotometricInterpretation` of pictures whose colours have fewer samples than their brightness. */
const subsampled = 6;
/** Writers pad to even places, or to whole blocks of zeros. */
const longestPadding = 3;

/** Values of `Compression` whose packed bytes tell themselves where they end: LZW, Deflate (twice) and PackBits. */
const packedCompressions: ReadonlySet<number> = new Set([5, 8, 32946, 32773]);
const longestPacked = 256 * 1024 * 1024;

async function behindPacked(
	source: ByteSource,
	{ start, end }: ByteRange,
	compression: number,
	unpacked: number | undefined,
): Promise<Part[]> {
	if (end - start > longestPacked) return [];
	const { packedSize } = await import("./containers/packed-end");
	const size = await packedSize(await source.read(start, end), compression, unpacked);
	return size === undefined ? [] : surplusParts(source, start + size, end);
}

async function surplusParts(source: ByteSource, start: number, end: number): Promise<Part[]> {
	if (end - start <= longestPadding || (await isZero(source, start, end))) return [];
	const value = phrase("unusedBytes", { bytes: end - start });
	const finding: Finding = { kind: "trailing-data", severity: "medium", source: "TIFF", tag: "UnusedData", value };
	return [part([finding], zeroed(start, end))];
}
