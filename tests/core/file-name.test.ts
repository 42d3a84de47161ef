// File names: what they tell, and names that tell nothing.
import { expect, test } from "vitest";
import { fileNameFinding, namesWithoutTraces, nameWithoutTraces, renamed } from "../../src/core/file-name";

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
	expect(nameWithoutTraces("IMG_20260714_183012.JPG")).toBe("picture.jpg");
	expect(nameWithoutTraces("VID_20260714_183012.mp4")).toBe("video.mp4");
	expect(nameWithoutTraces("20260714 minutes")).toBe("file");
	expect(nameWithoutTraces("holiday.jpg")).toBe("holiday.jpg");
});

test("several files are told apart, and those that tell nothing stay as they are", async () => {
	const names = ["IMG_20260714_183012.jpg", "holiday.jpg", "IMG_20260714_183013.jpg", "PXL_20260714_163012345.jpg"];
	expect(namesWithoutTraces(names)).toEqual(["picture.jpg", "holiday.jpg", "picture-2.jpg", "picture-3.jpg"]);
	const file = new File(["bytes"], "IMG_20260714_183012.jpg", { type: "image/jpeg", lastModified: 5 });
	expect(renamed(file, file.name)).toBe(file);
	const other = renamed(file, "picture.jpg");
	expect(other).toMatchObject({ name: "picture.jpg", type: "image/jpeg", lastModified: 5 });
	expect(await other.text()).toBe("bytes");
});
