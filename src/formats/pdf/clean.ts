// What goes from a PDF's dictionaries, what a choice keeps, and what each of them said. ISO 32000-2

import type { Finding } from "../../core/finding";
import { phrase } from "../../core/phrase";
import { own } from "../own";
import { excerpt } from "../readable";
import { cleanFile, isAction, isActive, noteAction, noteScript, shortenPath } from "./actions";
import {
	cleanAnnotation,
	cleanField,
	cleanForm,
	fieldsOf,
	isAnnotation,
	isForSignaturesOnly,
	isGoneAnnotation,
	noteSignatures,
} from "./annotations";
import type { Cleaner } from "./cleaner";
import { type PdfDocument, resolve, resolvedDict } from "./document";
import { cleanLists } from "./file-lists";
import { dropOwnKeys, dropUnknownKeys, textsIn } from "./known-keys";
import { isSignature, signatureFinding } from "./signature";
import { itemsOf, nameOf, type PdfDict, type PdfValue, readableDate, strayKey, textOf } from "./value";

/**
 * Keys that serve no reader, and what the dictionary or the value must be: names of pictures, fonts and destinations
 * are keys too, and free to be any word.
 */
const goingKeys: Record<string, "anywhere" | "picture" | "catalogue" | "packet"> = {
	PieceInfo: "anywhere",
	LastModified: "anywhere",
	Metadata: "packet",
	Thumb: "picture",
	SpiderInfo: "catalogue",
	DSS: "catalogue",
	Perms: "catalogue",
	Legal: "catalogue",
};

/** Keys of the information dictionary, which stray into other dictionaries; there they are strings too. */
const informationKeys: Record<string, Pick<Finding, "kind" | "severity">> = {
	Author: { kind: "person", severity: "high" },
	Company: { kind: "person", severity: "high" },
	Creator: { kind: "software", severity: "medium" },
	Producer: { kind: "software", severity: "low" },
	"PTEX.Fullbanner": { kind: "software", severity: "low" },
	CreationDate: { kind: "time", severity: "high" },
	ModDate: { kind: "time", severity: "high" },
	SourceModified: { kind: "time", severity: "high" },
	Title: { kind: "text", severity: "medium" },
	Subject: { kind: "text", severity: "medium" },
	Keywords: { kind: "text", severity: "medium" },
};

const informationTags: Readonly<Record<string, string>> = {
	CreationDate: "CreateDate",
	ModDate: "ModifyDate",
	[strayKey]: "StrayValue",
};

/** Keys whose text is a file's name or address, or describes a picture by the file that it came from. */
const pathKeys = ["F", "UF", "URI", "Alt", "ActualText", "TU", "Title", "Base", "Desc"];

const strayKeys = new Set(["Author", "Company", "Creator", "Producer", "CreationDate", "ModDate", "SourceModified"]);

/** The information dictionary's findings. */
export function informationFindings(document: PdfDocument): Finding[] {
	const findings: Finding[] = [];
	for (const [key, value] of resolvedDict(document, document.trailer.get("Info")) ?? []) {
		const text = textOf(resolve(document, value)) ?? textsIn(document, value).join(", ");
		if (text.trim() === "" || key === "Trapped") continue;
		const known = own(informationKeys, key) ?? { kind: "text", severity: "medium" };
		const tag = own(informationTags, key) ?? key;
		findings.push({ ...known, source: "PDF", tag, value: known.kind === "time" ? readableDate(text) : excerpt(text) });
	}
	return findings;
}

/** Whether what a value points to goes whole, and its place in a list with it. */
export function isGone(cleaner: Cleaner, value: PdfValue): boolean {
	const { document, keep, note } = cleaner;
	const entries = value.type === "reference" || value.type === "dict" ? resolvedDict(document, value) : undefined;
	if (!entries) return false;
	if (isSignature(document, entries)) {
		note(signatureFinding(document, entries));
		return true;
	}
	if (isAnnotation(entries, nameOf(entries.get("Subtype")))) return isGoneAnnotation(cleaner, entries);
	return isAction(entries) && !keep.macros && isActive(entries);
}

