// Whether a file waits in a composer: its name stands there, as a chip or in the text.
import type { Adapter } from "../messengers/adapter";
import { around } from "../messengers/reading/around";
import { composersIn } from "./composers-in";
import { selectIn, treesIn } from "./whole-tree";

/** Ancestors looked at in a chat: a composer's own parts are near it, and the messages above it are not its own. */
const levels = 6;

export function waitsIn(place: Element, files: readonly File[]): boolean {
	return says(place, files, (part, level) => level >= levels || selectIn(part, messages).length > 0);
}

const messages = "[role=log], [role=feed], [role=main], main";

/**
 * The same for a mail, whose attachments may stand anywhere in its window: everything around is looked at that holds no
 * second mail.
 */
export function waitsInMail(place: Element, files: readonly File[], adapter: Adapter): boolean {
	return says(place, files, (part) => composersIn(part, adapter).size > 1);
}

function says(place: Element, files: readonly File[], ends: (part: Element, level: number) => boolean): boolean {
	const names = files.flatMap(({ name }) => [name, encodeURIComponent(name)]);
	let level = 0;
	for (let part: Element | undefined = place; part && !ends(part, level); part = around(part)) {
		const said = textIn(part);
		if (names.some((name) => said.includes(name))) return true;
		level++;
	}
	return false;
}

/** All text of an element, what was typed into its fields too, and what its parts are labelled. */
function textIn(element: Element): string {
	const fields = [element, ...selectIn(element, "textarea, input, [title], [aria-label]")].map((field) => {
		return `${"value" in field ? field.value : ""}\n${field.getAttribute("title") ?? ""}\n${field.getAttribute("aria-label") ?? ""}`;
	});
	return [...treesIn(element).map(({ textContent }) => textContent), ...fields].join("\n");
}
