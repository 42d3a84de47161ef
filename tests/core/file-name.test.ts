// File names: what they tell, and names that tell nothing.
import { expect, test } from "vitest";
import { fileNameFinding, plainFileName } from "../../src/core/file-name";

test.each([
	["IMG_20260714_183012.jpg", "time"],
	["PXL_20260714_163012345.MP.jpg", "time"],
	["WhatsApp Image 2026-07-14 at 18.30.12.jpeg", "time"],
	["Screenshot_2026-07-14-18-30-12.png", "time"],
	["signal-2026-07-14-183012.jpg", "time"],
	["IMG_5195.HEIC", "device"],
	["DSC01234.ARW", "device"],
	["DSCN0042.JPG", "device"],
	["FB_IMG_1784053812000.jpg", "software"],
	["Screenshot (3).png", "software"],
])("%s tells of %s", (name, kind) => {
	expect(fileNameFinding(name)).toEqual({ kind, severity: "low", source: "File", tag: "FileName", value: name });
});

test.each(["holiday.jpg", "invoice 4711.pdf", "20 cats.png", "report-v2.docx", "12345678.png"])(
	"%s tells nothing",
	(name) => {
		expect(fileNameFinding(name)).toBeUndefined();
	},
);

test("a plain name keeps the extension and nothing else", () => {
	expect(plainFileName("IMG_20260714_183012.JPG", "image/jpeg")).toBe("picture.jpg");
	expect(plainFileName("VID_20260714_183012.mp4", "video/mp4", 2)).toBe("video-2.mp4");
	expect(plainFileName("20260714 minutes", "application/pdf")).toBe("file");
});
