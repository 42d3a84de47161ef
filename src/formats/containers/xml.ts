// XML as it stands in the bytes: tags with their places, so that a part can be edited without being written anew.
// https://www.w3.org/TR/xml/

import { InvalidFileError } from "../invalid-file-error";
import { latin1 } from "./numbers";

/** XML text in which every character is one byte of the part, so that a place in it is a place in the bytes. */
export type XmlBytes = { bytes: Uint8Array<ArrayBuffer>; text: string };

export type XmlAttribute = {
	prefix: string;
	name: string;
	/** Where ` prefix:name="value"` starts (the space before it) and ends, and where the value itself does. */
	start: number;
	end: number;
	valueStart: number;
	valueEnd: number;
};

export type XmlTag = {
	prefix: string;
	name: string;
	start: number;
	end: number;
	isEmpty: boolean;
	/** The element around it. */
	parent: XmlTag | undefined;
};

const maxDepth = 2000;

const [slash, greaterThan, quote, apostrophe, exclamationMark, questionMark] = [0x2f, 0x3e, 0x22, 0x27, 0x21, 0x3f];

const utf8 = new TextDecoder();

/** A part's bytes as XML; UTF-16, which OPC allows, becomes UTF-8 here. */
export function xmlOf(part: Uint8Array<ArrayBuffer>): XmlBytes {
	const bytes = isUtf16(part) ? fromUtf16(part) : part;
	return { bytes, text: latin1(bytes) };
}

/**
 * Calls `open` at every start tag, and `close` with the place of the end tag, an empty one after an empty element;
 * `aside` with the place of a comment, CDATA section, processing instruction, document type or condition.
 * @throws InvalidFileError `damaged` when tags do not match or an entity is declared, `too-complex` beyond `maxDepth`.
 */
export function walkXml(
	{ text }: XmlBytes,
	open: (tag: XmlTag) => void,
	close: (tag: XmlTag, start: number, end: number) => void = () => {},
	aside: (start: number, end: number, parent: XmlTag | undefined) => void = () => {},
): void {
	let parent: XmlTag | undefined;
	const names: string[] = [];
	const met: Name[] = [];
	for (let at = text.indexOf("<"); at !== -1; at = text.indexOf("<", at)) {
		const skipped = endOfMarkup(text, at);
		if (skipped !== undefined) {
			aside(at, skipped, parent);
			at = skipped;
			continue;
		}
		const end = endOfTag(text, at);
		if (text.charCodeAt(at + 1) === slash) {
			const opened = names.pop();
			if (parent === undefined || opened === undefined || !isNameAt(text, at + 2, opened)) {
				throw new InvalidFileError("damaged", `unexpected end tag at ${at}`);
			}
			close(parent, at, end);
			parent = parent.parent;
		} else {
			const { whole, prefix, name } = nameIn(text, at + 1, met);
			const isEmpty = text[end - 2] === "/";
			const tag: XmlTag = { prefix, name, start: at, end, isEmpty, parent };
			open(tag);
			if (isEmpty) close(tag, end, end);
			else {
				parent = tag;
				if (names.push(whole) > maxDepth)
					throw new InvalidFileError("too-complex", `XML nested more than ${maxDepth} deep`);
			}
		}
		at = end;
	}
	if (parent !== undefined) throw new InvalidFileError("damaged", `<${parent.name}> is not closed`);
}

/** Cheap test whether a tag is more than its name: most cells of a sheet hold one that is not. */
export function holdsMore({ prefix, name, start, end }: XmlTag): boolean {
	return end - start > prefix.length + name.length + 4;
}

/** A tag's attributes, in order. */
export function attributesOf({ text }: XmlBytes, tag: XmlTag): XmlAttribute[] {
	const result: XmlAttribute[] = [];
	const pattern = /\s+([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
	pattern.lastIndex = tag.start + 1 + nameAt(text, tag.start + 1).length;
	for (let match = pattern.exec(text); match && pattern.lastIndex <= tag.end; match = pattern.exec(text)) {
		const [prefix, name] = split(match[1] ?? "");
		const end = pattern.lastIndex;
		const valueStart = end - 1 - (match[2] ?? match[3] ?? "").length;
		result.push({ prefix, name, start: match.index, end, valueStart, valueEnd: end - 1 });
	}
	return result;
}

/** The value of the attribute `name`, with or without a prefix. */
export function attributeOf(xml: XmlBytes, tag: XmlTag, name: string): string | undefined {
	const attribute = attributesOf(xml, tag).find((other) => other.name === name);
	return attribute && attributeText(xml, attribute);
}

export function attributeText(xml: XmlBytes, { valueStart, valueEnd }: XmlAttribute): string {
	return decoded(xml, valueStart, valueEnd);
}

/** The text of `[start, end)` without its tags, comments and CDATA marks, entities resolved. */
export function textBetween(xml: XmlBytes, start: number, end: number): string {
	if (xml.text.slice(start, end).indexOf("<") === -1) return decoded(xml, start, end);
	return unescapeXml(
		utf8
			.decode(xml.bytes.subarray(start, end))
			.replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, "")
			.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, inner: string) => escapeXml(inner))
			.replace(/<[^>]*>/g, ""),
	);
}

