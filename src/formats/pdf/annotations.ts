// Annotations and form fields: who made them and when, what they say, what was signed. ISO 32000-2, 12.5 and 12.7
import { phrase } from "../../core/phrase";
import { excerpt } from "../readable";
import type { Cleaner } from "./cleaner";
import { type PdfDocument, resolve, resolvedDict } from "./document";
import { inherited, kidsOf } from "./inherited";
import { holdsOnlySignatures, isSigned, signatureFinding, signatureOf } from "./signature";
import { itemsOf, nameOf, numberOf, type PdfDict, readableDate, textOf } from "./value";

/** Annotations that people make on a page, as against links and form fields. */
const markup = new Set([
	...["Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline", "Squiggly"],
	...["StrikeOut", "Stamp", "Caret", "Ink", "Popup", "FileAttachment", "Sound", "Redact", "Projection"],
]);

/** What programs write for a subject where nobody has written one: the name of the tool, which says nothing of anybody. */
const toolNames =
	/^(sticky note|note|comment( on text)?|highlight(ed text)?|underline|(inserted|replaced?|typewritten) text|cross-?out|strike-?out|text ?box|free ?text|(pen|pencil)( mark)?|ink|line|arrow|rectangle|square|oval|circle|cloud|poly(gon|line)|stamp|file attachment|caret)$/i;

export function isAnnotation(entries: PdfDict, subtype: string | undefined): boolean {
	if (nameOf(entries.get("Type")) === "Annot") return true;
	return entries.has("Rect") && (markup.has(subtype ?? "") || subtype === "Link" || subtype === "Widget");
}

/** Whether an annotation goes whole under the choices. */
export function isGoneAnnotation(cleaner: Cleaner, entries: PdfDict): boolean {
	const { document, keep } = cleaner;
	const subtype = nameOf(entries.get("Subtype"));
	if (!keep.comments && (subtype === "Text" || subtype === "Popup")) return true;
	if (!keep.hiddenContent && subtype === "FileAttachment") return true;
	if (!isSigned(document, entries) || !isInvisible(document, entries)) return false;
	noteSignature(cleaner, entries);
	return true;
}