/** A dictionary as it is to be written; values within are cleaned by the caller. */
export function cleanDict(cleaner: Cleaner, entries: PdfDict): PdfDict {
	const { document, note } = cleaner;
	const result = new Map(entries);
	const subtype = nameOf(entries.get("Subtype"));
	const type = typeOf(document, entries);
	for (const [key, value] of entries) {
		if (isGoingKey(cleaner, type, entries, key, value)) {
			result.delete(key);
			if (key === "Metadata" && value.type === "reference") cleaner.met.packets.add(value.number);
			noteKey(cleaner, key, value);
		} else if (strayKeys.has(key) && textOf(resolve(document, value)) !== undefined) {
			result.delete(key);
			const known = own(informationKeys, key) ?? { kind: "text", severity: "medium" };
			const text = textOf(resolve(document, value)) ?? "";
			note({ ...known, source: "PDF", tag: key, value: known.kind === "time" ? readableDate(text) : excerpt(text) });
		}
	}
	dropOwnKeys(cleaner, result);
	if ((type === "Catalog" || type === "Page") && !entries.has("Type"))
		result.set("Type", { type: "token", text: `/${type}` });
	if (type === "Catalog") dropUnknownKeys(cleaner, result, "catalogue");
	if (type === "Page") dropUnknownKeys(cleaner, result, "page");
	if (isAnnotation(entries, subtype)) dropUnknownKeys(cleaner, result, "annotation");
	if (type === "Catalog") cleanCatalogue(cleaner, result);
	if (isAnnotation(entries, subtype)) cleanAnnotation(cleaner, result, subtype ?? "");
	if (isField(entries) || subtype === "Widget") cleanField(cleaner, result);
	if (isForm(document, entries)) cleanForm(cleaner, result);
	if (entries.has("EF")) cleanFile(cleaner, result);
	if (type === "EmbeddedFile" || entries.has("Length")) result.delete("Params");
	cleanLists(cleaner, result);
	if (type === "OCG") cleanLayer(cleaner, result);
	if (isAction(entries)) noteAction(cleaner, result);
	for (const key of pathKeys) shortenPath(cleaner, result, key);
	return result;
}

function isField(entries: PdfDict): boolean {
	return entries.has("FT") || entries.has("Kids") || (entries.has("T") && entries.has("Parent"));
}

function isForm(document: PdfDocument, entries: PdfDict): boolean {
	return entries.has("XFA") || itemsOf(resolve(document, entries.get("Fields"))).length > 0;
}

/** What a dictionary is: catalogues and pages are what they are without saying so, too. */
function typeOf(document: PdfDocument, entries: PdfDict): string | undefined {
	if (entries === resolvedDict(document, document.trailer.get("Root"))) return "Catalog";
	const type = nameOf(entries.get("Type"));
	if (type === "Template") return "Page";
	const isPage = entries.has("Parent") && entries.has("Resources") && entries.has("Contents");
	return type ?? (isPage ? "Page" : undefined);
}

function isGoingKey(
	{ document }: Cleaner,
	type: string | undefined,
	entries: PdfDict,
	key: string,
	value: PdfValue,
): boolean {
	const where = own(goingKeys, key);
	switch (where) {
		case undefined:
			return false;
		case "anywhere":
			return resolve(document, value)?.type !== "array";
		case "picture":
			return type === "Page" || entries.has("EF");
		case "catalogue":
			return type === "Catalog";
		case "packet": {
			const packet = resolvedDict(document, value);
			const [kind, subkind] = [nameOf(packet?.get("Type")), nameOf(packet?.get("Subtype"))];
			const isUntyped = packet?.has("Length") === true && kind === undefined && subkind === undefined;
			return kind === "Metadata" || subkind === "XML" || isUntyped;
		}
	}
}

