// JPEG: reads, strips to the same pixels, strips twice as once, and refuses what is damaged.
import { describe, expect, test } from "vitest";
import { cleanJpegs, dirtyJpegs, invalidJpegs, ultraHdr } from "../fixtures/jpeg";
import { gpsPhoto } from "../fixtures/photo";
import { exiftool, have } from "../tools";
import { findingsOf, inspectBytes, pixelsOf, privateTags, stripBytes, stripped, withFiles } from "./checks";

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

test("the thumbnail's range is a JPEG of its own", async () => {
	const photo = gpsPhoto();
	const thumbnail = (await findingsOf(photo)).find(({ kind }) => kind === "thumbnail");
	if (thumbnail?.picture?.type !== "image") throw new Error("no picture");
	const { start, end } = thumbnail.picture.range;
	expect([...photo.subarray(start, start + 2), ...photo.subarray(end - 2, end)]).toEqual([0xff, 0xd8, 0xff, 0xd9]);
});

describe.each(Object.entries(dirtyJpegs))("%s", (_, { bytes, kinds }) => {
	test("says what it gives away", async () => {
		const found = (await findingsOf(bytes)).map(({ kind }) => kind);
		expect(found).toEqual(expect.arrayContaining([...kinds]));
	});

	test("strips to a file that is clean, and stripping it again changes nothing", async () => {
		const once = await stripped(bytes);
		expect(await inspectBytes(once)).toEqual({ status: "clean", format: "jpeg" });
		expect(await stripped(once)).toEqual(once);
	});
});

test.skipIf(!have("ffmpeg"))("decoded pixels stay the same", async () => {
	const before: Record<string, Uint8Array<ArrayBuffer>> = {};
	const after: Record<string, Uint8Array<ArrayBuffer>> = {};
	for (const [name, { bytes }] of Object.entries(dirtyJpegs)) {
		before[`${name}.jpg`] = bytes;
		after[`${name}.jpg`] = await stripped(bytes);
	}
	expect(pixelsOf(after)).toEqual(pixelsOf(before));
});

test.skipIf(!have("perl"))("ExifTool finds nothing private in what was stripped", async () => {
	const files: Record<string, Uint8Array<ArrayBuffer>> = {};
	for (const [name, { bytes }] of Object.entries(dirtyJpegs)) files[`${name}.jpg`] = await stripped(bytes);
	expect(Object.entries(privateTags(files)).filter(([, tags]) => tags.length > 0)).toEqual([]);
});

test.each(Object.entries(cleanJpegs))("%s passes untouched", async (_, bytes) => {
	expect(await inspectBytes(bytes)).toEqual({ status: "clean", format: "jpeg" });
	expect(await stripBytes(bytes)).toEqual({ status: "clean", format: "jpeg" });
});

test.each(Object.entries(invalidJpegs))("%s is refused", async (_, bytes) => {
	expect(await inspectBytes(bytes)).toMatchObject({ status: "failed", reason: "damaged" });
	expect(await stripBytes(bytes)).toMatchObject({ status: "failed", reason: "damaged" });
});

test.skipIf(!have("perl"))(
	"orientation and colour profile stay, and the orientation is all that Exif says",
	async () => {
		const [tags = {}] = withFiles({ "photo.jpg": await stripped(gpsPhoto()) }, exiftool);
		expect(tags).toMatchObject({ "IFD0:Orientation": "Rotate 90 CW", "ICC_Profile:ProfileDescription": "RGB22" });
	},
);

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
