// A messenger changes its page: whatever of it our tables lean on goes, one piece at a time and all at once, and the
// adapter still names the right conversation or says that it cannot tell. Never another one.
import { expect, test } from "vitest";
import type { Recipient } from "../../src/core/conversation";
import { adapterFor, adapters } from "../../src/messengers";
import { headerOf, load, reconstructions, rename } from "./reconstruction";

/** A name that a page's change takes away: an id, a class, an attribute, an element's own name. */
type Piece = { selector: string; remove(element: Element): void };

for (const adapter of adapters) {
	const pieces = piecesOf(selectorsIn(adapter.site));
	const pages = reconstructions.filter((name) => headerOf(name).adapter === adapter.id);

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
			const label = `without ${removed.length > 1 ? "anything" : removed[0]?.selector}`;
			const read = adapter.conversation(took, page);
			if (read.status === "untold") continue;
			const { title, id, recipients = [] } = header.expect;
			if (read.kind === "email") expect(peopleIn(read.recipients), label).toEqual(peopleIn(recipients));
			else expect(read.title, label).toBeOneOf([title, id]);
		}
	});
}

/** Who they are, whether a page says so by name or by address. */
function peopleIn(recipients: readonly Recipient[]): string[] {
	return recipients.map(({ name, address }) => KNOWN_NAMES.get(address ?? name) ?? name).sort();
}

const KNOWN_NAMES = new Map([
	["alice@example.org", "Alice Smirnova"],
	["bob@example.org", "Bob"],
	["boss@example.com", "The Boss"],
]);

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
			// What words are typed into stays an input, whatever else a page makes of it.
			if (!["body", "input", "textarea"].includes(name)) pieces.set(name, { selector: name, remove: rename });
		}
	}
	return [...pieces.values()];
}
