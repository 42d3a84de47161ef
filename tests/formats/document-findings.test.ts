// What documents are said to hold, word by word: every kind of leftover, and that it goes or stays as chosen.
import { describe, expect, test } from "vitest";
import { type Keep, keepNothing, mayStay } from "../../src/core/keep";
import { bytesSource } from "../../src/formats/containers/byte-source";
import { entryBytes, isUnpackable, readZip } from "../../src/formats/containers/zip";
import {
	corneredDocx,
	corneredEpub,
	corneredOdt,
	hiddenDrawingXlsx,
	hiddenStyleOdt,
	hidingEpub,
	oddArchive,
	reactedPptx,
	sharedXlsx,
	trackedOds,
	twinArchive,
	unreadableEpub,
} from "../fixtures/corners";
import { shownChanges } from "../fixtures/flat-documents";
import { defaultHiddenDocx, hiddenDocx, hiddenShapePptx, hiddenShapeXlsx } from "../fixtures/hidden-shapes";
import { archiveOfLeftovers, commentedPptx, hiddenOds, linkedDocx, linkedXlsx } from "../fixtures/leftovers";
import { commentedVsdx, conditionedPptx, datedOds, fixedPages, strictPptx } from "../fixtures/odd-packages";
import { dirtyDocx } from "../fixtures/office";
import { activePdf, editedPackedPdf, editedPdf, ownLettersPdf, textPhotosPdf } from "../fixtures/pdf-leftovers";
import { have, output } from "../tools";
import { findingsOf, inspectBytes, stripBytes, stripped, withFiles } from "./checks";

type Bytes = Uint8Array<ArrayBuffer>;

const all: Keep = {
	...keepNothing,
	comments: false,
	trackedChanges: false,
	hiddenContent: false,
	formValues: false,
	macros: false,
};

/** `gone`: text that is nowhere in the file once all leftovers were asked to go. `never`: nor with the default. */
type Case = {
	file: Bytes;
	says: readonly [tag: string, value: string][];
	gone?: RegExp;
	never?: RegExp;
	shows?: RegExp;
};

