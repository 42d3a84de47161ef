// What goes from a PDF's dictionaries, what a choice keeps, and what each of them said. ISO 32000-2
import type { Finding } from "../../core/finding";
import type { Keep } from "../../core/keep";
import { mayHoldPath, withoutFolders } from "../office/local-path";
import { excerpt } from "../readable";
import { type PdfDocument, resolve, resolvedDict } from "./document";
import { isSigned, signatureFinding } from "./signature";
import { itemsOf, nameOf, numberOf, type PdfDict, type PdfValue, readableDate, textOf } from "./value";

/** Hears what was met on the way; the same words may come more than once. */
export type Note = (finding: Finding) => void;

export type Cleaner = { document: PdfDocument; keep: Keep; note: Note };

/** Keys that serve no reader, whatever dictionary they stand in. */
const goingKeys = new Set(["PieceInfo", "LastModified", "Thumb", "Metadata", "SpiderInfo", "DSS", "Perms", "Legal"]);

/** Keys of the information dictionary, which stray into other dictionaries; there they are strings too. */
const informationKeys: Record<string, Pick<Finding, "kind" | "severity">> = {
	Author: { kind: "person", severity: "high" },
	Company: { kind: "person", severity: "high" },
	Creator: { kind: "software", severity: "medium" },
	Producer: { kind: "software", severity: "low" },
	CreationDate: { kind: "time", severity: "high" },
	ModDate: { kind: "time", severity: "high" },
	SourceModified: { kind: "time", severity: "high" },
	Title: { kind: "text", severity: "medium" },
	Subject: { kind: "text", severity: "medium" },
	Keywords: { kind: "text", severity: "medium" },
};

const strayKeys = new Set(["Author", "Company", "Creator", "Producer", "CreationDate", "ModDate", "SourceModified"]);

/** Annotations that people make on a page, as against links and form fields. */
const markup = new Set([
	...["Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline", "Squiggly"],
	...["StrikeOut", "Stamp", "Caret", "Ink", "Popup", "FileAttachment", "Sound", "Redact", "Projection"],
]);

/** Actions that run something or reach beyond the document. */
const activeActions = new Set(["JavaScript", "Launch", "SubmitForm", "ImportData", "Rendition"]);

/** The information dictionary's findings. */
export function informationFindings(document: PdfDocument): Finding[] {
	const findings: Finding[] = [];
	for (const [key, value] of resolvedDict(document, document.trailer.get("Info")) ?? []) {
		const text = textOf(resolve(document, value)) ?? "";
		if (text.trim() === "" || key === "Trapped") continue;
		const known = informationKeys[key] ?? { kind: "text", severity: "medium" };
		const tag = key === "CreationDate" ? "CreateDate" : key === "ModDate" ? "ModifyDate" : key;
		findings.push({ ...known, source: "PDF", tag, value: known.kind === "time" ? readableDate(text) : excerpt(text) });
	}
	return findings;
}

/** Whether what a value points to goes whole, and its place in a list with it. */
export function isGone(cleaner: Cleaner, value: PdfValue): boolean {
	const { document, keep } = cleaner;
	const entries = value.type === "reference" || value.type === "dict" ? resolvedDict(document, value) : undefined;
	if (!entries) return false;
	const subtype = nameOf(entries.get("Subtype"));
	if (isAnnotation(entries, subtype)) {
		if (!keep.comments && (subtype === "Text" || subtype === "Popup")) return true;
		if (!keep.hiddenContent && subtype === "FileAttachment") return true;
		return isSigned(document, entries) && isInvisible(document, entries);
	}
	if (isAction(entries)) return !keep.macros && activeActions.has(nameOf(entries.get("S")) ?? "");
	return false;
}

/** A dictionary as it is to be written; values within are cleaned by the caller. */
export function cleanDict(cleaner: Cleaner, entries: PdfDict): PdfDict {
	const { document, note } = cleaner;
	const result = new Map(entries);
	const subtype = nameOf(entries.get("Subtype"));
	const type = nameOf(entries.get("Type"));
	for (const [key, value] of entries) {
		if (goingKeys.has(key)) {
			result.delete(key);
			noteKey(cleaner, key, value);
		} else if (strayKeys.has(key) && textOf(resolve(document, value)) !== undefined) {
			result.delete(key);
			const known = informationKeys[key] ?? { kind: "text", severity: "medium" };
			const text = textOf(resolve(document, value)) ?? "";
			note({ ...known, source: "PDF", tag: key, value: known.kind === "time" ? readableDate(text) : excerpt(text) });
		}
	}
	if (type === "Catalog") cleanCatalogue(cleaner, result);
	if (isAnnotation(entries, subtype)) cleanAnnotation(cleaner, result, subtype ?? "");
	if (entries.has("FT") || entries.has("Kids") || subtype === "Widget") cleanField(cleaner, result);
	if (entries.has("Fields") && itemsOf(resolve(document, entries.get("Fields"))).length > 0) cleanForm(cleaner, result);
	if (entries.has("EF")) cleanFile(cleaner, result);
	if (type === "EmbeddedFile") result.delete("Params");
	if (type === "Thread") result.delete("I");
	if (type === "OCG") cleanLayer(cleaner, result);
	if (isAction(entries)) noteAction(cleaner, result);
	for (const key of ["F", "UF", "URI"]) shortenPath(cleaner, result, key);
	return result;
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
			note({ ...about, kind: "history", severity: "high", value: `private data of ${names || "a program"}` });
			break;
		}
		case "Thumb":
			note({ ...about, kind: "thumbnail", severity: "high", value: "a small picture of the page as it once was" });
			break;
		case "SpiderInfo":
			note({ ...about, kind: "provenance", severity: "medium", value: "the web pages it was made from" });
			break;
		case "DSS":
			note({ ...about, kind: "person", severity: "high", value: "certificates of those who signed" });
			break;
	}
}

