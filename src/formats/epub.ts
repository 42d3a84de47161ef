// EPUB: what the package document says of its maker, and pictures inside. https://www.w3.org/TR/epub-33/
import type { Finding } from "../core/finding";
import {
	type ArchivePlan,
	baseName,
	planPieces,
	readArchive,
	readNested,
	unpackEntry,
	zipFindings,
} from "./archive-plan";
import { type Inside, readInside } from "./base64-inside";
import type { Base64File } from "./containers/base64-file";
import { attributeOf, attributeText, textBetween, walkXml, type XmlBytes, type XmlTag, xmlOf } from "./containers/xml";
import { type ChoiceEdit, editXml, type XmlEditor } from "./containers/xml-edits";
import { encryptedFlag, hasTwins } from "./containers/zip";
import type { DisplayRule } from "./css";
import { dataUris } from "./data-uris";
import { pageRule, saysAgain } from "./epub-page";
import { hiddenRule, isSheet, readSheet, rulesOf, type Sheets } from "./epub-styles";
import type { Handler } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { asideEdits } from "./office/asides";
import { asideFinding, hiddenTextFinding } from "./office/change-log";
import { own } from "./own";
import { excerpt, listed, readableTime } from "./readable";
import { unreadFinding } from "./unread-finding";

type Field = Pick<Finding, "kind" | "severity" | "tag"> & { neutral?: string };

/** Elements of the metadata; the mandatory ones get a value that says nothing. */
const fields: Record<string, Field> = {
	creator: { kind: "person", severity: "high", tag: "Creator" },
	contributor: { kind: "person", severity: "high", tag: "Contributor" },
	publisher: { kind: "person", severity: "high", tag: "Publisher" },
	rights: { kind: "person", severity: "medium", tag: "Rights" },
	date: { kind: "time", severity: "high", tag: "Date" },
	title: { kind: "text", severity: "medium", tag: "Title", neutral: "" },
	description: { kind: "text", severity: "medium", tag: "Description" },
	subject: { kind: "text", severity: "medium", tag: "Subject" },
	source: { kind: "text", severity: "medium", tag: "Source" },
	relation: { kind: "text", severity: "low", tag: "Relation" },
	coverage: { kind: "text", severity: "medium", tag: "Coverage" },
	identifier: {
		kind: "tracking",
		severity: "medium",
		tag: "Identifier",
		neutral: "urn:uuid:00000000-0000-4000-8000-000000000000",
	},
};

const noTime = "1980-01-01T00:00:00Z";

/** Properties of EPUB 3 that a reader needs to show the book; all others tell about it. */
const renderingMeta =
	/^(?:rendition:|media:(?:duration|active-class|playback)|cover$|page-progression|viewport|ibooks:)/;

/** Elements of the metadata that say how the book is to be read. */
const neutralElements = /^(?:language|type|format|meta|link|dc-metadata|x-metadata)$/;

/** What shops and readers leave behind: buyers' accounts, bookmarks, covers of a library; and all that tells more than where the book is. */
const leftBehind =
	/^(?:iTunesMetadata(?:-original)?\.plist|iTunesArtwork|META-INF\/(?!(?:container|encryption|manifest|com\.(?:apple\.ibooks|kobobooks)\.display-options)\.xml$).+)$/;

/** What is read as XML, and what of the rest no handler has to know: fonts and scripts. */
const xmlName = /\.(?:opf|ncx|x?html?|xml|smil|pls|xpgt)$/i;
const shapesOnly = /\.(?:otf|ttf|ttc|woff2?|js)$/i;

/** Algorithms that hide fonts, not the book. */
const fontObfuscation = /embedding|font/i;