const cases: Readonly<Record<string, Case>> = {
	"a document with objects, macros and links": {
		file: linkedDocx(),
		says: [
			["EmbeddedFile", "costs.xlsx"],
			["Creator", "Inner Person"],
			["Macros", "a macro project"],
			["LocalPath", '../../../Users/alice/Clients/other.docx, INCLUDETEXT "C:\\\\Users\\\\alice\\\\plan.docx"'],
			["ExternalLink", "https://tracker.example/open.gif"],
		],
		gone: /vbaProject/,
		never: /alice|Inner Person|w:comments/,
		shows: /other\.docx/,
	},
	"a slide of the strict kind": {
		file: strictPptx(),
		says: [
			["Company", "Landlord and Sons"],
			["Manager", "Alice Example"],
			["CustomProperties", "Client: 4711"],
		],
		never: /Landlord|Alice|4711|docProps/,
	},
	"a slide with conditions in its drawing, and macros": {
		file: conditionedPptx(),
		says: [
			["LocalPath", "C:\\Users\\alice\\box.png"],
			["LocalPath", "C:\\Users\\alice\\AppData\\forms.exd, /home/bob/macros/run.bas"],
		],
		gone: /forms\.exd/,
		never: /alice.box/,
		shows: /<!\[if gte mso 9\]><v:imagedata o:title="box"\/><!\[endif\]>/,
	},
	"a sheet whose header shows the date": {
		file: datedOds(),
		says: [["FieldDates", "2021-07-14, 09:30:15, 2021-07-13 07:05:09, 07:05:09"]],
		never: /2021-07-1|09:30:15|07:05:09/,
		shows: />00\/00\/0000<[\s\S]*text:date-value="1999-12-31"[\s\S]*13 July at 07:05/,
	},
	"a text whose deleted words stand in it": {
		file: shownChanges(),
		says: [
			["DeletedText", "3 deletions: “900 … is extra.So is the cellar.The lift … of Boband Dora”"],
			["TrackedChanges", "0 insertions, 1 other change"],
		],
		gone: /change-start/,
		never: /900|extra|cellar|lift|Bob|Dora|Carol/,
		shows:
			/The rent is [^9]*850[\s\S]*<text:p>Heating is free\.<\/text:p><text:list><text:list-item><text:p>The dog<\/text:p><\/text:list-item><\/text:list><text:p> may stay/,
	},
	"a drawing of Visio with comments and data": {
		file: commentedVsdx(),
		says: [
			["ChangeAuthors", "Alice Example, alice@example.org"],
			["ChangeDates", "2021-07-14 09:30:15"],
			["Comments", "1 comment: “too cheap”"],
			["Connection", "Data Source=ALICE-PC;User ID=alice"],
			["LocalPath", "C:\\Users\\alice\\menus.vsu"],
		],
		gone: /too cheap|ALICE-PC/,
		never: /Alice|alice@|2021|Users/,
		shows: /FileName/,
	},
	"a letter with properties of the house": {
		file: dirtyDocx(),
		says: [
			["CustomProperties", "Client: 4711"],
			["CustomProperties", "Recorded date: 2021-07-12 07:00:00 UTC"],
			["CustomProperties", "Matter: eviction"],
		],
		gone: /w:comment /,
		never: /4711|eviction|07:00/,
	},
	"a letter whose styles hide text": {
		file: hiddenDocx(),
		says: [
			["HiddenText", "“our lowest is 700 … ask the lawyer first … draft for the judge”"],
			["HiddenContent", "Old floor plan, stamp"],
		],
		gone: /our lowest|ask the lawyer|draft for|plan\.jpeg|floor plan/,
		shows: /rent is 850 [\s\S]*a month\.[\s\S]*Agreed\.[\s\S]*Twice hidden is shown\.[\s\S]*The keys are here\./,
	},
	"a letter that is hidden by default": {
		file: defaultHiddenDocx(),
		says: [["HiddenText", "“for our eyes”"]],
		gone: /for our eyes/,
		shows: /Dear tenant/,
	},
	"a slide with hidden shapes": {
		file: hiddenShapePptx(),
		says: [
			["HiddenText", "“our price is 60”"],
			["HiddenContent", "Margin note"],
			["HiddenContent", "Answer"],
		],
		gone: /our price|Margin note/,
		shows: /Our plan[\s\S]*name="Answer"/,
	},
	"a sheet with a hidden shape": {
		file: hiddenShapeXlsx(),
		says: [
			["HiddenText", "“cost 42”"],
			["HiddenContent", "Box 2"],
		],
		gone: /cost 42|twoCellAnchor/,
		shows: /<v>7<\/v>/,
	},
	"a workbook with caches and links": {
		file: linkedXlsx(),
		says: [
			["ChangeAuthors", "Carol Lawyer, Bob Landlord, Alice Example"],
			["Comments", "2 comments: “Carol Lawyer: too cheap? … Bob Landlord: no”"],
			["HiddenContent", "hidden columns in sheet1.xml, values of another workbook, pivot cache of 3 records"],
			["Connection", "Server=db.example;User=alice"],
			["LocalPath", "../../../home/alice/Budget/other.xlsx"],
			["ExternalLink", "other.xlsx"],
		],
		gone: /4711|too cheap|db\.example/,
		never: /Carol|Bob|Alice Example|home/,
		shows: /<v>7<\/v>/,
	},
	"a workbook that was shared": {
		file: sharedXlsx(),
		says: [
			["ChangeAuthors", "Alice Example, Bob Landlord, Carol Lawyer"],
			["Scenario", "Created by Carol Lawyer on 7/14/2021"],
			["LocalPath", "C:\\Users\\O'Brien Alice\\plan.jpg"],
		],
		never: /Alice|Bob|Carol|Brien|Users/,
		shows:
			/name="To print"[\s\S]*scenario name="Best" count="1"><inputCells|scenario name="Best"[\s\S]*descr="plan\.jpg"/,
	},
	"a letter with corners": {
		file: corneredDocx(),
		says: [
			["XMLComments", 'typed by Bob … made by Alice Example … acme user="Alice Example"'],
			["NotChecked", "acme.xml was not checked"],
			["Link:attachedTemplate", "https://acme.sharepoint.com/personal/alice_acme_com/lease.dotx"],
			["ExternalLink", "..\\..\\..\\clients\\Falcon\\offer.docx"],
			["Model", "Acme Phone 7"],
		],
		never: /alice|Alice|Bob|Acme Phone/,
		shows: /The contract\./,
	},
	"an OpenDocument letter with corners": {
		file: corneredOdt(),
		says: [
			["XMLComments", "by Alice Example"],
			["PrintedBy", "Bob Landlord"],
			["Creator", "Alice Example"],
			["RDF", "Carol Lawyer"],
			["UnreferencedParts", "notes.txt"],
			["Model", "Acme Phone 7"],
		],
		never: /Alice|Bob|Carol|meta\.xml|Acme/,
		shows: /The rent is 850[\s\S]*A chart/,
	},
	"a book with corners": {
		file: corneredEpub(),
		says: [
			["Creator", "Alice Example"],
			["Creator", "Bob Landlord"],
			["Creator", "Carol Lawyer"],
			["audience", "our lawyers"],
			["Title", "My diary"],
			["ReaderData", "metadata.xml"],
			["NotChecked", "q.xhtml cannot be checked"],
			["initial-creator", "Emil Writer"],
			["keywords", "divorce"],
			["ChangeAuthors", "Dora Writer"],
			["ChangeDates", "2021-07-14T09:30:15Z"],
			["LocalPath", "file:///home/alice/plan.html"],
			["XMLComments", "typed at /home/alice"],
			["Model", "Acme Phone 7"],
		],
		never: /Alice Example|alice|Bob|Carol|Dora|divorce|2021-07|our lawyers|PUB9988776655|UFVCOTk4ODc3NjY1NQ/,
		shows: /<text>One<\/text>[\s\S]*<!-- p \{ color: red \} -->[\s\S]*Dear <span class="insertion">diary/,
	},
	"a book whose style hides": {
		file: hidingEpub(),
		says: [
			[
				"HiddenText",
				"“inline secret … class secret … secret of a part … secret around … secret attribute … secret in the page”",
			],
			["XMLComments", "typed by Alice … .other { display: none }"],
			["Model", "Acme Phone 7"],
		],
		gone: /secret/,
		never: /Alice|\.other|PUB9988776655|UFVCOTk4ODc3NjY1NQ/,
		shows: /id="draft"[\s\S]*a later rule[\s\S]*by itself[\s\S]*a list of contents[\s\S]*\/\*\*\/\/\*\*\//,
	},
	"a book with a page that is no XML": {
		file: unreadableEpub(),
		says: [["NotChecked", "p.xhtml, kept/ cannot be checked"]],
		never: /Alice/,
		shows: /Not closed/,
	},
	"an OpenDocument letter whose styles hide": {
		file: hiddenStyleOdt(),
		says: [
			["HiddenText", "“Falcon”"],
			["HiddenText", "“not this, but that.”"],
			["HiddenText", "“ask the lawyer first … , at least 700”"],
			["LocalPath", "/home/alice/plan.jpg"],
		],
		gone: /ask the lawyer|at least 700/,
		never: /alice/,
		shows: /The rent is 850[\s\S]*but that\.[\s\S]*Oslo[\s\S]*<svg:desc>plan\.jpg/,
	},
	"a sheet that remembers what its cells held": {
		file: trackedOds(),
		says: [
			["DeletedText", "1 deletion: “900”"],
			["ChangeAuthors", "Bob Landlord"],
		],
		never: /900|Bob/,
		shows: /<text:p>850/,
	},
	"a workbook whose hidden sheet is a drawing": {
		file: hiddenDrawingXlsx(),
		says: [
			["HiddenContent", "sheet “Sketch”"],
			["PivotItems", "Acme, Mrs. Rose"],
		],
		gone: /margin 42|Falcon|our costs|intranet|lowest price/,
		shows: /<v>7<\/v>[\s\S]*for all to see/,
	},
	"a presentation with a task and a reaction": {
		file: reactedPptx(),
		says: [["ChangeDates", "2021-07-14 09:30:15 to 2021-07-16 08:00:00"]],
		gone: /is this final/,
		never: /2021-07/,
		shows: /Our plan/,
	},
	"an archive packed in odd ways": {
		file: oddArchive(),
		says: [
			["ZipExtraField", "a comment"],
			["NotChecked", "old.jpg cannot be read"],
			["FolderNames", "folders of alice"],
			["Model", "Acme Phone 7"],
		],
		never: /Acme/,
	},
	"a presentation with comments": {
		file: commentedPptx(),
		says: [
			["ChangeAuthors", "Carol Lawyer"],
			["ChangeDates", "2021-07-14 09:30:15"],
			["Comments", "1 comment: “is this final?”"],
			["RevisionIds", "1 editing session can be told apart"],
		],
		gone: /is this final/,
		never: /Carol|2021-07-14|471147/,
		shows: /Our plan/,
	},
	"a spreadsheet with all that can be hidden": {
		file: hiddenOds(),
		says: [
			["HiddenText", "“below cost”"],
			["HiddenContent", "hidden columns, hidden rows, sheet “Costs”"],
			["Comments", "1 comment: “Carol Lawyer:too cheap?”"],
			["PrinterName", "HP of Alice"],
			["LocalPath", "../../../home/alice/plan.ods"],
		],
		gone: /below cost|our margin|discount|Costs|too cheap|table:formula/,
		never: /Carol|HP of|home/,
		shows: /Offer[\s\S]*84[\s\S]*PrinterIndependentLayout/,
	},
	"a PDF that runs and leads elsewhere": {
		file: activePdf(),
		says: [
			["By-line", "Carol"],
			["Model", "Acme Phone 7"],
			["ThumbnailsWidth", "JPEG 256 × 88"],
			["LaunchAction", "C:/Users/alice/run.exe"],
			["RemoteLink", "other.pdf"],
			["SubmitFormAction", "https://forms.example/send"],
			["Thumb", "a small picture of the page as it once was"],
			["XFA", "a form with its data"],
			["FormValue", "smoker: Yes"],
			["Fonts", "HouseSans-Bold"],
			["LocalPath", "C:/Users/alice/run.exe"],
		],
		gone: /xfa data|run\.exe|forms\.example|\/V \/Yes/,
		never: /alice|\/Thumb|Carol|Acme/,
		shows: /The rent is 850/,
	},
	"a PDF saved twice in letters of its own": {
		file: ownLettersPdf(),
		says: [["DeletedText", "“The rent is 900.”"]],
		never: /00060003>/,
		shows: /00050004>[\s\S]*ToUnicode|ToUnicode[\s\S]*00050004>/,
	},
	"a packed PDF saved twice": {
		file: editedPackedPdf(),
		says: [
			["DeletedText", "“ask for 950”"],
			["Annotation", "fine"],
		],
		never: /950/,
	},
	"a PDF saved twice": {
		file: editedPdf(),
		says: [
			["IncrementalUpdates", "1 earlier version can be brought back (2 objects changed since)"],
			["DeletedText", "“The rent is 900. … ask for 950”"],
			["Annotation", "fine"],
		],
		gone: /\(fine\)/,
		never: /900|950/,
		shows: /The rent[\s\S]*850/,
	},
};

