// Whether text is an SVG: its first element is `svg`, after declarations and comments.

/** What may stand before the first element, by how it begins and ends. */
const prologue = [
	["<?", "?>"],
	["<!--", "-->"],
] as const;

export function looksLikeSvg(head: Uint8Array): boolean {
	if (head.length < 5) return false;
	const text = new TextDecoder(encodingOf(head)).decode(head);
	let at = 0;
	for (;;) {
		at += text.slice(at, at + 1000).match(/^[\uFEFF\s]*/)?.[0].length ?? 0;
		// a document type may have more entities than what is looked at; that it is an SVG's is enough
		if (/^<!DOCTYPE\s+(?:[\w-]+:)?svg[\s>[]/.test(text.slice(at, at + 100))) return true;
		const skipped = prologue.find(([begin]) => text.startsWith(begin, at));
		if (skipped === undefined) return /^<(?:[\w-]{1,40}:)?svg[\s>/]/.test(text.slice(at, at + 100));
		const end = text.indexOf(skipped[1], at + skipped[0].length);
		if (end === -1) return false;
		at = end + skipped[1].length;
	}
}

function encodingOf([first, second]: Uint8Array): string {
	if (first === 0xff && second === 0xfe) return "utf-16le";
	return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
