// Pictures are told in words that fit: comments in every writing, a camera's settings, marks of AI, and tags that nobody knows.
import { describe, expect, test } from "vitest";
import { sampleEntryParts } from "../../src/formats/metadata/sample-entries";
import { bytes, u16, u32 } from "../fixtures/bytes";
import { type Directory, exifBlock } from "../fixtures/exif";
import { cleanPhoto, segment } from "../fixtures/photo";
import { tiffWith } from "../fixtures/tiff";
import { findingsOf, noFilesInside, stripped } from "./checks";

function withSegment(...parts: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
	const data = bytes(...parts);
	const photo = cleanPhoto();
	return bytes(photo.subarray(0, 2), [0xff, 0xe1], u16(data.length + 2), data, photo.subarray(2));
}

const withExif = (exif: Directory, main: Directory = {}) => withSegment("Exif\0\0", exifBlock({ main, exif }));

function withXmp(properties: string): Uint8Array<ArrayBuffer> {
	const namespaces = Object.entries({
		exif: "http://ns.adobe.com/exif/1.0/",
		GCamera: "http://ns.google.com/photos/1.0/camera/",
		OpCamera: "http://ns.oplus.com/photos/1.0/camera/",
		Iptc4xmpExt: "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
		photoshop: "http://ns.adobe.com/photoshop/1.0/",
		dcterms: "http://purl.org/dc/terms/",
		drone: "http://www.dji.com/drone-dji/1.0/",
		Attrib: "http://ns.attribution.com/ads/1.0/",
		acme: "https://acme.example/",
	}).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`);
	return withSegment(
		"http://ns.adobe.com/xap/1.0/\0",
		'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
		`<rdf:Description rdf:about=""${namespaces.join("")} ${properties}/></rdf:RDF></x:xmpmeta>`,
	);
}

const utf16 = (text: string, order: "be" | "le") => {
	const little = Buffer.from(text, "utf16le");
	return order === "le" ? little : little.swap16();
};

describe("a comment in Exif", () => {
	const prompts = [
		"portrait of ALICE Example, best quality\nSteps: 20, Seed: 4711",
		"портрет Алисы, лучшее качество",
		"爱丽丝的肖像，杰作，最高质量",
		"アリスの肖像画、傑作",
	];
	test.each(prompts.flatMap((prompt) => [[prompt, "be"] as const, [prompt, "le"] as const]))(
		"%s in UTF-16 (%s)",
		async (prompt, order) => {
			const found = await findingsOf(withExif({ 37510: bytes("UNICODE\0", utf16(prompt, order)) }));
			expect(found).toMatchObject([{ kind: "text", tag: "UserComment", value: prompt.replace("\n", " ") }]);
		},
	);

	test.each([
		["ASCII\0\0\0", "by Alice Example", "by Alice Example"],
		["\0\0\0\0\0\0\0\0", "von Jürgen", "von Jürgen"],
		["UNICODE\0", "by Alice Example", "by Alice Example"],
		["JIS\0\0\0\0\0", '\x1b$B%"%j%9\x1b(B', "アリス"],
		["by Alice", " Example", "by Alice Example"],
		["UNICODE\0", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("Ali", "utf16le")]), "Ali"],
	])("after %j", async (code, text, value) => {
		expect(await findingsOf(withExif({ 37510: bytes(code, Buffer.from(text)) }))).toMatchObject([{ value }]);
	});

	test("that is empty says nothing", async () => {
		expect(await findingsOf(withExif({ 37510: bytes("UNICODE\0", new Uint8Array(40)) }))).toEqual([]);
	});
});

test("words in a tag that nobody knows are shown, numbers and codes counted", async () => {
	const passport = "Alice Example, passport C01X";
	const told = await findingsOf(
		withExif({ 50000: passport, 50001: bytes(passport.toUpperCase()), 50002: { short: 7 } }),
	);
	const lens: [number, number][] = [
		[18, 1],
		[55, 1],
		[0, 0],
		[0, 0],
	];
	expect(told).toMatchObject([
		{ kind: "text", severity: "medium", tag: "0xc350", value: passport },
		{ kind: "text", severity: "medium", tag: "0xc351", value: passport.toUpperCase() },
		{ kind: "device", severity: "low", tag: "CameraSettings", value: "1 more tag" },
	]);
	// an aperture that a lens leaves open divides by zero, which is no word
	expect(await findingsOf(withExif({ 42034: { rationals: lens } }))).toMatchObject([
		{ kind: "device", severity: "low", tag: "CameraSettings" },
	]);
});

describe("what matters most is told as that", () => {
	const note = bytes("Adobe\0MakN", u32(30), "II", u32(0), "Acme 7, serial PUB9988776655", [0]);
	const manifest = bytes(u32(60), "jumbc2pa", "oclaim_generator", [0x6c], "AcmeCamera/1", '"exif:GPSLatitude":48.137');
	const layers = bytes("Adobe Photoshop Document Data Block\0", new Uint8Array(300));
	test.each<[string, number, Uint8Array<ArrayBuffer>, object[]]>([
		["layers of Photoshop", 37724, layers, [{ kind: "hidden-media", severity: "high", tag: "ImageSourceData" }]],
		[
			"the raw picture of a negative",
			50828,
			bytes(new Uint8Array(300).fill(7)),
			[{ kind: "hidden-media", severity: "high", tag: "OriginalRawFileData" }],
		],
		[
			"a maker's notes in a negative",
			50740,
			note,
			[{ kind: "device", severity: "high", value: expect.stringContaining("PUB9988776655") }],
		],
		[
			"content credentials",
			52545,
			manifest,
			[
				{ kind: "provenance", severity: "high", value: "AcmeCamera/1" },
				{ kind: "location", severity: "high", value: "48.137" },
			],
		],
	])("%s", async (_, tag, data, told) => {
		const file = tiffWith({ [tag]: data });
		expect(await findingsOf(file)).toMatchObject(told);
		expect(await findingsOf(await stripped(file))).toEqual([]);
	});

	test("to whom a picture was sent, and fields of no known number", async () => {
		const field = (record: number, dataset: number, text: string) =>
			bytes([0x1c, record, dataset], u16(text.length), text);
		const fields = [field(1, 5, "Alice Example"), field(1, 70, "20260714"), field(3, 99, "Atlantis by the sea")];
		expect(await findingsOf(withExif({}, { 33723: bytes(...fields, field(2, 200, "\x01")) }))).toMatchObject([
			{ kind: "text", severity: "medium", tag: "3:99", value: "Atlantis by the sea" },
			{ kind: "text", severity: "medium", tag: "Destination", value: "Alice Example" },
			{ kind: "time", severity: "high", tag: "DateSent", value: "2026-07-14" },
			{ kind: "unknown", severity: "low", value: "1 more field" },
		]);
	});

	test("what was written beside a picture that Photoshop saved for the web", async () => {
		const block = (tag: number, text: string) =>
			bytes(u16(tag), u16(4 + text.length * 2), u32(text.length), utf16(text, "be"));
		const file = (...blocks: Uint8Array[]) =>
			bytes([0xff, 0xd8], segment(0xec, "Ducky", u16(1), u16(4), u32(60), ...blocks, u16(0)), cleanPhoto().subarray(2));
		expect(await findingsOf(file(block(2, "Für Zoë"), block(3, "Alice Example")))).toMatchObject([
			{ kind: "text", severity: "medium", tag: "Comment", value: "Für Zoë" },
			{ kind: "person", severity: "medium", tag: "Copyright", value: "Alice Example" },
		]);
		expect(await findingsOf(file())).toMatchObject([{ kind: "software", severity: "low" }]);
	});
});

describe("XMP", () => {
	test("a camera's settings are one line", async () => {
		const settings = 'exif:ExposureTime="1/120" exif:FNumber="28/10" exif:SubjectDistance="3/1" exif:SceneType="1"';
		expect(await findingsOf(withXmp(settings))).toMatchObject([
			{ kind: "device", severity: "low", tag: "CameraSettings", value: "1/120 s, f/2.8, 2 more tags" },
		]);
	});

	test("what phones say of a moving photo is neither time nor person", async () => {
		const found = await findingsOf(
			withXmp('GCamera:MotionPhotoPresentationTimestampUs="966816" OpCamera:MotionPhotoOwner="oplus"'),
		);
		expect(found).toMatchObject([{ kind: "unknown", severity: "low" }]);
		expect(found[0]?.value).toBe("MotionPhotoPresentationTimestampUs: 966816, MotionPhotoOwner: oplus");
	});

	test.each([
		[
			'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"',
			"provenance",
			"medium",
		],
		['Iptc4xmpExt:AISystemUsed="Acme Dream 3"', "provenance", "medium"],
		['dcterms:provenance="https://acme.example/p/1"', "provenance", "medium"],
		['photoshop:Credit="Made with Google AI"', "provenance", "medium"],
		['photoshop:Credit="Alice Example"', "person", "high"],
		['drone:UTCAtExposure="2026-07-14T16:30:12"', "time", "high"],
		['Attrib:AdsExtId="c0ffee"', "tracking", "medium"],
		['acme:Holder="Alice Example, passport C01X"', "unknown", "medium"],
		['acme:Mode="7"', "unknown", "low"],
	])("%s", async (property, kind, severity) => {
		const file = withXmp(property);
		const [, value = ""] = /="(.*)"/.exec(property) ?? [];
		const found = await findingsOf(file);
		expect(found).toMatchObject([{ kind, severity }]);
		expect(found[0]?.value).toContain(value.replace(/(\d)T(\d)/, "$1 $2"));
		expect(await findingsOf(await stripped(file))).toEqual([]);
	});
});

test.each(["pict", "auxv"])("the entry of a sequence of pictures (%s) is no subtitle", async (handler) => {
	const name = bytes([4], "Alice".slice(0, 4), new Uint8Array(27));
	const entry = bytes("hvc1", new Uint8Array(42), name, new Uint8Array(4), u32(16), "hvcC", "\x01Alice E");
	const table = bytes(u32(24 + entry.length - 4), "stsd", u32(0), u32(1), u32(entry.length + 4), entry);
	const box = { type: "stsd", start: 0, body: 8, end: table.length };
	const parts = await sampleEntryParts(table, box, 0, { handler, name: "Track1" }, noFilesInside);
	expect(parts.flatMap(({ findings }) => findings)).toMatchObject([
		{ kind: "software", tag: "CompressorName", value: "Alic" },
	]);
});