export function escapeXml(value: string): string {
	return value.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function decoded({ bytes }: XmlBytes, start: number, end: number): string {
	return unescapeXml(utf8.decode(bytes.subarray(start, end)));
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Only the five entities of XML and numbers: nothing that a document declares is ever expanded. */
function unescapeXml(value: string): string {
	return value.replace(/&(#x[0-9a-f]+|#\d+|[a-z]+);/gi, (whole, body: string) => {
		if (!body.startsWith("#")) return entities[body] ?? whole;
		const code = body[1] === "x" || body[1] === "X" ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
		return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
	});
}

/** Where a comment, CDATA section, processing instruction, document type or condition that starts at `at` ends. */
function endOfMarkup(text: string, at: number): number | undefined {
	const next = text.charCodeAt(at + 1);
	if (next !== exclamationMark && next !== questionMark) return undefined;
	if (text.startsWith("<!--", at)) return endAfter(text, "-->", at + 4);
	if (text.startsWith("<![CDATA[", at)) return endAfter(text, "]]>", at + 9);
	if (next === questionMark) return endAfter(text, "?>", at + 2);
	const end = endAfter(text, ">", at);
	// Office wraps what its drawings show to itself alone in conditions, which are no XML.
	condition.lastIndex = at;
	if (condition.test(text)) return end;
	// A document type may have a part of its own in brackets: nothing that is met in documents, but for entity bombs.
	if (text.slice(at, end).includes("[")) throw new InvalidFileError("damaged", "declarations inside the document");
	return end;
}

/** What Office asks for in them: its programs and their versions. Other words make it none. */
const condition =
	/<!\[(?:if (?:\s|[()!&|\d.]|(?:lte?|gte?|mso|ole|vml|ppt|word|excel|IE|pub|support\w{1,20})\b)+|endif)\]>/y;

function endAfter(text: string, mark: string, from: number): number {
	const at = text.indexOf(mark, from);
	if (at === -1) throw new InvalidFileError("damaged", `no ${mark} after ${from}`);
	return at + mark.length;
}

/** A tag ends at the first `>` that stands in no attribute's value. */
function endOfTag(text: string, at: number): number {
	for (let place = at; place < text.length; place++) {
		const code = text.charCodeAt(place);
		if (code === greaterThan) return place + 1;
		if (code !== quote && code !== apostrophe) continue;
		place = text.indexOf(code === quote ? '"' : "'", place + 1);
		if (place === -1) break;
	}
	throw new InvalidFileError("damaged", `tag at ${at} does not end`);
}

type Name = { whole: string; prefix: string; name: string };

/** A sheet has millions of cells: a name that was met before is found again, and not cut out anew. */
function nameIn(text: string, at: number, met: Name[]): Name {
	const slot = (text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) & 255;
	const known = met[slot];
	if (known && isNameAt(text, at, known.whole)) return known;
	const whole = nameAt(text, at);
	const [prefix, name] = split(whole);
	const found = { whole, prefix, name };
	met[slot] = found;
	return found;
}

function isNameAt(text: string, at: number, name: string): boolean {
	return text.startsWith(name, at) && isNameEnd(text.charCodeAt(at + name.length));
}

function nameAt(text: string, at: number): string {
	let end = at;
	while (end < text.length && !isNameEnd(text.charCodeAt(end))) end++;
	return text.slice(at, end);
}

function isNameEnd(code: number): boolean {
	return code <= 32 || code === 47 || code === 62;
}

function split(qualified: string): [prefix: string, name: string] {
	const colon = qualified.indexOf(":");
	return colon === -1 ? ["", qualified] : [qualified.slice(0, colon), qualified.slice(colon + 1)];
}

function isUtf16([first, second]: Uint8Array): boolean {
	return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function fromUtf16(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
	const text = new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-16be").decode(bytes);
	return new TextEncoder().encode(text.replace(/^(<\?xml[^>]*?)\s+encoding=["'][^"']*["']/, "$1"));
}
