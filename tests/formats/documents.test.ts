// Documents: each fixture is read, stripped and read again; what a choice keeps is kept; what others see stays the same.
import { inflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type Keep, keepNothing, mayStay } from "../../src/core/keep";
import { bytesSource } from "../../src/formats/containers/byte-source";
import { entryBytes, readZip } from "../../src/formats/containers/zip";
import { iccProfile } from "../fixtures/icc";
import { cleanDocx, dirtyDocx, dirtyOffice, dirtyPptx, dirtyXlsx } from "../fixtures/office";
import { cleanOdt, dirtyArchive, dirtyOpen } from "../fixtures/open-document";
import { cleanPdf, dirtyPdfs, pdfOf, signedPdf } from "../fixtures/pdf";
import { richPdf } from "../fixtures/pdf-leftovers";
import { zipOf } from "../fixtures/zip";
import { findingsOf, inspectBytes, privateTags, stripBytes, stripped } from "./checks";

type Bytes = Uint8Array<ArrayBuffer>;

const dirty = {
	...dirtyOffice,
	...dirtyOpen,
	...Object.fromEntries(Object.entries(dirtyPdfs).map(([name, file]) => [`pdf ${name}`, file])),
};
const docx = dirtyDocx();
const clean = { docx: cleanDocx(), odt: cleanOdt(), pdf: cleanPdf() };

/** The person wants all leftovers gone, not only the names on them. */
const removeAll: Keep = {
	...keepNothing,
	comments: false,
	trackedChanges: false,
	hiddenContent: false,
	formValues: false,
	macros: false,
};

describe.each(Object.entries(dirty))("%s", (_, { bytes, kinds }) => {
	test("every kind of private data is found", async () => {
		const found = await findingsOf(bytes);
		expect(found.map(({ kind }) => kind)).toEqual(expect.arrayContaining([...kinds]));
		for (const { value } of found) expect(value).not.toBe("");
	});

	test.each([
		["keeping the content", keepNothing],
		["removing all leftovers", removeAll],
	])("nothing private is left, %s", async (_, keep) => {
		const once = await stripped(bytes, keep);
		const left = (await findingsOf(once)).filter((finding) => !mayStay(finding, keep));
		expect(left).toEqual([]);
		const names = /Alice Example|Carol|Bob Landlord|Users.{1,3}alice|4711|Falcon|LaserJet/;
		for (const text of await textsOf(once)) {
			// What is seen stays: a byline, a form's value.
			const unseen = text
				.replace("By Alice Example", "")
				.replace("(Alice Example) /Rect", "")
				.replace("(Alice Example)\n/Rect", "");
			expect(unseen).not.toMatch(names);
		}
	});

	test("stripping twice is stripping once", async () => {
		const once = await stripped(bytes);
		expect(Buffer.from(await stripped(once)).equals(Buffer.from(once))).toBe(true);
	});
});

test.each(Object.entries(clean))("a clean %s stays as it is, byte for byte", async (_, bytes) => {
	expect(await inspectBytes(bytes)).toMatchObject({ status: "clean" });
	expect(await stripBytes(bytes)).toMatchObject({ status: "clean" });
});

test("members of an archive are stripped where they lie", async () => {
	const archive = dirtyArchive(docx);
	const once = await stripped(archive);
	const { entries, comment } = await readZip(bytesSource(once));
	expect(entries.map(({ name }) => name)).toEqual(["Users/alice/photo.jpg", "packed.jpg", "letter.docx", "notes.txt"]);
	expect(comment).toBe("");
	expect(new Set(entries.map(({ modified }) => modified))).toEqual(new Set([0x00210000]));
	for (const entry of entries) await entryBytes(bytesSource(once), entry); // every CRC is right
	const left = await findingsOf(once);
	expect(left.map(({ tag }) => tag).sort()).toEqual(expect.arrayContaining(["FolderNames", "NotChecked"]));
	expect(left.filter((finding) => !mayStay(finding, keepNothing))).toEqual([]);
});

