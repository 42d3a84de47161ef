// Digital signatures: whether a field is signed, and by whom. ISO 32000-2, 12.8

import type { Finding } from "../../core/finding";
import { phrase } from "../../core/phrase";
import { excerpt } from "../readable";
import { type PdfDocument, resolvedDict } from "./document";
import { nameOf, type PdfDict, readableDate, stringBytes, textOf } from "./value";

/** Whether a field or its widget carries a signature; an empty one is there to be signed. */
export function isSigned(document: PdfDocument, field: PdfDict | undefined): boolean {
	return field !== undefined && signatureOf(document, field) !== undefined;
}

export function signatureFinding(document: PdfDocument, field: PdfDict): Finding {
	const signature = signatureOf(document, field);
	const text = (key: string) => textOf(signature?.get(key));
	const names = [text("Name"), ...commonNames(stringBytes(signature?.get("Contents")))].filter(Boolean);
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

function signatureOf(document: PdfDocument, field: PdfDict): PdfDict | undefined {
	const parent = resolvedDict(document, field.get("Parent"));
	const kind = nameOf(field.get("FT")) ?? nameOf(parent?.get("FT"));
	return kind === "Sig"
		? (resolvedDict(document, field.get("V")) ?? resolvedDict(document, parent?.get("V")))
		: undefined;
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
