// What a font's own codes mean: the map that programs add so that text can be copied. ISO 32000-2, 9.10.3
import { stringBytes } from "./value";

export type ToUnicode = {
	/** Bytes in a code. */
	width: number;
	codes: ReadonlyMap<number, string>;
};

const maxCodes = 65_536;

/** The map in a CMap stream; single codes and ranges, as all writers make them. */
export function toUnicodeOf(cmap: string): ToUnicode {
	const codes = new Map<number, string>();
	const put = (code: number, text: string) => codes.size < maxCodes && codes.set(code, text);
	for (const [, body = ""] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
		for (const [, code, text] of body.matchAll(/(<[^>]*>)\s*(<[^>]*>)/g)) put(numberIn(code), textIn(text));
	}
	for (const [, body = ""] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
		for (const [, first, last, text, list] of body.matchAll(
			/(<[^>]*>)\s*(<[^>]*>)\s*(?:(<[^>]*>)|\[((?:\s*<[^>]*>)*)\s*\])/g,
		)) {
			const [from, to] = [numberIn(first), Math.min(numberIn(last), numberIn(first) + maxCodes)];
			const texts = list?.match(/<[^>]*>/g)?.map(textIn);
			const start = textIn(text);
			for (let code = from; code <= to; code++)
				put(code, texts ? (texts[code - from] ?? "") : moved(start, code - from));
		}
	}
	const [, space = "<00>"] = /begincodespacerange\s*(<[^>]*>)/.exec(cmap) ?? [];
	return { width: Math.max(1, bytesIn(space).length), codes };
}

/** The words of a string's bytes; a code that the map lacks is nothing that can be read. */
export function decoded({ width, codes }: ToUnicode, bytes: Uint8Array): string {
	let text = "";
	for (let at = 0; at + width <= bytes.length; at += width)
		text += codes.get(numberOf(bytes.subarray(at, at + width))) ?? "";
	return text;
}

/** A range counts up in its last character. */
function moved(text: string, by: number): string {
	const last = text.charCodeAt(text.length - 1) + by;
	return text.slice(0, -1) + String.fromCharCode(last);
}

function bytesIn(text = "<>"): Uint8Array {
	return stringBytes({ type: "token", text }) ?? new Uint8Array(0);
}

function numberIn(text: string | undefined): number {
	return numberOf(bytesIn(text));
}

function numberOf(bytes: Uint8Array): number {
	return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

function textIn(text: string | undefined): string {
	return new TextDecoder("utf-16be").decode(bytesIn(text));
}
