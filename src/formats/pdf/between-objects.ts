// What stands between a PDF's objects that no table names: comments of programs, objects that were left behind.
// ISO 32000-2, 7.5.1 and 7.2.4
import type { Finding } from "../../core/finding";
import { phrase, sized } from "../../core/phrase";
import { InvalidFileError } from "../invalid-file-error";
import { addComment, commentFindings } from "./comments";
import type { PdfDocument } from "./document";
import { bytesAsText, type Cursor, parseValue, skipSpace } from "./value";

/** What is read of one gap; a table of more objects than fit is not looked into. */
const maxGap = 1024 * 1024;
/** The line ends and words that close a stream. */
const closingSize = 24;

/** What holds the file together: marks, tables, and the bytes that say this is no text. */
const structure =
	/(?:%PDF-\d\.\d|%%EOF|endstream|endobj|startxref[\s\0]+\d+|xref[\s\0\dnf]*|%[^\r\n]{0,16}[\x80-\xff][^\r\n]{0,16}(?=[\r\n]))/y;
const comment = /%[^\r\n]*/y;
const objectStart = /\d{1,10}[\s\0]+\d{1,5}[\s\0]+obj(?![a-z])/y;
const xrefType = /\/Type[\s\0]*\/XRef/;

type Between = { comments: Set<string>; objects: number; bytes: number };

/** For a file that was saved once; what earlier versions left behind is told as such. */
export async function findingsBetween(document: PdfDocument): Promise<Finding[]> {
	const { source, owned, revisions, replaced } = document;
	if (revisions > 1 || replaced > 0) return [];
	const between: Between = { comments: new Set(document.comments), objects: 0, bytes: 0 };
	let at = 0;
	let isClosed = true;
	for (const { start, end, isStream } of [...owned].sort((a, b) => a.start - b.start)) {
		if (start - at > (isClosed ? 2 : closingSize)) await readGap(document, at, start, between);
		at = Math.max(at, end);
		isClosed = !isStream;
	}
	await readGap(document, at, source.size, between);
	return findingsOf(between);
}

function findingsOf({ comments, objects, bytes }: Between): Finding[] {
	const findings: Finding[] = commentFindings(comments);
	const about = { source: "PDF" };
	if (objects > 0) {
		const value = phrase("unusedObjects", { count: objects });
		findings.push({ ...about, kind: "history", severity: "medium", tag: "UnnamedObjects", value });
	}
	if (bytes > 0)
		findings.push({ ...about, kind: "unknown", severity: "medium", tag: "BytesBetweenObjects", value: sized(bytes) });
	return findings;
}

async function readGap({ source, context }: PdfDocument, start: number, end: number, between: Between): Promise<void> {
	if (start >= end) return;
	context.signal.throwIfAborted();
	const cursor = { text: bytesAsText(await source.read(start, Math.min(end, start + maxGap))), at: 0 };
	while (cursor.at < cursor.text.length) {
		const before = cursor.at;
		step(cursor, between);
		if (cursor.at > before) continue;
		between.bytes += cursor.text.length - cursor.at;
		return;
	}
}

/** Moves the cursor behind the next thing it knows. */
function step(cursor: Cursor, between: Between): void {
	const { text } = cursor;
	while (cursor.at < text.length && /[\s\0]/.test(text[cursor.at] ?? "")) cursor.at++;
	const known = matchAt(structure, cursor);
	if (known !== undefined) {
		cursor.at += known.length;
		// What follows the end is told by its size alone.
		if (known === "%%EOF" && !text.includes("obj", cursor.at)) cursor.at = text.length;
		return;
	}
	if (text.startsWith("trailer", cursor.at)) {
		cursor.at = behindValue(text, cursor.at + "trailer".length, between.comments);
		return;
	}
	const words = matchAt(comment, cursor);
	if (words !== undefined) {
		cursor.at += words.length;
		addComment(between.comments, words);
		return;
	}
	if (matchAt(objectStart, cursor) === undefined) return;
	const close = text.indexOf("endobj", cursor.at);
	const object = text.slice(cursor.at, close === -1 ? text.length : close);
	if (!xrefType.test(object)) between.objects++;
	cursor.at += object.length;
}

function matchAt(pattern: RegExp, { text, at }: Cursor): string | undefined {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0];
}

/** What ends early or is no value is left to be counted. */
function behindValue(text: string, at: number, comments: Set<string>): number {
	const cursor = { text, at, comments };
	try {
		skipSpace(cursor);
		parseValue(cursor);
		return cursor.at;
	} catch (error) {
		if (!(error instanceof InvalidFileError)) throw error;
		return at;
	}
}
