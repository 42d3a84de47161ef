// Metadata in boxes of JPEG 2000 and of Canon's CR3. https://www.itu.int/rec/T-REC-T.800 (annex I)
import type { Finding } from "../core/finding";
import { sized } from "../core/phrase";
import { bytesSource } from "./containers/byte-source";
import type { Box } from "./containers/isobmff";
import { hex } from "./containers/numbers";
import { jumbfFindings } from "./metadata/c2pa";
import { readExif } from "./metadata/exif";
import { photoshopFindings } from "./metadata/iptc";
import { decodeText, readable } from "./metadata/text";
import { uuidParts } from "./metadata/uuid-boxes";
import { xmpFindings } from "./metadata/xmp";

/** Identifiers of `uuid` boxes. */
const uuids = {
	exif: "4a706754696666457869662d3e4a5032", // JpgTiffExif->JP2
	iptc: "33c7a4d2b81d4723a0baf1a3e097ad38",
	photoshop: "2c4c0100850440b9a03e562148d6dfeb",
	preview: "eaf42b5e1c984b88b9fbb7dc406e4d16",
} as const;

/** What a `uuid`, `xml ` or `jumb` box of bytes that stand at `base` of the file says. */
export async function metadataFindings(bytes: Uint8Array<ArrayBuffer>, box: Box, base: number): Promise<Finding[]> {
	const content = bytes.subarray(box.body, box.end);
	if (box.type === "xml ") {
		const findings = xmpFindings(content);
		const value = readable(decodeText(content).replace(/<[^>]*>/g, " "));
		return findings.length > 0
			? findings
			: [{ kind: "text", severity: "medium", source: "Jpeg2000", tag: "XML", value }];
	}
	if (box.type === "jumb") return jumbfFindings(content, "Jpeg2000");
	const data = content.subarray(16);
	switch (hex(content.subarray(0, 16))) {
		case uuids.exif:
			return (await readExif(bytesSource(data.slice()), base + box.body + 16)).findings;
		case uuids.iptc:
			return photoshopFindings(data, "iim");
		case uuids.photoshop:
			return photoshopFindings(data, "resources");
		case uuids.preview:
			return [{ kind: "thumbnail", severity: "medium", source: "CR3", tag: "PreviewImage", value: sized(data.length) }];
		default:
			return (await uuidParts(bytes, box, base)).flatMap(({ findings }) => findings);
	}
}
