// What a person chose to keep stays, and nothing else does.
import { describe, expect, test } from "vitest";
import { keepNothing } from "../../src/core/keep";
import { bytes, u16, u32 } from "../fixtures/bytes";
import { type Directory, exifBlock } from "../fixtures/exif";
import { heifs } from "../fixtures/heif";
import { jpegs } from "../fixtures/jpeg";
import { jxls } from "../fixtures/jxl";
import { cleanPhoto, gpsPhoto, gpsPng, segment } from "../fixtures/photo";
import { tiffs, tiffWith } from "../fixtures/tiff";
import { webps } from "../fixtures/webp";
import { exiftool, have } from "../tools";
import { findingsOf, inspectBytes, stripBytes, stripped, withFiles } from "./checks";

const photos: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
	jpg: gpsPhoto(),
	png: gpsPng(),
	webp: webps.dirty["dirty-exif"]?.bytes ?? new Uint8Array(),
	avif: heifs.dirty["dirty-exif"]?.bytes ?? new Uint8Array(),
	jxl: jxls.dirty["dirty-exif"]?.bytes ?? new Uint8Array(),
};

describe.each(Object.entries(photos))("%s", (_, photo) => {
	test("time", async () => {
		const kept = await stripped(photo, { ...keepNothing, time: true });
		expect(await findingsOf(kept)).toMatchObject([{ kind: "time", value: "2026-07-14 18:30:12" }]);
	});

	test("credits", async () => {
		const kept = await stripped(photo, { ...keepNothing, credits: true });
		expect(await findingsOf(kept)).toMatchObject([{ kind: "person", tag: "Artist", value: "Alice Example" }]);
	});

	test.each([
		["1km", "48.86000, 2.29000"],
		["10km", "48.90000, 2.30000"],
	] as const)("a place of about %s", async (place, value) => {
		const kept = await stripped(photo, { ...keepNothing, place });
		expect(await findingsOf(kept)).toMatchObject([{ kind: "location", tag: "GPSPosition", value, severity: "medium" }]);
	});

	test("a place of about 1 km is not coarse enough for 10", async () => {
		const fine = await stripped(photo, { ...keepNothing, place: "1km" });
		const kept = await stripped(fine, { ...keepNothing, place: "10km" });
		expect(await findingsOf(kept)).toMatchObject([{ tag: "GPSPosition", value: "48.90000, 2.30000" }]);
	});

	test("any choice leaves what was chosen and nothing else, and once is as twice", async () => {
		for (const time of [false, true]) {
			for (const credits of [false, true]) {
				for (const place of ["none", "1km", "10km"] as const) {
					const keep = { ...keepNothing, time, credits, place, credentials: time };
					const once = await stripped(photo, keep);
					const kinds = new Set((await findingsOf(once)).map(({ kind }) => kind));
					const expected = [time && "time", credits && "person", place !== "none" && "location"].filter(Boolean);
					expect(kinds).toEqual(new Set(expected));
					expect(await stripped(once, keep)).toEqual(once);
				}
			}
		}
	});

	test("an exact place never stays as it is", async () => {
		const stripping = await stripBytes(photo, { ...keepNothing, time: true, credits: true, place: "10km" });
		expect(stripping).toMatchObject({ status: "stripped" });
	});
});

