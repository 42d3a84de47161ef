// Documents to be measured: a letter and a PDF of ten photographs, and a PDF of many small objects.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { bytes } from "../../tests/fixtures/bytes";
import { rels, typesOf, wordSpaces, xml } from "../../tests/fixtures/office";
import { type PdfPart, pdfOf } from "../../tests/fixtures/pdf";
import { type Member, zipOf } from "../../tests/fixtures/zip";
import type { BenchBrowser } from "../browser";
import { makePhoto } from "./photo";

type Bytes = Uint8Array<ArrayBuffer>;

const photos = 10;

export async function makeDocx(path: string, browser: BenchBrowser): Promise<void> {
	const photo = await onePhoto(path, browser);
	const names = Array.from({ length: photos }, (_, index) => `media/image${index + 1}.jpeg`);
	const paragraph =
		'<w:p w:rsidR="00A11CE5" w:rsidRDefault="00B0B5E5"><w:r w:rsidRPr="00C0FFEE"><w:t>The rent is 850 a month.</w:t></w:r></w:p>';
	const members: Member[] = [
		{
			name: "[Content_Types].xml",
			data: typesOf([
				["word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"],
				["docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"],
			]),
		},
		{
			name: "_rels/.rels",
			data: rels([
				["rId1", "officeDocument", "word/document.xml"],
				["rId2", "core-properties", "docProps/core.xml"],
			]),
		},
		{
			name: "word/document.xml",
			data: `${xml}<w:document ${wordSpaces}><w:body>${paragraph.repeat(400)}</w:body></w:document>`,
		},
		{
			name: "word/_rels/document.xml.rels",
			data: rels(names.map((name, index): [string, string, string] => [`rId${index + 1}`, "image", name])),
		},
		{ name: "docProps/core.xml", data: `${xml}<coreProperties><creator>Alice Example</creator></coreProperties>` },
	];
	for (const [index, name] of names.entries()) {
		members.push({ name: `word/${name}`, data: numbered(photo, index), stored: true });
	}
	writeFileSync(path, zipOf(members));
}

export async function makePdf(path: string, browser: BenchBrowser): Promise<void> {
	const photo = await onePhoto(path, browser);
	const pages = Array.from({ length: photos }, (_, index) => 5 + index * 3);
	const parts: PdfPart[] = [
		"<< /Type /Catalog /Pages 2 0 R /Metadata 3 0 R >>",
		`<< /Type /Pages /Count ${photos} /Kids [${pages.map((page) => `${page} 0 R`).join(" ")}] >>`,
		{ value: "/Type /Metadata /Subtype /XML", stream: "<x:xmpmeta/>".padEnd(4000) },
		"<< /Author (Alice Example) /CreationDate (D:20210714093015Z) >>",
	];
	for (const page of pages) {
		parts.push(
			`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents ${page + 1} 0 R /Resources << /XObject << /Im0 ${page + 2} 0 R >> >> >>`,
			{ value: "", stream: "400 0 0 300 0 0 cm /Im0 Do" },
			{
				value:
					"/Type /XObject /Subtype /Image /Width 1600 /Height 1200 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode",
				stream: numbered(photo, page),
			},
		);
	}
	writeFileSync(path, pdfOf(parts, "/Info 4 0 R"));
}

/** As a program writes drawings and tagged text: a page's worth of small dictionaries. */
export function makeObjectPdf(path: string, count: number): void {
	const elements = Array.from({ length: count }, (_, index) => index + 6);
	const parts: PdfPart[] = [
		"<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 5 0 R >>",
		"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /LastModified (D:20210714093015Z) >>",
		"<< /Author (Alice Example) >>",
		`<< /Type /StructTreeRoot /K [${elements.map((element) => `${element} 0 R`).join(" ")}] >>`,
		...elements.map((element) => `<< /Type /StructElem /S /P /P 5 0 R /Pg 3 0 R /K ${element} /Lang (en-GB) >>`),
	];
	writeFileSync(path, pdfOf(parts, "/Info 4 0 R"));
}

async function onePhoto(path: string, browser: BenchBrowser): Promise<Bytes> {
	const picture = `${path}.jpg`;
	await makePhoto(picture, browser, { width: 1600, height: 1200, size: 400_000 });
	const photo = new Uint8Array(readFileSync(picture));
	rmSync(picture);
	return photo;
}

/** The same picture as another file: a comment before the rest tells them apart. */
function numbered(photo: Bytes, number: number): Bytes {
	return bytes(photo.subarray(0, 2), [0xff, 0xfe, 0, 3, number], photo.subarray(2));
}
