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
	let depth = 0;
	for (let at = text.indexOf("<"); at !== -1; at = text.indexOf("<", at)) {
		const skipped = endOfMarkup(text, at);
		if (skipped !== undefined) {
			aside(at, skipped, parent);
			at = skipped;
			continue;
		}
		const end = endOfTag(text, at);
		if (text[at + 1] === "/") {
			if (parent === undefined || nameAt(text, at + 2) !== nameAt(text, parent.start + 1)) {
				throw new InvalidFileError("damaged", `unexpected end tag at ${at}`);
			}
			close(parent, at, end);
			parent = parent.parent;
			depth--;
		} else {
			const [prefix, name] = split(nameAt(text, at + 1));
			const isEmpty = text[end - 2] === "/";
			const tag: XmlTag = { prefix, name, start: at, end, isEmpty, parent };
			open(tag);
			if (isEmpty) close(tag, end, end);
			else {
				parent = tag;
				if (++depth > maxDepth) throw new InvalidFileError("too-complex", `XML nested more than ${maxDepth} deep`);
			}
		}
		at = end;
	}
	if (parent !== undefined) throw new InvalidFileError("damaged", `<${parent.name}> is not closed`);
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
	if (text.startsWith("<!--", at)) return endAfter(text, "-->", at + 4);
	if (text.startsWith("<![CDATA[", at)) return endAfter(text, "]]>", at + 9);
	if (text.startsWith("<?", at)) return endAfter(text, "?>", at + 2);
	if (!text.startsWith("<!", at)) return undefined;
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
const restOfTag = /[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>/y;

function endOfTag(text: string, at: number): number {
	restOfTag.lastIndex = at;
	if (!restOfTag.test(text)) throw new InvalidFileError("damaged", `tag at ${at} does not end`);
	return restOfTag.lastIndex;
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
