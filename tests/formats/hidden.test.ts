// Somebody's words put into a clean picture, wherever its container has room for them: they are told or gone, and never called clean.
import fc from "fast-check";
import { describe, test } from "vitest";
import { crc32 } from "../../src/formats/containers/crc32";
import { bytes, u16, u32 } from "../fixtures/bytes";
import { box } from "../fixtures/heif";
import { images } from "../fixtures/images";
import { segment } from "../fixtures/photo";
import { expectToldOrGone } from "./hidden-words";

type Bytes = Uint8Array<ArrayBuffer>;
/** The picture with `words` in it: in a block named by `letters`, at one of the places it may stand, chosen by `place`. */
type Hiding = (picture: Bytes, words: Bytes, letters: string, place: number) => Bytes;

const words = bytes("Alice Example 48.13743 11.57549 +49 151 12345678");

const behind: Hiding = (picture, hidden) => bytes(picture, hidden);

/** Where the top boxes of a file end. */
const boxEnds = (picture: Bytes) => {
	const ends: number[] = [];
	for (let at = 0; at + 8 <= picture.length; ) {
		at += Math.max(new DataView(picture.buffer, picture.byteOffset).getUint32(at), 8);
		ends.push(at);
	}
	return ends;
};

const asBox: Hiding = (picture, hidden, letters, place) => {
	const ends = boxEnds(picture).slice(1);
	return inserted(picture, ends[place % ends.length] ?? picture.length, box(letters, hidden));
};

const asLastBox: Hiding = (picture, hidden, letters) => bytes(picture, box(letters, hidden));

const asSegment: Hiding = (picture, hidden, letters, place) => {
	const markers = [...Array.from({ length: 16 }, (_, index) => 0xe0 + index), 0xfe, 0xdc, 0xdf, 0xf0, 0xf7];
	return inserted(picture, 2, segment(markers[place % markers.length] ?? 0xfe, letters, [0], hidden));
};

/** In Exif that says nothing but which side is up: behind it, before its directory, and as the value of a number or of no type. */
const inExif: Hiding = (picture, hidden, _, place) =>
	inserted(picture, 2, segment(0xe1, "Exif\0\0", exifWith(hidden, place)));

const inPngExif: Hiding = (picture, hidden, _, place) => {
	const content = bytes("eXIf", exifWith(hidden, place));
	return inserted(picture, 8 + 25, bytes(u32(content.length - 4), content, u32(crc32(content))));
};

const exifWith = (hidden: Bytes, place: number) => {
	const [type = 0] = [[0], [200], [2], [3], [7], [12]][place % 6] ?? [];
	const [before, after] = place % 12 < 6 ? [bytes(), hidden] : [hidden, bytes()];
	const start = 8 + before.length;
	const at = before.length > 0 ? 8 : start + 2 + 2 * 12 + 4;
	const count = Math.floor(hidden.length / (type === 12 ? 8 : type === 3 ? 2 : 1));
	const directory = bytes(
		...[u16(type === 0 ? 1 : 2), u16(274), u16(3), u32(1), u16(6), u16(0)],
		...(type === 0 ? [] : [u16(282), u16(type), u32(count), u32(at)]),
		u32(0),
	);
	return bytes("MM", u16(42), u32(start), before, directory, type === 0 ? new Uint8Array(12) : [], after);
};

const asChunk: Hiding = (picture, hidden, letters) => {
	const ihdrEnd = 8 + 25;
	const content = bytes(letters, hidden);
	return inserted(picture, ihdrEnd, bytes(u32(hidden.length), content, u32(crc32(content))));
};

const asExtension: Hiding = (picture, hidden, letters, place) => {
	const trailer = picture.lastIndexOf(0x3b);
	const labels = [bytes([0x21, 0xfe]), bytes([0x21, 0xff, 11], letters, "1234567"), bytes([0x21, 0x99])];
	return inserted(picture, trailer, bytes(labels[place % labels.length] ?? "", [hidden.length], hidden, [0]));
};

const asRiffChunk: Hiding = (picture, hidden, letters) => {
	const whole = bytes(picture, letters, u32(hidden.length).toReversed(), hidden, hidden.length & 1 ? [0] : []);
	whole.set(u32(whole.length - 8).toReversed(), 4);
	return whole;
};

const places = {
	jpeg: [behind, asSegment, inExif],
	png: [behind, asChunk, inPngExif],
	gif: [behind, asExtension],
	webp: [behind, asRiffChunk],
	heif: [behind, asLastBox],
	jxl: [behind, asBox, asLastBox],
	jp2: [behind, asBox, asLastBox],
	tiff: [behind],
	bmp: [behind],
	ico: [behind],
} satisfies Partial<Record<keyof typeof images, Hiding[]>>;

const letters = fc.oneof(
	fc.string({ unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz"), minLength: 4, maxLength: 4 }),
	fc.constantFrom(
		"free",
		"skip",
		"mdat",
		"meta",
		"idat",
		"ftyp",
		"xml ",
		"uuid",
		"JXL ",
		"jxlc",
		"jxli",
		"EXIF",
		"ICCP",
		"tEXt",
	),
);

describe.each(Object.entries(places))("%s", (format, hidings) => {
	const clean = Object.entries(images).find(([name]) => name === format)?.[1].clean ?? {};

	test("words hidden in it are told or gone", async () => {
		const picture = fc.constantFrom(...Object.keys(clean));
		await fc.assert(
			fc.asyncProperty(picture, fc.constantFrom(...hidings), letters, fc.nat(1000), async (file, hide, name, place) => {
				await expectToldOrGone(hide(clean[file] ?? bytes(), words, name, place), words);
			}),
			{ numRuns: 150, seed: 20_261_128 },
		);
	});
});

function inserted(picture: Bytes, at: number, block: Uint8Array): Bytes {
	return bytes(picture.subarray(0, at), block, picture.subarray(at));
}