test("a package of another kind is an archive, and what is in it was not checked", async () => {
	expect(await inspectBytes(fixedPages())).toMatchObject({ status: "found", format: "zip" });
	expect((await findingsOf(fixedPages())).map(({ tag }) => tag)).toContain("NotChecked");
});

describe.each(Object.entries(cases))("%s", (_, { file, says, gone, never = /(?!)/, shows = /./ }) => {
	test("says what is in it", async () => {
		const said = (await findingsOf(file)).map(({ tag, value }): [string, string] => [tag, value.trim()]);
		expect(said).toEqual(expect.arrayContaining(says.map((pair) => [...pair])));
	});

	test.each([
		["with the default", keepNothing],
		["when all leftovers are to go", all],
	])("holds nothing of it %s", async (_, keep) => {
		const once = await stripped(file, keep);
		expect((await findingsOf(once)).filter((finding) => !mayStay(finding, keep))).toEqual([]);
		const text = await textOf(once);
		expect(text).not.toMatch(never);
		if (gone && keep === all) expect(text).not.toMatch(gone);
		else if (gone) expect(text).toMatch(gone);
		expect(text).toMatch(shows);
	});
});

test.skipIf(!have("mutool"))("photographs written as text say the same, are stripped, and look the same", async () => {
	const file = textPhotosPdf();
	expect((await findingsOf(file)).filter(({ tag }) => tag === "GPSPosition")).toHaveLength(1); // the same fact, told once
	const once = await stripped(file);
	expect(await findingsOf(once)).toEqual([]);
	expect(Buffer.from(once).toString("latin1")).not.toMatch(/PUB9988776655|ASCII|Acme/);
	withFiles({ "before.pdf": file, "after.pdf": once }, (paths) => {
		const [before, after] = paths.map((path) => output("mutool", "draw", "-q", "-F", "ppm", "-o", "-", path));
		expect(after?.equals(before ?? Buffer.alloc(0))).toBe(true);
	});
});

