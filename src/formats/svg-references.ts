// Which names an SVG asks for itself: in addresses, in lists of ids, in what an animation waits for, in style and script.
import { latin1Bytes } from "./containers/numbers";
import type { XmlBytes } from "./containers/xml";
import { decodeText } from "./metadata/text";

/** Longer values are shapes. */
const longestReference = 1000;
const attributes = /([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')/g;

/** Style sheets and scripts, which may ask for an attribute of any name. */
export function referringPart(text: string): string {
	const parts = /<\?xml-stylesheet|<(?:[\w-]+:)?(?:style|script)[\s>][\s\S]*?<\/(?:[\w-]+:)?(?:style|script)\s*>/g;
	return text.match(parts)?.join() ?? "";
}

/** A style may ask for an attribute of any name, and a script may do so in ways that nobody foresees. */
export function isReferredTo(name: string, referring: string): boolean {
	if (hasScript(referring)) return true;
	return new RegExp(`[[(|\\s]${name.replace(/[^\w-]/g, "\\$&")}[\\])=~^$*|\\s]`).test(referring);
}

/** Those of `names` that something in the document refers to; all of them where a script may do so in ways that nobody foresees. */
export function referredTo(
	{ text }: XmlBytes,
	referring: string,
	names: ReadonlySet<string>,
	besides: "id" | "class",
): Set<string> {
	if (names.size === 0 || mayReferToAll(referring) || hasHandlers(text)) return new Set(names);
	const found = new Set<string>();
	const see = (name: string) => names.has(name) && found.add(name);
	if (besides === "id") {
		for (const [, name = "", quoted = ""] of text.matchAll(attributes)) {
			if (quoted.length > longestReference || /^(?:id|class)$/.test(name)) continue;
			const value = decodeText(latin1Bytes(withoutPercent(quoted.slice(1, -1))));
			for (const word of value.split(/[\s;,]+/)) {
				see(word);
				see(word.replace(/\.\w.*$/, "")); // `ID.click`
			}
			for (const [, fragment = ""] of value.matchAll(/#([^"'()]*)/g)) see(fragment.replace(/&quot;.*/, "").trim());
		}
	}
	for (const word of decodeText(latin1Bytes(referring)).match(/[^\s"'#.,:;(){}<>[\]=]+/g) ?? []) see(word);
	return found;
}

/** A script, a style that writes names in other signs or asks for parts of them, and one in another file. */
function mayReferToAll(referring: string): boolean {
	return hasScript(referring) || /\\|@import|<\?xml-stylesheet|\[\s*(?:id|class)\b/.test(referring);
}

/** Scripts that stand in attributes. */
export function hasHandlers(text: string): boolean {
	return /\son[a-z]+\s*=\s*["']|javascript:/i.test(text);
}

export function hasScript(referring: string): boolean {
	return /<[\w:-]*script/.test(referring);
}

function withoutPercent(value: string): string {
	return value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
