// Formats that are read only: what they say is found, none is ever called clean, and plain text is not claimed.
import { expect, test } from "vitest";
import { userPathsIn } from "../../src/formats/office/local-path";
import { propertySetFindings } from "../../src/formats/office/property-set";
import { bytes } from "../fixtures/bytes";
import { compoundFile, oldPictures } from "../fixtures/compound-file";
import { gpsPhoto } from "../fixtures/photo";
import {
	binaryRtf,
	csv,
	frontMatter,
	html,
	icalendar,
	licensedHtml,
	manyComments,
	oldDocument,
	propertySet,
	rtf,
	unclaimed,
	vcard,
} from "../fixtures/texts";
import { findingsOf, inspectBytes, stripBytes } from "./checks";

const gps = ["location", "picture: Exif", "GPSPosition"] as const;

const files = {
	rtf: {
		bytes: rtf,
		says: [
			["person", "Author", "Alice Example"],
			["person", "LastModifiedBy", "Bob Landlord"],
			["time", "CreateDate", "2021-07-14 09:30"],
			["software", "Generator", "Acme 3"],
			["person", "ChangeAuthors", "Carol Lawyer"],
			["history", "DeletedText", "1 deletion: “900”"],
			["text", "HiddenText", "“bottom price 400”"],
			["text", "Comments", "1 comment: “Is that legal?”"],
			["history", "RevisionIds", "2 editing sessions can be told apart"],
		],
		photo: "picture: Exif",
	},
	html: {
		bytes: html,
		says: [
			["provenance", "SavedFrom", "https://intranet.example.org/offers"],
			["person", "author", "Alice Example"],
			["software", "generator", "Acme Writer"],
			["text", "Comments", "1 comment: “do not show Bob”"],
			["person", "LocalPath", "file:///C:/Users/alice/offer.docx"],
		],
		photo: "picture: Exif",
	},
	vcard: {
		bytes: vcard,
		says: [
			["person", "Contacts", "1 contact: Alice Example"],
			["person", "TEL", "+33 6 12 34 56 78"],
			["person", "EMAIL", "alice@example.org"],
			["person", "NICKNAME", "Ali"],
			["person", "IMPP", "xmpp:alice@chat.example"],
			["person", "RELATED", "Bob Landlord"],
			["location", "ADR", "12 Rose Street Lyon 69001 France"],
		],
		photo: "photo: Exif",
	},
	icalendar: {
		bytes: icalendar,
		says: [
			["time", "Entries", "1 calendar entry"],
			["location", "LOCATION", "12 Rose Street, Lyon"],
			["person", "ORGANIZER", "Alice Example (alice@example.org)"],
			["text", "SUMMARY", "Divorce lawyer"],
		],
	},
	csv: {
		bytes: csv,
		says: [["person", "Contacts", "a list of about 2 people: First Name, Last Name, E-mail Address"]],
	},
	"front-matter": {
		bytes: frontMatter,
		says: [
			["text", "title", "My diary"],
			["person", "author", "Alice Example"],
			["time", "date", "2021-07-14"],
		],
	},
	ole: {
		bytes: oldDocument(),
		says: [
			["person", "Author", "Alice Example"],
			["person", "LastModifiedBy", "Bob Landlord"],
			["history", "LastSavedBy", "Carol Lawyer"],
			["person", "LocalPath", "C:\\Users\\carol\\lease.doc"],
			[
				"unknown",
				"NotChecked",
				"an old Office file can hold changes, deleted text and names that cannot all be read here",
			],
		],
	},
} satisfies Record<string, { bytes: Uint8Array<ArrayBuffer>; says: (readonly string[])[]; photo?: string }>;

test.each(Object.entries(files))("%s: what it says is found", async (format, file) => {
	expect(await inspectBytes(file.bytes)).toMatchObject({ status: "found", format, strippable: false });
	const found = (await findingsOf(file.bytes)).map(({ kind, tag, value }) => [kind, tag, value]);
	expect(found).toEqual(expect.arrayContaining(file.says));
	if (!("photo" in file)) return;
	const inside = (await findingsOf(file.bytes)).filter(({ source }) => source === file.photo);
	expect(inside.map(({ kind, tag }) => [kind, tag])).toContainEqual([gps[0], gps[2]]);
});

test.each(Object.entries(files))("%s: stripping says that it cannot", async (_, { bytes }) => {
	expect(await stripBytes(bytes)).toMatchObject({ status: "unsupported", reason: "read-only-format" });
});