describe("what is said beside what may stay goes", () => {
	const time = "2026:07:14 18:30:12";
	const secret = `${time}\0SECRET Alice Example`;
	const jpegOf = (main: Directory, exif: Directory = {}) =>
		bytes(cleanPhoto().subarray(0, 2), segment(0xe1, "Exif\0\0", exifBlock({ main, exif })), cleanPhoto().subarray(2));
	const gps = { 29: "2026:07:14\0SECRET Alice Example" };
	const gpsJpeg = bytes(
		cleanPhoto().subarray(0, 2),
		segment(0xe1, "Exif\0\0", exifBlock({ main: {}, gps })),
		cleanPhoto().subarray(2),
	);

	test.each([
		["the date of a photo", jpegOf({}, { 36867: secret })],
		["a date, beside the same without", jpegOf({ 306: time }, { 36867: secret, 36868: time })],
		["a date in UTF-8", jpegOf({}, { 36867: { utf8: secret } })],
		["a zone", jpegOf({}, { 36867: time, 36881: "+02:00 SECRET" })],
		["a zone alone", jpegOf({}, { 36881: "+02:00 SECRET" })],
		["a fraction", jpegOf({}, { 36867: time, 37521: "12 SECRET" })],
		["the date of a satellite", gpsJpeg],
		["the date of a TIFF", tiffWith({ 306: secret })],
	])("with %s", async (_, file) => {
		expect((await findingsOf(file)).map(({ value }) => value).join()).toContain("SECRET");
		const left = await stripped(file, { ...keepNothing, time: true });
		expect(Buffer.from(left).includes("SECRET")).toBe(false);
		const after = await findingsOf(left);
		expect(after.filter(({ kind }) => kind !== "time")).toEqual([]);
	});

	test.each([
		[{ 36867: `${time} ` }],
		[{ 36867: time, 36881: "+02:00", 37521: "12" }],
		[{ 36867: "    :  :     :  :  " }],
	])("a plain time stays (%j)", async (exif) => {
		const file = jpegOf({ 315: "Alice Example" }, exif);
		const left = await stripped(file, { ...keepNothing, time: true });
		for (const value of Object.values(exif)) expect(Buffer.from(left).includes(value)).toBe(true);
		expect(Buffer.from(left).includes("Alice")).toBe(false);
	});

	test("an artist's name in UTF-8 stays with others and alone", async () => {
		const artist = { 315: { utf8: "Zoë Example" } };
		for (const file of [jpegOf(artist), jpegOf({ ...artist, 305: "Acme 7" })]) {
			const left = await stripped(file, { ...keepNothing, credits: true });
			expect(await findingsOf(left)).toMatchObject([{ kind: "person", tag: "Artist", value: "Zoë Example" }]);
		}
	});
});

test("of a TIFF the time and the credits stay that stand beside the picture, and no place", async () => {
	const file = tiffs.dirty["dirty-device"]?.bytes ?? new Uint8Array();
	const told = await findingsOf(file);
	for (const [choice, kind] of [
		["time", "time"],
		["credits", "person"],
	] as const) {
		const keep = { ...keepNothing, [choice]: true, place: "1km" as const };
		const once = await stripped(file, keep);
		const left = await findingsOf(once);
		expect(new Set(left.map((finding) => finding.kind))).toEqual(new Set([kind]));
		expect(told).toEqual(expect.arrayContaining(left.map(({ value }) => expect.objectContaining({ value }))));
		expect(await stripped(once, keep)).toEqual(once);
	}
});

test.skipIf(!have("perl"))("ExifTool reads what was kept, and orientation beside it", async () => {
	const kept = await stripped(gpsPhoto(), { ...keepNothing, time: true, credits: true, place: "1km" });
	const [tags = {}] = withFiles({ "photo.jpg": kept }, exiftool);
	expect(tags).toMatchObject({
		"IFD0:Orientation": "Rotate 90 CW",
		"IFD0:Artist": "Alice Example",
		"ExifIFD:DateTimeOriginal": "2026:07:14 18:30:12",
		"GPS:GPSLatitudeRef": "North",
		"Composite:GPSPosition": "48 deg 51' 36.00\" N, 2 deg 17' 24.00\" E",
	});
	expect(
		Object.keys(tags).filter((tag) => !tag.startsWith("ICC") && /:(Make|Model|Serial|Thumbnail)/.test(tag)),
	).toEqual([]);
});

