// What films tell in the words of their makers, as an independent reader does.
import { describe, expect, test } from "vitest";
import { cameraXml, film } from "../fixtures/mp4";
import { exiftool, have } from "../tools";
import { findingsOf, withFiles } from "./checks";

describe("a Sony camera's XML", () => {
	const file = film({ after: [cameraXml] });

	test("tells place, time, device and serial number", async () => {
		expect(await findingsOf(file)).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ kind: "location", tag: "GPSPosition", value: "48.85840, 2.29450" }),
				expect.objectContaining({ kind: "time", tag: "GPSDateTime", value: "2024-05-01 08:00:00 UTC" }),
				expect.objectContaining({ kind: "time", tag: "CreationDateValue" }),
				expect.objectContaining({ kind: "device", tag: "DeviceModelName", value: "ILCE-7M4" }),
				expect.objectContaining({ kind: "device", severity: "high", tag: "DeviceSerialNo", value: "4294967" }),
			]),
		);
		expect((await findingsOf(file)).some(({ value }) => value.includes("AVC"))).toBe(false);
	});

	test.skipIf(!have("perl"))("has the values that ExifTool reads", async () => {
		const [tags = {}] = withFiles({ "a.mp4": file }, exiftool);
		for (const { tag, value } of await findingsOf(file))
			if (/^Device|Umid/.test(tag)) expect(String(tags[`XML:${tag}`])).toBe(value);
	});
});
