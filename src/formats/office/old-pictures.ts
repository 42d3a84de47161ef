// Pictures inside old Office documents: each stands behind a record that says how long it is, wherever a program put it.
// https://learn.microsoft.com/openspecs/office_file_formats/ms-odraw (2.2.23, OfficeArtBlip)

import type { ByteRange, Finding } from "../../core/finding";
import { type ByteSource, sliceSource } from "../containers/byte-source";
import type { CompoundFile } from "../containers/compound-file";
import { uintLE } from "../containers/numbers";
import { walkReader } from "../containers/walk-reader";
import type { ReadContext } from "../handler";
import { InvalidFileError } from "../invalid-file-error";
import { oncePerFact } from "../metadata/tag-kinds";
import { readable } from "../metadata/text";
import { piecesSource } from "../splice";
import { nestedFindings } from "../text-file";
import { unreadFinding } from "../unread-finding";

/** The low bytes of the records' types, all of them 0xF0xx: JPEG, PNG, TIFF, JPEG for print. Drawings hold no photos. */
const pictureTypes: ReadonlySet<number> = new Set([0x1d, 0x1e, 0x29, 0x2a]);
const typeHigh = 0xf0;
const recordHeader = 8;
const idSize = 16;
/** How a JPEG, a PNG and the two TIFFs begin. */
const pictureHead = /^(?:\xff\xd8\xff|\x89PNG|II\*\0|MM\0\*)/;
const headSize = 4;
/** The longest that is looked at before a picture's own bytes: its record, two ids, a mark. */
const longestRecord = recordHeader + 2 * idSize + 1 + headSize;

const windowSize = 1024 * 1024;

const workbook = /^(?:Workbook|Book)$/;
const biff = { drawings: 0x00eb, more: 0x003c, end: 0x000a };
const biffHeader = 4;

/** What the pictures in its streams say. */
export async function oldPictureFindings(
	file: CompoundFile,
	source: ByteSource,
	context: ReadContext,
): Promise<Finding[]> {
	const findings: Finding[] = [];
	// Streams of an honest file share no bytes.
	let left = source.size;
	for (const stream of file.streams) {
		if (stream.isStorage || stream.size === 0) continue;
		try {
			const opened = await file.open(stream);
			left -= opened.size;
			if (left < 0) throw new InvalidFileError("damaged", "streams share their bytes");
			const searched = workbook.test(stream.name) ? await drawingsOf(opened, context) : opened;
			for await (const picture of picturesIn(searched, context))
				findings.push(...(await nestedFindings(picture, "picture", context)));
		} catch (error) {
			if (!(error instanceof InvalidFileError) || error.reason !== "damaged") throw error;
			findings.push(unreadFinding(readable(stream.name), "cannotBeRead"));
		}
	}
	return oncePerFact(findings);
}

/** The stream may itself be a picture, as in a list of thumbnails or in a mail; else whatever stands behind a record in it. */
async function* picturesIn(source: ByteSource, { signal }: ReadContext): AsyncGenerator<ByteSource> {
	if (isPicture(await source.read(0, Math.min(headSize, source.size)))) return yield source;
	for (let at = 0; at + longestRecord <= source.size; ) {
		signal.throwIfAborted();
		const bytes = await source.read(at, Math.min(at + windowSize, source.size));
		const found = pictureIn(bytes, source.size - at);
		if (found) yield sliceSource(source, at + found.start, at + found.end);
		at += found ? found.end : bytes.length - longestRecord + 1;
	}
}

/** The first picture that begins in `bytes`, of which `size` more bytes are known to be there. */
function pictureIn(bytes: Uint8Array, size: number): ByteRange | undefined {
	for (let high = bytes.indexOf(typeHigh, 3); high !== -1; high = bytes.indexOf(typeHigh, high + 1)) {
		const record = high - 3;
		if (!pictureTypes.has(bytes[high - 1] ?? 0) || record + longestRecord > bytes.length) continue;
		const end = record + recordHeader + uintLE(bytes, record + 4, 4);
		const ids = (bytes[record] ?? 0) & 0x10 ? 2 : 1; // odd instances have two
		const start = record + recordHeader + ids * idSize + 1;
		if (start < end && end <= size && isPicture(bytes.subarray(start, start + headSize))) return { start, end };
	}
	return undefined;
}

function isPicture(head: Uint8Array): boolean {
	return pictureHead.test(String.fromCharCode(...head));
}

/** What all sheets draw, which a workbook cuts into records of at most 8 KB. MS-XLS 2.4.171 (MsoDrawingGroup) */
async function drawingsOf(source: ByteSource, { signal }: ReadContext): Promise<ByteSource> {
	const walk = walkReader(source);
	const parts: ByteRange[] = [];
	let isDrawing = false;
	for (let at = 0; at + biffHeader <= source.size; ) {
		const header = walk.held(at, at + biffHeader) ?? (await walk.read(at, at + biffHeader));
		signal.throwIfAborted();
		const type = uintLE(header, 0, 2);
		const start = at + biffHeader;
		at = start + uintLE(header, 2, 2);
		// They stand in the first part of a workbook, before its sheets.
		if (type === biff.end || at > source.size) break;
		isDrawing = type === biff.drawings || (isDrawing && type === biff.more);
		if (isDrawing) parts.push({ start, end: at });
	}
	return piecesSource(source, parts);
}
