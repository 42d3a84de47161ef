// IPTC records as programs should not write them, and do: they are read, or told as what could not be.
import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { bytes, u16, u32 } from "../fixtures/bytes";
import { exifBlock } from "../fixtures/exif";
import { chunk, cleanPhoto, pngOf, segment } from "../fixtures/photo";
import { findingsOf, inspectBytes } from "./checks";
import { expectToldOrGone } from "./hidden-words";

type Bytes = Uint8Array<ArrayBuffer>;

const city = "Atlantis by the sea";
const dataset = (record: number, number: number, text: string | number[]) => {
	const data = bytes(text);
	return bytes([0x1c, record, number], u16(data.length), data);
};
const extended = (number: number, text: string, lengthSize = 4) =>
	bytes([0x1c, 2, number], u16(0x8000 | lengthSize), new Uint8Array(lengthSize - 4), u32(text.length), text);
const version = dataset(2, 0, [0, 4]);
const utf8 = dataset(1, 90, [0x1b, 0x25, 0x47]);
const plain = bytes(version, dataset(2, 90, city));

/** As numbers of four bytes in the other byte order. */
const swapped = (records: Bytes) => {
	const padded = bytes(records, new Uint8Array(-records.length & 3));
	return padded.map((_, at) => padded[at ^ 3] ?? 0);
};

const records: Record<string, Bytes> = {
	"a length that follows": bytes(version, extended(120, `The view of ${city}`)),
	"a length of eight bytes": bytes(version, extended(120, `The view of ${city}`, 8)),
	"a field behind a long one": bytes(version, extended(120, "x".repeat(40_000)), dataset(2, 90, city)),
	"the other byte order": swapped(plain),
	"text behind the last field": bytes(version, city),
	"text in front of the first field": bytes(city, version),
	"a length that nobody counts": bytes(version, [0x1c, 2, 120, 0xff, 0xff], city),
	"a long version": bytes(dataset(2, 0, city)),
	"a long set of characters": bytes(dataset(1, 90, city)),
	"a field of another record": bytes(dataset(1, 5, city)),
};

const containers: Record<string, (block: Bytes) => Bytes> = {
	"Exif of a JPEG": (block) =>
		bytes([0xff, 0xd8], segment(0xe1, "Exif\0\0", exifBlock({ main: { 33723: block } })), cleanPhoto().subarray(2)),
	"a profile of a PNG": (block) => {
		const hexadecimal = `\niptc\n${block.length}\n${Buffer.from(block).toString("hex")}\n`;
		return pngOf([chunk("zTXt", bytes("Raw profile type iptc\0", [0], deflateSync(bytes(hexadecimal))))]);
	},
};

describe.each(Object.entries(containers))("in %s", (name, container) => {
	test.each(Object.entries(records))("%s is told and goes", async (_, block) => {
		const file = container(block);
		expect(await inspectBytes(file)).toMatchObject({ status: "found" });
		if (name.includes("JPEG") && Buffer.from(file).includes(city)) await expectToldOrGone(file, city);
	});
});

test.each([
	["a length that follows", "Caption-Abstract", "text", `The view of ${city}`],
	["a length of eight bytes", "Caption-Abstract", "text", `The view of ${city}`],
	["a field behind a long one", "City", "location", city],
	["the other byte order", "City", "location", city],
])("%s is read", async (name, tag, kind, value) => {
	const file = containers["Exif of a JPEG"]?.(records[name] ?? bytes()) ?? bytes();
	expect(await findingsOf(file)).toContainEqual(expect.objectContaining({ tag, kind, value }));
});

test("a version, a set of characters and filling say nothing", async () => {
	for (const container of Object.values(containers))
		expect(await inspectBytes(container(bytes(utf8, version, [0, 0, 0])))).toMatchObject({ status: "clean" });
});
