// An indirect object where it stands: its value, and where the bytes of its stream are. ISO 32000-2, 7.3.8 and 7.3.10
import type { ByteSource } from "../containers/byte-source";
import { InvalidFileError } from "../invalid-file-error";
import { bytesAsText, type Cursor, dictOf, type PdfValue, parseValue, skipSpace } from "./value";

export type PdfObject = {
	value: PdfValue;
	/** Where its stream starts, when it has one; where that ends is told by `Length`, possibly another object. */
	streamStart?: number;
};

/** What is read at first: most objects are smaller, and what is not is read again whole. */
const firstRead = 512;
const maxObject = 32 * 1024 * 1024;

/**
 * The object `number` at `offset`, which ends before `limit`.
 * @throws InvalidFileError `damaged` when it is not there.
 */
export async function readObject(
	source: ByteSource,
	offset: number,
	limit: number,
): Promise<{ number: number; object: PdfObject }> {
	const longest = Math.min(limit, source.size, offset + maxObject);
	for (let size = firstRead; ; size *= 8) {
		const end = Math.min(offset + size, longest);
		const cursor: Cursor = { text: bytesAsText(await source.read(offset, end)), at: 0 };
		try {
			return parseObject(cursor, offset);
		} catch (error) {
			if (end === longest || !(error instanceof InvalidFileError)) throw error;
		}
	}
}

function parseObject(cursor: Cursor, offset: number): { number: number; object: PdfObject } {
	const header = /[\s\0]*(\d{1,10})[\s\0]+\d{1,5}[\s\0]+obj/y;
	const match = header.exec(cursor.text);
	if (!match) throw new InvalidFileError("damaged", `no object at ${offset}`);
	cursor.at = header.lastIndex;
	const value = parseValue(cursor);
	const number = Number(match[1]);
	skipSpace(cursor);
	// The word after the value must be there in whole: it tells whether a stream follows.
	if (cursor.text.length - cursor.at < 8 && !cursor.text.startsWith("endobj", cursor.at)) {
		throw new InvalidFileError("damaged", `object ${number} ends early`);
	}
	if (dictOf(value) === undefined || !cursor.text.startsWith("stream", cursor.at)) return { number, object: { value } };
	let start = cursor.at + "stream".length;
	if (cursor.text[start] === "\r") start++;
	if (cursor.text[start] === "\n") start++;
	return { number, object: { value, streamStart: offset + start } };
}
