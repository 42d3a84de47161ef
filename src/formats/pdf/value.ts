// PDF values as they stand in the file: numbers, names and strings keep their own spelling. ISO 32000-2, 7.3
// https://www.pdfa-inc.org/product/iso-32000-2-pdf-2-0-bundle-sponsored-access/
import { fromDigits } from "../containers/hexadecimal";
import { latin1 } from "../containers/numbers";
import { InvalidFileError } from "../invalid-file-error";
import { addComment } from "./comments";

export type PdfDict = Map<string, PdfValue>;

export type PdfValue =
	/** A number, name, string or keyword in its own spelling, every byte a character. */
	| { type: "token"; text: string }
	| { type: "array"; items: readonly PdfValue[] }
	/** Keys without their slash, `#41` resolved. */
	| { type: "dict"; entries: PdfDict }
	| { type: "reference"; number: number };

/** Bytes that are being parsed, every byte a character, and how far; `comments` are gathered where somebody wants them. */
export type Cursor = { text: string; at: number; comments?: Set<string> | undefined };

/** A key with this value is as good as absent, and is left out. ISO 32000-2, 7.3.9 */
export const nothing = { type: "token", text: "null" } as const satisfies PdfValue;

const maxDepth = 100;

/**
 * The key of values in a dictionary that have none, or one that is said again: readers pass over them. No key of a file is
 * like it: those are of bytes.
 */
export const strayKey = "\u{2205}";

/** Words at which a dictionary ends that is not closed. */
const afterDict = new Set(["endobj", "stream", "endstream", "startxref", "xref", "trailer"]);

/**
 * The value at the cursor, which moves behind it.
 * @throws InvalidFileError `damaged` when there is none or it ends early, `too-complex` beyond `maxDepth`.
 */
export function parseValue(cursor: Cursor, depth = 0): PdfValue {
	if (depth > maxDepth) throw new InvalidFileError("too-complex", `values nested more than ${maxDepth} deep`);
	skipSpace(cursor);
	const { text, at } = cursor;
	if (text.startsWith("<<", at)) return parseDict(cursor, depth);
	switch (text[at]) {
		case "[":
			return parseArray(cursor, depth);
		case "(":
			return token(cursor, stringEnd(text, at));
		case "<":
			return hexadecimal(token(cursor, endAfter(text, ">", at)));
		case "/":
			return token(cursor, regularEnd(text, at + 1));
	}
	const reference = /(\d{1,10})[\s\0]+(\d{1,5})[\s\0]+R(?![^\s\0()<>[\]{}/%])/y;
	reference.lastIndex = at;
	const match = reference.exec(text);
	if (match) {
		cursor.at = reference.lastIndex;
		return { type: "reference", number: Number(match[1]) };
	}
	const end = regularEnd(text, at);
	if (end === at || end === text.length) throw new InvalidFileError("damaged", `no value at ${at}`);
	return token(cursor, end);
}

/** Moves behind white space and comments. */
export function skipSpace(cursor: Cursor): void {
	const { text } = cursor;
	for (; cursor.at < text.length; cursor.at++) {
		if (text[cursor.at] === "%") {
			const start = cursor.at;
			while (cursor.at < text.length && text[cursor.at] !== "\n" && text[cursor.at] !== "\r") cursor.at++;
			if (cursor.comments) addComment(cursor.comments, text.slice(start, cursor.at));
		}
		if (!isSpace(text.charCodeAt(cursor.at))) return;
	}
}

/** The spelling of a value, ready to be written. */
export function serialized(value: PdfValue): string {
	switch (value.type) {
		case "token":
			return value.text;
		case "reference":
			return `${value.number} 0 R`;
		case "array":
			return `[${value.items.map(serialized).join(" ")}]`;
		case "dict":
			return `<<${[...value.entries].map(([key, item]) => `/${escapedName(key)} ${serialized(item)}`).join("\n")}>>`;
	}
}

export function nameOf(value: PdfValue | undefined): string | undefined {
	return value?.type === "token" && value.text.startsWith("/") ? unescapedName(value.text.slice(1)) : undefined;
}

export function numberOf(value: PdfValue | undefined): number | undefined {
	const number = value?.type === "token" && /^[+-]?[\d.]+$/.test(value.text) ? Number(value.text) : Number.NaN;
	return Number.isFinite(number) ? number : undefined;
}

export function dictOf(value: PdfValue | undefined): PdfDict | undefined {
	return value?.type === "dict" ? value.entries : undefined;
}

export function itemsOf(value: PdfValue | undefined): readonly PdfValue[] {
	return value?.type === "array" ? value.items : [];
}