function cleanCatalogue({ document, keep, note }: Cleaner, catalogue: PdfDict): void {
	const layers = resolvedDict(document, catalogue.get("OCProperties"));
	const off = itemsOf(resolve(document, resolvedDict(document, layers?.get("D"))?.get("OFF")));
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
	if (scripts) noteScript(note, "a script that runs when the document opens");
	if (names && (!keep.macros || !keep.hiddenContent)) {
		const left = new Map(names);
		if (!keep.macros) left.delete("JavaScript");
		if (!keep.hiddenContent) left.delete("EmbeddedFiles");
		catalogue.set("Names", { type: "dict", entries: left });
	}
	if (!keep.hiddenContent) {
		catalogue.delete("AF");
		if (catalogue.has("Collection")) catalogue.delete("Collection");
	}
	const form = resolvedDict(document, catalogue.get("AcroForm"));
	if (form && isForSignaturesOnly(document, form)) {
		for (const field of fieldsOf(document, form)) note(signatureFinding(document, field));
		catalogue.delete("AcroForm");
	}
}

function fieldsOf(document: PdfDocument, form: PdfDict): PdfDict[] {
	return itemsOf(resolve(document, form.get("Fields"))).flatMap((field) => resolvedDict(document, field) ?? []);
}

function isForSignaturesOnly(document: PdfDocument, form: PdfDict): boolean {
	const fields = fieldsOf(document, form);
	return !form.has("XFA") && fields.length > 0 && fields.every((field) => isSigned(document, field));
}

function cleanForm(cleaner: Cleaner, form: PdfDict): void {
	const { document, keep, note } = cleaner;
	const fields = itemsOf(resolve(document, form.get("Fields")));
	for (const field of fields) noteSignature(cleaner, resolvedDict(document, field));
	const left = fields.filter((field) => !isSigned(document, resolvedDict(document, field)));
	if (left.length < fields.length) form.delete("SigFlags");
	form.set("Fields", { type: "array", items: left });
	if (form.has("XFA")) {
		note({
			kind: "text",
			severity: "medium",
			source: "PDF",
			tag: "XFA",
			value: "a form with its data",
			choice: "formValues",
		});
		if (!keep.formValues) form.delete("XFA");
	}
	if (!keep.formValues) form.set("NeedAppearances", { type: "token", text: "true" });
}

function noteSignature({ document, note }: Cleaner, field: PdfDict | undefined): void {
	if (field && isSigned(document, field)) note(signatureFinding(document, field));
}

/** A signature that is no longer valid leaves the picture it put on the page, as a stamp. */
function cleanAnnotation(cleaner: Cleaner, annotation: PdfDict, subtype: string): void {
	const { document, keep, note } = cleaner;
	if (markup.has(subtype)) {
		const author = textOf(resolve(document, annotation.get("T")));
		if (author)
			note({ kind: "person", severity: "high", source: "PDF", tag: "AnnotationAuthor", value: excerpt(author) });
		annotation.delete("T");
		const words = textOf(resolve(document, annotation.get("Contents")));
		if (words && subtype !== "FreeText" && subtype !== "Popup") {
			note({
				kind: "text",
				severity: "medium",
				source: "PDF",
				tag: "Annotation",
				value: excerpt(words),
				choice: "comments",
			});
			if (!keep.comments) for (const key of ["Contents", "RC", "Popup"]) annotation.delete(key);
		}
		annotation.delete("CreationDate");
	}
	const modified = textOf(resolve(document, annotation.get("M")));
	if (modified)
		note({ kind: "time", severity: "high", source: "PDF", tag: "AnnotationDate", value: readableDate(modified) });
	annotation.delete("M");
	annotation.delete("NM");
	if (subtype !== "Widget" || !isSigned(document, annotation)) return;
	noteSignature(cleaner, annotation);
	annotation.set("Subtype", { type: "token", text: "/Stamp" });
	for (const key of ["FT", "V", "T", "TU", "TM", "Ff", "MK", "Parent", "DV", "Lock", "SV", "Kids", "A", "AA"])
		annotation.delete(key);
}

