// PDFs that say the usual in an unusual way: it is found all the same, goes, and the page stays as it was.
import { inflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type Keep, keepNothing, mayStay } from "../../src/core/keep";
import { bytesSource } from "../../src/formats/containers/byte-source";
import { searched } from "../../src/formats/pdf/search";
import { pdfOf } from "../fixtures/pdf";
import {
	betweenObjectsPdf,
	deepFormPdf,
	drawnCommentsPdf,
	indirectPdf,
	lostPackedTablePdf,
	lostTablePdf,
	nestedSignaturesPdf,
	ownKeysPdf,
	pageWith,
	unclosedPdf,
	untypedAttachmentPdf,
	untypedPdf,
	xfaPdf,
} from "../fixtures/pdf-hiding";
import {
	brokenTablePdf,
	commentedPdf,
	freedPdf,
	hybridPdf,
	loopedPdf,
	loosePdf,
	lostNewestPdf,
	lostTrailerPdf,
	markedPdf,
	notedPdf,
	smallThingsPdf,
	turnedPdf,
	unknownPicturePdf,
	webCapturePdf,
} from "../fixtures/pdf-odd";
import { have, output } from "../tools";
import { findingsOf, stripped, withFiles } from "./checks";

type Bytes = Uint8Array<ArrayBuffer>;

const all: Keep = { ...keepNothing, comments: false, hiddenContent: false, formValues: false, macros: false };

/** `never`: what is nowhere in the result; `gone`: what goes only when it is asked to; `shows`: what stays. */
type Case = {
	file: Bytes;
	says: readonly [tag: string, value: RegExp][];
	never: RegExp;
	gone?: RegExp;
	shows?: RegExp;
};

