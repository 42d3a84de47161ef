// Comments in what draws a page, a form, a pattern or a letter: no viewer shows them. ISO 32000-2, 7.8.2 and 7.2.4
import type { Finding } from "../../core/finding";
import { deflate } from "../containers/deflate";
import { joinBytes } from "../containers/numbers";
import { InvalidFileError } from "../invalid-file-error";
import { byteParts, splice } from "../splice";
import { addComment, commentFindings, saidIn } from "./comments";
import { type PdfDocument, resolve } from "./document";
import { unfiltered } from "./filters";
import type { NewStream } from "./rewrite";
import { bytesAsText, dictOf, itemsOf, nameOf, numberOf, type PdfValue } from "./value";

/** What is looked into, unpacked: drawings as large as maps can be hold nothing but lines. */
const maxContent = 16 * 1024 * 1024;
const maxUnpacked = 64 * 1024 * 1024;
/** What is counted here, by what there is. */
const uncounted = { spend() {} };

/** Streams read at the same time: most of the time goes by waiting for bytes. */
const atOnce = 8;

const nothing = new Uint8Array(0);
const percent = 0x25;

/** Where a string or a comment begins, and a picture within the content, whose bytes may look like either. */
const marks = /[%(]|(?<=[\s\])>])ID(?=\s)/g;
const inString = /[\\()]/g;

export type ContentComments = { findings: readonly Finding[]; numbers: readonly number[] };

/** @param numbers those of the objects that the newest version reaches. */
export async function contentComments(document: PdfDocument, numbers: readonly number[]): Promise<ContentComments> {
	const comments = new Set<string>();
	const withComments: number[] = [];
	let left = maxUnpacked;
	const contents = contentNumbers(document, numbers);
	for (let from = 0; from < contents.length && left > 0; from += atOnce) {
		document.context.signal.throwIfAborted();
		const batch = contents.slice(from, from + atOnce);
		const read = await Promise.all(batch.map(async (number) => ({ number, bytes: await contentOf(document, number) })));
		for (const { number, bytes } of read) {
			left -= bytes.length;
			const said = commentsIn(bytes);
			if (said.length > 0) withComments.push(number);
			for (const { text } of said) addComment(comments, text);
		}
	}
	return { findings: commentFindings(comments), numbers: withComments };
}

/** The streams without what their comments say; that one was there stays, since it may be all that parts two words. */
export async function uncommented(
	document: PdfDocument,
	{ numbers }: ContentComments,
): Promise<(readonly [number, NewStream])[]> {
	const result: (readonly [number, NewStream])[] = [];
	for (const number of numbers) {
		document.context.signal.throwIfAborted();
		const bytes = await contentOf(document, number);
		const edits = commentsIn(bytes).map(({ start, end }) => ({ start: start + 1, end }));
		const packed = await deflate(joinBytes(byteParts(bytes, splice(bytes.length, edits))), "zlib");
		result.push([number, { data: [packed], filter: "FlateDecode" }]);
	}
	return result;
}

/** What draws pages, and what that draws in turn. */
function contentNumbers(document: PdfDocument, numbers: readonly number[]): number[] {
	const contents = new Set<number>();
	const add = (value: PdfValue | undefined) => {
		if (value?.type === "reference" && document.objects.get(value.number)?.stream) contents.add(value.number);
	};
	for (const number of numbers) {
		const object = document.objects.get(number);
		const entries = dictOf(object?.value);
		if (!object || !entries) continue;
		if (object.stream) {
			const isForm = nameOf(entries.get("Subtype")) === "Form" || numberOf(entries.get("PatternType")) === 1;
			if (isForm) contents.add(number);
			continue;
		}
		const content = entries.get("Contents");
		add(content);
		for (const part of itemsOf(resolve(document, content))) add(part);
		const letters = nameOf(entries.get("Subtype")) === "Type3" ? entries.get("CharProcs") : undefined;
		for (const letter of dictOf(resolve(document, letters))?.values() ?? []) add(letter);
	}
	return [...contents];
}

async function contentOf({ objects, source }: PdfDocument, number: number): Promise<Uint8Array<ArrayBuffer>> {
	const { value, stream } = objects.get(number) ?? {};
	const entries = dictOf(value);
	if (!entries || !stream || stream.end - stream.start > maxContent) return nothing;
	try {
		return unfiltered(entries, await source.read(stream.start, stream.end), uncounted, maxContent);
	} catch (error) {
		if (!(error instanceof InvalidFileError) || error.reason === "unreadable") throw error;
		return nothing; // of another filter, broken, or larger than is looked into
	}
}

/** Those that say something, each from its mark to the end of its line. */
function commentsIn(bytes: Uint8Array): { start: number; end: number; text: string }[] {
	if (!bytes.includes(percent)) return [];
	const found: { start: number; end: number; text: string }[] = [];
	const text = bytesAsText(bytes);
	marks.lastIndex = 0;
	for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
		if (mark[0] === "(") marks.lastIndex = behindString(text, mark.index);
		// What follows a picture cannot be told from its bytes.
		else if (mark[0] === "ID") break;
		else {
			const line = text.slice(mark.index).search(/[\r\n]/);
			const end = line === -1 ? text.length : mark.index + line;
			const comment = text.slice(mark.index, end);
			if (saidIn(comment) !== undefined) found.push({ start: mark.index, end, text: comment });
			marks.lastIndex = end;
		}
	}
	return found;
}

function behindString(text: string, start: number): number {
	let depth = 0;
	inString.lastIndex = start;
	for (let mark = inString.exec(text); mark; mark = inString.exec(text)) {
		if (mark[0] === "\\") inString.lastIndex++;
		else if (mark[0] === "(") depth++;
		else if (--depth === 0) return inString.lastIndex;
	}
	return text.length;
}
