// Cameras' raw pictures that are built like TIFF (CR2, NEF, ARW, ORF, RW2, PEF …): read only.

import type { Finding } from "../core/finding";
import { sized } from "../core/phrase";
import type { ByteSource } from "./containers/byte-source";
import { type Tiff, unsigned } from "./containers/tiff";
import type { Reading } from "./handler";
import { directoryFindings } from "./metadata/exif";
import { tags } from "./metadata/exif-tags";
import { oncePerFact } from "./metadata/tag-kinds";
import { structuralTags } from "./metadata/tiff-tags";

export async function readRaw(source: ByteSource, file: Tiff): Promise<Reading> {
	const findings: Finding[] = [];
	for (const directory of file.directories) {
		const entries = directory.entries.filter(({ tag }) => !structuralTags.has(tag));
		findings.push(...(await directoryFindings(source, file, { ...directory, entries })));
		const numberOf = (tag: number) => {
			const entry = directory.entries.find((candidate) => candidate.tag === tag);
			return entry ? unsigned(file, entry)[0] : undefined;
		};
		const start = numberOf(tags.thumbnailOffset);
		const length = numberOf(tags.thumbnailLength);
		if (start === undefined || length === undefined || length === 0) continue;
		findings.push({
			kind: "thumbnail",
			severity: "medium",
			source: "Exif",
			tag: "PreviewImage",
			value: sized(length),
			picture: { type: "image", range: { start, end: Math.min(start + length, source.size) }, mime: "image/jpeg" },
		});
	}
	return { format: "raw", findings: oncePerFact(findings) };
}
