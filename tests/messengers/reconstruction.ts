// A page as a messenger draws it, rebuilt by hand from public sources: its header says which, and from when.
import { readdirSync, readFileSync } from "node:fs";
import { JSDOM } from "jsdom";
import type { KnownConversation, UntoldReason } from "../../src/core/conversation";

const folder = new URL("reconstructions/", import.meta.url);

/** The names of all reconstructions, without `.html`. */
export const reconstructions = readdirSync(folder)
	.filter((file) => file.endsWith(".html"))
	.map((file) => file.slice(0, -".html".length));

/** What a reconstruction's first comment says, one `field: value` a line. */
export type Header = {
	source: string;
	date: string;
	url: string;
	state: string;
	adapter: string;
	expect: Partial<KnownConversation> & { untold?: UntoldReason };
};

/** A reconstruction loaded as its page: `target` is marked `data-took-file`, else the body; Send is marked `data-send`. */
export function load(name: string): { header: Header; page: Document; target: Element; send: Element | undefined } {
	const html = readFileSync(new URL(`${name}.html`, folder), "utf8");
	const header = headerIn(html);
	const { window } = new JSDOM(html, { url: header.url });
	showInlineStyles(window);
	const page = window.document;
	const target = page.querySelector("[data-took-file]") ?? page.body;
	target.removeAttribute("data-took-file");
	const send = page.querySelector("[data-send]") ?? undefined;
	send?.removeAttribute("data-send");
	return { header, page, target, send };
}

/** jsdom draws nothing; what our pages hide, they hide by `hidden` or an inline `display: none`. */
export function showInlineStyles(window: JSDOM["window"]): void {
	window.Element.prototype.checkVisibility = function (this: Element) {
		return this.isConnected && this.closest("[hidden], [style*='display:none'], [style*='display: none']") === null;
	};
}

/** The header of a reconstruction alone. */
export const headerOf = (name: string): Header => headerIn(readFileSync(new URL(`${name}.html`, folder), "utf8"));

function headerIn(html: string): Header {
	const field = (name: string) => {
		const value = new RegExp(`^\\s*${name}: (.+)$`, "mu").exec(/^<!--([\s\S]*?)-->/u.exec(html)?.[1] ?? "")?.[1];
		if (value === undefined) throw new Error(`a reconstruction's header lacks ${name}`);
		return value.trim();
	};
	return {
		source: field("source"),
		date: field("date"),
		url: field("url"),
		state: field("state"),
		adapter: field("adapter"),
		expect: JSON.parse(field("expect")),
	};
}

/** The element under another name, as after a page's rework. */
export function rename(element: Element): void {
	const changed = element.ownerDocument.createElement("x-changed");
	for (const { name, value } of Array.from(element.attributes)) changed.setAttribute(name, value);
	changed.append(...element.childNodes);
	element.replaceWith(changed);
}