function cleanField({ document, keep, note }: Cleaner, field: PdfDict): void {
	const kind = nameOf(field.get("FT")) ?? nameOf(resolvedDict(document, field.get("Parent"))?.get("FT"));
	if (kind !== "Tx" && kind !== "Ch" && kind !== "Btn") return;
	const value = resolve(document, field.get("V"));
	const text =
		textOf(value) ??
		itemsOf(value)
			.map((item) => textOf(item) ?? "")
			.join(", ");
	const isChecked = kind === "Btn" && (nameOf(value) ?? "Off") !== "Off";
	if (text.trim() !== "" || isChecked) {
		const name = textOf(resolve(document, field.get("T"))) ?? "";
		note({
			...{ kind: "text", severity: "medium", source: "PDF", tag: "FormValue", choice: "formValues" },
			value: excerpt(`${name}: ${isChecked ? nameOf(value) : text}`),
		});
	}
	if (keep.formValues) return;
	field.delete("V");
	field.delete("RV");
	if (kind === "Btn") {
		if (field.has("AS")) field.set("AS", { type: "token", text: "/Off" });
	} else if (nameOf(field.get("Subtype")) === "Widget") field.delete("AP");
}

function cleanFile({ document, note }: Cleaner, file: PdfDict): void {
	const name = textOf(resolve(document, file.get("UF"))) ?? textOf(resolve(document, file.get("F"))) ?? "a file";
	note({
		kind: "hidden-media",
		severity: "medium",
		source: "PDF",
		tag: "EmbeddedFile",
		value: excerpt(withoutFolders(name)),
		choice: "hiddenContent",
	});
	const embedded = resolvedDict(document, file.get("EF"));
	for (const value of embedded?.values() ?? []) {
		const parameters = resolvedDict(document, resolvedDict(document, value)?.get("Params"));
		for (const key of ["CreationDate", "ModDate"]) {
			const date = textOf(resolve(document, parameters?.get(key)));
			if (date)
				note({ kind: "time", severity: "medium", source: "PDF", tag: `EmbeddedFile${key}`, value: readableDate(date) });
		}
	}
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

function noteAction({ document, note }: Cleaner, action: PdfDict): void {
	const kind = nameOf(action.get("S")) ?? "";
	if (!activeActions.has(kind)) return;
	if (kind === "JavaScript") {
		noteScript(note, textOf(resolve(document, action.get("JS"))) ?? "a script");
		return;
	}
	const file = resolve(document, action.get("F"));
	const target =
		textOf(file) ?? textOf(file?.type === "dict" ? (file.entries.get("UF") ?? file.entries.get("F")) : undefined);
	note({
		kind: "tracking",
		severity: "medium",
		source: "PDF",
		tag: `${kind}Action`,
		value: excerpt(target ?? kind),
		choice: "macros",
	});
}

function noteScript(note: Note, value: string): void {
	note({
		kind: "tracking",
		severity: "medium",
		source: "PDF",
		tag: "JavaScript",
		value: excerpt(value),
		choice: "macros",
	});
}

/** Paths of somebody's computer in links and names of files are cut to the file's own name. */
function shortenPath({ document, note }: Cleaner, entries: PdfDict, key: string): void {
	const text = textOf(resolve(document, entries.get(key)));
	if (text === undefined || !mayHoldPath.test(text)) return;
	const short = withoutFolders(text);
	if (short === text) return;
	note({ kind: "person", severity: "high", source: "PDF", tag: "LocalPath", value: text });
	entries.set(key, { type: "token", text: literal(short) });
}

function literal(text: string): string {
	const codes = [...text].map((character) => ((character.codePointAt(0) ?? 63) < 256 ? character : "?"));
	return `(${codes.join("").replace(/[\\()]/g, "\\$&")})`;
}

function isAnnotation(entries: PdfDict, subtype: string | undefined): boolean {
	if (nameOf(entries.get("Type")) === "Annot") return true;
	return entries.has("Rect") && (markup.has(subtype ?? "") || subtype === "Link" || subtype === "Widget");
}

function isAction(entries: PdfDict): boolean {
	const type = nameOf(entries.get("Type"));
	return entries.has("S") && (type === "Action" || activeActions.has(nameOf(entries.get("S")) ?? ""));
}

function isInvisible(document: PdfDocument, annotation: PdfDict): boolean {
	const [left = 0, bottom = 0, right = 0, top = 0] = itemsOf(resolve(document, annotation.get("Rect"))).map(
		(item) => numberOf(resolve(document, item)) ?? 0,
	);
	return left === right || bottom === top || !annotation.has("AP");
}
