// The words of earlier versions that the newest no longer shows: in replaced objects, and in those that nothing uses now.
import { unpackZlib } from "../containers/deflate";
import { InvalidFileError } from "../invalid-file-error";
import { excerpt } from "../readable";
import { type PdfDocument, resolve, type StoredObject, streamEnd } from "./document";
import { filtersOf } from "./filters";
import { readObject } from "./indirect-object";
import { bytesAsText, dictOf, nameOf, type PdfDict, type PdfValue, textOf } from "./value";

/** Enough to show what was changed; a page's own text is rarely longer. */
const streamsRead = 200;
const maxPacked = 64 * 1024;
const maxContent = 1024 * 1024;

/** What people wrote outside of pages: comments and form values. */
const writtenKeys = ["Contents", "V"];

/** `unused` and `used` are numbers of objects that the newest version does not reach, and does. */
export async function replacedWords(
	document: PdfDocument,
	unused: readonly number[],
	used: Iterable<number>,
): Promise<string> {
	const earlier: StoredObject[] = unused.flatMap((number) => document.objects.get(number) ?? []);
	for (const { place } of document.earlier.slice(0, streamsRead)) {
		if (place.type === "at") earlier.push(...(await earlierObject(document, place.offset)));
	}
	const before = await wordsOf(document, earlier);
	if (before.size === 0) return "";
	const now = await wordsOf(
		document,
		[...used].flatMap((number) => document.objects.get(number) ?? []),
	);
	return excerpt([...before].filter((words) => !now.has(words)).join(" … "), 2000);
}

async function earlierObject(document: PdfDocument, offset: number): Promise<StoredObject[]> {
	try {
		const { object } = await readObject(document.source, offset, document.source.size);
		if (object.streamStart === undefined) return [{ value: object.value }];
		const start = object.streamStart;
		const end = await streamEnd(document, object, start, Math.min(start + maxPacked, document.source.size));
		return [{ value: object.value, stream: { start, end } }];
	} catch (error) {
		if (!(error instanceof InvalidFileError)) throw error; // what is no longer whole cannot be read again
		return [];
	}
}

async function wordsOf(document: PdfDocument, objects: readonly StoredObject[]): Promise<Set<string>> {
	const words = new Set<string>();
	let streams = 0;
	for (const { value, stream } of objects) {
		const entries = dictOf(value);
		if (!entries) continue;
		for (const key of stream ? [] : writtenKeys) {
			const text = textOf(resolve(document, entries.get(key)))?.trim();
			if (text) words.add(text);
		}
		if (!stream || !isContent(entries) || streams++ >= streamsRead) continue;
		document.context.signal.throwIfAborted();
		for (const text of shownIn(await contentOf(document, entries, stream))) words.add(text);
	}
	return words;
}

/** Pages' contents have no type; pictures, fonts and what holds the file together do. */
function isContent(entries: PdfDict): boolean {
	if (entries.has("Length1") || entries.has("FunctionType") || entries.has("N")) return false;
	const kind = nameOf(entries.get("Subtype")) ?? nameOf(entries.get("Type"));
	return kind === undefined || kind === "Form";
}

async function contentOf(
	{ source }: PdfDocument,
	entries: PdfDict,
	{ start, end }: { start: number; end: number },
): Promise<string> {
	const filters = filtersOf(entries);
	if (end - start > maxPacked || filters.length > 1) return "";
	const bytes = await source.read(start, end);
	if (filters.length === 0) return bytesAsText(bytes);
	if (filters[0] !== "FlateDecode" && filters[0] !== "Fl") return "";
	try {
		return bytesAsText(unpackZlib(bytes, maxContent));
	} catch (error) {
		if (!(error instanceof InvalidFileError)) throw error; // larger than a page's text, or broken
		return "";
	}
}

/** Strings that a page's content shows, by `Tj` and its kin; a font with its own numbering makes no words of them. */
function shownIn(content: string): string[] {
	const shown: string[] = [];
	for (const [, list, one] of content.matchAll(
		/\[((?:\((?:\\[\s\S]|[^\\()])*\)|[^\][()])*)\]\s*TJ|(\((?:\\[\s\S]|[^\\()])*\))\s*(?:Tj|'|")/g,
	)) {
		const strings = one === undefined ? (list?.match(/\((?:\\[\s\S]|[^\\()])*\)/g) ?? []) : [one];
		const text = strings
			.map((string) => textOf(tokenOf(string)) ?? "")
			.join("")
			.trim();
		if (/^[\x20-\x7e\u00a0-\u024f\u2013-\u2122]{2,}$/.test(text)) shown.push(text);
	}
	return shown;
}

function tokenOf(text: string): PdfValue {
	return { type: "token", text };
}