test.each(Object.entries(unclaimed))("%s is not claimed", async (_, bytes) => {
	expect(await inspectBytes(bytes)).toEqual({ status: "unsupported", format: "unknown", reason: "unknown-format" });
});

test.each(Object.entries(oldPictures))("old Office: a photo in %s says what it says alone", async (_, file) => {
	const alone = await findingsOf(gpsPhoto());
	expect(alone.map(({ tag }) => tag)).toContain("GPSPosition");
	const inside = (await findingsOf(file)).filter(({ source }) => source.startsWith("picture: "));
	expect(inside.map(({ tag, value }) => [tag, value])).toEqual(alone.map(({ tag, value }) => [tag, value]));
});

test("old Office: of a chain that leads out of the file it is said that it cannot be read", async () => {
	const file = compoundFile({ Data: new Uint8Array(8192) });
	new DataView(file.buffer).setUint32(file.length - 512 + 4 * 15, 4000, true);
	expect((await findingsOf(file)).map(({ tag, value }) => [tag, value])).toContainEqual([
		"NotChecked",
		expect.stringContaining("Data"),
	]);
});

test("RTF: what is hidden or deleted in no group of its own is told", async () => {
	const said = await findingsOf(bytes("{\\rtf1 Hi \\v bottom price\\v0  and \\deleted 900\\deleted0  bye}"));
	expect(said.map(({ tag }) => tag).sort()).toEqual(["DeletedText", "HiddenText"]);
});

test("RTF with bytes as they are is read over them, and they are read", async () => {
	const tags = (await findingsOf(binaryRtf)).map(({ tag }) => tag);
	expect(tags).toEqual(expect.arrayContaining(["GPSPosition", "Author"]));
});

test("folders of people are found whatever their letters", () => {
	const paths = ["/home/josé/Übung/run.bas", "C:\\Users\\Алиса\\договор.doc", "C:\\Users\\佐藤\\home\\a.doc"];
	const [first = "", second = "", third = ""] = paths;
	const file = bytes(
		"\x01",
		Buffer.from(first),
		"\0",
		Buffer.from(second, "utf16le"),
		"\0\0",
		Buffer.from(third, "utf16le"),
		"\0\0",
	);
	expect(userPathsIn(file).sort()).toEqual([...paths].sort());
});

test("RTF: properties and variables that people name, and where a link leads on a computer", async () => {
	const own =
		"{\\*\\userprops{\\propname Client}\\proptype30{\\staticval 4711}{\\propname Matter}{\\staticval eviction}}";
	const field = '{\\field{\\*\\fldinst HYPERLINK "file:///home/alice/lease.doc"}{\\fldrslt the lease}}';
	const said = await findingsOf(bytes(`{\\rtf1{\\info}${own}{\\*\\docvar {floor}{the lowest is 700}}${field}}`));
	expect(said.map(({ tag, value }) => [tag, value])).toEqual([
		["CustomProperties", "Client: 4711; Matter: eviction"],
		["DocumentVariable", "floor the lowest is 700"],
		["LocalPath", expect.stringContaining("file:///home/alice/lease.doc")],
	]);
});

test("old Office files: properties that people name, in the letters of their own code page", () => {
	const set = propertySet(1251, [
		["Клиент", "Алиса"],
		["Due", "4711"],
	]);
	const said = propertySetFindings("\u0005DocumentSummaryInformation", set).map(({ tag, value }) => [tag, value]);
	expect(said).toEqual([
		["Company", "Алиса"],
		["CustomProperties", "Клиент: Алиса; Due: 4711"],
	]);
});

test("RTF: of many pictures the last is looked at, too", async () => {
	const digits = Buffer.from(gpsPhoto()).toString("hex");
	const pictures = Array.from({ length: 120 }, () => "{\\pict\\pngblip 89504e47}").join("");
	const found = await findingsOf(
		bytes(`{\\rtf1 ${pictures}{\\pict\\jpegblip\n${digits.slice(0, 99)}\r\n${digits.slice(99)}}}`),
	);
	expect(found.map(({ tag }) => tag)).toContain("GPSPosition");
});

test("comments in front of a page are passed over one by one", async () => {
	expect(await inspectBytes(licensedHtml)).toMatchObject({ format: "html" });
	// as many ways to read them as there are subsets, for a pattern that may choose where a comment ends
	expect(await inspectBytes(manyComments)).toMatchObject({ format: "unknown" });
});
