// JPEG: values as a person reads them, and what stays because the picture is shown with it.
import { describe, expect, test } from "vitest";
import { bytes, u16, u32 } from "../fixtures/bytes";
import { exifBlock } from "../fixtures/exif";
import { jpegs, ultraHdr, xmp } from "../fixtures/jpeg";
import { film } from "../fixtures/mp4";
import { baseline, chunk, cleanPhoto, gpsPhoto, pngOf, segment, thumbnailJpeg } from "../fixtures/photo";
import { exiftool, have } from "../tools";
import { findingsOf, inspectBytes, stripped, withFiles } from "./checks";

test("a phone's photo says where, who, when and on which device it was taken", async () => {
	expect(await inspectBytes(gpsPhoto())).toMatchObject({ status: "found", format: "jpeg", strippable: true });
	expect(await findingsOf(gpsPhoto())).toEqual(
		expect.arrayContaining([
			expect.objectContaining({
				kind: "location",
				severity: "high",
				source: "Exif",
				tag: "GPSPosition",
				value: "48.85840, 2.29450 (35 m above sea level)",
			}),
			expect.objectContaining({ kind: "person", tag: "Artist", value: "Alice Example" }),
			expect.objectContaining({ kind: "device", tag: "SerialNumber", value: "PUB9988776655" }),
			expect.objectContaining({ kind: "device", tag: "Model", value: "Acme Phone 7" }),
			expect.objectContaining({ kind: "time", tag: "ModifyDate", value: "2026-07-14 18:30:12" }),
			expect.objectContaining({ kind: "thumbnail", tag: "ThumbnailImage" }),
		]),
	);
});

test("south and west are negative", async () => {
	const photo = gpsPhoto({ place: { latitude: -33.8568, longitude: -70.6483, altitude: 520 } });
	const place = (await findingsOf(photo)).find(({ tag }) => tag === "GPSPosition");
	expect(place?.value).toMatch(/^-33\.85680, -70\.64830/);
});

test.each(["utf-16le", "utf-16be"])("a comment in %s is read, whatever the block's byte order", async (order) => {
	const text = Buffer.from("Grüße von Alice", "utf16le");
	const comment = bytes("UNICODE\0", order === "utf-16le" ? text : text.swap16());
	const photo = bytes(
		[0xff, 0xd8],
		segment(0xe1, "Exif\0\0", exifBlock({ main: {}, exif: { 37510: comment } })),
		baseline,
	);
	expect(await findingsOf(photo)).toMatchObject([{ tag: "UserComment", value: "Grüße von Alice" }]);
});

test("the thumbnail's range is a JPEG of its own", async () => {
	const photo = gpsPhoto();
	const thumbnail = (await findingsOf(photo)).find(({ kind }) => kind === "thumbnail");
	if (thumbnail?.picture?.type !== "image") throw new Error("no picture");
	const { start, end } = thumbnail.picture.range;
	expect([...photo.subarray(start, start + 2), ...photo.subarray(end - 2, end)]).toEqual([0xff, 0xd8, 0xff, 0xd9]);
});

test.skipIf(!have("perl"))(
	"orientation and colour profile stay, and the orientation is all that Exif says",
	async () => {
		const [tags = {}] = withFiles({ "photo.jpg": await stripped(gpsPhoto()) }, exiftool);
		expect(tags).toMatchObject({ "IFD0:Orientation": "Rotate 90 CW", "ICC_Profile:ProfileDescription": "RGB22" });
	},
);

test.skipIf(!have("perl"))(
	"an orientation of an odd type keeps both, since not every viewer takes notice of it",
	async () => {
		for (const type of [4, 9]) {
			const block = exifBlock({ main: { 274: { long: 6 }, 315: "Alice Example" } });
			const entry = Buffer.from(bytes(u16(274), u16(4)));
			block.set(u16(type), Buffer.from(block).indexOf(entry) + 2);
			const photo = await stripped(bytes([0xff, 0xd8], segment(0xe1, "Exif\0\0", block), cleanPhoto().subarray(2)));
			const kept = Buffer.from(bytes(u16(274), u16(type), u32(1), u32(6)));
			expect(Buffer.from(photo).includes(kept)).toBe(true);
			const [tags = {}] = withFiles({ "photo.jpg": photo }, exiftool);
			expect(tags).toMatchObject({ "IFD0:Orientation": "Rotate 90 CW" });
			expect(tags).not.toHaveProperty("IFD0:Artist");
		}
	},
);

test.skipIf(!have("perl"))("Adobe RGB without a profile stays what it is", async () => {
	const photo = jpegs.dirty["dirty-adobe-rgb"]?.bytes ?? bytes();
	const [before = {}, after = {}] = withFiles({ "before.jpg": photo, "after.jpg": await stripped(photo) }, exiftool);
	for (const tags of [before, after])
		expect(tags).toMatchObject({
			"InteropIFD:InteropIndex": expect.stringMatching(/^R03/),
			"ExifIFD:ColorSpace": "Uncalibrated",
		});
});

