// The second gate, on a small chat page of ours (a fake): what was attached for one person is not sent to another unasked,
// and no key, no composition and no send of anything else is ever touched.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ElementHandle, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { cleanPhoto } from "../fixtures/photo";
import { extensionFor } from "./harness/extension";
import { pick } from "./harness/give";
import { answer, guardOpen, isGuardOpen, press, shown } from "./harness/guard-frame";
import { type Bench, launch } from "./harness/launch";
import { until } from "./harness/processes";
import { keepScreenshot } from "./harness/screenshot";
import { type Site, servePages } from "./harness/serve";
import { testIn } from "./harness/test-in";

/** The trees a page can be drawn in. In a shadow tree its Send is in one of its own, as pages made of components have it. */
const TREES = ["page", "open", "closed"] as const;
type Tree = (typeof TREES)[number];

/** One composer for all conversations, attachments and all: the page that makes the mistake easy. */
const chatIn = (tree: Tree) => `<!doctype html><meta charset=utf-8><title>Chat</title>
<template id=app><nav><button id=anna>Anna Kowalska</button><button id=mark>Mark Twain</button></nav>
<section><h2 id=name></h2><form id=composer><span id=chips></span><input type=file id=file>
<textarea id=text></textarea><send-buttons></send-buttons></form></section></template>
<chat-app></chat-app>
<script>
const sent = [], keys = [];
const trees = [];
const rootOf = (host) => {
	const root = "${tree}" === "page" ? host : host.attachShadow({ mode: "${tree}" });
	trees.push(root);
	return root;
};
const $ = (id) => trees.map((tree) => tree.querySelector("#" + id)).find((found) => found);
let attached = [];
rootOf(document.querySelector("chat-app")).append(app.content);
rootOf(trees[0].querySelector("send-buttons")).innerHTML = "<button type=button id=send>Send</button><button type=button id=later>Later</button>";
const open = (to) => { document.title = to; $("name").textContent = to; $("text").setAttribute("aria-label", "Message " + to); };
$("anna").onclick = () => open("Anna Kowalska");
$("mark").onclick = () => open("Mark Twain");
open("Anna Kowalska");
$("file").onchange = ({ target }) => { attached = [...target.files].map((one) => one.name); $("chips").textContent = attached.join(" "); };
const send = (when) => {
	sent.push({ to: document.title, text: $("text").value, files: attached, when });
	attached = []; $("chips").textContent = ""; $("text").value = ""; $("file").value = "";
};
$("send").onclick = () => send("now");
$("later").onclick = () => send("later");
$("text").onkeydown = (event) => {
	keys.push(event.key);
	if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
	event.preventDefault();
	send("now");
};
</script>`;

const folder = mkdtempSync(join(tmpdir(), "last-look-send-gate-"));
const photo = join(folder, "school.jpg");
const browser = inject("browser");
let bench: Bench;
let site: Site;
let page: Page;

beforeAll(async () => {
	writeFileSync(photo, cleanPhoto());
	site = await servePages(Object.fromEntries(TREES.map((tree) => [`/${tree}`, chatIn(tree)])));
	bench = await launch({ name: browser, extension: extensionFor(browser) });
	page = await bench.open("about:blank");
});
afterEach(({ task }) => keepScreenshot(page, task));
afterAll(async () => {
	await bench?.close();
	await site?.close();
	rmSync(folder, { recursive: true });
});

const WAYS = {
	Enter: (text) => text.press("Enter"),
	"a click on Send": async () => (await part("send")).click(),
	"the space bar on Send": async () => (await part("send")).press(" "),
	"a click on a button that sends later": async () => (await part("later")).click(),
} as const satisfies Record<string, (text: ElementHandle<Element>) => Promise<void>>;
const ways = Object.keys(WAYS) as (keyof typeof WAYS)[];

