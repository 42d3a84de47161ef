// Fuji's RAF, a raw picture with a JPEG in front, which has nearly all that it says: read only. https://exiftool.org/TagNames/FujiFilm.html

import { sized } from "../core/phrase";
import { sliceSource } from "./containers/byte-source";
import { uint32BE } from "./containers/numbers";
import type { Handler } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { tagFinding } from "./metadata/tag-kinds";
import { wordsIn } from "./metadata/text";
import { withoutRange } from "./picture-ranges";

/** Where the header names the camera. */
const modelAt = 28;
/** Where the header says at which place the JPEG stands, and in how many bytes. */
const jpegAt = 84;
const headerSize = jpegAt + 8;

export const raf: Handler = {
	format: "raf",
	async read(source, context) {
		const head = await source.read(0, Math.min(headerSize, source.size));
		if (head.length < headerSize) throw new InvalidFileError("damaged", "RAF header cut short");
		const start = uint32BE(head, jpegAt);
		const end = Math.min(start + uint32BE(head, jpegAt + 4), source.size);
		const picture = start < end ? await context.nested(sliceSource(source, start, end)) : undefined;
		if (picture === undefined) throw new InvalidFileError("damaged", "a RAF without its JPEG");
		const findings = picture.findings.map(withoutRange);
		const model = wordsIn(head.subarray(modelAt, modelAt + 32));
		if (model !== "") findings.push(tagFinding("RAF", "Model", model));
		// the raw picture and its settings, which only a raw converter reads
		const unread = sized(source.size - (end - start) - headerSize);
		findings.push({ kind: "unknown", severity: "low", source: "RAF", tag: "RawData", value: unread });
		return { format: "raf", findings };
	},
};
