// What iPhones' pictures need to be shown as they are: how bright they get, and how a stereo pair stands.
import { describe, expect, test } from "vitest";
import { appleExif, appleGainMap } from "../fixtures/apple";
import { bytes, u32 } from "../fixtures/bytes";
import { another, avif, box, fullBox } from "../fixtures/heif";
import { baseline, segment } from "../fixtures/photo";
import { exiftool } from "../tools";
import { findingsOf, inspectBytes, stripped, withFiles } from "./checks";

const xmpHead = "http://ns.adobe.com/xap/1.0/\0";
const creator = 'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="17.1"';

function jpegPair(exif: Uint8Array, packet: Uint8Array<ArrayBuffer>) {
	const first = bytes([0xff, 0xd8], segment(0xe1, "Exif\0\0", exif), baseline);
	return bytes(first, [0xff, 0xd8], segment(0xe1, xmpHead, packet), baseline);
}

function heifPair(exif: Uint8Array, packet: Uint8Array<ArrayBuffer>) {
	const auxiliary = "urn:com:apple:photo:2020:aux:hdrgainmap";
	const mime = { type: "mime", contentType: "application/rdf+xml", data: packet };
	return avif({ items: [{ type: "Exif", data: bytes(u32(0), exif) }, mime, another("auxl")], auxiliary });
}

const textOf = (file: Uint8Array) => Buffer.from(file).toString("latin1");

describe.each([
	["a JPEG", jpegPair],
	["a HEIF", heifPair],
])("the headroom of %s", (_, pair) => {
	test.each([
		[1400, 5, 6.276673], // 2 ** (3 - 70 * 0.005)
		[1400, 100, 4.832266], // 2 ** (2.303 - 0.303 * 0.1)
		[500, 10, 3.031433], // 2 ** (1.8 - 20 * 0.01)
		[500, 1000, 2.828427], // 2 ** (1.601 - 0.101)
		[500, 20_000_000, 1], // no less light than white
	])("of %i and %i thousandths in the notes moves to the gain map", async (brightness, gain, headroom) => {
		for (const packet of [appleGainMap(65536), appleGainMap(65536, creator)]) {
			const left = await stripped(pair(appleExif(brightness, gain), packet));
			expect(await inspectBytes(left)).toMatchObject({ status: "clean" });
			expect(await stripped(left)).toEqual(left);
			const text = textOf(left);
			expect(text).toContain(`HDRGainMap:HDRGainMapHeadroom="${headroom}"`);
			expect(text).toContain('HDRGainMap:HDRGainMapVersion="131072"');
			expect(text).not.toMatch(/Apple|A-11|17\.1/);
		}
	});

	test("that the gain map says itself stays as it is", async () => {
		const packet = appleGainMap(131072, 'HDRGainMap:HDRGainMapHeadroom="2.5"');
		const text = textOf(await stripped(pair(appleExif(1400, 5), packet)));
		expect(text).toContain('HDRGainMap:HDRGainMapHeadroom="2.5"');
		expect(text).not.toContain("6.27");
	});

	test("is none where the notes are none of Apple's, or damaged", async () => {
		const exif = appleExif(1400, 5);
		const acme = Uint8Array.from(exif);
		acme.set(Buffer.from("Acme iOS"), textOf(exif).indexOf("Apple iOS"));
		const cut = exif.subarray(0, textOf(exif).indexOf("Apple iOS") + 30);
		for (const notes of [acme, cut]) {
			const text = textOf(await stripped(pair(notes, appleGainMap(65536))));
			expect(text).toContain('HDRGainMap:HDRGainMapVersion="65536"');
		}
	});
});

test("ExifTool reads the headroom where it went", async () => {
	const left = await stripped(jpegPair(appleExif(1400, 5), appleGainMap(65536)));
	const second = left.subarray(Buffer.from(left).lastIndexOf(Buffer.from([0xff, 0xd8, 0xff])));
	const [tags] = withFiles({ "a.jpg": second.slice() }, exiftool);
	expect(tags).toMatchObject({ "XMP-HDRGainMap:HDRGainMapHeadroom": 6.276673 });
});

describe("the cameras of a stereo pair", () => {
	const cameras = bytes(
		fullBox("cmin", 0, u32(1_400_000), u32(500_000), u32(500_000)),
		fullBox("cmex", 0, [0, 0, 0x4b, 0x00], u32(4711)),
	);
	const group = (type: string) => box("grpl", fullBox(type, 0, u32(9), u32(2), u32(1), u32(2)));
	const pair = (type: string, more = cameras) => avif({ items: [another("")], more, children: group(type) });

	test("stay, and are nobody's place", async () => {
		expect(await findingsOf(pair("ster"))).toMatchObject([{ tag: "OtherImage" }]);
		expect(await stripped(pair("ster"))).toEqual(pair("ster"));
	});

	test("go where there is no pair, and where more stands in them", async () => {
		const told = [
			{ kind: "hidden-media" },
			{ kind: "device", tag: "CameraIntrinsics" },
			{ kind: "device", tag: "CameraExtrinsics" },
		];
		expect((await findingsOf(pair("altr"))).toSorted((a, b) => (a.tag < b.tag ? 1 : -1))).toMatchObject(told);
		const more = fullBox("cmex", 0, "left by Alice Example, in Paris");
		expect(await findingsOf(pair("ster", more))).toContainEqual(expect.objectContaining({ tag: "CameraExtrinsics" }));
		expect(textOf(await stripped(pair("ster", more)))).not.toContain("Alice");
	});
});
