// The Exif segment of the sample photo: https://www.cipa.jp/std/documents/download_e.html?CIPA_DC-008-2024-E
// A TIFF block, most significant byte first: a header, then three directories, each with its values behind it.

type Field = { tag: number; type: number; count: number; bytes: readonly number[] };

const [ascii, long, rational] = [2, 4, 5] as const;
const headerSize = 8;

export function exifSegment(): Uint8Array<ArrayBuffer> {
	const taken = "2026:07:14 21:48:12";
	const exif = [text(0x9003, taken), text(0xa431, "SAMPLE-0042")];
	const gps = [text(1, "N"), degrees(2, [60, 23, 51]), text(3, "E"), degrees(4, [5, 19, 28])];
	const main = (exifAt: number, gpsAt: number) => [
		text(0x010f, "Acme"),
		text(0x0110, "Acme Phone 7"),
		text(0x0132, taken),
		text(0x013b, "Sam Sample"),
		offset(0x8769, exifAt),
		offset(0x8825, gpsAt),
	];
	// How long a directory is does not depend on what it points to.
	const exifAt = headerSize + directory(headerSize, main(0, 0)).length;
	const gpsAt = exifAt + directory(exifAt, exif).length;
	const block = [
		...[0x4d, 0x4d, 0, 42, ...four(headerSize)],
		...directory(headerSize, main(exifAt, gpsAt)),
		...directory(exifAt, exif),
		...directory(gpsAt, gps),
	];
	const content = [...letters("Exif\0\0"), ...block];
	return new Uint8Array([0xff, 0xe1, ...two(content.length + 2), ...content]);
}

/** A directory at `start`; values of more than four bytes stand behind it. */
function directory(start: number, fields: readonly Field[]): number[] {
	const entries: number[] = [];
	const values: number[] = [];
	const valuesAt = start + 2 + fields.length * 12 + 4;
	for (const { tag, type, count, bytes } of fields) {
		const fits = bytes.length <= 4;
		const value = fits ? [...bytes, 0, 0, 0, 0].slice(0, 4) : four(valuesAt + values.length);
		entries.push(...two(tag), ...two(type), ...four(count), ...value);
		if (!fits) values.push(...bytes, ...(bytes.length % 2 === 1 ? [0] : []));
	}
	return [...two(fields.length), ...entries, ...four(0), ...values];
}

function text(tag: number, value: string): Field {
	const bytes = [...letters(value), 0];
	return { tag, type: ascii, count: bytes.length, bytes };
}

function degrees(tag: number, parts: readonly [number, number, number]): Field {
	return { tag, type: rational, count: parts.length, bytes: parts.flatMap((part) => [...four(part), ...four(1)]) };
}

function offset(tag: number, to: number): Field {
	return { tag, type: long, count: 1, bytes: four(to) };
}

function letters(value: string): number[] {
	return [...value].map((letter) => letter.charCodeAt(0));
}

function two(value: number): number[] {
	return [value >> 8, value & 0xff];
}

function four(value: number): number[] {
	return [...two(value >>> 16), ...two(value & 0xffff)];
}
