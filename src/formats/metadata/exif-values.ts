// Values of Exif tags by their types. https://www.cipa.jp/std/documents/e/DC-008-Translation-2023-E.pdf (4.6.2)
import type { TiffEntry } from "../containers/tiff";
import { decodeText } from "./text";

/** A decoded value: text, one number, or several. */
export type ExifValue = string | number | readonly number[];

type Decoder = { size: number; decode: (data: DataView, at: number, littleEndian: boolean) => number };

const byte: Decoder = { size: 1, decode: (data, at) => data.getUint8(at) };
const asciiType = 2;

/** By type: BYTE … DOUBLE, IFD and BigTIFF's three; ASCII is no number. */
const decoders: Readonly<Record<number, Decoder>> = {
	1: byte,
	3: { size: 2, decode: (data, at, little) => data.getUint16(at, little) },
	4: { size: 4, decode: (data, at, little) => data.getUint32(at, little) },
	5: { size: 8, decode: (data, at, little) => data.getUint32(at, little) / data.getUint32(at + 4, little) },
	6: { size: 1, decode: (data, at) => data.getInt8(at) },
	7: byte,
	8: { size: 2, decode: (data, at, little) => data.getInt16(at, little) },
	9: { size: 4, decode: (data, at, little) => data.getInt32(at, little) },
	10: { size: 8, decode: (data, at, little) => data.getInt32(at, little) / data.getInt32(at + 4, little) },
	11: { size: 4, decode: (data, at, little) => data.getFloat32(at, little) },
	12: { size: 8, decode: (data, at, little) => data.getFloat64(at, little) },
	13: { size: 4, decode: (data, at, little) => data.getUint32(at, little) },
	16: { size: 8, decode: (data, at, little) => Number(data.getBigUint64(at, little)) },
	17: { size: 8, decode: (data, at, little) => Number(data.getBigInt64(at, little)) },
	18: { size: 8, decode: (data, at, little) => Number(data.getBigUint64(at, little)) },
};

/** The values of a directory's entries, by tag; those that are empty, not loaded or of an unknown type are left out. */
export function exifValues(littleEndian: boolean, entries: readonly TiffEntry[]): ReadonlyMap<number, ExifValue> {
	const values = new Map<number, ExifValue>();
	for (const { tag, type, bytes } of entries) {
		const value = bytes && decoded(type, bytes, littleEndian);
		if (value !== undefined) values.set(tag, value);
	}
	return values;
}

function decoded(type: number, bytes: Uint8Array, littleEndian: boolean): ExifValue | undefined {
	if (type === asciiType) return decodeText(bytes).replace(/\0+$/, "").trim() || undefined;
	const decoder = decoders[type];
	if (!decoder) return undefined;
	const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const numbers: number[] = [];
	for (let at = 0; at + decoder.size <= bytes.length; at += decoder.size) {
		numbers.push(decoder.decode(data, at, littleEndian));
	}
	return numbers.length === 1 ? numbers[0] : numbers;
}
