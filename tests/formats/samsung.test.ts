// Samsung's blocks behind a picture, in every format its phones write: told by their names, and gone.
import { describe, expect, test } from "vitest";
import { bytes } from "../fixtures/bytes";
import { avif, box } from "../fixtures/heif";
import { film } from "../fixtures/mp4";
import { cleanPhoto, cleanPng } from "../fixtures/photo";
import { samsungTrailer } from "../fixtures/samsung";
import { exiftool } from "../tools";
import { findingsOf, stripped, withFiles } from "./checks";

const trailer = samsungTrailer({
	Image_UTC_Data: "1784053812345",
	MCC_Data: "262",
	Captured_App_Info: "com.whatsapp",
	Color_Display_P3: "\x01",
});
const told = [
	{
		...{ kind: "device", severity: "high", tag: "SamsungTrailer" },
		value: "Image_UTC_Data, MCC_Data, Captured_App_Info, Color_Display_P3",
	},
	{ kind: "time", severity: "high", tag: "TimeStamp", value: "2026-07-14 18:30:12.345 UTC" },
	{ kind: "location", severity: "medium", tag: "MCCData", value: "262" },
	{ kind: "software", severity: "medium", tag: "CapturedAppInfo", value: "com.whatsapp" },
];

describe.each([
	["a JPEG", cleanPhoto(), trailer],
	["a PNG", cleanPng(), trailer],
	["a HEIF", avif(), trailer],
	["a HEIF's box", avif(), box("sefd", trailer)],
])("in %s", (_, picture, behind) => {
	test("it is told, and goes", async () => {
		const file = bytes(picture, behind);
		expect(await findingsOf(file)).toEqual(told.map((finding) => expect.objectContaining(finding)));
		expect(await stripped(file)).toEqual(picture);
	});

	test("what is none of it is told as ever", async () => {
		const file = bytes(picture, "SEFH by Alice Example SEFT!");
		expect(await findingsOf(file)).toMatchObject([{ kind: "trailing-data" }]);
		expect(await stripped(file)).toEqual(picture);
	});

	test("a directory that leads nowhere is still Samsung's", async () => {
		for (const cut of [4, 8, 12, 30, 70]) {
			const file = bytes(picture, "junk", trailer.subarray(trailer.length - cut));
			expect(await findingsOf(file)).toMatchObject([{ kind: cut === 70 ? "device" : "trailing-data" }]);
			expect(await stripped(file)).toEqual(picture);
		}
	});
});

test.each([
	["a JPEG", cleanPhoto()],
	["a HEIF", avif()],
])("a video in it is told as one (%s)", async (_, picture) => {
	const file = bytes(picture, samsungTrailer({ Image_UTC_Data: "1784053812345", MotionPhoto_Data: film({}) }));
	expect(await findingsOf(file)).toMatchObject([
		{ tag: "EmbeddedVideoFile", picture: { type: "video", mime: "video/mp4" } },
		{ tag: "SamsungTrailer", value: "Image_UTC_Data, MotionPhoto_Data" },
		{ tag: "TimeStamp" },
	]);
	expect(await stripped(file)).toEqual(picture);
});

test("ExifTool reads the blocks alike", () => {
	const [tags] = withFiles({ "samsung.jpg": bytes(cleanPhoto(), trailer) }, exiftool);
	expect(tags).toMatchObject({
		"Samsung:TimeStamp": expect.stringContaining("12.345"),
		"Samsung:MCCData": "Germany (262)",
	});
});
