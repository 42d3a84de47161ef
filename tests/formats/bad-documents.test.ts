// Documents made to harm or to confuse: each ends bounded, with a plain reason, and never as clean.
import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { inspect } from "../../src/formats";
import { bytesSource } from "../../src/formats/containers/byte-source";
import { entryBytes, readZip } from "../../src/formats/containers/zip";
import { bytes } from "../fixtures/bytes";
import { dirtyDocx } from "../fixtures/office";
import { type PdfPart, pdfOf } from "../fixtures/pdf";
import { gpsPhoto } from "../fixtures/photo";
import { type Member, zipOf } from "../fixtures/zip";
import { findingsOf, inspectBytes, stripBytes, stripped } from "./checks";

type Bytes = Uint8Array<ArrayBuffer>;

const failed = (reason: string) => expect.objectContaining({ status: "failed", reason });

function docxWith(...extra: Member[]): Bytes {
	const relationships =
		'<Relationships><Relationship Id="r" Type="x/officeDocument" Target="word/document.xml"/></Relationships>';
	return zipOf([
		{ name: "[Content_Types].xml", data: "<Types/>" },
		{ name: "_rels/.rels", data: relationships },
		...extra,
	]);
}

function document(xml: string): Bytes {
	return docxWith({ name: "word/document.xml", data: xml });
}

/** The archive within itself, `levels` deep. */
function nested(levels: number): Bytes {
	let file = zipOf([{ name: "photo.jpg", data: gpsPhoto(), stored: true }]);
	for (let level = 0; level < levels; level++) file = zipOf([{ name: "inner.zip", data: file }]);
	return file;
}

const manyTimes = (count: number, text: string) => text.repeat(count);

/**
 * Ten archives, each with 4 MB that are there and 124 MB that are said to be: what a file may unpack to is counted before
 * it is unpacked, and a bomb that must be unpacked whole to be refused would take this test half a minute.
 */
function bomb(): Bytes {
	const megabyte = 1024 * 1024;
	const data = zipOf([
		{ name: "a.jpg", data: new Uint8Array(4 * megabyte) },
		{ name: "b.jpg", data: new Uint8Array(randomBytes(megabyte / 4)), claims: { size: 124 * megabyte } },
	]);
	return zipOf(Array.from({ length: 10 }, (_, index) => ({ name: `${index}.zip`, data })));
}

const bad: readonly [what: string, file: Bytes, reason: string][] = [
	["a ZIP cut in half", dirtyDocx().slice(0, 3000), "damaged"],
	["a name that climbs out", zipOf([{ name: "../../.bashrc", data: "x" }]), "damaged"],
	["an absolute name", zipOf([{ name: "/etc/passwd", data: "x" }]), "damaged"],
	["a drive's name", zipOf([{ name: "C:\\boot.ini", data: "x" }]), "damaged"],
	["an encrypted archive", zipOf([{ name: "a.txt", data: "x", claims: { flags: 1 } }]), "encrypted"],
	["archives nested without end", nested(12), "too-complex"],
	["a bomb of archives", bomb(), "too-complex"],
	[
		"a part that unpacks to more than it says",
		docxWith({ name: "word/document.xml", data: "<a/>".repeat(100), claims: { size: 4 } }),
		"damaged",
	],
	[
		"a part that unpacks to less",
		docxWith({ name: "word/document.xml", data: "<a/>", claims: { size: 4000 } }),
		"damaged",
	],
	[
		"two parts of one name",
		docxWith({ name: "word/document.xml", data: "<a/>" }, { name: "word/Document.xml", data: "<b/>" }),
		"damaged",
	],
	["an entity bomb", document(`<!DOCTYPE a [<!ENTITY b "${manyTimes(10, "&c;")}">]><a>&b;</a>`), "damaged"],
	["tags that do not match", document("<a><b></a></b>"), "damaged"],
	["a tag that does not end", document('<a b="'), "damaged"],
	["elements nested too deep", document(manyTimes(100_000, "<a>")), "too-complex"],
	["a PDF without objects", bytes("%PDF-1.7\nstartxref\n0\n%%EOF"), "damaged"],
	["a PDF whose catalogue is itself", pdfOf(["1 0 R"]), "damaged"],
	["an encrypted PDF", pdfOf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Kids [] >>"], "/Encrypt 2 0 R"), "encrypted"],
	[
		"arrays nested too deep",
		pdfOf([`<< /Type /Catalog /Pages 2 0 R /X ${manyTimes(5000, "[")}${manyTimes(5000, "]")} >>`, "<< >>"]),
		"too-complex",
	],
	[
		"a cross-reference that points to itself",
		bytes("%PDF-1.7\nxref\n0 0\ntrailer\n<< /Prev 9 >>\nstartxref\n9\n%%EOF"),
		"damaged",
	],
];

test.each(bad.map(([what, file, reason]) => ({ what, file, reason })))(
	"$what: $reason",
	async ({ file, reason }) => {
		expect(await inspectBytes(file)).toEqual(failed(reason));
	},
	60_000,
);

test("a PDF with a broken table is put together from its objects", async () => {
	const parts: PdfPart[] = [
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [] /Count 0 >>",
		"<< /Author (Alice Example) >>",
	];
	const broken = Buffer.from(pdfOf(parts, "/Info 3 0 R"))
		.toString("latin1")
		.replace(/startxref\n\d+/, "startxref\n7");
	const found = await findingsOf(bytes(broken));
	expect(found).toEqual([expect.objectContaining({ tag: "Author", value: "Alice Example" })]);
	expect(Buffer.from(await stripped(bytes(broken))).toString("latin1")).not.toContain("Alice");
});

test("a path that climbs without end is read to its end", async () => {
	const climbing = `${"../".repeat(20_000)}:\\\\a`;
	const file = document(`<document><docPr descr="${climbing}"/></document>`);
	expect((await findingsOf(file)).map(({ tag }) => tag)).toEqual(["ZipModifyDate"]);
});

test("pages that contain each other end", async () => {
	const circle = [
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] >>",
		"<< /Type /Pages /Kids [2 0 R] /LastModified (D:2021) >>",
	];
	expect(await findingsOf(pdfOf(circle))).toHaveLength(1);
});

