// Values of Exif tags: text, one number, or several. https://www.cipa.jp/std/documents/e/DC-008-Translation-2023-E.pdf (4.6.2)
import { isText, numbersOf, type TiffEntry } from "../containers/tiff";

/** A decoded value: text, one number, or several. */
export type ExifValue = string | number | readonly number[];

/** The values of a directory's entries, by tag; of what was not loaded, is empty or of a type nobody knows there is none. */
export function exifValues(littleEndian: boolean, entries: readonly TiffEntry[]): ReadonlyMap<number, ExifValue> {
	const values = new Map<number, ExifValue>();
	for (const entry of entries) {
		const value = isText(entry) ? textOf(entry) : severalOrOne(numbersOf(littleEndian, entry));
		if (value !== undefined) values.set(entry.tag, value);
	}
	return values;
}

/** Made once: making one takes longer than a short text. */
const utf8 = new TextDecoder();

function textOf({ bytes }: TiffEntry): string | undefined {
	return utf8.decode(bytes).replace(/\0+$/, "").trim() || undefined;
}

function severalOrOne(numbers: readonly number[]): ExifValue | undefined {
	return numbers.length > 1 ? numbers : numbers[0];
}