/** A signature that is no longer valid leaves the picture it put on the page, as a stamp. */
export function cleanAnnotation(cleaner: Cleaner, annotation: PdfDict, subtype: string): void {
	const { document, keep, note } = cleaner;
	// A form's field has its name in T, by which it is found, and a screen may have.
	if (subtype !== "Widget" && subtype !== "Screen") {
		const author = textOf(resolve(document, annotation.get("T")));
		if (author)
			note({ kind: "person", severity: "high", source: "PDF", tag: "AnnotationAuthor", value: excerpt(author) });
		annotation.delete("T");
	}
	const subject = textOf(resolve(document, annotation.get("Subj")));
	if (subject && !toolNames.test(subject))
		note({ kind: "text", severity: "low", source: "PDF", tag: "AnnotationSubject", value: excerpt(subject) });
	annotation.delete("Subj");
	if (markup.has(subtype)) {
		const words = wordsOf(document, annotation);
		if (words !== "" && subtype !== "FreeText" && subtype !== "Popup") {
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
	if (modified && /[1-9]/.test(modified))
		note({ kind: "time", severity: "high", source: "PDF", tag: "AnnotationDate", value: readableDate(modified) });
	annotation.delete("M");
	annotation.delete("NM");
	if (subtype !== "Widget" || !isSigned(document, annotation)) return;
	noteSignature(cleaner, annotation);
	annotation.set("Subtype", { type: "token", text: "/Stamp" });
	for (const key of ["FT", "V", "T", "TU", "TM", "Ff", "MK", "Parent", "DV", "Lock", "SV", "Kids", "A", "AA"])
		annotation.delete(key);
}

/** What a comment says: plain, or where that is missing with its markup taken off. */
function wordsOf(document: PdfDocument, annotation: PdfDict): string {
	const plain = textOf(resolve(document, annotation.get("Contents"))) ?? "";
	if (plain !== "") return plain;
	const rich = textOf(resolve(document, annotation.get("RC"))) ?? "";
	return rich
		.replace(/<[^<>]*>/g, " ")
		.replace(/\s+/g, " ")
		.trim();
}

export function cleanField({ document, keep, note }: Cleaner, field: PdfDict): void {
	if (nameOf(field.get("Type")) === "Pages") return;
	const kids = itemsOf(resolve(document, field.get("Kids")));
	const left = kids.filter((kid) => !holdsOnlySignatures(document, resolvedDict(document, kid)));
	if (left.length < kids.length) field.set("Kids", { type: "array", items: left });
	const kind = nameOf(inherited(document, field, "FT"));
	if (kind !== "Tx" && kind !== "Ch" && kind !== "Btn") return;
	const value = resolve(document, field.get("V"));
	const text = fieldText(document, field, "V") || fieldText(document, field, "DV");
	const isChecked = kind === "Btn" && (nameOf(value) ?? "Off") !== "Off";
	if (text.trim() !== "" || isChecked) {
		const name = textOf(resolve(document, field.get("T"))) ?? "";
		note({
			...{ kind: "text", severity: "medium", source: "PDF", tag: "FormValue", choice: "formValues" },
			value: excerpt(`${name}: ${isChecked ? nameOf(value) : text}`),
		});
	}
	if (keep.formValues) return;
	for (const key of ["V", "DV", "RV"]) field.delete(key);
	if (kind === "Btn") {
		if (field.has("AS")) field.set("AS", { type: "token", text: "/Off" });
	} else if (nameOf(field.get("Subtype")) === "Widget") field.delete("AP");
}

/** Long values are streams, of which only that they are there is told; lists have several. */
function fieldText(document: PdfDocument, field: PdfDict, key: string): string {
	const value = resolve(document, field.get(key));
	if (value?.type === "dict") return "…";
	const texts = itemsOf(value).map((item) => textOf(resolve(document, item)) ?? "");
	return textOf(value) ?? texts.join(", ");
}

export function cleanForm(cleaner: Cleaner, form: PdfDict): void {
	const { document, keep, note } = cleaner;
	const fields = itemsOf(resolve(document, form.get("Fields")));
	if (noteSignatures(cleaner, fieldsOf(document, form))) form.delete("SigFlags");
	const left = fields.filter((field) => !holdsOnlySignatures(document, resolvedDict(document, field)));
	if (fields.length > 0) form.set("Fields", { type: "array", items: left });
	if (form.has("XFA")) {
		note({
			kind: "text",
			severity: "medium",
			source: "PDF",
			tag: "XFA",
			value: phrase("formWithData"),
			choice: "formValues",
		});
		if (!keep.formValues) form.delete("XFA");
	}
	if (!keep.formValues) form.set("NeedAppearances", { type: "token", text: "true" });
}

/** A form that holds nothing but signatures goes with them. */
export function isForSignaturesOnly(document: PdfDocument, form: PdfDict): boolean {
	const fields = fieldsOf(document, form);
	return !form.has("XFA") && fields.length > 0 && fields.every((field) => holdsOnlySignatures(document, field));
}

export function fieldsOf(document: PdfDocument, form: PdfDict): PdfDict[] {
	return itemsOf(resolve(document, form.get("Fields"))).flatMap((field) => resolvedDict(document, field) ?? []);
}

/** Tells what was signed in these fields and in those that hang in them, and whether anything was. */
export function noteSignatures(cleaner: Cleaner, fields: readonly PdfDict[]): boolean {
	const seen = new Set(fields);
	let isAnySigned = false;
	for (const field of seen) {
		if (noteSignature(cleaner, field)) isAnySigned = true;
		for (const kid of kidsOf(cleaner.document, field)) seen.add(kid); // they are met in their turn
	}
	return isAnySigned;
}

function noteSignature({ document, note }: Cleaner, field: PdfDict | undefined): boolean {
	const signature = field && signatureOf(document, field);
	if (signature) note(signatureFinding(document, signature));
	return signature !== undefined;
}

function isInvisible(document: PdfDocument, annotation: PdfDict): boolean {
	const [left = 0, bottom = 0, right = 0, top = 0] = itemsOf(resolve(document, annotation.get("Rect"))).map(
		(item) => numberOf(resolve(document, item)) ?? 0,
	);
	return left === right || bottom === top || !annotation.has("AP");
}
