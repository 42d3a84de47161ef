// A picture inside a song or video: a file of its own, with an Exif of its own.

import type { Finding } from "../../core/finding";
import type { Keep } from "../../core/keep";
import { sized } from "../../core/phrase";
import { bytesSource } from "../containers/byte-source";
import { latin1 } from "../containers/numbers";
import type { ReadContext, Reading } from "../handler";
import { InvalidFileError } from "../invalid-file-error";
import { piecesSource } from "../splice";

export type Cover = {
	/** The picture's own finding first, then what it says itself. */
	findings: Finding[];
	/** The picture without what it says, for whoever keeps it; `undefined` where that cannot be had. */
	stripped(keep: Keep): Promise<Uint8Array<ArrayBuffer> | undefined>;
};

/** What a cover may be for whoever keeps credits. */
const pictures = new Set(["jpeg", "png", "gif", "webp", "bmp", "heif", "jxl", "tiff"]);

/**
 * @param at where the picture's bytes stand in the file, if they stand there as they are.
 * @param alone whether what holds the picture holds nothing else that is not told: it is no credit otherwise.
 */
export async function readCover(
	source: string,
	tag: string,
	bytes: Uint8Array<ArrayBuffer>,
	at: number | undefined,
	context: ReadContext,
	alone = true,
): Promise<Cover> {
	const original = bytesSource(bytes);
	const nested = await nestedReading(original, context);
	const mime = bytes[0] === 0x89 ? "image/png" : "image/jpeg";
	const finding: Finding = {
		kind: "thumbnail",
		severity: "medium",
		source,
		tag,
		value: sized(bytes.length),
		...(at === undefined ? {} : { picture: { type: "image", range: { start: at, end: at + bytes.length }, mime } }),
		...(alone && nested && pictures.has(nested.format) ? { choice: "credits" } : {}),
	};
	return {
		findings: [finding, ...(nested?.findings ?? []).map(withoutPlace)],
		async stripped(keep) {
			if (!nested) return undefined;
			if (nested.findings.length === 0) return bytes;
			const pieces = await nested.strip?.(keep);
			if (!pieces) return undefined;
			const result = piecesSource(original, pieces);
			return result.read(0, result.size);
		},
	};
}

/** Whether bytes begin as a file of a picture does. */
export function isPictureHead(bytes: Uint8Array): boolean {
	return /^(\xff\xd8\xff|\x89PNG|GIF8|RIFF.{4}WEBP|II\*\0|MM\0\*)/s.test(latin1(bytes.subarray(0, 12)));
}

/** A picture that cannot be read is said to be there, and goes. */
async function nestedReading(
	source: ReturnType<typeof bytesSource>,
	context: ReadContext,
): Promise<Reading | undefined> {
	try {
		return await context.nested(source);
	} catch (error) {
		if (error instanceof InvalidFileError && error.reason !== "stopped") return undefined;
		throw error;
	}
}

/** Ranges of a file within count from its own start, which a screen cannot draw from. */
function withoutPlace({ picture, ...finding }: Finding): Finding {
	return picture && "range" in picture ? finding : { ...finding, ...(picture && { picture }) };
}