test.skipIf(!have("perl"))("a gain map stays, stripped itself, where the first picture says it is", async () => {
	const photo = await stripped(ultraHdr());
	const [tags = {}] = withFiles({ "photo.jpg": photo }, exiftool);
	const start = Number(tags["MPImage2:MPImageStart"]);
	const length = Number(tags["MPImage2:MPImageLength"]);
	expect([...photo.subarray(start, start + 2)]).toEqual([0xff, 0xd8]);
	expect(start + length).toBe(photo.length);
	expect(JSON.stringify(tags["XMP-GContainer:ContainerDirectory"])).toContain(`"Length":${length}`);
	expect(tags).toMatchObject({ "XMP-hdrgm:Version": 1 });
	expect(Buffer.from(photo).includes("AcmeOS")).toBe(false);
});

test("a whole picture with a gain map of its own is no gain map, wherever it stands", async () => {
	const first = pictureOf(ultraHdr());
	const gainMap = ultraHdr().subarray(first.length);
	const original = gpsPhoto({
		xmp: `${Buffer.from(xmp('xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0"'))}`,
	});
	const isoOriginal = bytes(
		[0xff, 0xd8],
		segment(0xe2, "urn:iso:std:iso:ts:21496:-1\0", [0, 0, 0, 0]),
		cleanPhoto().subarray(2),
	);
	for (const whole of [original, isoOriginal]) {
		for (const file of [bytes(first, whole), bytes(first, whole, gainMap), bytes(first, gainMap, whole)]) {
			expect(await findingsOf(file)).toContainEqual(
				expect.objectContaining({ kind: "hidden-media", severity: "high", tag: "PreviewImage" }),
			);
			const left = await stripped(file);
			expect(await inspectBytes(left)).toMatchObject({ status: "clean" });
			if (file.length > first.length + whole.length) expect(left).toEqual(await stripped(ultraHdr()));
			else expect(pictureOf(left)).toEqual(left);
		}
	}
});

test("what calls itself a gain map, and is larger than the picture or of another shape, is a photo", async () => {
	const first = pictureOf(ultraHdr());
	const gainMap = ultraHdr().subarray(first.length);
	const sized = (width: number, height: number) => {
		const frame = Buffer.from(gainMap).indexOf(bytes([0xff, 0xc0, 0, 17, 8]));
		return bytes(first, gainMap.subarray(0, frame + 5), u16(height), u16(width), gainMap.subarray(frame + 9));
	};
	for (const [width, height] of [
		[64, 48],
		[32, 24],
		[11, 8],
	] as const)
		expect(pictureOf(await stripped(sized(width, height))).length).toBeLessThan(
			(await stripped(sized(width, height))).length,
		);
	for (const [width, height] of [
		[128, 96],
		[64, 20],
		[30, 48],
	] as const) {
		const found = await findingsOf(sized(width, height));
		expect(found).toContainEqual(
			expect.objectContaining({ kind: "hidden-media", severity: "high", tag: "PreviewImage" }),
		);
		const left = await stripped(sized(width, height));
		expect(pictureOf(left)).toEqual(left);
	}
});

test.each([
	["the order of components", 37121],
	["the version", 36864],
	["a width", 256],
	["bits of samples", 258],
	["a place of colours", 531],
	["a size", 40962],
	["where a thumbnail stands", 273],
	["how colours are turned into others", 301],
	["a list of colours", 320],
])("words in UTF-16 as %s are told and go", async (_, tag) => {
	const words = Buffer.from("Alice Ж", "utf16le");
	const block = exifBlock({ main: { 274: { short: 1 }, [tag]: bytes(words) } });
	const jpegFile = bytes([0xff, 0xd8], segment(0xe1, "Exif\0\0", block), cleanPhoto().subarray(2));
	for (const file of [jpegFile, pngOf([chunk("eXIf", block)])]) {
		expect(await inspectBytes(file)).toMatchObject({ status: "found" });
		const left = await stripped(file);
		expect(await inspectBytes(left)).toMatchObject({ status: "clean" });
		expect(Buffer.from(left).includes(words)).toBe(false);
	}
});

test("where a small picture stands in Exif is no more than that: what is longer than is read is told", async () => {
	const words = Buffer.from("Alice Ж".repeat(6000), "utf16le");
	const file = pngOf([chunk("eXIf", exifBlock({ main: { 274: { short: 1 }, 273: bytes(words) } }))]);
	expect(await findingsOf(file)).toMatchObject([{ kind: "unknown", tag: "0x0111" }]);
	expect(await inspectBytes(await stripped(file))).toMatchObject({ status: "clean" });
});

test("what the standard has there is clean", async () => {
	const exif = { 36864: bytes("0232"), 37121: bytes([1, 2, 3, 0]), 40960: bytes("0100"), 40962: { long: 4000 } };
	const block = exifBlock({ main: { 274: { short: 1 }, 282: { rationals: [[72, 1]] }, 296: { short: 2 } }, exif });
	const file = bytes([0xff, 0xd8], segment(0xe1, "Exif\0\0", block), cleanPhoto().subarray(2));
	expect(await inspectBytes(file)).toMatchObject({ status: "clean" });
});

