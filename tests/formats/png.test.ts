// PNG: text as a person reads it, and what stays because the picture is shown with it.
import { deflateRawSync, deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { bytes, u32 } from "../fixtures/bytes";
import { exifBlock } from "../fixtures/exif";
import { chunk, cleanPng, gpsPng, pngOf } from "../fixtures/photo";
import { animated, pngs } from "../fixtures/png";
import { exiftool, have } from "../tools";
import { findingsOf, inspectBytes, pixelsOf, stripped, withFiles } from "./checks";
import { expectToldOrGone } from "./hidden-words";

test("text is told with its chunk and keyword, in its own alphabet", async () => {
	const file = pngs.dirty["dirty-international-text"]?.bytes ?? new Uint8Array();
	expect(await findingsOf(file)).toMatchObject([
		{ kind: "text", source: "PNG", tag: "iTXt:Description", value: "Zoë in Paris" },
	]);
});

test("the texts that ImageMagick makes of Exif are settings, times and one place", async () => {
	const texts = (values: Readonly<Record<string, string>>) =>
		pngOf(Object.entries(values).map(([name, value]) => chunk("tEXt", bytes(`exif:${name}\0${value}`))));
	const place = { GPSLatitude: "33/1, 51/1, 2448/100", GPSLatitudeRef: "S", GPSLongitude: "70/1, 38/1, 5388/100" };
	const file = texts({
		...{ ...place, GPSLongitudeRef: "W", GPSAltitude: "520/1", GPSAltitudeRef: "0", ExposureTime: "1/60" },
		...{ SubSecTimeDigitized: "79", ColorSpace: "1", DateTimeOriginal: "2026:07:14 18:30:12" },
		...{ "thumbnail:Compression": "6", UserComment: "by Alice Example", Model: "Acme Phone 7" },
	});
	const lines = (await findingsOf(file)).map(
		({ severity, kind, tag, value }) => `${severity} ${kind} ${tag}: ${value}`,
	);
	expect(lines.toSorted()).toEqual([
		"high location GPSPosition: -33.85680, -70.64830 (520 m above sea level)",
		"high time tEXt:exif:DateTimeOriginal: 2026-07-14 18:30:12",
		"low device tEXt:exif:ColorSpace: 1",
		"low device tEXt:exif:ExposureTime: 1/60",
		"low device tEXt:exif:SubSecTimeDigitized: 79",
		"low device tEXt:exif:thumbnail:Compression: 6",
		"medium device tEXt:exif:Model: Acme Phone 7",
		"medium text tEXt:exif:UserComment: by Alice Example",
	]);
	expect(await findingsOf(texts({ GPSLatitude: place.GPSLatitude }))).toMatchObject([{ kind: "location" }]);
	expect(await findingsOf(await stripped(file))).toEqual([]);
});

test("what was cropped away is told as that", async () => {
	const file = pngs.dirty["dirty-cropped"]?.bytes ?? new Uint8Array();
	expect(await findingsOf(file)).toMatchObject([
		{ kind: "trailing-data", severity: "high", value: expect.stringContaining("cropped away") },
	]);
});

test("rows below the picture are told, and stay: they are packed together with it", async () => {
	const rows = bytes(...Array.from({ length: 48 }, () => [0, ...new Array<number>(64 * 3).fill(120)]));
	const file = (...more: Uint8Array[]) => {
		const [head, end] = [cleanPng().subarray(0, 33), chunk("IEND", bytes())];
		return bytes(head, chunk("IDAT", deflateSync(bytes(rows, ...more))), end);
	};
	expect(await findingsOf(file())).toEqual([]);
	const below = file(bytes("Alice Example was here"));
	const told = [{ kind: "trailing-data", tag: "Rows", value: expect.stringContaining("22 bytes"), stays: true }];
	expect(await findingsOf(below)).toMatchObject(told);
	const dirty = bytes(below.subarray(0, -12), chunk("tEXt", bytes("Author\0Alice Example")), below.subarray(-12));
	expect(await findingsOf(await stripped(dirty))).toMatchObject(told);
});

test("a picture that no frame of an animation shows is told, and stays: other programs show nothing else", async () => {
	expect(await findingsOf(animated([], bytes(), "hidden"))).toMatchObject([
		{ kind: "hidden-media", tag: "IDAT", stays: true },
	]);
});

describe("Apple's own kind for its phones", () => {
	const rows = bytes(...Array.from({ length: 48 }, () => [0, ...new Array<number>(64 * 3).fill(120)]));
	const ofApple = (packed: Uint8Array, mark = bytes([80, 0, 32, 2]), more: readonly Uint8Array[] = []) => {
		const [signature, header] = [cleanPng().subarray(0, 8), cleanPng().subarray(8, 33)];
		const end = chunk("IEND", bytes());
		return bytes(signature, chunk("CgBI", mark), header, ...more, chunk("IDAT", packed), end);
	};
	const plain = ofApple(deflateRawSync(rows));
	const words = "by Alice Example";

	test("is clean where it says nothing, also with the checksum that some of it has", async () => {
		expect(await inspectBytes(plain)).toEqual({ status: "clean", format: "png" });
		expect(await findingsOf(ofApple(bytes(deflateRawSync(rows), u32(0x12345678))))).toEqual([]);
	});

	test.each([
		["in a chunk", ofApple(deflateRawSync(rows), undefined, [chunk("tEXt", bytes("Author\0Alice Example"))])],
		["behind its pixels", ofApple(bytes(deflateRawSync(rows), words))],
		["in its mark", ofApple(deflateRawSync(rows), bytes([80, 0, 32, 2], words))],
		["in a second mark", ofApple(deflateRawSync(rows), undefined, [chunk("CgBI", bytes(words))])],
		["behind its end", bytes(plain, words)],
	])("is told and stripped of words %s", async (_, file) => {
		expect(await findingsOf(file)).toHaveLength(1);
		expect(await stripped(file)).toEqual(plain);
	});

	test("is told of rows below the picture, and of what stands behind pixels that zlib packed after all", async () => {
		expect(await findingsOf(ofApple(deflateRawSync(bytes(rows, words))))).toMatchObject([{ tag: "Rows", stays: true }]);
		const packed = ofApple(bytes(deflateSync(rows), words));
		expect(await findingsOf(packed)).toMatchObject([{ kind: "trailing-data", tag: "IDAT" }]);
		expect(await stripped(packed)).toEqual(ofApple(deflateSync(rows)));
	});

	test("keeps its mark before its orientation", async () => {
		const exif = chunk("eXIf", exifBlock({ main: { 274: { short: 6 }, 315: "Alice Example" } }));
		const file = await stripped(ofApple(deflateRawSync(rows), undefined, [exif]));
		expect(Buffer.from(file.subarray(0, 16)).toString("latin1")).toContain("CgBI");
		expect(await findingsOf(file)).toEqual([]);
		const [tags = {}] = withFiles({ "photo.png": file }, exiftool);
		expect(tags).toMatchObject({ "IFD0:Orientation": "Rotate 90 CW" });
	});
});

test.skipIf(!have("perl"))("orientation and colour profile stay", async () => {
	const [tags = {}] = withFiles({ "photo.png": await stripped(gpsPng()) }, exiftool);
	expect(tags).toMatchObject({ "IFD0:Orientation": "Rotate 90 CW", "ICC_Profile:ProfileDescription": "RGB22" });
});

describe("of a palette", () => {
	const palette = bytes([255, 0, 0], [0, 0, 255]);
	const png = (type: number, ...before: readonly Uint8Array[]) =>
		bytes(
			cleanPng().subarray(0, 8),
			chunk("IHDR", bytes(u32(4), u32(1), [8, type, 0, 0, 0])),
			...before,
			chunk("IDAT", deflateSync(type === 3 ? bytes([0, 0, 1, 1, 0]) : new Uint8Array(13))),
			chunk("IEND", bytes()),
		);
	const colours = chunk("PLTE", palette);
	const words = "Alice Example, Paris!";

	test.each([
		["how often its colours stand in the picture", png(3, colours, chunk("hIST", bytes("Bo!b"))), "Bo!b"],
		["that, without one", png(2, chunk("hIST", bytes(words))), words],
		["how transparent more colours than it has are", png(3, colours, chunk("tRNS", bytes(words))), words],
		["the transparent colour and more", png(2, chunk("tRNS", bytes(words))), words],
		["colours that are only suggested", png(2, chunk("PLTE", bytes(words))), words],
	])("%s goes, and the picture stays", async (_, file, put) => {
		await expectToldOrGone(file, put);
		const left = await stripped(file);
		expect(await inspectBytes(left)).toMatchObject({ status: "clean" });
		if (have("identify"))
			expect(pixelsOf({ "a.png": left }, "identify")).toEqual(pixelsOf({ "a.png": file }, "identify"));
	});

	test("its colours stay, and how transparent each of them is", async () => {
		for (const file of [png(3, colours, chunk("tRNS", bytes([7, 9]))), png(2, chunk("tRNS", new Uint8Array(6)))])
			expect(await inspectBytes(file)).toMatchObject({ status: "clean" });
	});
});
