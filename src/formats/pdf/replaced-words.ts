// The words of earlier versions that the newest no longer shows: in replaced objects, and in those that nothing uses now.
import { InvalidFileError } from "../invalid-file-error";
import { excerpt } from "../readable";
import { type PdfDocument, packedValues, resolve, type StoredObject, streamEnd } from "./document";
import { unfiltered } from "./filters";
import { readObject } from "./indirect-object";
import { fontsOf, type Pages, pagesOf } from "./page-fonts";
import { shownIn } from "./shown-words";
import { bytesAsText, dictOf, nameOf, type PdfDict, type PdfValue, textOf } from "./value";

/** Enough to show what was changed; a page's own text is rarely longer. */
const streamsRead = 200;
const maxPacked = 64 * 1024;
const maxContent = 1024 * 1024;

/** As few as are read, and as small as they may be, need not be counted. */
const unlimited = { spend() {} };

/** What people wrote outside of pages: comments and form values. */
const writtenKeys = ["Contents", "V"];

export type Numbered = StoredObject & { number: number };

/** `unused` and `used` are numbers of objects that the newest version does not reach, and does. */
export async function replacedWords(
	document: PdfDocument,
	unused: readonly number[],
	used: Iterable<number>,
): Promise<string> {
	const earlier = [...numbered(document, unused), ...(await earlierObjects(document))];
	const now = numbered(document, used);
	const pages = pagesOf(document, [...earlier, ...now]);
	const before = await wordsOf(document, earlier, pages);
	if (before.size === 0) return "";
	const still = await wordsOf(document, now, pages);
	return excerpt([...before].filter((words) => !still.has(words)).join(" … "), 2000);
}

function numbered({ objects }: PdfDocument, numbers: Iterable<number>): Numbered[] {
	return [...numbers].flatMap((number) => {
		const object = objects.get(number);
		return object ? [{ number, ...object }] : [];
	});
}

async function earlierObjects(document: PdfDocument): Promise<Numbered[]> {
	const found: Numbered[] = [];
	const packed = new Map<number, ReadonlyMap<number, PdfValue>>();
	for (const { number, place } of document.earlier.slice(0, streamsRead)) {
		if (place.type === "at") {
			const object = await earlierObject(document, place.offset);
			if (object) found.push({ number, ...object });
			continue;
		}
		const values = packed.get(place.container) ?? (await packedValues(document, place.container));
		packed.set(place.container, values);
		const value = values.get(number);
		if (value) found.push({ number, value });
	}
	return found;
}

async function earlierObject(document: PdfDocument, offset: number): Promise<StoredObject | undefined> {
	try {
		const { object } = await readObject(document.source, offset, document.source.size);
		if (object.streamStart === undefined) return { value: object.value };
		const start = object.streamStart;
		const end = await streamEnd(document, object, start, Math.min(start + maxPacked, document.source.size));
		return { value: object.value, stream: { start, end } };
	} catch (error) {
		if (!(error instanceof InvalidFileError)) throw error; // what is no longer whole cannot be read again
		return undefined;
	}
}

async function wordsOf(document: PdfDocument, objects: readonly Numbered[], pages: Pages): Promise<Set<string>> {
	const words = new Set<string>();
	let streams = 0;
	for (const { number, value, stream } of objects) {
		const entries = dictOf(value);
		if (!entries) continue;
		for (const key of stream ? [] : writtenKeys) {
			const text = textOf(resolve(document, entries.get(key)))?.trim();
			if (text) words.add(text);
		}
		if (!stream || !isContent(entries) || streams++ >= streamsRead) continue;
		document.context.signal.throwIfAborted();
		const content = await contentOf(document, entries, stream);
		if (content === "") continue;
		for (const text of shownIn(content, await fontsOf(document, pages, number, entries))) words.add(text);
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
	if (end - start > maxPacked) return "";
	try {
		return bytesAsText(unfiltered(entries, await source.read(start, end), unlimited, maxContent));
	} catch (error) {
		if (!(error instanceof InvalidFileError)) throw error; // of another filter, broken, or larger than a page's text
		return "";
	}
}