/** The bytes of a string, or `undefined` for any other value. */
export function stringBytes(value: PdfValue | undefined): Uint8Array<ArrayBuffer> | undefined {
	if (value?.type !== "token") return undefined;
	const { text } = value;
	if (text.startsWith("<")) return fromDigits(textAsBytes(text));
	if (!text.startsWith("(")) return undefined;
	const plain = text
		.slice(1, -1)
		.replace(/\\(?:([nrtbf])|([0-7]{1,3})|(\r\n|\r|\n)|([\s\S]))/g, (_, letter, octal, newline, other) => {
			if (letter) return escapes[letter] ?? "";
			if (octal) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
			return newline ? "" : other;
		});
	return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

/** PDFDocEncoding where it is not Latin-1: from 0x18, and from 0x80. ISO 32000-2, D.2 */
const accents = "˘ˇˆ˙˝˛˚˜";
const letters = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\x9f€";

/** A text string as a person reads it: UTF-16, UTF-8 or PDFDocEncoding. */
export function textOf(value: PdfValue | undefined): string | undefined {
	const bytes = stringBytes(value);
	if (bytes === undefined) return undefined;
	const [first, second] = bytes;
	if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
	if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
	if (first === 0xef && second === 0xbb) return new TextDecoder().decode(bytes);
	return latin1(bytes).replace(/[^\t\n\r -\x7f\xa1-\xff]/g, (character) => {
		const code = character.charCodeAt(0);
		return code < 0x80 ? accents.charAt(code - 0x18) : letters.charAt(code - 0x80);
	});
}

/** `D:20210714093015+02'00'` as `2021-07-14 09:30:15 +02:00`. */
export function readableDate(text: string): string {
	const match = /^D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(Z|[+-]\d\d)?'?(\d\d)?/.exec(text);
	if (!match) return text;
	const [, year, month, day, hour, minute, second, zone, zoneMinutes] = match;
	const date = [year, month, day].filter(Boolean).join("-");
	if (!hour) return date;
	const shift = zone === "Z" ? " UTC" : zone ? ` ${zone}:${zoneMinutes ?? "00"}` : "";
	return `${date} ${[hour, minute, second].filter(Boolean).join(":")}${shift}`;
}

const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** As readers do: a value without a key is passed over, and a dictionary that is not closed ends with its object. */
function parseDict(cursor: Cursor, depth: number): PdfValue {
	const entries: PdfDict = new Map();
	const stray: PdfValue[] = [];
	cursor.at += 2;
	while (!isClosed(cursor)) {
		const start = cursor.at;
		const key = parseValue(cursor, depth + 1);
		const name = nameOf(key);
		if (name !== undefined) {
			const passedOver = entries.get(name);
			const value = isClosing(cursor) ? nothing : parseValue(cursor, depth + 1);
			if (passedOver && serialized(passedOver) !== serialized(value)) stray.push(passedOver);
			if (value.type === "token" && value.text === nothing.text) entries.delete(name);
			else entries.set(name, value);
		} else if (key.type === "token" && afterDict.has(key.text)) {
			cursor.at = start;
			break;
		} else stray.push(key);
	}
	if (stray.length > 0) entries.set(strayKey, { type: "array", items: stray });
	return { type: "dict", entries };
}

function isClosing(cursor: Cursor): boolean {
	skipSpace(cursor);
	return cursor.text.startsWith(">>", cursor.at);
}

function isClosed(cursor: Cursor): boolean {
	const isClosed = isClosing(cursor);
	if (isClosed) cursor.at += 2;
	return isClosed;
}

function parseArray(cursor: Cursor, depth: number): PdfValue {
	const items: PdfValue[] = [];
	cursor.at++;
	for (;;) {
		skipSpace(cursor);
		if (cursor.text[cursor.at] === "]") {
			cursor.at++;
			return { type: "array", items };
		}
		items.push(parseValue(cursor, depth + 1));
	}
}

/** What readers pass over among the digits goes. */
function hexadecimal(value: { type: "token"; text: string }): PdfValue {
	const { text } = value;
	return /^<[\da-f\s\0]*>$/i.test(text) ? value : { ...value, text: `<${text.replace(/[^\da-f]/gi, "")}>` };
}

function token(cursor: Cursor, end: number): { type: "token"; text: string } {
	const text = cursor.text.slice(cursor.at, end);
	cursor.at = end;
	return { type: "token", text };
}

function stringEnd(text: string, start: number): number {
	let depth = 0;
	for (let at = start; at < text.length; at++) {
		const character = text[at];
		if (character === "\\") at++;
		else if (character === "(") depth++;
		else if (character === ")" && --depth === 0) return at + 1;
	}
	throw new InvalidFileError("damaged", `string at ${start} does not end`);
}

function endAfter(text: string, mark: string, from: number): number {
	const at = text.indexOf(mark, from);
	if (at === -1) throw new InvalidFileError("damaged", `no ${mark} after ${from}`);
	return at + mark.length;
}

function regularEnd(text: string, start: number): number {
	let at = start;
	while (at < text.length && !isDelimiter(text.charCodeAt(at))) at++;
	return at;
}

function isSpace(code: number): boolean {
	return code === 32 || (code >= 9 && code <= 13 && code !== 11) || code === 0;
}

const delimiters = new Set([..."()<>[]{}/%"].map((character) => character.charCodeAt(0)));

function isDelimiter(code: number): boolean {
	return isSpace(code) || delimiters.has(code);
}

function unescapedName(name: string): string {
	if (!name.includes("#")) return name;
	return name.replace(/#([0-9a-f]{2})/gi, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)));
}

function escapedName(name: string): string {
	return name.replace(/[^A-Za-z0-9!"$&'*+,\-.:;=?@\\^_`|~]/g, (character) => {
		return `#${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
	});
}

/** Bytes as text in which every byte is a character; no decoder of the platform does that for 0x80 to 0x9f. */
export function bytesAsText(bytes: Uint8Array): string {
	if (bytes.length <= chunk) return charactersOf(bytes);
	const parts: string[] = [];
	for (let at = 0; at < bytes.length; at += chunk) parts.push(charactersOf(bytes.subarray(at, at + chunk)));
	return parts.join("");
}

/** As many arguments as a call bears. */
const chunk = 8192;

/** Spreading goes through an iterator and takes five times as long. */
function charactersOf(bytes: Uint8Array): string {
	const text: string = Reflect.apply(String.fromCharCode, undefined, bytes);
	return text;
}

/** The other way round. */
export function textAsBytes(text: string): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(text.length);
	for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
	return bytes;
}
