// Pictures in a PDF that are no plain JPEG: JPEG 2000 as a real encoder writes it, with what a program added to it.
import { expect, test } from "vitest";
import { bytes } from "../fixtures/bytes";
import { box } from "../fixtures/heif";
import { pdfOf } from "../fixtures/pdf";
import { have, output } from "../tools";
import { findingsOf, stripped, withFiles } from "./checks";

test.skipIf(!have("convert") || !have("mutool"))(
	"JPEG 2000 in a PDF loses its metadata and looks the same",
	async () => {
		const plain = output("convert", "-size", "64x48", "gradient:red-blue", "jp2:-");
		const picture = bytes(plain, box("xml ", "<note>taken by Alice Example</note>"));
		const file = pdfOf([
			"<< /Type /Catalog /Pages 2 0 R >>",
			"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
			"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 64 48] /Contents 4 0 R /Resources << /XObject << /A 5 0 R >> >> >>",
			{ value: "", stream: "64 0 0 48 0 0 cm /A Do" },
			{ value: "/Type /XObject /Subtype /Image /Width 64 /Height 48 /Filter /JPXDecode", stream: picture },
		]);
		expect(await findingsOf(file)).toMatchObject([{ source: "picture: XMP", value: "taken by Alice Example" }]);
		const once = await stripped(file);
		expect(await findingsOf(once)).toEqual([]);
		expect(Buffer.from(once).includes("Alice")).toBe(false);
		withFiles({ "before.pdf": file, "after.pdf": once }, (paths) => {
			const [before, after] = paths.map((path) => output("mutool", "draw", "-q", "-F", "ppm", "-o", "-", path));
			expect(new Set(before?.subarray(20)).size).toBeGreaterThan(20); // it was drawn
			expect(after?.equals(before ?? Buffer.alloc(0))).toBe(true);
		});
	},
);