test("what tells a document's kind stands first in it, wherever it stood", async () => {
	const document = { name: "content.xml", data: "<office:document-content/>" };
	const manifest = { name: "META-INF/manifest.xml", data: "<manifest/>" };
	const mimetype = { name: "mimetype", data: "application/vnd.oasis.opendocument.text", stored: true };
	const { entries } = await readZip(bytesSource(await stripped(zipOf([document, manifest, mimetype]))));
	expect(entries.map(({ name, method, headerStart }) => [name, method, headerStart])[0]).toEqual(["mimetype", 0, 0]);
	const source = bytesSource(docx);
	const parts = await Promise.all(
		(await readZip(source)).entries.map(async (entry) => ({ name: entry.name, data: await entryBytes(source, entry) })),
	);
	const turned = await readZip(bytesSource(await stripped(zipOf(parts.toReversed()))));
	expect(turned.entries[0]).toMatchObject({ name: "[Content_Types].xml", headerStart: 0 });
});

describe("DOCX", () => {
	test("the parts and what points to them agree, before and after", async () => {
		for (const keep of [keepNothing, removeAll]) {
			const parts = await partsOf(await stripped(docx, keep));
			for (const [name, text] of parts) {
				if (!name.endsWith(".rels")) continue;
				const folder = name.replace(/_rels\/[^/]*$/, "");
				for (const [, target = ""] of text.matchAll(/Target="([^"]+)"(?! TargetMode)/g)) {
					expect([...parts.keys()]).toContain(new URL(target, `file:///${folder}`).pathname.slice(1));
				}
			}
			for (const [, part] of parts.get("[Content_Types].xml")?.matchAll(/PartName="\/([^"]+)"/g) ?? []) {
				expect([...parts.keys()]).toContain(part);
			}
		}
	});

	test("insertions stay, deletions go, and both authors with them", async () => {
		const kept = (await partsOf(await stripped(docx))).get("word/document.xml") ?? "";
		expect(kept).toContain('<w:ins w:id="2" w:author="">');
		expect(kept).not.toContain("<w:delText>");
		const removed = (await partsOf(await stripped(docx, removeAll))).get("word/document.xml") ?? "";
		expect(removed).not.toMatch(/<w:ins|<w:rPrChange|commentReference|bottom price/);
		expect(removed).toContain("<w:r><w:t>850</w:t></w:r>");
	});

	test("the deleted words are shown", async () => {
		const finding = (await findingsOf(docx)).find(({ tag }) => tag === "DeletedText");
		expect(finding).toMatchObject({ value: "1 deletion: “900”", picture: { type: "deleted-text", text: "900" } });
	});
});

test("hidden cells go with their strings, and formulas become what they showed", async () => {
	const parts = await partsOf(await stripped(dirtyXlsx(), removeAll));
	expect(parts.get("xl/sharedStrings.xml")).toContain("<si><t>Offer for you</t></si><si></si><si></si>");
	expect(parts.get("xl/worksheets/sheet1.xml")).toContain('<c r="B1"><v>84</v></c>');
	expect(parts.get("xl/worksheets/sheet2.xml")).toContain("<sheetData></sheetData>");
});

test("a hidden slide and the notes go when they are asked to", async () => {
	const kept = await partsOf(await stripped(dirtyPptx()));
	expect([...kept.keys()]).toContain("ppt/slides/slide2.xml");
	const removed = await partsOf(await stripped(dirtyPptx(), removeAll));
	expect([...removed.keys()].filter((name) => /slide2|notesSlide/.test(name))).toEqual([]);
	expect(removed.get("ppt/presentation.xml")).not.toContain('id="257"');
});

