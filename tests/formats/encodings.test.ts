// Text in the encodings of one byte a letter, which platforms decode each in their own way.
import { expect, test } from "vitest";
import { windows1252 } from "../../src/formats/metadata/text";
import { bytes } from "../fixtures/bytes";
import { exifBlock } from "../fixtures/exif";
import { pdfOf } from "../fixtures/pdf";
import { cleanPhoto, segment } from "../fixtures/photo";
import { findingsOf } from "./checks";

test("Windows-1252 has letters where Latin-1 has control characters, and all others alike", () => {
	expect(windows1252(bytes([0x80, 0x85, 0x93, 0x94, 0x96, 0x9a, 0x9f, 0xe9]))).toBe("€…“”–šŸé");
	const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
	expect(windows1252(all).length).toBe(256);
	expect(windows1252(all.subarray(0xa0))).toBe(Buffer.from(all.subarray(0xa0)).toString("latin1"));
});

test("a name in old Windows letters is told as it was written", async () => {
	const photo = cleanPhoto();
	const exif = segment(0xe1, "Exif\0\0", exifBlock({ main: { 315: "Ren\xe9e \x8aimek" } }));
	expect(await findingsOf(bytes(photo.subarray(0, 2), exif, photo.subarray(2)))).toMatchObject([
		{ kind: "person", value: "Renée Šimek" },
	]);
});

test("a PDF's title is told in the letters of PDFDocEncoding", async () => {
	const file = pdfOf(
		[
			"<< /Type /Catalog /Pages 2 0 R >>",
			"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
			"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
			"<< /Title (Lease \\204 \\215final\\216 \\223le \\240 5) >>",
		],
		"/Info 4 0 R",
	);
	const title = (await findingsOf(file)).find(({ tag }) => tag === "Title");
	expect(title?.value).toBe("Lease — “final” ﬁle € 5");
});
