// Where the pictures of a TIFF stand: strips, tiles and JPEG streams, and what such streams say themselves.
import type { ByteRange } from "../core/finding";
import type { ByteSource } from "./containers/byte-source";
import { loadUnsigned, type Tiff, type TiffDirectory } from "./containers/tiff";
import { streamParts } from "./jpeg-stream";
import { tags } from "./metadata/exif-tags";
import { jpegCompressions, tiffTags } from "./metadata/tiff-tags";
import type { Part } from "./parts";

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
	for (const directory of directories) {
		const entryOf = (tag: number) => directory.entries.find((entry) => entry.tag === tag);
		const numbers = async (tag: number) => {
			const entry = entryOf(tag);
			return entry ? loadUnsigned(source, file, entry) : [];
		};
		const [compression = 1] = await numbers(tiffTags.compression);
		if (tiffTags.jpegTables.some((tag) => entryOf(tag) !== undefined)) data.complete = false;
		let found = false;
		for (const [offsetTag, lengthTag] of dataPairs) {
			const offsets = await numbers(offsetTag);
			const lengths = await numbers(lengthTag);
			if (offsets.length === 0) continue;
			found = true;
			if (offsets.length !== lengths.length) data.complete = false;
			for (const [index, start] of offsets.entries()) {
				signal.throwIfAborted();
				const end = Math.min(start + (lengths[index] ?? 0), source.size);
				if (start >= end) continue;
				data.ranges.push({ start, end });
				if (jpegCompressions.has(compression) || offsetTag === tags.thumbnailOffset) {
					data.parts.push(...(await streamParts(source, { start, end }, signal)));
				}
			}
		}
		if (!found && directory.kind === "main" && directory.index === 0) data.complete = directories.length > 1;
	}
	return data;
}