describe("PDF", () => {
	test("names of pictures and destinations may be any word", async () => {
		const picture = { value: "/Type /XObject /Subtype /Form /BBox [0 0 1 1]", stream: "0 0 1 1 re f" };
		const file = pdfOf([
			"<< /Type /Catalog /Pages 2 0 R /PieceInfo << /A 1 >> /Dests << /Legal [3 0 R /Fit] /PieceInfo [3 0 R /Fit] >> >>",
			"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
			"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /XObject << /Thumb 4 0 R /Metadata 4 0 R >> >> >>",
			picture,
		]);
		const text = Buffer.from(await stripped(file)).toString("latin1");
		expect(text).toMatch(/\/XObject <<\/Thumb \d 0 R\n\/Metadata \d 0 R>>/);
		expect(text).toMatch(/\/Legal \[\d 0 R \/Fit\]\n\/PieceInfo \[\d 0 R/);
	});

	test("tags, layers, links, bookmarks, forms and the colours it was made for stay", async () => {
		const once = await stripped(richPdf());
		const text = Buffer.from(once).toString("latin1");
		expect(text).not.toMatch(/Alice Example|\/Info/);
		const catalogue = [
			"Lang (en)",
			"MarkInfo <<",
			"StructTreeRoot",
			"Outlines",
			"OutputIntents [",
			"OCProperties <<",
			"AcroForm <<",
		];
		for (const key of catalogue) expect(text).toContain(`/${key}`);
		expect(text).toMatch(/\/StructElem\n\/S \/P\n\/P \d+ 0 R\n\/Pg \d+ 0 R\n\/K 0\n\/Alt \(the terms\)/);
		expect(text).toMatch(/\/ParentTree <<\/Nums \[0 \[\d+ 0 R\]\]>>/);
		expect(text).toMatch(/\/OFF \[\d+ 0 R\]/);
		expect(text).toContain("/URI (https://example.org/terms)");
		expect(text).toMatch(/\/Title \(Terms\)\n\/Parent \d+ 0 R\n\/Dest \[\d+ 0 R \/Fit\]/);
		expect(text).toMatch(/\/FT \/Tx\n\/T \(name\)/);
		expect(Buffer.from(once).includes(Buffer.from(iccProfile()))).toBe(true);
	});

	test("what was signed says by whom, and its picture stays as a stamp", async () => {
		const finding = (await findingsOf(signedPdf())).find(({ tag }) => tag === "Signature");
		expect(finding?.value).toBe("signed by Alice Example, 2021-07-14 09:30:15 UTC; the signature becomes invalid");
		expect(finding?.breaks).toBe(true);
		const text = Buffer.from(await stripped(signedPdf())).toString("latin1");
		expect(text).toContain("/Subtype /Stamp");
		expect(text).not.toMatch(/\/Sig\b|ByteRange|AcroForm/);
	});
});

test("ExifTool finds nothing left", async () => {
	const files: Record<string, Bytes> = {};
	for (const [name, { bytes }] of Object.entries(dirty)) {
		const extension = name.startsWith("pdf") ? "pdf" : name;
		files[`${name.replace(" ", "-")}.${extension}`] = await stripped(bytes, removeAll);
	}
	// A document in one XML file is all XMP to it.
	const allowed =
		/^(ZIP:|XMP-(?:config|style|text):|PDF:(PDFVersion|EmbeddedImage\w*|Linearized|PageCount|MediaBox|HasXFA|PageMode)|File:|XML:|XML-dc:|SourceFile|JFIF)/;
	for (const [name, tags] of Object.entries(privateTags(files))) {
		expect(
			tags.filter((tag) => !allowed.test(tag)),
			name,
		).toEqual([]);
	}
});

/** The parts of a ZIP as text. */
async function partsOf(file: Bytes): Promise<Map<string, string>> {
	const source = bytesSource(file);
	const parts = new Map<string, string>();
	for (const entry of (await readZip(source)).entries) {
		parts.set(entry.name, Buffer.from(await entryBytes(source, entry)).toString("utf8"));
	}
	return parts;
}

/** All that can be read in a file: its bytes and what its streams or parts unpack to. */
async function textsOf(file: Bytes): Promise<string[]> {
	const whole = Buffer.from(file).toString("latin1");
	if (!whole.startsWith("PK")) return [whole, ...unpackedStreams(whole)];
	return [whole, ...(await partsOf(file)).values()];
}

function unpackedStreams(whole: string): string[] {
	return [...whole.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(([, body = ""]) => {
		try {
			return inflateRawSync(Buffer.from(body, "latin1").subarray(2)).toString("latin1");
		} catch {
			return []; // a picture, or plain
		}
	});
}
