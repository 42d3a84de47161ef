// Where a PDF lists the files attached to it: by names that may be paths, and at what they belong to. ISO 32000-2, 7.11.4

import { shortenedPath } from "./actions";
import type { Cleaner } from "./cleaner";
import { type PdfDocument, resolve, resolvedDict } from "./document";
import { itemsOf, type PdfDict, type PdfValue } from "./value";

export function cleanLists(cleaner: Cleaner, entries: PdfDict): void {
	const { document, keep } = cleaner;
	if (!keep.hiddenContent && holdsFile(document, entries.get("AF"))) entries.delete("AF");
	if (holdsFile(document, entries.get("Names")))
		for (const key of ["Names", "Limits"]) shortenItems(cleaner, entries, key);
}

/** Whether a value is an attached file or a list with one. */
function holdsFile(document: PdfDocument, value: PdfValue | undefined): boolean {
	const found = resolve(document, value);
	if (found?.type === "dict") return found.entries.has("EF");
	return itemsOf(found).some((item) => resolvedDict(document, item)?.has("EF"));
}

function shortenItems(cleaner: Cleaner, entries: PdfDict, key: string): void {
	const items = itemsOf(resolve(cleaner.document, entries.get(key)));
	if (items.length === 0) return;
	entries.set(key, { type: "array", items: items.map((item) => shortenedPath(cleaner, item) ?? item) });
}
