// Digital signatures: whether a field is signed, and by whom. ISO 32000-2, 12.8

import type { Finding } from "../../core/finding";
import { phrase } from "../../core/phrase";
import { excerpt } from "../readable";
import { type PdfDocument, resolve } from "./document";
import { deepest, inherited, kidsOf } from "./inherited";
import { dictOf, nameOf, type PdfDict, readableDate, stringBytes, textOf } from "./value";

/** Whether a field or its widget carries a signature; an empty one is there to be signed. */
export function isSigned(document: PdfDocument, field: PdfDict | undefined): boolean {
	return field !== undefined && signatureOf(document, field) !== undefined;
}

/** What was found of each field: those that hang in one are asked for again by each above it. */
const onlySignatures = new WeakMap<PdfDict, boolean>();

/** Whether all that hangs in a field is signed: it goes with its signatures. */
export function holdsOnlySignatures(document: PdfDocument, field: PdfDict | undefined, level = 0): boolean {
	if (field === undefined) return false;
	const known = onlySignatures.get(field);
	if (known !== undefined) return known;
	onlySignatures.set(field, false); // fields may hang in themselves
	const kids = level < deepest ? kidsOf(document, field) : [];
	const result =
		isSigned(document, field) ||
		(kids.length > 0 && kids.every((kid) => holdsOnlySignatures(document, kid, level + 1)));
	onlySignatures.set(field, result);
	return result;
}

/** A signature by what it covers and what it says of that, wherever it hangs. */
export function isSignature(document: PdfDocument, entries: PdfDict): boolean {
	return entries.has("ByteRange") && stringBytes(resolve(document, entries.get("Contents"))) !== undefined;
}

export function signatureOf(document: PdfDocument, field: PdfDict): PdfDict | undefined {
	if (nameOf(inherited(document, field, "FT")) !== "Sig") return undefined;
	return dictOf(inherited(document, field, "V"));
}

export function signatureFinding(document: PdfDocument, signature: PdfDict | undefined): Finding {
	const text = (key: string) => textOf(resolve(document, signature?.get(key)));
	const contents = stringBytes(resolve(document, signature?.get("Contents")));
	const names = [text("Name"), ...commonNames(contents)].filter(Boolean);
	const date = text("M");
	const words = [
		`signed${names.length > 0 ? ` by ${[...new Set(names)].slice(0, 2).join(" / ")}` : ""}`,
		date && readableDate(date),
		text("Reason"),
		text("Location"),
		text("ContactInfo"),
	].filter(Boolean);
	const value = phrase("signedWith", excerpt(words.join(", ")));
	return { kind: "person", severity: "high", source: "PDF", tag: "Signature", value, breaks: true };
}

/** Common names in the certificates of a signature: the object identifier 2.5.4.3, then a string. */
function commonNames(contents: Uint8Array | undefined): string[] {
	const names: string[] = [];
	if (!contents) return names;
	for (let at = 0; at + 7 < contents.length && names.length < 8; at++) {
		if (contents[at] !== 0x06 || contents[at + 1] !== 3 || contents[at + 2] !== 0x55) continue;
		if (contents[at + 3] !== 4 || contents[at + 4] !== 3) continue;
		const size = contents[at + 6] ?? 0;
		if (size < 128) names.push(new TextDecoder().decode(contents.subarray(at + 7, at + 7 + size)));
	}
	// The subject comes after its issuer, and the signer's certificate usually first.
	return names.slice(1, 2).concat(names.slice(0, 1));
}