const cases: Readonly<Record<string, Case>> = {
	"types and filters by reference": {
		file: indirectPdf(),
		says: [
			["AnnotationAuthor", /^Alice Example$/],
			["AnnotationSubject", /^rent of Bob$/],
			["GPSPosition", /48\.85/],
		],
		never: /Alice|Bob|Acme|PUB9988776655/,
		shows: /\/Subtype \/Highlight/,
	},
	"attachments without a type": {
		file: untypedAttachmentPdf(),
		says: [
			["EmbeddedFile", /^photo\.jpg$/],
			["GPSPosition", /48\.85/],
			["NotChecked", /cannot be read/],
			["LocalPath", /alice.photo\.jpg$/],
		],
		never: /Acme|PUB9988776655|20210714|alice/,
		gone: /of no known format/,
	},
	"signatures in fields within fields": {
		file: nestedSignaturesPdf(),
		says: [
			["Signature", /signed by Alice Example, Lyon;/],
			["Signature", /signed by Carol Lawyer, Lyon;/],
			["FormValue", /^town: Lyons$/],
		],
		never: /Alice|Carol|Lyon\)|ByteRange|SigFlags|\/Sig\b/,
		gone: /\(Lyons\)/,
		shows: /\/Subtype \/Stamp/,
	},
	"a form whose kind is said two levels up": {
		file: deepFormPdf(),
		says: [
			["FormValue", /^name: Alice Example$/],
			["Annotation", /^too cheap$/],
		],
		never: /(?!)/,
		gone: /Alice Example|Alice Maiden|too cheap/,
	},
	"two versions without a table": {
		file: lostTablePdf(),
		says: [
			["IncrementalUpdates", /^1 earlier version .*1 object /],
			["DeletedText", /The rent is 900/],
		],
		never: /900/,
	},
	"two versions, packed, without a table": {
		file: lostPackedTablePdf(),
		says: [
			["DeletedText", /ask for 950/],
			["Annotation", /^fine$/],
		],
		never: /950/,
	},
	"something between the objects": {
		file: betweenObjectsPdf(),
		says: [
			["Comment", /\/home\/alice\/Divorce/],
			["UnnamedObjects", /^1 object /],
			["BytesBetweenObjects", /bytes/],
		],
		never: /alice|lowest|left here/,
	},
	"keys of programs' own": {
		file: ownKeysPdf(),
		says: [
			["PTEX.FileName", /^\/home\/alice\/Divorce\/plan\.pdf$/],
			["PTEX.InfoDict", /^Settlement draft, Carol Lawyer$/],
			["AAPL:AKExtras", /./],
			["ACME", /^ALICE-PC$/],
			["ACME_Job", /^4711$/],
			["DPM", /^Bob Landlord$/],
			["I", /^Dora Writer$/],
			["LocalPath", /floor plan\.png/],
			["LocalPath", /图\.png/],
			["HiddenLayers", /^Internal prices$/],
		],
		never: /alice|Settlement|Carol|AAPL|bplist|ALICE|4711|Landlord|PTEX|Dora/,
		shows: /\(floor plan\.png\)[\s\S]*<FEFF56FE002E0070006E0067>/,
	},
	"a catalogue and a page without a type": {
		file: untypedPdf(),
		says: [
			["SpiderInfo", /./],
			["ACME", /^Alice Example$/],
			["ACME_Job", /^4711$/],
		],
		never: /Alice|4711|SpiderInfo/,
	},
	"pages taken from the web": {
		file: webCapturePdf(),
		says: [
			["URLS", /^file:\/\/\/C:\/Users\/alice\/offer\.html/],
			["IDS", /./],
			["Thumb", /./],
			["GPSPosition", /48\.85/],
		],
		never: /alice|URLS|IDS|Thumb|20210714|Acme/,
	},
	"XMP that hangs in a list within a page": {
		file: markedPdf(),
		says: [
			["CreatorTool", /^Acme Paint 3$/],
			["CreatorTool", /^Acme Sketch 3$/],
			["CreateDate", /^2021-07-14/],
		],
		never: /Acme|Metadata/,
	},
	"a newest version that is not pointed to": {
		file: lostNewestPdf(),
		says: [["DeletedText", /The rent is 900/]],
		never: /900/,
	},
	"an older version that follows the newer": {
		file: turnedPdf(),
		says: [["IncrementalUpdates", /^1 earlier version .*1 object /]],
		never: /900/,
	},
	"objects that a hidden table behind the first end names": {
		file: hybridPdf({ isApart: true }),
		says: [["ID", /^a11ce0$/]],
		never: /A11CE0/i,
	},
	"a comment that was freed, where another object is lost": {
		file: freedPdf(),
		says: [["IncrementalUpdates", /^1 earlier version/]],
		never: /950/,
		shows: /\(en\)[\s\S]*850/,
	},
	"a newer table without a place, behind an older stream": {
		file: lostTrailerPdf(),
		says: [["DeletedText", /The rent is 900/]],
		never: /900/,
	},
	"comments within objects": {
		file: commentedPdf("plain"),
		says: [
			["Comment", /^for Alice Example$/],
			["Comment", /^ask for 950 at first$/],
			["Comment", /^sent to Bob Landlord$/],
		],
		never: /Alice|950|Bob|zOTTz/,
		shows: /<656E>/,
	},
	"comments in what draws": {
		file: drawnCommentsPdf(),
		says: ["Alice Example", "Bob", "Carol", "Dora", "Emil"].map((name) => ["Comment", new RegExp(`^by ${name}$`)]),
		never: /Alice|by Bob|Dora|Emil/,
		shows: /%%EOF/,
	},
	"comments within packed objects": {
		file: commentedPdf("packed"),
		says: [
			["Comment", /^for Alice Example$/],
			["Comment", /^ask for 950 at first$/],
		],
		never: /Alice|950|zOTTz/,
	},
	"words joined by marks that are no letters": {
		file: pdfOf(pageWith([], { catalogue: "/ACME <FEFF005A006F00EBD83DDC69200DD83DDE80200E>" })),
		says: [["ACME", /^Zoë/]],
		never: /005A006F/,
	},
	"a form in XFA alone": {
		file: xfaPdf(),
		says: [["XFA", /./]],
		never: /(?!)/,
		gone: /Alice Example/,
	},
};