describe("the index of an Ultra HDR's pictures", () => {
	const words = "Alice Example +49 170";
	const index = (more: Uint8Array, ...directory: readonly (number[] | Uint8Array)[]) =>
		segment(0xe2, "MPF\0MM", [0, 42], u32(8), ...directory, more);
	const version = [0xb0, 0, 0, 7, 0, 0, 0, 4, 0x30, 0x31, 0x30, 0x30];
	const plain = index(bytes(), u16(1), version, u32(0));
	const ids = bytes([0xb0, 3, 0, 7], u32(words.length), u32(8 + 2 + 2 * 12 + 4));
	const identifiers = index(bytes(words), u16(2), version, ids, u32(0));

	/** A stripped one, with something done to its first index, and segments behind it and in its gain map. */
	async function ultraHdrWith(
		change: (mpf: Uint8Array<ArrayBuffer>) => Uint8Array,
		after: Uint8Array = bytes(),
		inGainMap: Uint8Array = bytes(),
	): Promise<Uint8Array<ArrayBuffer>> {
		const file = await stripped(ultraHdr());
		const start = Buffer.from(file).indexOf("MPF\0") - 4;
		const end = start + 2 + (((file[start + 2] ?? 0) << 8) | (file[start + 3] ?? 0));
		const second = pictureOf(file).length;
		const [mpf, rest] = [change(file.slice(start, end)), file.subarray(end, second)];
		const gainMap = bytes(file.subarray(second, second + 2), inGainMap, file.subarray(second + 2));
		return bytes(file.subarray(0, start), mpf, after, rest, gainMap);
	}
	const longer = (mpf: Uint8Array, more: string) =>
		bytes(mpf.subarray(0, 2), u16(mpf.length - 2 + more.length), mpf.subarray(4), more);
	const at = (mpf: Uint8Array<ArrayBuffer>, place: number, put: Uint8Array) => {
		mpf.set(put, place);
		return mpf;
	};
	/** Of a segment where its block begins, and in this its first entry of the index, and its first picture's. */
	const [block, entry, picture] = [8, 10, 50];

	test.each<[string, Promise<Uint8Array<ArrayBuffer>>, string]>([
		["behind its entries", ultraHdrWith((mpf) => longer(mpf, words)), words],
		["as its version", ultraHdrWith((mpf) => at(mpf, block + entry + 8, bytes("Bob!"))), "Bob!"],
		["as pictures", ultraHdrWith((mpf) => at(mpf, block + picture, bytes(words))), words],
		["as identifiers of pictures", ultraHdrWith(() => identifiers), words],
		["in a second one", ultraHdrWith((mpf) => mpf, index(bytes(words), u16(1), version, u32(0))), words],
		["in one that cannot be read", ultraHdrWith(() => segment(0xe2, "MPF\0", words)), words],
		["in the gain map's own", ultraHdrWith((mpf) => mpf, bytes(), index(bytes(words), u16(1), version, u32(0))), words],
	])("words %s are told and go", async (_, made, put) => {
		const file = await made;
		expect(Buffer.from(file).includes(put)).toBe(true);
		expect(await inspectBytes(file)).toMatchObject({ status: "found", strippable: true });
		const left = await stripped(file);
		expect(Buffer.from(left).includes(put)).toBe(false);
		expect(left).toEqual(await stripped(ultraHdr()));
	});

	test("as it should be says nothing, of the gain map too", async () => {
		for (const file of [await ultraHdrWith((mpf) => mpf), await ultraHdrWith((mpf) => mpf, bytes(), plain)])
			expect(await inspectBytes(file)).toMatchObject({ status: "clean" });
	});
});

/** The first picture of a file. */
function pictureOf(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
	const end = Buffer.from(file).indexOf(Buffer.from([0xff, 0xd9, 0xff, 0xd8]));
	return end < 0 ? file : file.slice(0, end + 2);
}

test("a motion photo's video is told with its length", async () => {
	const motion = bytes(gpsPhoto(), film({}));
	const video = (await findingsOf(motion)).find(({ kind }) => kind === "hidden-media");
	expect(video).toMatchObject({
		tag: "EmbeddedVideoFile",
		value: expect.stringMatching(/^a video of \d+ (bytes|KB), [\d.]+ s/),
	});
	expect(video?.picture).toMatchObject({ type: "video", range: { start: gpsPhoto().length, end: motion.length } });
	expect(await stripped(motion)).toEqual(await stripped(gpsPhoto()));
});

test("pictures in a maker's note are shown, from their beginning to their end", async () => {
	const note = bytes("ACME\0", thumbnailJpeg, "behind it");
	const block = exifBlock({ main: {}, exif: { 37500: note } });
	const photo = bytes(cleanPhoto().subarray(0, 2), segment(0xe1, "Exif\0\0", block), cleanPhoto().subarray(2));
	const preview = (await findingsOf(photo)).find(({ tag }) => tag === "PreviewImage");
	expect(preview).toMatchObject({ kind: "thumbnail", severity: "medium", picture: { type: "image" } });
	if (preview?.picture?.type !== "image") throw new Error("no picture");
	const { start, end } = preview.picture.range;
	expect(photo.slice(start, end)).toEqual(thumbnailJpeg);
});
