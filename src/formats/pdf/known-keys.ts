// The keys that a reader needs of a catalogue, a page and an annotation; any other is a program's own, goes, and is named.
// ISO 32000-2, tables 29, 31, 166 and those of 12.5.6 and 12.7
import type { Finding } from "../../core/finding";
import { phrase } from "../../core/phrase";
import { holdsPath } from "../office/local-path";
import { excerpt } from "../readable";
import type { Cleaner } from "./cleaner";
import { type PdfDocument, resolve } from "./document";
import { nameOf, type PdfDict, type PdfValue, strayKey, textOf } from "./value";

const catalogue = keys(
	"Type Version Extensions Pages PageLabels Names Dests ViewerPreferences PageLayout PageMode Outlines Threads OpenAction",
	"AA URI AcroForm Metadata StructTreeRoot MarkInfo Lang SpiderInfo OutputIntents PieceInfo OCProperties Perms Legal",
	"Requirements Collection NeedsRendering DSS AF DPartRoot LastModified",
);

const page = keys(
	"Type Parent LastModified Resources MediaBox CropBox BleedBox TrimBox ArtBox BoxColorInfo Contents Rotate Group Thumb B",
	"Dur Trans Annots AA Metadata PieceInfo StructParents PZ SeparationInfo Tabs TemplateInstantiated PresSteps UserUnit",
	"VP AF OutputIntents DPart Hid",
);

const annotation = keys(
	"Type Subtype Rect Contents P NM M F AP AS Border C StructParent OC AF ca CA BM Lang T Popup RC CreationDate IRT Subj RT",
	"IT ExData Open Name State StateModel A AA Dest H PA QuadPoints BS DA Q DS CL BE RD LE L LL LLE LLO IC Cap CP Measure CO",
	"Vertices InkList Path OverlayText Repeat RO Rotate Sy FS Sound Movie MK Parent FixedPrint LastModified Version",
	"AnnotStates FontFauxing 3DD 3DV 3DA 3DI 3DB 3DU RichMediaContent RichMediaSettings",
	"FT Kids TU TM Ff V DV RV Opt TI I MaxLen Lock SV DR PMD", // a field may be one with its annotation
);

/** Lists by name: those of pages taken from the web say where they were kept. ISO 32000-2, table 32 */
const names = keys(
	"Dests AP JavaScript Pages Templates EmbeddedFiles AlternatePresentations Renditions XFAResources IDTree",
);

const known = { catalogue, page, annotation, names };

/** Those of the trailer, and of a cross-reference stream, which is one. ISO 32000-2, tables 15 and 17 */
const trailer = keys("Size Prev Root Encrypt Info ID XRefStm Type Index W Length Filter DecodeParms DL");

/** What a trailer says besides: it is written anew, and so all of that goes. */
export function noteTrailer(cleaner: Pick<Cleaner, "document" | "note">): void {
	const entries = new Map(cleaner.document.trailer);
	for (const [key, value] of cleaner.document.trailer) {
		if (key === "DocChecksum") {
			const checksum = nameOf(value) ?? textOf(value) ?? key; // LibreOffice's
			cleaner.note({ kind: "tracking", severity: "low", source: "PDF", tag: key, value: checksum });
		} else if (key === "AdditionalStreams") {
			const value = phrase("embeddedFile"); // LibreOffice's: the document itself, to be edited, with all its changes
			cleaner.note({ kind: "hidden-media", severity: "high", source: "PDF", tag: "EditableDocument", value });
		} else if (!trailer.has(key)) dropKey(cleaner, entries, key, value);
	}
}

/** Takes the keys out of `entries` that no reader needs, and tells what they said. */
export function dropUnknownKeys(cleaner: Cleaner, entries: PdfDict, kind: keyof typeof known): void {
	for (const [key, value] of [...entries]) if (!known[kind].has(key)) dropKey(cleaner, entries, key, value);
}

/** What TeX says of the drawings it places, a printer's data of who gets a part, who wrote an article: all unseen. */
export function dropOwnKeys(cleaner: Cleaner, entries: PdfDict): void {
	for (const [key, value] of [...entries]) {
		const isPart = key === "DPM" && (entries.has("Parent") || entries.has("DParts"));
		const isThread = key === "I" && entries.has("F") && resolve(cleaner.document, value)?.type === "dict";
		if (key === strayKey || isPart || isThread || /^PTEX\.(?:FileName|PageNumber|InfoDict)$/.test(key))
			dropKey(cleaner, entries, key, value);
	}
}

function dropKey(
	{ document, note }: Pick<Cleaner, "document" | "note">,
	entries: PdfDict,
	key: string,
	value: PdfValue,
): void {
	entries.delete(key);
	if (key === "PTEX.PageNumber") return;
	const texts = textsIn(document, value);
	const said = texts.join(", ");
	const about: Pick<Finding, "kind" | "severity"> = holdsPath(said)
		? { kind: "person", severity: "high" }
		: { kind: "unknown", severity: texts.length > 0 ? "medium" : "low" };
	const tag = key === strayKey ? "StrayValue" : key;
	note({ ...about, source: "PDF", tag, value: excerpt(said) || tag });
}

/** Texts within a value that are told. */
const textsTold = 20;
const deepest = 4;

/** The texts that stand in a value, as far as they are told. */
export function textsIn(document: PdfDocument, value: PdfValue, depth = 0, texts: string[] = []): string[] {
	const found = resolve(document, value);
	if (!found || depth > deepest || texts.length >= textsTold) return texts;
	switch (found.type) {
		case "token": {
			const text = textOf(found)?.trim();
			if (text && isReadable(text)) texts.push(text);
			return texts;
		}
		case "reference":
			return texts;
		case "array":
			for (const item of found.items.slice(0, textsTold)) textsIn(document, item, depth + 1, texts);
			return texts;
		case "dict":
			for (const item of [...found.entries.values()].slice(0, textsTold)) textsIn(document, item, depth + 1, texts);
			return texts;
	}
}

/** Digests and other bytes are strings, too; marks that join letters or turn their direction belong to words. */
function isReadable(text: string): boolean {
	return !/[^\P{Cc}\s]|[\p{Cs}\p{Cn}]/u.test(text);
}

function keys(...lines: readonly string[]): ReadonlySet<string> {
	return new Set(lines.flatMap((line) => line.split(" ")));
}