describe.each(Object.entries(cases))("%s", (_, { file, says, never, gone, shows = /The rent is 850/ }) => {
	test("says what is in it", async () => {
		const said = await findingsOf(file);
		for (const [tag, value] of says)
			expect(said).toContainEqual(expect.objectContaining({ tag, value: expect.stringMatching(value) }));
	});

	test.each([
		["with the default", keepNothing],
		["when all leftovers are to go", all],
	])("holds nothing of it %s", async (_, keep) => {
		const once = await stripped(file, keep);
		expect((await findingsOf(once)).filter((finding) => !mayStay(finding, keep))).toEqual([]);
		const text = Buffer.from(once).toString("latin1");
		expect(text).not.toMatch(never);
		expect(text).toMatch(shows);
		if (gone) expect(gone.test(text)).toBe(keep !== all);
		expect(Buffer.from(await stripped(once, keep)).equals(Buffer.from(once))).toBe(true);
	});

	test.skipIf(!have("mutool") || !have("qpdf"))("looks the same and is sound", async () => {
		withFiles({ "before.pdf": file, "after.pdf": await stripped(file) }, (paths) => {
			const [before, after] = paths.map((path) => output("mutool", "draw", "-q", "-F", "ppm", "-o", "-", path));
			expect(new Set(before?.subarray(20)).size).toBeGreaterThan(2); // it was drawn
			expect(after?.equals(before ?? Buffer.alloc(0))).toBe(true);
			expect(output("qpdf", "--check", paths[1] ?? "").toString()).toContain("No syntax or stream encoding errors");
		});
	});
});

test.each([{ isApart: true }, { isApart: false }])("a hidden table is no earlier version: $isApart", async (how) => {
	expect((await findingsOf(hybridPdf(how))).map(({ tag }) => tag)).toEqual(["ID"]);
});

test("of what draws only the words of comments go", async () => {
	const told = (await findingsOf(drawnCommentsPdf())).map(({ value }) => value);
	expect(told).toEqual(["by Alice Example", "drawn on Monday", "by Bob", "by Emil", "by Carol", "by Dora"]);
	const streams = unpackedStreams(await stripped(drawnCommentsPdf()));
	expect(streams[0]).toMatch(/^q %\r0 0 1 rg%\n%\n% 1\nBT/);
	expect(streams[1]).toContain("(a \\(100% sure\\) (and % more) %no comment) Tj ET 10 10 m %\n20 20 l");
	expect(streams[1]).toContain("ID %behind\n% EI");
	expect(streams.slice(2).sort()).toEqual([
		"0 0 5 5 re f %",
		"1 0 0 rg 0 0 2 2 re f %",
		"9 0 0 0 9 9 d1 0 0 8 8 re f %",
	]);
});

test("words of its own in a hidden table are told, and go", async () => {
	const file = hybridPdf({ isApart: false, own: "/ACME (Alice Example)" });
	expect(await findingsOf(file)).toContainEqual(expect.objectContaining({ tag: "ACME", value: "Alice Example" }));
	expect(Buffer.from(await stripped(file)).toString("latin1")).not.toContain("Alice");
});

test("pages whose table is never come to are searched for", async () => {
	expect(Buffer.from(await stripped(loopedPdf())).toString("latin1")).toContain("The rent is 850.");
});

test("an identifier in a table that does not unpack is told, and goes", async () => {
	const file = brokenTablePdf();
	expect(await findingsOf(file)).toEqual([expect.objectContaining({ tag: "ID", value: "a11ce0" })]);
	expect(Buffer.from(await stripped(file)).toString("latin1")).not.toContain("A11CE0");
});