describe.each(TREES)("drawn in a tree: %s", (tree) => {
	test("what was attached for Anna goes to Anna unasked", async () => {
		const text = await attachFor("anna", tree);
		await text.type("look");
		await text.press("Enter");
		expect(await sent()).toEqual([{ to: "Anna Kowalska", text: "look", files: ["school.jpg"], when: "now" }]);
		expect(await isGuardOpen(page)).toBe(false);
	});

	test.each(ways)("by %s, it goes to Mark only after a yes", async (way) => {
		const text = await attachFor("anna", tree);
		await (await part("mark")).click();
		await text.type("hi");
		await WAYS[way](text);
		const asked = await shown(await guardOpen(page));
		expect(asked.recipient).toContain("Mark Twain");
		expect(asked.text).toContain("Anna Kowalska");
		await answer(page, "cancel");
		expect(await sent()).toEqual([]);

		await WAYS[way](text);
		await press(await guardOpen(page), "original");
		const arrived = await until("the send after a yes", async () => ((await sent()).length > 0 ? sent() : undefined));
		const when = way.endsWith("later") ? "later" : "now";
		expect(arrived).toEqual([{ to: "Mark Twain", text: "hi", files: ["school.jpg"], when }]);
	});
});

test("while a file waits elsewhere, a thousand keys and their sends all arrive, once", async () => {
	const text = await attachFor("anna");
	// It stays with Anna, as in messengers that keep drafts apart.
	await page.evaluate("attached = []; $('chips').textContent = ''; $('file').value = ''");
	await (await part("mark")).click();
	const line = "fast typing";
	const lines = Math.ceil(1000 / (line.length + 1));
	for (let count = 0; count < lines; count++) {
		await text.type(line);
		await text.press("Enter");
	}
	const all = await sent();
	expect(all.map(({ text }) => text)).toEqual(Array.from({ length: lines }, () => line));
	expect(await isGuardOpen(page)).toBe(false);
});

test("a line break is not taken for Send", async () => {
	const text = await attachFor("anna");
	await (await part("mark")).click();
	await text.focus();
	await page.keyboard.down("Shift");
	await page.keyboard.press("Enter");
	await page.keyboard.up("Shift");
	expect(await text.evaluate((field) => "value" in field && field.value)).toBe("\n");
	expect(await isGuardOpen(page)).toBe(false);
	expect(await sent()).toEqual([]);
});

// Firefox lets nobody compose from outside.
testIn("chromium", "the Enter that ends a composition is not taken for Send", async () => {
	const text = await attachFor("anna");
	await (await part("mark")).click();
	await text.focus();
	const session = await page.createCDPSession();
	await session.send("Input.imeSetComposition", { text: "にほん", selectionStart: 3, selectionEnd: 3 });
	await session.send("Input.dispatchKeyEvent", {
		type: "rawKeyDown",
		key: "Enter",
		code: "Enter",
		windowsVirtualKeyCode: 13,
	});
	expect(await page.evaluate("keys")).toEqual(["Enter"]);
	await session.send("Input.insertText", { text: "日本" });
	await session.send("Input.dispatchKeyEvent", {
		type: "keyUp",
		key: "Enter",
		code: "Enter",
		windowsVirtualKeyCode: 13,
	});
	await session.detach();
	expect(await isGuardOpen(page)).toBe(false);
	expect(await sent()).toEqual([]);
	expect(await text.evaluate((field) => "value" in field && field.value)).toBe("日本");
	// Once it has ended, the same key is.
	await text.press("Enter");
	await answer(page, "cancel");
});

/** Leaves the page with one clean file attached for this person, and nothing sent. @returns its text field. */
async function attachFor(who: "anna" | "mark", tree: Tree = "page"): Promise<ElementHandle<Element>> {
	await page.goto(`${site.origin}/${tree}`);
	await (await part(who)).click();
	const text = await part("text");
	await text.focus();
	const input = await part("file");
	await pick(page, () => input.click(), [photo]);
	await until("the file in the composer", () =>
		page.evaluate("$('chips').textContent.includes('school.jpg') || undefined"),
	);
	return text;
}

/** Also in a tree that is closed to everybody but the page. */
async function part(id: string): Promise<ElementHandle<Element>> {
	const handle = await page.evaluateHandle(`$("${id}")`);
	const element = handle.asElement();
	if (element === null) throw new Error(`no #${id}`);
	return element as ElementHandle<Element>;
}

type Sent = { to: string; text: string; files: string[]; when: "now" | "later" };

function sent(): Promise<Sent[]> {
	return page.evaluate("sent") as Promise<Sent[]>;
}
