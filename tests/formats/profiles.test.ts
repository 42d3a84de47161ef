// Colour profiles stay to the byte in every format that has them; a screen or a person named in one is told.
import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { withProfile } from "../fixtures/bitmaps";
import { bytes, u32 } from "../fixtures/bytes";
import { gifs } from "../fixtures/gif";
import { avif, box } from "../fixtures/heif";
import { description, iccProfile, localised } from "../fixtures/icc";
import { jp2WithProfile } from "../fixtures/jp2";
import { baseline, chunk, pngOf, segment } from "../fixtures/photo";
import { tiffWith } from "../fixtures/tiff";
import { webpWithProfile } from "../fixtures/webp";
import { findingsOf, stripBytes, stripped } from "./checks";

type Bytes = Uint8Array<ArrayBuffer>;

const jpeg = (profile: Bytes) =>
	bytes([0xff, 0xd8], segment(0xfe, "Lake"), segment(0xe2, "ICC_PROFILE\0", [1, 1], profile), baseline);

const formats: Readonly<Record<string, (profile: Bytes) => Bytes>> = {
	png: (profile) => pngOf([chunk("iCCP", bytes("icc\0", [0], deflateSync(profile)))]),
	webp: webpWithProfile,
	gif: (profile) => {
		const picture = gifs.clean["clean-animation"] ?? bytes();
		const parts = Array.from({ length: Math.ceil(profile.length / 255) }, (_, index) =>
			profile.subarray(index * 255, index * 255 + 255),
		);
		const blocks = bytes(...parts.flatMap((part) => [[part.length], part]), [0]);
		return bytes(picture.subarray(0, -1), [0x21, 0xff, 11], "ICCRGBG1012", blocks, [0x3b]);
	},
	heif: (profile) => avif({ more: box("colr", "prof", profile) }),
	jp2: jp2WithProfile,
	tiff: (profile) => tiffWith({ 34675: profile }),
	bmp: (profile) => withProfile("DEBM", profile),
};

const usual: Readonly<Record<string, Bytes>> = {
	"a space everybody has": iccProfile({ desc: description("sRGB IEC61966-2.1") }),
	"a screen of no name, in two languages": iccProfile({ desc: localised({ enUS: "Color LCD", deDE: "Farb-LCD" }) }),
	"a display without a serial number": iccProfile({ mmod: bytes("mmod", new Uint8Array(36)) }),
	"a table of numbers": iccProfile({ rTRC: bytes("curv", u32(0), u32(20), "Alice Example".padEnd(40, "!")) }),
};

const telling: Readonly<Record<string, [Bytes, string]>> = {
	"a screen's name": [iccProfile({ desc: description("Alice's DELL U2415") }), "Alice's DELL U2415"],
	"a name in another script": [iccProfile({ desc: localised({ ruRU: "Монитор Алисы" }) }), "Монитор Алисы"],
	"who measured it": [
		iccProfile({ cprt: bytes("text", u32(0), "Copyright Alice Example\0") }),
		"Copyright Alice Example",
	],
	"a serial number": [
		iccProfile({ mmod: bytes("mmod", u32(0), u32(1552), u32(41012), u32(987654321), new Uint8Array(20)) }),
		"987654321",
	],
	"words in a tag of nobody's": [
		iccProfile({ targ: bytes("text", u32(0), "ORIGINATOR Alice Example\0") }),
		"ORIGINATOR Alice Example",
	],
};

describe.each(Object.entries({ ...formats, jpeg }))("%s", (name, of) => {
	test.each(Object.entries(usual))("%s says nothing", async (_, profile) => {
		const said = (await findingsOf(of(profile))).filter(({ source }) => source === "ICC");
		expect(said).toEqual([]);
	});

	test.each(Object.entries(telling))("%s is told, and stays", async (_, [profile, value]) => {
		const file = of(profile);
		expect(await findingsOf(file)).toContainEqual(expect.objectContaining({ source: "ICC", value, stays: true }));
		if (name in formats) expect(await stripBytes(file)).toMatchObject({ status: "clean" });
	});
});

test("a picture that is stripped keeps its profile, and says what stays in it", async () => {
	const [profile] = telling["a screen's name"] ?? [bytes()];
	const result = await stripped(jpeg(profile));
	expect(Buffer.from(result).includes(Buffer.from(profile))).toBe(true);
	expect((await findingsOf(result)).map(({ value }) => value)).toEqual(["Alice's DELL U2415"]);
});
