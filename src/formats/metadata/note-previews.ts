// Small pictures in makers' own notes. Each maker has a tag of its own for them, and its own way to count offsets:
// a JPEG is found by how it begins and ends. https://exiftool.org/makernote_types.html

import type { ByteRange, Finding } from "../../core/finding";
import { sized } from "../../core/phrase";
import type { ByteSource } from "../containers/byte-source";
import { latin1 } from "../containers/numbers";

/** Cameras write previews of some 100 kB. */
const longestRead = 1024 * 1024;
const maxPreviews = 8;
/** From a JPEG's beginning through its tables to where its picture starts, and to its end: no byte of one is FF D9. */
const jpeg = /\xff\xd8\xff[\xc0-\xfe].*?\xff\xda.*?\xff\xd9/gs;

/** The JPEGs in `ranges` of an Exif block that stands at `offset` in the file. */
export async function notePreviews(
	block: ByteSource,
	ranges: readonly ByteRange[],
	offset: number,
): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const { start, end } of ranges) {
		const text = latin1(await block.read(start, Math.min(end, start + longestRead)));
		for (const { index, 0: found } of text.matchAll(jpeg)) {
			if (findings.length >= maxPreviews) return findings;
			const at = offset + start + index;
			findings.push({
				...{ kind: "thumbnail", severity: "medium", source: "MakerNotes", tag: "PreviewImage" },
				value: sized(found.length),
				picture: { type: "image", range: { start: at, end: at + found.length }, mime: "image/jpeg" },
			});
		}
	}
	return findings;
}
