// JPEG 2000 and Canon's CR3: pictures in boxes that are read only. https://www.itu.int/rec/T-REC-T.800, https://github.com/lclevy/canon_cr3

import type { Finding } from "../core/finding";
import { sized } from "../core/phrase";
import { type ByteSource, bytesSource } from "./containers/byte-source";
import { type Box, boxesIn, topBoxes } from "./containers/isobmff";
import { hex } from "./containers/numbers";
import { filmParts } from "./film-in-picture";
import type { Handler, ReadContext, Reading } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { jumbfFindings } from "./metadata/c2pa";
import { readExif } from "./metadata/exif";
import { photoshopFindings } from "./metadata/iptc";
import { oncePerFact } from "./metadata/tag-kinds";
import { decodeText, readable } from "./metadata/text";
import { uuidParts } from "./metadata/uuid-boxes";
import { xmpFindings } from "./metadata/xmp";

export const jp2: Handler = {
	format: "jp2",
	async read(source, { signal }): Promise<Reading> {
		const { boxes } = await topBoxes(source, signal);
		const findings: Finding[] = [];
		for (const box of boxes) {
			if (/^(uuid|xml |jumb)$/.test(box.type))
				findings.push(...(await metadataFindings(await loaded(source, box), box)));
		}
		return { format: "jp2", findings: oncePerFact(findings) };
	},
};

export const cr3: Handler = {
	format: "cr3",
	async read(source, context): Promise<Reading> {
		const { boxes } = await topBoxes(source, context.signal);
		const findings: Finding[] = [];
		for (const box of boxes) {
			if (box.type === "moov") findings.push(...(await movieFindings(await loaded(source, box), box, context)));
			else if (box.type === "uuid") findings.push(...(await metadataFindings(await loaded(source, box), box)));
		}
		return { format: "cr3", findings: oncePerFact(findings) };
	},
};

const longestBox = 64 * 1024 * 1024;

async function loaded(source: ByteSource, { type, start, end }: Box): Promise<Uint8Array<ArrayBuffer>> {
	if (end - start > longestBox) throw new InvalidFileError("too-complex", `${type} of ${end - start} bytes`);
	return source.read(start, end);
}

/** Identifiers of `uuid` boxes. */
const uuids = {
	exif: "4a706754696666457869662d3e4a5032", // JpgTiffExif->JP2
	iptc: "33c7a4d2b81d4723a0baf1a3e097ad38",
	photoshop: "2c4c0100850440b9a03e562148d6dfeb",
	preview: "eaf42b5e1c984b88b9fbb7dc406e4d16",
} as const;

async function metadataFindings(bytes: Uint8Array<ArrayBuffer>, { type, start, body }: Box): Promise<Finding[]> {
	const content = bytes.subarray(body - start);
	if (type === "xml ") {
		const findings = xmpFindings(content);
		const text = readable(decodeText(content).replace(/<[^>]*>/g, " "));
		return findings.length > 0
			? findings
			: [{ kind: "text", severity: "medium", source: "Jpeg2000", tag: "XML", value: text }];
	}
	if (type === "jumb") return jumbfFindings(content, "Jpeg2000");
	const id = hex(content.subarray(0, 16));
	const data = content.subarray(16);
	switch (id) {
		case uuids.exif:
			return (await readExif(bytesSource(data.slice()), body + 16)).findings;
		case uuids.iptc:
			return photoshopFindings(data, "iim");
		case uuids.photoshop:
			return photoshopFindings(data, "resources");
		case uuids.preview:
			return [{ kind: "thumbnail", severity: "medium", source: "CR3", tag: "PreviewImage", value: sized(data.length) }];
		default:
			return uuidParts(bytes, { type, start: 0, body: body - start, end: bytes.length }, start).flatMap(
				({ findings }) => findings,
			);
	}
}

/** Canon keeps its Exif in boxes of its own: CMT1 the main directory, CMT2 Exif, CMT3 the maker's notes, CMT4 GPS. */
async function movieFindings(bytes: Uint8Array<ArrayBuffer>, box: Box, context: ReadContext): Promise<Finding[]> {
	const base = box.start;
	const root = { type: box.type, start: 0, body: box.body - base, end: bytes.length };
	const findings: Finding[] = [];
	for (const uuid of boxesIn(bytes, root.body, root.end).boxes.filter(({ type }) => type === "uuid")) {
		for (const child of boxesIn(bytes, uuid.body + 16, uuid.end).boxes) {
			const size = child.end - child.body;
			if (child.type === "CMT3")
				findings.push({ kind: "device", severity: "high", source: "Exif", tag: "MakerNote", value: sized(size) });
			else if (child.type === "CMT4")
				findings.push(...(await readExif(bytesSource(bytes.slice(child.body, child.end)), 0, "gps")).findings);
			else if (/^CMT[12]$/.test(child.type))
				findings.push(...(await readExif(bytesSource(bytes.slice(child.body, child.end)), 0)).findings);
			else if (child.type === "THMB")
				findings.push({
					kind: "thumbnail",
					severity: "medium",
					source: "CR3",
					tag: "ThumbnailImage",
					value: sized(size),
				});
		}
	}
	const parts = await filmParts(bytes, base, root, context);
	return [...findings, ...parts.flatMap((part) => part.findings.filter(({ kind }) => kind === "time"))];
}