describe("what content credentials assert is told", () => {
	const json =
		'{"exif:GPSLatitude":"48,51.6N","exif:GPSLongitude":"2,17.4E","author":[{"@type":"Person","name":"Alice Example"}]}';
	const text = (value: string) => bytes([0x60 + value.length], value);
	const generator = bytes("tclaim_generator_info", [0x81, 0xa1], text("name"), text("AcmeCamera"));
	const photo = (...manifest: (string | Uint8Array)[]) => {
		const data = bytes("JP", u16(1), u32(1), u32(60), "jumbc2pa", ...manifest);
		return bytes(cleanPhoto().subarray(0, 2), [0xff, 0xeb], u16(data.length + 2), data, cleanPhoto().subarray(2));
	};

	test("the generator, a place and an author", async () => {
		expect(await findingsOf(photo(generator, json))).toMatchObject([
			{ kind: "provenance", tag: "ClaimGenerator", value: "AcmeCamera" },
			{ kind: "location", severity: "high", value: "48,51.6N, 2,17.4E" },
			{ kind: "person", tag: "Author", value: "Alice Example" },
		]);
	});

	const number = (value: number, size: 2 | 4 | 8) => {
		const data = Buffer.alloc(9, 0xf9 + Math.log2(size) - 1);
		if (size === 8) data.writeDoubleBE(value, 1);
		else if (size === 4) data.writeFloatBE(value, 1);
		else data.writeUInt16BE(value, 1);
		return data.subarray(0, size + 1);
	};
	test.each<[string, (string | Uint8Array)[], string]>([
		["numbers in JSON", ['{"exif:GPSLatitude":48.13743, "exif:GPSLongitude" : -11.5e0}'], "48.13743, -11.5e0"],
		["lists in JSON", ['{"exif:GPSLatitude":["48/1","8/1"]}'], "48/1 8/1"],
		["a double in CBOR", [text("GPSLatitude"), number(48.13743, 8)], "48.13743"],
		["floats in CBOR", [text("latitude"), number(48.5, 4), text("longitude"), number(0x4980, 2)], "48.5, 11"],
		[
			"a list in CBOR",
			[text("exif:GPSLatitude"), [0x82, 0x18, 48, 0x38, 7], text("x")].map((one) => bytes(one)),
			"48 -8",
		],
		["what it is followed by", ['{"exif:GPSLatitude":{"value":48}}'], "a manifest of"],
		["a city", ['{"photoshop:City":"Atlantis"}'], "Atlantis"],
		["a city in CBOR", [text("photoshop:City"), text("Atlantis")], "Atlantis"],
		["a place in another", ['{"Iptc4xmpExt:LocationCreated":[{"Iptc4xmpExt:City":"Atlantis"}]}'], "Atlantis"],
		["a place of another vocabulary", ['{"Iptc4xmpExt:LocationShown":{"acme:Town":"Atlantis"}}'], "a manifest of"],
		["an address", ['{"address":{"addressCountry":"Atlantis"}}'], "Atlantis"],
	])("a place in %s is told and never stays", async (_, manifest, value) => {
		const file = photo(generator, ...manifest);
		const [told] = (await findingsOf(file)).filter(({ kind }) => kind === "location");
		expect(told).toMatchObject({ severity: "high", source: "C2PA", value: expect.stringContaining(value) });
		const left = await stripped(file, { ...keepNothing, credentials: true });
		expect(left).toEqual(await stripped(file));
		expect(await inspectBytes(left)).toMatchObject({ status: "clean" });
	});

	test("what is packed in them cannot be read, and never stays", async () => {
		const packed = photo(generator, bytes(u32(30), "brob", "jumb", new Uint8Array(18)));
		const left = await stripped(packed, { ...keepNothing, credentials: true });
		expect(Buffer.from(left).includes("c2pa")).toBe(false);
	});

	test("an author may stay with them, a place may not", async () => {
		const keep = { ...keepNothing, credentials: true };
		const named = photo(generator, json.replace(/"exif.*?(?="author)/, ""));
		expect(await stripBytes(named, keep)).toEqual({ status: "clean", format: "jpeg" });
		const result = await stripped(photo(generator, json), keep);
		expect(await inspectBytes(result)).toMatchObject({ status: "clean" });
		expect(Buffer.from(result).includes("GPSLatitude")).toBe(false);
	});
});

test("content credentials stay over an untouched file only", async () => {
	const alone = jpegs.dirty["dirty-c2pa"]?.bytes ?? new Uint8Array();
	expect(await stripBytes(alone, { ...keepNothing, credentials: true })).toEqual({ status: "clean", format: "jpeg" });
	const segmentStart = 20;
	const manifest = alone.subarray(
		segmentStart,
		segmentStart + 2 + ((alone[segmentStart + 2] ?? 0) << 8) + (alone[segmentStart + 3] ?? 0),
	);
	const photo = gpsPhoto();
	const both = new Uint8Array(Buffer.concat([photo.subarray(0, 2), manifest, photo.subarray(2)]));
	expect((await findingsOf(both)).map(({ kind }) => kind)).toContain("provenance");
	expect(await inspectBytes(await stripped(both, { ...keepNothing, credentials: true }))).toMatchObject({
		status: "clean",
	});
});
