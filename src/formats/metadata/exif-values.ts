// Values of Exif tags, decoded by exifr. https://github.com/MikeKovarik/exifr
// The text in UTF-8 of Exif 3.0 is newer than it: https://www.cipa.jp/std/documents/e/DC-008-Translation-2023-E.pdf (4.6.2)
import { TiffCore } from "exifr/src/segment-parsers/tiff-exif.mjs";
import { type TiffEntry, utf8Type, writeTiff } from "../containers/tiff";

/** A decoded value: text, one number, or several. */
export type ExifValue = string | number | readonly number[];

/**
 * The values of a directory's entries, by tag.
 *
 * exifr gets a new block of one directory that holds only what our own walk found sound: so it never meets
 * a loop or a length that lies, and reads BigTIFF and directories strewn over a large file as well.
 * It decodes values and is never asked whether a file is clean.
 */
export function exifValues(littleEndian: boolean, entries: readonly TiffEntry[]): ReadonlyMap<number, ExifValue> {
	const values = new Map<number, ExifValue>();
	const sound = entries.filter(({ type, bytes }) => bytes !== undefined && type >= 1 && type <= 13);
	const decoder = new TiffCore(writeTiff(littleEndian, sound), { block: everyTag });
	decoder.parseHeader();
	for (const [tag, value] of decoder.parseTags(firstDirectory, "block")) {
		if (typeof value === "string" || typeof value === "number") values.set(tag, value);
		else if (Array.isArray(value)) values.set(tag, value.map(Number));
		else if (ArrayBuffer.isView(value) && !(value instanceof DataView)) values.set(tag, Array.from(numbersOf(value)));
	}
	for (const { tag, type, bytes } of entries) {
		const text = type === utf8Type ? utf8.decode(bytes).replace(/\0+$/, "").trim() : "";
		if (text !== "") values.set(tag, text);
	}
	return values;
}

/** Where `writeTiff` puts it. */
const firstDirectory = 8;
const everyTag = { pick: new Set<number>(), skip: new Set<number>() };

/** Made once: making one takes longer than a short text. */
const utf8 = new TextDecoder();

function numbersOf(value: ArrayBufferView): Iterable<number> {
	const isNumbers = (candidate: unknown): candidate is Iterable<number> =>
		typeof candidate === "object" && candidate !== null && Symbol.iterator in candidate;
	return isNumbers(value) ? value : [];
}
