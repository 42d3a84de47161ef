// The words that a page's content shows, in the letters of its fonts. ISO 32000-2, 9.4.3
import { decoded, type ToUnicode } from "./to-unicode";
import { stringBytes, textOf } from "./value";

/** What the codes of fonts mean, by the name they have on the page. */
export type Fonts = ReadonlyMap<string, ToUnicode>;

/** A font that is chosen, strings with spaces between, or one string. */
const operators =
	/\/([^\s\0()<>[\]{}/%]+)\s+[-+\d.]+\s+Tf|\[((?:\((?:\\[\s\S]|[^\\()])*\)|<[^>]*>|[^\][()<>])*)\]\s*TJ|(\((?:\\[\s\S]|[^\\()])*\)|<[\da-fA-F\s]*>)\s*(?:Tj|'|")/g;

const strings = /\((?:\\[\s\S]|[^\\()])*\)|<[\da-fA-F\s]*>/g;

export function shownIn(content: string, fonts: Fonts): string[] {
	const shown: string[] = [];
	let font: ToUnicode | undefined;
	for (const [, name, list, one] of content.matchAll(operators)) {
		if (name !== undefined) {
			font = fonts.get(name);
			continue;
		}
		const texts = one === undefined ? (list?.match(strings) ?? []) : [one];
		const text = texts
			.map((string) => lettersOf(string, font))
			.join("")
			.trim();
		if (text.length > 1) shown.push(text);
	}
	return shown;
}

/** Without a map only what is plainly text is taken for it: codes of a font's own make no words. */
function lettersOf(text: string, font: ToUnicode | undefined): string {
	const token = { type: "token", text } as const;
	if (font) return decoded(font, stringBytes(token) ?? new Uint8Array(0));
	const letters = text.startsWith("(") ? (textOf(token) ?? "") : "";
	return /^[\x20-\x7e\u00a0-\u024f\u2013-\u2122]*$/.test(letters) ? letters : "";
}
