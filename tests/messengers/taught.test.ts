// Pages of no messenger we know: what most pages have in common names the recipient or says that it can't; a person who
// has shown where the name stands is understood in the next conversation too; and when the page changes, nobody else is named.
import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { parseTaughtNames, type TaughtName } from "../../src/core/taught-name";
import { generic } from "../../src/messengers/generic";
import { withTaughtName } from "../../src/messengers/taught";
import { teachable } from "../../src/on-demand/selectors";
import { type ChatPage, chatPages } from "../fixtures/chat-pages";
import { load, rename, showInlineStyles } from "./reconstruction";

const anna = "Anna Kowalska";
const mark = "Mark Twain";

describe.each(chatPages)("a page $make", (chat) => {
	test("unshown, names the recipient or says that it can't", () => {
		const { page, took } = open(chat, mark, anna);
		const read = generic.conversation(took, page);
		if (read.status === "known") expect(read.title).toBe(mark);
		else expect(read.reason).toBeOneOf(["page-not-understood", "ambiguous"]);
	});

	test("shown once, names whoever is open", () => {
		const { page, took } = open(chat, mark, anna);
		expect(read(taughtOn(chat), took, page)).toMatchObject({ status: "known", title: mark, keyedBy: "name" });
	});

	test("drawn in a shadow tree, names whoever is open; in a closed one the place can't be shown", () => {
		const inTree = (mode: ShadowRootMode, to: string, other: string) => {
			const { page, took } = open(chat, to, other);
			const name = page.querySelector(chat.name);
			const parts = [...page.body.childNodes];
			page.body.append(page.createElement("chat-app"));
			page
				.querySelector("chat-app")
				?.attachShadow({ mode })
				.append(...parts);
			return { page, took: took === page.body ? (name ?? took) : took, taught: name ? teachable(name) : undefined };
		};
		const { taught } = inTree("open", anna, mark);
		const { page, took } = inTree("open", mark, anna);
		expect(withTaughtName(generic, taught).conversation(took, page)).toMatchObject({ status: "known", title: mark });
		expect(inTree("closed", anna, mark).taught).toBeUndefined();
	});

	test("changed piece by piece and in whole, names the right one or says that it can't", () => {
		const taught = taughtOn(chat);
		let told = 0;
		const broken = changes(chat, open(chat, mark, anna).page);
		for (const change of broken) {
			const { page, took } = open(chat, mark, anna);
			change(page);
			const now = read(taught, took.isConnected ? took : page.body, page);
			if (now.status === "untold") continue;
			told++;
			expect(now.title).toBe(mark);
		}
		expect(broken.length).toBeGreaterThan(5);
		// It is not by giving up at once that it is never wrong.
		expect(told).toBeGreaterThan(0);
	});

	test("with the name not there yet, says so", () => {
		const { page, took } = open(chat, mark, anna);
		const name = page.querySelector(chat.name);
		if (name) name.textContent = "";
		expect(read(taughtOn(chat), took, page)).toMatchObject({ status: "untold" });
	});
});

test("a messenger's own adapter is helped only where it no longer understands its page", () => {
	const { page, target } = load("whatsapp-direct");
	const { id, ...adapter } = { ...generic, id: "whatsapp" };
	const elsewhere: TaughtName = { selectors: ["title"], shared: true };
	const known = generic.conversation(target, page);
	const own = {
		...adapter,
		id,
		conversation: () => ({ status: "untold", messenger: id, reason: "still-loading" }) as const,
	};
	expect(withTaughtName(own, elsewhere).conversation(target, page)).toMatchObject({ reason: "still-loading" });
	const lost = {
		...own,
		conversation: () => ({ status: "untold", messenger: id, reason: "page-not-understood" }) as const,
	};
	const header = page.querySelector("#main header span[title], #main header span[dir=auto]");
	const taught = header ? teachable(header) : undefined;
	expect(withTaughtName(lost, taught).conversation(target, page)).toMatchObject({
		status: "known",
		messenger: "whatsapp",
		title: header?.textContent,
	});
	expect(known.messenger).toBe("generic");
});

test("what storage or a file holds is parsed, and what is no selector finds nothing", () => {
	expect(
		parseTaughtNames({
			"https://a.example": { selectors: ["h1", 3], shared: "yes" },
			"javascript:x": { selectors: ["a"] },
		}),
	).toEqual({
		"https://a.example": { selectors: ["h1"], shared: false },
	});
	for (const nothing of [undefined, 7, [], { "https://a.example": { selectors: [] } }])
		expect(parseTaughtNames(nothing)).toEqual({});
	const [chat] = chatPages;
	if (!chat) return;
	const { page, took } = open(chat, mark, anna);
	expect(read({ selectors: ["h2[", "]"], shared: false }, took, page)).toMatchObject({ reason: "page-not-understood" });
});

function read(taught: TaughtName, took: Element, page: Document) {
	return withTaughtName(generic, taught).conversation(took, page);
}

/** What a person has shown in a conversation with Anna. */
function taughtOn(chat: ChatPage): TaughtName {
	const { page } = open(chat, anna, mark);
	const name = page.querySelector(chat.name);
	const taught = name ? teachable(name) : undefined;
	if (!taught) throw new Error("could not be taught");
	expect(JSON.stringify(taught)).not.toMatch(/anna|kowalska/i);
	return taught;
}

function open(chat: ChatPage, to: string, other: string): { page: Document; took: Element } {
	const { window } = new JSDOM(`<!doctype html>${chat.html(to, other)}`, { url: "https://chat.example/room" });
	showInlineStyles(window);
	const page = window.document;
	return { page, took: page.querySelector(chat.took) ?? page.body };
}

/** The name itself gone; every class, id and attribute gone, one by one and all at once; a banner, another list entry, a wrapper, a tag renamed. */
function changes(chat: ChatPage, page: Document): ((page: Document) => void)[] {
	const names = new Set<string>();
	for (const element of page.querySelectorAll("body *")) {
		for (const { name } of Array.from(element.attributes)) if (!KEPT.includes(name)) names.add(name);
	}
	const every = (selector: string, act: (element: Element) => void) => (changed: Document) => {
		for (const element of Array.from(changed.querySelectorAll(selector))) act(element);
	};
	const without = (name: string) => every(`body [${name}]`, (element) => element.removeAttribute(name));
	const all = [...names].map(without);
	const tags = new Set(Array.from(page.querySelectorAll("body *"), ({ localName }) => localName));
	const before = (html: string) => (changed: Document) => changed.body.insertAdjacentHTML("afterbegin", html);
	return [
		every(chat.name, (element) => element.remove()),
		every(chat.name, (element) => element.parentElement?.remove()),
		every(chat.name, (element) => element.before(element.cloneNode())),
		...all,
		(changed) => {
			for (const change of all) change(changed);
		},
		...[...tags].filter((tag) => !["textarea", "input"].includes(tag)).map((tag) => every(`body ${tag}`, rename)),
		before("<div>New: stickers!</div>"),
		before("<header><h2>New: stickers!</h2></header>"),
		every("body *", (element) => element.prepend(element.ownerDocument.createElement("span"))),
		every("body > *", (element) => element.before(element.cloneNode())),
	];
}

const KEPT = ["contenteditable", "type"];