export const epub: Handler = {
	format: "epub",
	async read(source, context) {
		const archive = await readArchive(source, context);
		const { entries } = archive;
		if (hasTwins(entries)) throw new InvalidFileError("damaged", "two entries of one name");
		const plan: ArchivePlan = new Map();
		const findings: Finding[] = [...zipFindings(archive)];
		const unread: string[] = [];
		const asides: string[] = [];
		const hidden: string[] = [];
		const xmlFor = async (name: string) => {
			const entry = entries.find((other) => other.name === name);
			return entry && xmlOf(await unpackEntry(source, entry, context));
		};
		const encryption = await xmlFor("META-INF/encryption.xml");
		requireOpen(
			encryption,
			entries.some(({ flags }) => flags & encryptedFlag),
		);
		const left = entries.filter(({ name }) => leftBehind.test(name));
		for (const { name } of left) plan.set(name, { type: "drop" });
		if (left.length > 0) {
			const value = listed(left.map(({ name }) => baseName(name)));
			findings.push({ kind: "person", severity: "high", source: "EPUB", tag: "ReaderData", value });
		}
		const sheets = new Map<string, readonly DisplayRule[] | undefined>();
		for (const entry of entries) {
			if (plan.has(entry.name) || !isSheet(entry.name) || entry.size === 0) continue;
			const label = baseName(entry.name);
			const { rules, inside, step } = await readSheet(
				await unpackEntry(source, entry, context),
				label,
				asides,
				context,
			);
			sheets.set(entry.name, rules);
			if (rules === undefined) unread.push(label);
			findings.push(...inside.flatMap((one) => one.findings));
			if (step) plan.set(entry.name, step);
		}
		// Who made the book first: its pages may say it too.
		for (const entry of entries.toSorted((a, b) => Number(isPackage(b.name)) - Number(isPackage(a.name)))) {
			const { name } = entry;
			if (plan.has(name) || isSheet(name) || name === "mimetype" || entry.size === 0) continue;
			if (!xmlName.test(name)) {
				const nested = await readNested(source, entry, context, plan);
				if (nested) findings.push(...nested);
				else if (!shapesOnly.test(name)) unread.push(baseName(name) || name);
				continue;
			}
			const xml = xmlOf(await unpackEntry(source, entry, context));
			const edits = readDocument(name, xml, sheets, encryption !== undefined, findings, { asides, hidden });
			if (edits === undefined) {
				unread.push(baseName(name));
				findings.push(...((await readNested(source, entry, context, plan)) ?? [])); // as the page of the web that it is
			} else {
				const inside: Inside[] = [];
				for (const file of picturesIn(xml)) inside.push(await readInside(file, baseName(name), context));
				findings.push(...inside.flatMap((one) => one.findings));
				if (edits.length > 0 || inside.length > 0) plan.set(name, { type: "edit", bytes: xml.bytes, edits, inside });
			}
		}
		findings.push(...asideFinding("EPUB", asides), ...hiddenTextFinding("EPUB", hidden));
		if (unread.length > 0) findings.push(unreadFinding(listed(unread), "cannotBeChecked"));
		return { format: "epub", findings, strip: (keep, onProgress) => planPieces(entries, plan, keep, onProgress) };
	},
};

/** Pages of real books are not always XML: one that is not stays as it is, and is said to be unread. */
function readDocument(
	name: string,
	xml: XmlBytes,
	sheets: Sheets,
	keepsIdentifier: boolean,
	findings: Finding[],
	words: { asides: string[]; hidden: string[] },
): ChoiceEdit[] | undefined {
	const found: Finding[] = [];
	const asides: string[] = [];
	const hidden: string[] = [];
	try {
		const neutral = keepsIdentifier ? undefined : fields.identifier?.neutral;
		const edits = isPackage(name)
			? editXml(xml, (tag, editor) => packageRule(tag, editor, keepsIdentifier, found))
			: editXml(
					xml,
					(tag, editor) => pageRule(tag, editor, neutral, found, findings),
					hiddenRule(rulesOf(name, xml, sheets), (text) => hidden.push(text)),
				);
		edits.push(...asideEdits(xml, (text) => asides.push(text)));
		if (!isPackage(name)) found.push(...shownMakers(xml, findings));
		findings.push(...found);
		words.asides.push(...asides);
		words.hidden.push(...hidden);
		return edits;
	} catch (error) {
		if (error instanceof InvalidFileError && error.reason === "damaged" && !isPackage(name)) return undefined;
		throw error;
	}
}

function isPackage(name: string): boolean {
	return /\.opf$/i.test(name);
}

