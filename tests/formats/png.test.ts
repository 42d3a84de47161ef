// PNG: text as a person reads it, and what stays because the picture is shown with it.
import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { bytes } from "../fixtures/bytes";
import { chunk, cleanPng, gpsPng } from "../fixtures/photo";
import { animated, pngs } from "../fixtures/png";
import { exiftool, have } from "../tools";
import { findingsOf, inspectBytes, stripped, withFiles } from "./checks";

test("text is told with its chunk and keyword, in its own alphabet", async () => {
	const file = pngs.dirty["dirty-international-text"]?.bytes ?? new Uint8Array();
	expect(await findingsOf(file)).toMatchObject([
		{ kind: "text", source: "PNG", tag: "iTXt:Description", value: "Zoë in Paris" },
	]);
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

test("Apple's own kind for its phones is not called damaged", async () => {
	const file = bytes(cleanPng().subarray(0, 8), chunk("CgBI", bytes(1, 2, 3, 4)), cleanPng().subarray(8));
	expect(await inspectBytes(file)).toMatchObject({ status: "unsupported" });
});

test.skipIf(!have("perl"))("orientation and colour profile stay", async () => {
	const [tags = {}] = withFiles({ "photo.png": await stripped(gpsPng()) }, exiftool);
	expect(tags).toMatchObject({ "IFD0:Orientation": "Rotate 90 CW", "ICC_Profile:ProfileDescription": "RGB22" });
});