function noteKey({ document, note }: Cleaner, key: string, value: PdfValue): void {
	const about = { source: "PDF", tag: key };
	switch (key) {
		case "LastModified": {
			const text = textOf(resolve(document, value));
			if (text) note({ ...about, kind: "time", severity: "high", value: readableDate(text) });
			break;
		}
		case "PieceInfo": {
			const names = [...(resolvedDict(document, value)?.keys() ?? [])].join(", ");
			note({
				...about,
				kind: "history",
				severity: "high",
				value: names ? phrase("programData", names) : phrase("aProgramsData"),
			});
			break;
		}
		case "Thumb":
			note({ ...about, kind: "thumbnail", severity: "high", value: phrase("smallPage") });
			break;
		case "SpiderInfo":
			note({ ...about, kind: "provenance", severity: "medium", value: phrase("webPages") });
			break;
		case "Perms":
			for (const right of resolvedDict(document, value)?.values() ?? []) {
				const signature = resolvedDict(document, right);
				if (signature) note(signatureFinding(document, signature));
			}
			break;
		case "DSS":
			note({ ...about, kind: "person", severity: "high", value: phrase("certificates") });
			break;
	}
}

function cleanCatalogue(cleaner: Cleaner, catalogue: PdfDict): void {
	const { document, keep, note } = cleaner;
	const off = hiddenLayers(document, resolvedDict(document, catalogue.get("OCProperties")));
	if (off.length > 0) {
		const names = off.map((item) => textOf(resolvedDict(document, item)?.get("Name")) ?? "?");
		note({
			kind: "hidden-media",
			severity: "high",
			source: "PDF",
			tag: "HiddenLayers",
			value: excerpt(names.join(", ")),
			stays: true,
		});
	}
	const names = resolvedDict(document, catalogue.get("Names"));
	const scripts = resolvedDict(document, names?.get("JavaScript"));
	if (scripts) noteScript(note, phrase("openScript"));
	if (names) {
		const left = new Map(names);
		dropUnknownKeys(cleaner, left, "names");
		if (!keep.macros) left.delete("JavaScript");
		if (!keep.hiddenContent) left.delete("EmbeddedFiles");
		if (left.size < names.size) catalogue.set("Names", { type: "dict", entries: left });
	}
	if (!keep.hiddenContent) catalogue.delete("Collection");
	const form = resolvedDict(document, catalogue.get("AcroForm"));
	if (form && isForSignaturesOnly(document, form)) {
		noteSignatures(cleaner, fieldsOf(document, form));
		catalogue.delete("AcroForm");
	}
}

/** Layers that are off when the document opens: named one by one, or all but those that are named as on. */
function hiddenLayers(document: PdfDocument, layers: PdfDict | undefined): readonly PdfValue[] {
	const first = resolvedDict(document, layers?.get("D"));
	const listed = (entries: PdfDict | undefined, key: string) => itemsOf(resolve(document, entries?.get(key)));
	if (nameOf(resolve(document, first?.get("BaseState"))) !== "OFF") return listed(first, "OFF");
	const on = new Set(listed(first, "ON").map((item) => resolvedDict(document, item)));
	return listed(layers, "OCGs").filter((item) => !on.has(resolvedDict(document, item)));
}

function cleanLayer({ document, note }: Cleaner, layer: PdfDict): void {
	const usage = resolvedDict(document, layer.get("Usage"));
	const creator = textOf(resolvedDict(document, usage?.get("CreatorInfo"))?.get("Creator"));
	if (!usage?.has("CreatorInfo")) return;
	const left = new Map(usage);
	left.delete("CreatorInfo");
	layer.set("Usage", { type: "dict", entries: left });
	if (creator) note({ kind: "software", severity: "low", source: "PDF", tag: "LayerCreator", value: excerpt(creator) });
}
