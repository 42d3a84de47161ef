// Which fonts a content stream draws with: those of the page that it belongs to, or its own. ISO 32000-2, 7.8.3

import { InvalidFileError } from "../invalid-file-error";
import { type PdfDocument, resolve, resolvedDict, streamContent } from "./document";
import { inherited } from "./inherited";
import type { Fonts } from "./shown-words";
import { type ToUnicode, toUnicodeOf } from "./to-unicode";
import { bytesAsText, dictOf, itemsOf, type PdfDict, type PdfValue } from "./value";

/** By the number of a content stream: the resources of its page, the newest page's last. */
export type Pages = { resources: ReadonlyMap<number, PdfDict>; maps: Map<number, ToUnicode | undefined> };

const maxMap = 1024 * 1024;

export function pagesOf(document: PdfDocument, objects: readonly { value: PdfValue }[]): Pages {
	const resources = new Map<number, PdfDict>();
	for (const { value } of objects) {
		const page = dictOf(value);
		const contents = page?.get("Contents");
		if (!page || !contents) continue;
		// They may be those of the tree that the page hangs in.
		const found = resolvedDict(document, inherited(document, page, "Resources"));
		const streams =
			contents.type === "reference" ? [contents, ...itemsOf(resolve(document, contents))] : itemsOf(contents);
		for (const stream of streams) if (found && stream.type === "reference") resources.set(stream.number, found);
	}
	return { resources, maps: new Map() };
}

/** The fonts with a map of their codes that stream `number`, or a form with resources of its own, draws with. */
export async function fontsOf(document: PdfDocument, pages: Pages, number: number, form: PdfDict): Promise<Fonts> {
	const fonts = new Map<string, ToUnicode>();
	const resources = resolvedDict(document, form.get("Resources")) ?? pages.resources.get(number);
	for (const [name, font] of resolvedDict(document, resources?.get("Font")) ?? []) {
		const map = resolvedDict(document, font)?.get("ToUnicode");
		if (map?.type !== "reference") continue;
		if (!pages.maps.has(map.number)) pages.maps.set(map.number, await mapOf(document, map.number));
		const known = pages.maps.get(map.number);
		if (known) fonts.set(name, known);
	}
	return fonts;
}

async function mapOf(document: PdfDocument, number: number): Promise<ToUnicode | undefined> {
	const object = document.objects.get(number);
	if (!object?.stream || object.stream.end - object.stream.start > maxMap) return undefined;
	try {
		return toUnicodeOf(bytesAsText(await streamContent(document, object)));
	} catch (error) {
		if (!(error instanceof InvalidFileError) || error.reason === "too-complex") throw error;
		return undefined; // of another filter, or broken
	}
}