test("of two files with one name both are read, and none is taken for the other", async () => {
	expect((await findingsOf(twinArchive())).map(({ tag }) => tag)).toContain("GPSPosition");
	expect(await stripBytes(twinArchive())).toMatchObject({ status: "unsupported" });
});

test("the words of an earlier version can be drawn as deleted", async () => {
	const finding = (await findingsOf(editedPdf())).find(({ tag }) => tag === "DeletedText");
	expect(finding?.picture).toEqual({ type: "deleted-text", text: "The rent is 900. … ask for 950" });
});

test("what is said of files in an archive names the file", async () => {
	const sources = (await findingsOf(archiveOfLeftovers())).map(({ source, tag }) => `${source} ${tag}`);
	expect(sources).toEqual(
		expect.arrayContaining([
			"linked.docx: costs.xlsx: core.xml Creator",
			"edited.pdf: PDF DeletedText",
			"photo.jpg: Exif GPSPosition",
		]),
	);
});

/** Everything that can be read in a file, parts of parts included. */
async function textOf(file: Bytes): Promise<string> {
	const whole = Buffer.from(file).toString("latin1");
	if (!whole.startsWith("PK")) return whole;
	const source = bytesSource(file);
	const texts: string[] = [];
	for (const entry of (await readZip(source)).entries) {
		texts.push(entry.name);
		if (isUnpackable(entry)) texts.push(await textOf(await entryBytes(source, entry)));
	}
	return texts.join("\n");
}
