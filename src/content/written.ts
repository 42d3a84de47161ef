// What a person has written where files are going: a chat's caption, or a mail's subject and how it begins.
import type { Written } from "../core/attachment";
import type { Adapter } from "../messengers/adapter";
import { around } from "../messengers/reading/around";
import { composersIn } from "./composers-in";

/** More of a text tells no more of whom it is for. */
const mostLetters = 300;

const subject = "input:is([name*=subject], [aria-label=Subject])";

/** Read from the one composer nearest to `place`; empty where several are as near. */
export function writtenAt(place: Element, adapter: Adapter): Written {
	let composers = new Set<Element>();
	for (let part: Element | undefined = place; part && composers.size === 0; part = around(part)) {
		composers = composersIn(part, adapter);
	}
	const [composer] = composers.size === 1 ? composers : [];
	return { text: textOf(composer), subject: textOf(composer?.closest(`:has(${subject})`)?.querySelector(subject)) };
}

function textOf(field: Element | null | undefined): string {
	if (!field) return "";
	const text =
		"value" in field ? field.value : Array.from(field.childNodes, ({ textContent }) => textContent).join("\n");
	return String(text).slice(0, mostLetters);
}
