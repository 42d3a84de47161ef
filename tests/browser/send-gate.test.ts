// The second gate, on a small chat page of ours (a fake): what was attached for one person is not sent to another unasked,
// and no key, no composition and no send of anything else is ever touched.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { cleanPhoto } from "../fixtures/photo";
import { extensionFor } from "./harness/extension";
import { pick } from "./harness/give";
import { answer, guardOpen, isGuardOpen, press, shown } from "./harness/guard-frame";
import { type Bench, launch } from "./harness/launch";
import { until } from "./harness/processes";
import { keepScreenshot } from "./harness/screenshot";
import { type Site, servePages } from "./harness/serve";

/** One composer for all conversations, attachments and all: the page that makes the mistake easy. */
const CHAT = `<!doctype html><meta charset=utf-8><title>Chat</title>
<nav><button id=anna>Anna Kowalska</button><button id=mark>Mark Twain</button></nav>
<section><h2 id=name></h2><form id=composer><span id=chips></span><input type=file id=file>
<textarea id=text></textarea><button type=submit id=send>Send</button></form></section>
<script>
const sent = [], keys = [];
let attached = [];
const open = (to) => { document.title = to; document.getElementById("name").textContent = to; text.setAttribute("aria-label", "Message " + to); };
anna.onclick = () => open("Anna Kowalska");
mark.onclick = () => open("Mark Twain");
open("Anna Kowalska");
file.onchange = () => { attached = [...file.files].map((one) => one.name); chips.textContent = attached.join(" "); };
composer.onsubmit = (event) => {
	event.preventDefault();
	sent.push({ to: document.title, text: text.value, files: attached });
	attached = []; chips.textContent = ""; text.value = ""; file.value = "";
};
text.onkeydown = (event) => {
	keys.push(event.key);
	if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
	event.preventDefault();
	composer.requestSubmit();
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
	site = await servePages({ "/": CHAT });
	bench = await launch({ name: browser, extension: extensionFor(browser) });
	page = await bench.open(site.origin);
});
afterEach(({ task }) => keepScreenshot(page, task));
afterAll(async () => {
	await bench?.close();
	await site?.close();
	rmSync(folder, { recursive: true });
});

test("what was attached for Anna goes to Anna unasked", async () => {
	await attachFor("anna");
	await page.type("#text", "look");
	await page.keyboard.press("Enter");
	expect(await sent()).toEqual([{ to: "Anna Kowalska", text: "look", files: ["school.jpg"] }]);
	expect(await isGuardOpen(page)).toBe(false);
});

test.each(["Enter", "the Send button"] as const)("by %s, it goes to Mark only after a yes", async (by) => {
	await attachFor("anna");
	await page.click("#mark");
	await page.focus("#text");
	await page.type("#text", "hi");
	await pressSend(by);
	const asked = await shown(await guardOpen(page));
	expect(asked.recipient).toContain("Mark Twain");
	expect(asked.text).toContain("Anna Kowalska");
	await answer(page, "cancel");
	expect(await sent()).toEqual([]);

	await pressSend(by);
	await press(await guardOpen(page), "original");
	const arrived = await until("the send after a yes", async () => ((await sent()).length > 0 ? sent() : undefined));
	expect(arrived).toEqual([{ to: "Mark Twain", text: "hi", files: ["school.jpg"] }]);
});

test("while a file waits elsewhere, a thousand keys and their sends all arrive, once", async () => {
	await attachFor("anna");
	// It stays with Anna, as in messengers that keep drafts apart.
	await page.evaluate("attached = []; chips.textContent = ''; file.value = ''");
	await page.click("#mark");
	const line = "fast typing";
	const lines = Math.ceil(1000 / (line.length + 1));
	await page.focus("#text");
	for (let count = 0; count < lines; count++) {
		await page.type("#text", line);
		await page.keyboard.press("Enter");
	}
	const all = await sent();
	expect(all.map(({ text }) => text)).toEqual(Array.from({ length: lines }, () => line));
	expect(await isGuardOpen(page)).toBe(false);
});

test("a line break and an Enter that ends a composition are not taken for Send", async () => {
	await attachFor("anna");
	await page.click("#mark");
	await page.focus("#text");
	await page.keyboard.down("Shift");
	await page.keyboard.press("Enter");
	await page.keyboard.up("Shift");
	expect(await page.$eval("#text", (text) => (text instanceof HTMLTextAreaElement ? text.value : ""))).toBe("\n");
	expect(await isGuardOpen(page)).toBe(false);
	expect(await sent()).toEqual([]);
});

/** Leaves the page with one clean file attached for this person, and nothing sent. */
async function attachFor(who: "anna" | "mark"): Promise<void> {
	await page.reload();
	await page.click(`#${who}`);
	await page.focus("#text");
	await pick(page, () => page.click("#file"), [photo]);
	await until("the file in the composer", () =>
		page.$eval("#chips", (chips) => chips.textContent.includes("school.jpg") || undefined),
	);
}

function pressSend(by: "Enter" | "the Send button"): Promise<void> {
	return by === "Enter" ? page.keyboard.press("Enter") : page.click("#send");
}

type Sent = { to: string; text: string; files: string[] };

function sent(): Promise<Sent[]> {
	return page.evaluate("sent") as Promise<Sent[]>;
}
