// What phones put behind a JPEG: a video behind other data, another format's picture, the picture before it was edited.
import { expect, test } from "vitest";
import { bytes } from "../fixtures/bytes";
import { avif } from "../fixtures/heif";
import { film } from "../fixtures/mp4";
import { cleanPhoto, gpsPhoto } from "../fixtures/photo";
import { samsungTrailer } from "../fixtures/samsung";
import { findingsOf, stripped } from "./checks";

const photo = cleanPhoto();
const watermark = new Uint8Array(5000).fill(0x77);
const window = 1024 * 1024;

test.each([
	["a watermark's picture", watermark],
	["what ends where a read ends", new Uint8Array(window).fill(0x77)],
	["what ends within its first box", new Uint8Array(window - 6).fill(0x77)],
])("a video behind %s is told as one, and what stands before it by its size", async (_, before) => {
	const file = bytes(photo, before, film({}));
	const start = photo.length + before.length;
	expect(await findingsOf(file)).toMatchObject([
		{
			kind: "hidden-media",
			severity: "high",
			tag: "EmbeddedVideoFile",
			picture: { range: { start, end: file.length } },
		},
		{ kind: "trailing-data", severity: "high", value: expect.stringContaining("after the end of the picture") },
	]);
	expect(await stripped(file)).toEqual(photo);
});

test("a few bytes or zeros before a video say nothing by themselves", async () => {
	for (const before of [new Uint8Array(40).fill(0x77), new Uint8Array(5000)])
		expect(await findingsOf(bytes(photo, before, film({})))).toMatchObject([{ tag: "EmbeddedVideoFile" }]);
});

test("words that only look like the start of a video are told by their size", async () => {
	const file = bytes(photo, watermark, "the swift ftypist, by Alice Example");
	expect(await findingsOf(file)).toMatchObject([{ kind: "trailing-data", severity: "high" }]);
	expect(await stripped(file)).toEqual(photo);
});

test("a picture of boxes behind it is no video", async () => {
	for (const before of [bytes(), watermark]) {
		const file = bytes(photo, before, avif());
		const start = photo.length + before.length;
		const value = `a second picture of ${avif().length} bytes`;
		const [told, ...others] = await findingsOf(file);
		expect(told).toMatchObject({ tag: "EmbeddedImageFile", value, picture: { type: "image", range: { start } } });
		expect(others.map(({ kind }) => kind)).toEqual(before.length > 0 ? ["trailing-data"] : []);
		expect(await stripped(file)).toEqual(photo);
	}
});

test.each([
	["a JPEG", photo],
	["a HEIF", avif()],
])("the picture before it was edited is told with what it shows (%s)", async (_, picture) => {
	const original = gpsPhoto();
	const file = bytes(picture, samsungTrailer({ Image_UTC_Data: "1784053812345", Original_Image: original }));
	const found = await findingsOf(file);
	const hidden = found.find(({ kind }) => kind === "hidden-media");
	expect(hidden).toMatchObject({ severity: "high", value: expect.stringContaining("a second picture of") });
	if (hidden?.picture?.type !== "image") throw new Error("no picture");
	const { start, end } = hidden.picture.range;
	expect(file.subarray(start, end)).toEqual(original);
	expect(await stripped(file)).toEqual(picture);
});
