// What a form field has of its own or from the fields above it. ISO 32000-2, 12.7.4
import { type PdfDocument, resolve, resolvedDict } from "./document";
import { itemsOf, type PdfDict, type PdfValue } from "./value";

/** Fields hang in each other; honest forms are a few levels deep. */
export const deepestField = 32;

/** A field's own value for `key`, or that of the nearest field above it which has one. */
export function inherited(document: PdfDocument, field: PdfDict, key: string): PdfValue | undefined {
	let current: PdfDict | undefined = field;
	for (let level = 0; current !== undefined && level < deepestField; level++) {
		const value = resolve(document, current.get(key));
		if (value !== undefined) return value;
		current = resolvedDict(document, current.get("Parent"));
	}
	return undefined;
}

export function kidsOf(document: PdfDocument, field: PdfDict | undefined): PdfDict[] {
	return itemsOf(resolve(document, field?.get("Kids"))).flatMap((kid) => resolvedDict(document, kid) ?? []);
}
