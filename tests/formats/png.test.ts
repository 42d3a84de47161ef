// PNG: text as a person reads it, and what stays because the picture is shown with it.
import { expect, test } from "vitest";
import { gpsPng } from "../fixtures/photo";
import { pngs } from "../fixtures/png";
import { exiftool, have } from "../tools";
import { findingsOf, stripped, withFiles } from "./checks";

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

test.skipIf(!have("perl"))("orientation and colour profile stay", async () => {
	const [tags = {}] = withFiles({ "photo.png": await stripped(gpsPng()) }, exiftool);
	expect(tags).toMatchObject({ "IFD0:Orientation": "Rotate 90 CW", "ICC_Profile:ProfileDescription": "RGB22" });
});
