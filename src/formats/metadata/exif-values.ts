// Values of Exif tags, decoded by exifr. https://github.com/MikeKovarik/exifr
import { TiffExif } from "exifr/src/segment-parsers/tiff-exif.mjs";
import { type TiffEntry, writeTiff } from "../containers/tiff";

/** A decoded value: text, one number, or several. */
export type ExifValue = string | number | readonly number[];

/**
 * The values of a directory's entries, by tag.
 *
 * exifr gets a new block of one directory that holds only what our own walk found sound: so it never meets
 * a loop or a length that lies, and reads BigTIFF and directories strewn over a large file as well.
 * It decodes values and is never asked whether a file is clean.
 */
export async function exifValues(
	littleEndian: boolean,
	entries: readonly TiffEntry[],
): Promise<ReadonlyMap<number, ExifValue>> {
	const values = new Map<number, ExifValue>();
	const sound = entries.filter(({ type, bytes }) => bytes !== undefined && type >= 1 && type <= 13);
	if (sound.length === 0) return values;
	const output = await TiffExif.parse(writeTiff(littleEndian, sound), {
		ifd0: true,
		exif: false,
		gps: false,
		mergeOutput: true,
		sanitize: false,
		translateKeys: false,
		translateValues: false,
		reviveValues: false,
	});
	for (const [tag, value] of Object.entries(output)) {
		if (typeof value === "string" || typeof value === "number") values.set(Number(tag), value);
		else if (Array.isArray(value)) values.set(Number(tag), value.map(Number));
		else if (ArrayBuffer.isView(value) && !(value instanceof DataView))
			values.set(Number(tag), Array.from(numbersOf(value)));
	}
	return values;
}

function numbersOf(value: ArrayBufferView): Iterable<number> {
	const isNumbers = (candidate: unknown): candidate is Iterable<number> =>
		typeof candidate === "object" && candidate !== null && Symbol.iterator in candidate;
	return isNumbers(value) ? value : [];
}
