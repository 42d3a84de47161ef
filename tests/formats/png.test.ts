// PNG: reads, strips to the same pixels, strips twice as once, and refuses what is damaged.
import { describe, expect, test } from "vitest";
import { gpsPng } from "../fixtures/photo";
import { cleanPngs, dirtyPngs, invalidPngs } from "../fixtures/png";
import { exiftool, have } from "../tools";
import { findingsOf, inspectBytes, pixelsOf, privateTags, stripBytes, stripped, withFiles } from "./checks";

describe.each(Object.entries(dirtyPngs))("%s", (_, { bytes, kinds }) => {
	test("says what it gives away", async () => {
		const found = (await findingsOf(bytes)).map(({ kind }) => kind);
		expect(found).toEqual(expect.arrayContaining([...kinds]));
	});

	test("strips to a file that is clean, and stripping it again changes nothing", async () => {
		const once = await stripped(bytes);
		expect(await inspectBytes(once)).toEqual({ status: "clean", format: "png" });
		expect(await stripped(once)).toEqual(once);
	});
});

test("text is told with its chunk and keyword, in its own alphabet", async () => {
	const file = dirtyPngs["dirty-international-text"]?.bytes ?? new Uint8Array();
	expect(await findingsOf(file)).toMatchObject([
		{ kind: "text", source: "PNG", tag: "iTXt:Description", value: "Zoë in Paris" },
	]);
});

test("what was cropped away is told as that", async () => {
	const file = dirtyPngs["dirty-cropped"]?.bytes ?? new Uint8Array();
	expect(await findingsOf(file)).toMatchObject([
		{ kind: "trailing-data", severity: "high", value: expect.stringContaining("cropped away") },
	]);
});

test.skipIf(!have("ffmpeg"))("decoded pixels stay the same, all frames of them", async () => {
	const before: Record<string, Uint8Array<ArrayBuffer>> = {};
	const after: Record<string, Uint8Array<ArrayBuffer>> = {};
	for (const [name, { bytes }] of Object.entries(dirtyPngs)) {
		before[`${name}.png`] = bytes;
		after[`${name}.png`] = await stripped(bytes);
	}
	expect(pixelsOf(after)).toEqual(pixelsOf(before));
});

test.skipIf(!have("perl"))("ExifTool finds nothing private in what was stripped", async () => {
	const files: Record<string, Uint8Array<ArrayBuffer>> = {};
	for (const [name, { bytes }] of Object.entries(dirtyPngs)) files[`${name}.png`] = await stripped(bytes);
	expect(Object.entries(privateTags(files)).filter(([, tags]) => tags.length > 0)).toEqual([]);
});

test.skipIf(!have("perl"))("orientation and colour profile stay", async () => {
	const [tags = {}] = withFiles({ "photo.png": await stripped(gpsPng()) }, exiftool);
	expect(tags).toMatchObject({ "IFD0:Orientation": "Rotate 90 CW", "ICC_Profile:ProfileDescription": "RGB22" });
});

test.each(Object.entries(cleanPngs))("%s passes untouched", async (_, bytes) => {
	expect(await inspectBytes(bytes)).toEqual({ status: "clean", format: "png" });
	expect(await stripBytes(bytes)).toEqual({ status: "clean", format: "png" });
});

test.each(Object.entries(invalidPngs))("%s is refused", async (_, bytes) => {
	expect(await inspectBytes(bytes)).toMatchObject({ status: "failed", reason: "damaged" });
	expect(await stripBytes(bytes)).toMatchObject({ status: "failed", reason: "damaged" });
});