test("values without keys and keys without values are passed over, told, and go", async () => {
	const file = loosePdf();
	const told = (await findingsOf(file)).map(({ tag, value }) => `${tag}: ${value}`);
	expect(told).toEqual(["ACME: Carol Lawyer", "StrayValue: Dora Writer", "StrayValue: Alice Example, Bob Landlord"]);
	const text = Buffer.from(await stripped(file)).toString("latin1");
	expect(text).not.toMatch(/Alice|Bob|Carol|Dora/);
	expect(text).toMatch(/The rent is 850[\s\S]*\/BaseFont \/Helvetica>>/);
});

test("what programs note names them, and nobody", async () => {
	const told = (await findingsOf(notedPdf()))
		.map(({ kind, severity, value }) => `${kind} ${severity}: ${value}`)
		.sort();
	expect(told).toEqual([
		"software low: ReportLab Generated PDF document http://www.reportlab.com",
		"software low: ReportLab generated PDF document -- digest (http://www.reportlab.com)",
	]);
});

test("a line end behind a packed photograph and a date of zeros say nothing; what an attachment is and the document itself do", async () => {
	const told = (await findingsOf(smallThingsPdf())).map(({ tag, value }) => `${tag}: ${value}`).sort();
	expect(told).toEqual([
		"EditableDocument: an embedded file",
		"EmbeddedFile: photo.jpg",
		"EmbeddedFileDescription: for Bob Landlord",
	]);
	const once = await stripped(smallThingsPdf());
	expect(Buffer.from(once).toString("latin1")).not.toContain("the document");
	const gone = Buffer.from(await stripped(smallThingsPdf(), all)).toString("latin1");
	expect(gone).not.toContain("Landlord");
});

test("a picture that cannot be looked into is told", async () => {
	expect(await findingsOf(unknownPicturePdf())).toEqual([expect.objectContaining({ tag: "NotChecked" })]);
});

test("what stands in the information without a key, or is no text, is told and goes", async () => {
	const page = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"];
	const file = pdfOf(page, "/Info << /Author (Alice Example) /Author () (12 Rose Street) /Team [(Bob)] >>");
	const said = (await findingsOf(file)).map(({ tag, value }) => `${tag}: ${value}`).sort();
	expect(said).toEqual(["StrayValue: Alice Example, 12 Rose Street", "Team: Bob"]);
	expect(Buffer.from(await stripped(file)).toString("latin1")).not.toMatch(/Alice|Rose|Bob/);
});

test("a font may have a name of no letters", async () => {
	const font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
	const file = pdfOf(
		[
			"<< /Type /Catalog /Pages 2 0 R >>",
			"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
			"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Resources << /Font << / 4 0 R >> >> >>",
			font,
		],
		"/Info << /Author (Alice Example) >>",
	);
	expect(Buffer.from(await stripped(file)).toString("latin1")).toContain("/BaseFont /Helvetica");
});

test("a signature is never broken unasked, wherever it hangs", async () => {
	const signed = (await findingsOf(nestedSignaturesPdf())).filter(({ tag }) => tag === "Signature");
	expect(signed.map(({ breaks }) => breaks)).toEqual([true, true]);
});

test("objects that do not end are read once, not each to the end of the file", async () => {
	const readOf = async (count: number) => {
		const file = bytesSource(unclosedPdf(count));
		let read = 0;
		const counted = {
			size: file.size,
			async read(start: number, end: number) {
				read += end - start;
				return file.read(start, end);
			},
		};
		await searched(counted, { ...context, signal: new AbortController().signal });
		return read;
	};
	expect(await readOf(8000)).toBeLessThan(10 * (await readOf(1000)));
});

const context = { depth: 1, spend() {}, meter: { expect() {}, begin() {} }, tell() {}, nested: async () => undefined };

/** What is packed with Deflate in a PDF, in order. */
function unpackedStreams(file: Uint8Array): string[] {
	const text = Buffer.from(file).toString("latin1");
	return [...text.matchAll(/FlateDecode[\s\S]*?stream\n([\s\S]*?)\nendstream/g)].map(([, packed = ""]) =>
		inflateSync(Buffer.from(packed, "latin1")).toString("latin1"),
	);
}
