// An indirect object where it stands: its value, and where the bytes of its stream are. ISO 32000-2, 7.3.8 and 7.3.10
import type { ByteSource } from "../containers/byte-source";
import { InvalidFileError } from "../invalid-file-error";
import { bytesAsText, type Cursor, dictOf, type PdfValue, parseValue, skipSpace } from "./value";

export type PdfObject = {
	value: PdfValue;
	/** Where its stream starts, when it has one; where that ends is told by `Length`, possibly another object. */
	streamStart?: number;
	/** Where it ends, but for its stream. */
	end: number;
};

/** A stretch of the file as text, from which neighbouring objects are parsed without reading it again. */
export type Stretch = { start: number; text: string; served: number; comments?: Set<string> };

/** What is read at once; what does not fit is read again whole. */
const stretchSize = 2 * 1024;
/** Where small objects follow each other a stretch pays that serves many. */
const longStretch = 32 * 1024;
const manyServed = 8;
const maxObject = 32 * 1024 * 1024;

/**
 * The object `number` at `offset`, which ends before `limit`.
 * @throws InvalidFileError `damaged` when it is not there.
 */
export async function readObject(
	source: ByteSource,
	offset: number,
	limit: number,
	stretch: Stretch = { start: 0, text: "", served: 0 },
): Promise<{ number: number; object: PdfObject }> {
	const { comments } = stretch;
	const longest = Math.min(limit, source.size, offset + maxObject);
	if (offset >= stretch.start && offset < stretch.start + stretch.text.length) {
		try {
			const found = parseObject({ text: stretch.text, at: offset - stretch.start, comments }, stretch.start);
			stretch.served++;
			return found;
		} catch (error) {
			if (!(error instanceof InvalidFileError)) throw error; // it may go on behind the stretch
		}
	}
	const firstSize = stretch.served > manyServed ? longStretch : stretchSize;
	for (let size = firstSize; ; size *= 8) {
		const end = Math.min(offset + size, longest);
		const isFirst = size === firstSize;
		const last = isFirst ? Math.min(offset + size, source.size) : end;
		const text = bytesAsText(await source.read(offset, last));
		if (isFirst) Object.assign(stretch, { start: offset, text, served: 0 });
		try {
			return parseObject({ text, at: 0, comments }, offset);
		} catch (error) {
			if (end === longest || !(error instanceof InvalidFileError)) throw error;
		}
	}
}

/** `start` is where the cursor's text starts in the file. */
function parseObject(cursor: Cursor, start: number): { number: number; object: PdfObject } {
	const header = /[\s\0]*(\d{1,10})[\s\0]+\d{1,5}[\s\0]+obj/y;
	header.lastIndex = cursor.at;
	const match = header.exec(cursor.text);
	if (!match) throw new InvalidFileError("damaged", `no object at ${start + cursor.at}`);
	cursor.at = header.lastIndex;
	const value = parseValue(cursor);
	const number = Number(match[1]);
	skipSpace(cursor);
	// The word after the value must be there in whole: it tells whether a stream follows.
	if (cursor.text.length - cursor.at < 8 && !cursor.text.startsWith("endobj", cursor.at)) {
		throw new InvalidFileError("damaged", `object ${number} ends early`);
	}
	if (dictOf(value) === undefined || !cursor.text.startsWith("stream", cursor.at)) {
		const end = cursor.text.startsWith("endobj", cursor.at) ? cursor.at + "endobj".length : cursor.at;
		return { number, object: { value, end: start + end } };
	}
	let at = cursor.at + "stream".length;
	if (cursor.text[at] === "\r") at++;
	if (cursor.text[at] === "\n") at++;
	return { number, object: { value, streamStart: start + at, end: start + at } };
}
