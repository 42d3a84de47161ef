// What a form field or a page has of its own, or from those above it. ISO 32000-2, 7.7.3.4 and 12.7.4
import { type PdfDocument, resolve, resolvedDict } from "./document";
import { itemsOf, type PdfDict, type PdfValue } from "./value";

/** They hang in each other; honest documents are a few levels deep. */
export const deepest = 32;

/** Its own value for `key`, or that of the nearest one above it which has one. */
export function inherited(document: PdfDocument, entries: PdfDict, key: string): PdfValue | undefined {
	let current: PdfDict | undefined = entries;
	for (let level = 0; current !== undefined && level < deepest; level++) {
		const value = resolve(document, current.get(key));
		if (value !== undefined) return value;
		current = resolvedDict(document, current.get("Parent"));
	}
	return undefined;
}

export function kidsOf(document: PdfDocument, field: PdfDict | undefined): PdfDict[] {
	return itemsOf(resolve(document, field?.get("Kids"))).flatMap((kid) => resolvedDict(document, kid) ?? []);
}