test("100,000 objects are read and written", async () => {
	const kids = Array.from({ length: 100_000 }, (_, index) => `${index + 3} 0 R`).join(" ");
	const parts = ["<< /Type /Catalog /Pages 2 0 R /PieceInfo << /A 1 >> >>", `<< /Type /Pages /Kids [${kids}] >>`];
	for (let index = 0; index < 100_000; index++) parts.push(`<< /Type /Page /Parent 2 0 R /Rotate ${index % 4} >>`);
	const once = await stripped(pdfOf(parts));
	expect(await inspectBytes(once)).toEqual({ status: "clean", format: "pdf" });
}, 60_000);

test("a part damaged in any way inside a sound archive ends in a plain answer", async () => {
	const parts = ["word/document.xml", "word/settings.xml", "word/comments.xml", "_rels/.rels", "[Content_Types].xml"];
	const source = bytesSource(dirtyDocx());
	const members = await Promise.all(
		(await readZip(source)).entries.map(async (entry) => ({ name: entry.name, data: await entryBytes(source, entry) })),
	);
	const marks = ["<", ">", "</", "/>", '"', "'", "<!--", "]]>", "<![CDATA[", "&#0;", "&#x110000;", "<a", "\u0000"];
	const change = fc.record({
		part: fc.constantFrom(...parts),
		at: fc.double({ min: 0, max: 1, noNaN: true }),
		mark: fc.constantFrom(...marks),
		cut: fc.nat(40),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
			const damaged = members.map(({ name, data }) => {
				let text = Buffer.from(data).toString("latin1");
				for (const { part, at, mark, cut } of changes) {
					const start = Math.floor(at * text.length);
					if (part === name) text = text.slice(0, start) + mark + text.slice(start + cut);
				}
				return { name, data: bytes(text) };
			});
			const stripping = await stripBytes(zipOf(damaged));
			expect(stripping).not.toMatchObject({ reason: "internal" });
			expect(stripping.status).not.toBe("clean");
		}),
		{ numRuns: 300, seed: 20_261_122 },
	);
}, 120_000);

test("words that every JavaScript object knows are words like any other", async () => {
	const word = "<constructor><toString valueOf='1'/></constructor>";
	const properties =
		'<Relationship Id="p" Type="x/core-properties" Target="docProps/core.xml"/><Relationship Id="q" Type="x/constructor" Target="a.xml"/>';
	const relationships = `<Relationships><Relationship Id="r" Type="x/officeDocument" Target="word/document.xml"/>${properties}</Relationships>`;
	const file = zipOf([
		{ name: "[Content_Types].xml", data: "<Types/>" },
		{ name: "_rels/.rels", data: relationships },
		{ name: "docProps/core.xml", data: "<core><constructor>x</constructor><creator>Alice Example</creator></core>" },
		{ name: "a.xml", data: "<a/>" },
		{ name: "word/document.xml", data: word },
	]);
	expect((await findingsOf(file)).map(({ tag }) => tag)).toEqual(["ZipModifyDate", "Creator", "NotChecked"]);
	expect(Buffer.from(await stripped(file)).toString("latin1")).toContain("word/document.xml");
	const catalogue = "<< /Type /Catalog /Pages 2 0 R /constructor 1 /toString (x) /Author (Alice Example) >>";
	const tags = (await findingsOf(pdfOf([catalogue, "<< /Kids [] >>"]))).map(({ tag }) => tag);
	expect(tags.sort()).toEqual(["Author", "constructor", "toString"]);
	expect(await findingsOf(bytes("{\\rtf1{\\constructor x}{\\info{\\author Alice}}}"))).toHaveLength(1);
	expect(
		await findingsOf(bytes("<!doctype html><o:constructor>x</o:constructor><meta name=author content=Alice>")),
	).toHaveLength(1);
});

test("reading stops when it is told to", async () => {
	const controller = new AbortController();
	controller.abort();
	expect(await inspect(bytesSource(dirtyDocx()), controller.signal)).toEqual(failed("stopped"));
});
