// A messenger changes its page: whatever of it our tables lean on goes, one piece at a time and all at once, and the
// adapter still names the right conversation or says that it cannot tell. Never another one.
import { expect, test } from "vitest";
import type { Conversation } from "../../src/core/conversation";
import { adapterFor, adapters } from "../../src/messengers";
import { load, reconstructions } from "./reconstruction";

/** A name that a page's change takes away: an id, a class, an attribute, an element's own name. */
type Piece = { selector: string; remove(element: Element): void };

for (const adapter of adapters) {
	const pieces = piecesOf(selectorsIn(adapter.site));
	const pages = reconstructions.filter((name) => load(name).header.adapter === adapter.id);

	test.each(pages)(`${adapter.id}: %s broken in every way`, (name) => {
		const { header, page, target } = load(name);
		// What the page says of itself while it changes is the only sign of the change: without it there is none to see.
		if (header.expect.untold === "still-loading") return;
		expect(adapterFor(page)).toBe(adapter);
		expect(pieces.length).toBeGreaterThan(3);
		target.setAttribute("data-test-target", "");
		const whole = page.documentElement.innerHTML;
		for (const removed of [...pieces.map((piece) => [piece]), pieces]) {
			page.documentElement.innerHTML = whole;
			for (const { selector, remove } of removed) page.querySelectorAll(selector).forEach(remove);
			const took = page.querySelector("[data-test-target]") ?? page.body;
			const { title, id } = header.expect;
			const label = removed.length > 1 ? "anything" : removed[0]?.selector;
			expect(told(adapter.conversation(took, page)), `without ${label}`).toBeOneOf([undefined, title, id]);
		}
	});
}

function told(conversation: Conversation): string | undefined {
	return conversation.status === "known" ? conversation.title : undefined;
}

/** Every string in the table, but for what is no selector. */
function selectorsIn(value: unknown, key = ""): string[] {
	if (typeof value === "string") return ["id", "name", "security", "hosts"].includes(key) ? [] : [value];
	if (typeof value !== "object" || value === null || value instanceof RegExp) return [];
	return Object.entries(value).flatMap(([name, inner]) => selectorsIn(inner, Array.isArray(value) ? key : name));
}

function piecesOf(selectors: string[]): Piece[] {
	const pieces = new Map<string, Piece>();
	for (const selector of selectors) {
		const css = selector.replace(/@([\w-]+)$/u, "[$1]");
		for (const [, name = ""] of css.matchAll(/#([\w-]+)/gu)) {
			pieces.set(`#${name}`, { selector: `#${name}`, remove: (element) => element.removeAttribute("id") });
		}
		for (const [, name = ""] of css.matchAll(/\.([A-Za-z][\w-]*)/gu)) {
			pieces.set(`.${name}`, { selector: `.${name}`, remove: (element) => element.classList.remove(name) });
		}
		for (const [, name = ""] of css.matchAll(/\[([\w-]+)/gu)) {
			pieces.set(`[${name}]`, { selector: `[${name}]`, remove: (element) => element.removeAttribute(name) });
		}
		for (const [name = ""] of css.replace(/\[[^\]]*\]|[#.:][\w-]+/gu, " ").matchAll(/(?<![\w-])[a-z][\w-]*/gu)) {
			if (name !== "body") pieces.set(name, { selector: name, remove: rename });
		}
	}
	return [...pieces.values()];
}

function rename(element: Element): void {
	const changed = element.ownerDocument.createElement("x-changed");
	for (const { name, value } of Array.from(element.attributes)) changed.setAttribute(name, value);
	changed.append(...element.childNodes);
	element.replaceWith(changed);
}
