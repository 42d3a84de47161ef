// Text from a page: chosen by whoever wrote it, so made plain, single-line and short before it is shown or compared.
const MAX_TEXT = 200;

/**
 * The element's words as a person sees them: emoji drawn as pictures included (two people may differ by one alone),
 * the titles inside icons left out. Undefined if nothing readable is left.
 */
export function textOf(element: Element): string | undefined {
	return plain(wordsIn(element, (picture) => picture.getAttribute("alt") ?? ""));
}

/** Whether the element has words of its own: pictures, as of a face beside the name, are none. */
export function hasWords(element: Element): boolean {
	return plain(wordsIn(element, () => "")) !== undefined;
}

/**
 * Single-line, without control characters and bidi overrides, at most 200 characters; undefined if nothing is left.
 * What goes: controls, format characters (bidi overrides, zero-width spaces) and private use (icon fonts), but for what
 * writing needs. The expression stands in here because every frame of a page would have to build it at its start.
 */
export function plain(raw: string): string | undefined {
	const text = raw
		.slice(0, MAX_TEXT * 8)
		.normalize("NFC")
		.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, (found) => (KEPT.includes(found) ? found : ""))
		.replace(/\s+/gu, " ")
		.trim();
	const characters = Array.from(text);
	if (characters.length === 0) return undefined;
	return characters.length > MAX_TEXT ? `${characters.slice(0, MAX_TEXT - 1).join("")}…` : text;
}

/** White space, and the joiners of Persian, Indic scripts and emoji. */
const KEPT = "\t\n\r\u200c\u200d";

function wordsIn(element: Element, inPicture: (picture: Element) => string): string {
	if (element.querySelector("img, svg, style, script") === null) return element.textContent ?? "";
	let words = "";
	for (const node of element.childNodes) {
		if (node.nodeType === node.TEXT_NODE) words += node.nodeValue ?? "";
		else if (isElement(node) && !UNSEEN.has(node.localName)) {
			words += node.localName === "img" ? inPicture(node) : wordsIn(node, inPicture);
		}
	}
	return words;
}

const UNSEEN = new Set(["svg", "style", "script", "template"]);

const isElement = (node: Node): node is Element => node.nodeType === node.ELEMENT_NODE;