/** Pictures in attributes; in the words of a book `data:` is a word. */
function picturesIn(xml: XmlBytes): Base64File[] {
	return dataUris(xml).flatMap(({ file }) => {
		if (!file) return [];
		const { start } = file.place;
		return xml.text.lastIndexOf("<", start) > xml.text.lastIndexOf(">", start) ? [file] : [];
	});
}

/** Makers whose names stand on a page, as on most title pages: content, which stays. */
function shownMakers(xml: XmlBytes, findings: readonly Finding[]): Finding[] {
	const makers = findings.filter(
		({ source, kind, value }) => source === "OPF" && kind === "person" && typeof value === "string" && value.length > 3,
	);
	const isTold = ({ value }: Finding) => findings.some((other) => other.tag === "ShownOnPage" && other.value === value);
	const open = makers.filter((maker) => !isTold(maker));
	if (open.length === 0) return [];
	const body = /<body[\s>]/.exec(xml.text)?.index ?? xml.text.length;
	const words = textBetween(xml, body, xml.text.length).replace(/\s+/g, " ");
	return open
		.filter(({ value }) => typeof value === "string" && words.includes(value))
		.map(({ value }) => ({
			...{ kind: "person", severity: "medium", source: "XHTML", tag: "ShownOnPage" },
			value,
			stays: true,
		}));
}

/** With obfuscated fonts the identifier is their key, and stays. */
function packageRule(tag: XmlTag, editor: XmlEditor, keepsIdentifier: boolean, findings: Finding[]): void {
	const { xml } = editor;
	if (tag.name === "reference") {
		const title = editor.attributes(tag).find(({ name }) => name === "title");
		if (title && saysAgain(attributeText(xml, title), findings)) editor.setAttribute(title, "");
		return;
	}
	if (!/^(?:metadata|dc-metadata|x-metadata)$/.test(tag.parent?.name ?? "")) return;
	const source = "OPF";
	editor.onClose(tag, (start, end) => {
		const value = textBetween(xml, start, end).trim();
		// The prefix is anyone's choice.
		const field = own(fields, tag.name) ?? (neutralElements.test(tag.name) ? undefined : otherField(tag.name));
		if (field) {
			const { neutral, ...rest } = field;
			if (tag.name === "identifier" && keepsIdentifier) return;
			if (neutral === undefined) editor.remove(tag);
			else if (value !== neutral) editor.setText(tag, neutral);
			if (value !== "" && value !== neutral) {
				findings.push({ source, ...rest, value: field.kind === "time" ? readableTime(value) : excerpt(value) });
			}
			return;
		}
		if (tag.name === "link") return editor.remove(tag);
		if (tag.name !== "meta") return;
		const label = attributeOf(xml, tag, "property") ?? attributeOf(xml, tag, "name") ?? "";
		const content = value || (attributeOf(xml, tag, "content") ?? "");
		if (label === "dcterms:modified") {
			if (value === noTime) return;
			editor.setText(tag, noTime);
			findings.push({ kind: "time", severity: "high", source, tag: "Modified", value: readableTime(value) });
		} else if (!renderingMeta.test(label)) {
			editor.remove(tag);
			if (attributeOf(xml, tag, "refines") !== undefined) return;
			const kind = /timestamp|date/i.test(label) ? "time" : /generator|version/i.test(label) ? "software" : "text";
			findings.push({ kind, severity: "medium", source, tag: `meta:${label}`, value: excerpt(content) });
		}
	});
}

function otherField(tag: string): Field {
	return { kind: "text", severity: "medium", tag };
}

function requireOpen(encryption: XmlBytes | undefined, isEncrypted: boolean): void {
	if (isEncrypted) throw new InvalidFileError("encrypted", "entries are encrypted");
	if (!encryption) return;
	walkXml(encryption, (tag) => {
		if (tag.name !== "EncryptionMethod") return;
		const algorithm = attributeOf(encryption, tag, "Algorithm") ?? "";
		if (!fontObfuscation.test(algorithm)) throw new InvalidFileError("encrypted", algorithm);
	});
}
