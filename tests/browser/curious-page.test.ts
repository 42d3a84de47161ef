// A page that wants the original, or an answer that the person never gave: docs/threat-model.md says what it can try.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Frame, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { gpsPhoto } from "../fixtures/photo";
import { extensionFor } from "./harness/extension";
import { pick } from "./harness/give";
import { guardClosed, guardOpen, isGuardOpen, press } from "./harness/guard-frame";
import { type Bench, launch } from "./harness/launch";
import { until } from "./harness/processes";
import { type Site, servePages } from "./harness/serve";

/** `seen` lists the sizes of all files that the page's own code ever got hold of. */
const PAGE = `<!doctype html><meta charset=utf-8><title>Alice</title><h1>Alice</h1>
<script>
const seen = [];
const note = (value) => {
	if (value instanceof Blob) seen.push(value.size);
	else if (value instanceof FileList || Array.isArray(value)) for (let i = 0; i < value.length; i++) note(value[i]);
};
for (const type of ["input", "change"]) addEventListener(type, (event) => note(event.target.files), true);
const watch = (input) => setInterval(() => note(input.files), 1);
// No iterators in here: they are among what is replaced.
function spyOnEverything() {
	const { apply } = Reflect;
	const spy = (owner, name) => {
		const native = owner[name];
		owner[name] = function (...args) {
			note(this);
			note(args);
			for (let i = 0; i < args.length; i++) if (args[i] instanceof DataTransfer) note(args[i].files);
			return apply(native, this, args);
		};
	};
	spy(Function.prototype, "call");
	spy(Function.prototype, "bind");
	spy(MessagePort.prototype, "postMessage");
	spy(Promise.prototype, "then");
	spy(WeakMap.prototype, "get");
	spy(WeakMap.prototype, "set");
	spy(DataTransferItemList.prototype, "add");
	spy(EventTarget.prototype, "addEventListener");
	spy(EventTarget.prototype, "dispatchEvent");
	spy(Reflect, "defineProperty");
	spy(Array.prototype, "push");
	spy(Array.prototype, "map");
	spy(Array.prototype, Symbol.iterator);
}
function pickDetached() {
	const input = document.createElement("input");
	input.type = "file";
	input.onchange = () => note(input.files);
	watch(input);
	input.click();
}
let copied = false;
async function copyPicture() {
	const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 30 });
	const blob = await new Promise((resolve) => canvas.toBlob(resolve));
	await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
	copied = true;
}
function readClipboard() {
	const { then } = Promise.prototype;
	Object.defineProperty(Promise.prototype, "constructor", { get: () => function () {} });
	Promise.prototype.then = function (ok, fail) {
		return then.call(this, (value) => {
			if (value instanceof Blob || (Array.isArray(value) && value[0] instanceof ClipboardItem)) seen.push("clipboard");
			return ok?.(value);
		}, fail);
	};
	navigator.clipboard.read();
}
function cover() {
	const popover = Object.assign(document.createElement("div"), { popover: "manual", textContent: "You have won!" });
	popover.style = "position: fixed; inset: 0; width: 100vw; height: 100vh; pointer-events: none";
	document.body.append(popover);
	popover.showPopover();
}
function removeStrangers() {
	new MutationObserver((records) => {
		for (const { addedNodes } of records) for (const node of addedNodes) node.remove();
	}).observe(document.documentElement, { childList: true });
}
</script>
<input type=file id=input><button id=detached onclick="spyOnEverything(); pickDetached()">detached</button>
<button id=copy onclick="copyPicture()">copy</button>
<button id=clipboard onclick="readClipboard()">clipboard</button>
<textarea placeholder="Message Alice"></textarea>
<script>watch(document.getElementById("input"));</script>`;

const name = inject("browser");
/** What the other browser lacks is no test skipped: there is nothing to test. */
const inChromium = name === "chromium" ? test : undefined;
const folder = mkdtempSync(join(tmpdir(), "last-look-curious-"));
const photo = gpsPhoto();
const file = join(folder, "photo.jpg");
let bench: Bench;
let site: Site;
let page: Page;

beforeAll(async () => {
	writeFileSync(file, photo);
	site = await servePages({ "/": PAGE, "/bob": PAGE.replaceAll("Alice", "Bob") });
	bench = await launch({ name, extension: extensionFor(name) });
	// The welcome page comes to the front when it is there.
	await until("the welcome page", async () => (await bench.browser.pages()).length > 1 || undefined);
});
afterEach(() => page.close());
afterAll(async () => {
	await bench?.close();
	await site?.close();
	rmSync(folder, { recursive: true });
});

test("whoever listens first and looks every millisecond sees the stripped file alone", async () => {
	page = await bench.open(site.origin);
	await pickInto("#input");
	await press(await guardOpen(page), "strip");
	await guardClosed(page);
	await expectStrippedOnly();
});

test("functions that were replaced before the pick are handed nothing else", async () => {
	page = await bench.open(site.origin);
	await pickInto("#detached");
	await press(await guardOpen(page), "strip");
	await guardClosed(page);
	await expectStrippedOnly();
});

inChromium?.("promises that were tampered with do not hand over what is on the clipboard", async () => {
	const context = bench.browser.defaultBrowserContext();
	const allowed = ["clipboard-read", "clipboard-write", "clipboard-sanitized-write"] as const;
	await context.overridePermissions(site.origin, [...allowed]);
	// What is clean goes unasked to Alice, who is known by now.
	page = await bench.open(`${site.origin}/bob`);
	await page.click("#copy");
	await until("the clipboard", () => page.evaluate("copied || undefined"));
	await page.click("#clipboard");
	const frame = await guardOpen(page);
	expect(await seen()).toEqual([]);
	await press(frame, "cancel");
	await guardClosed(page);
	expect(await seen()).toEqual([]);
});

test("clicks made by a script answer nothing", async () => {
	page = await bench.open(site.origin);
	await pickInto("#input");
	const frame = await guardOpen(page);
	await sleep(longerThanTheGuardWaits);
	await clickByScript(frame);
	await sleep(longerThanTheGuardWaits);
	expect(await isGuardOpen(page)).toBe(true);
	expect(await seen()).toEqual([]);
});

// Only there can a page's cover be noticed: https://w3c.github.io/IntersectionObserver/v2/
inChromium?.("a click through a cover answers nothing, and the dialog says why", async () => {
	page = await bench.open(site.origin);
	await pickInto("#input");
	const frame = await guardOpen(page);
	await page.evaluate("cover()");
	await sleep(longerThanTheGuardWaits);
	const box = await (await frame.$('[data-action="original"]'))?.boundingBox();
	if (!box) throw new Error("no button");
	await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
	await until("the notice", () => frame.evaluate(() => document.querySelector("[data-covered]") !== null || undefined));
	expect(await isGuardOpen(page)).toBe(true);
	expect(await seen()).toEqual([]);
});

test("no style of the page hides the dialog", async () => {
	page = await bench.open(site.origin);
	await page.addStyleTag({ content: ":not(html, body, input) { display: none !important; opacity: 0 !important }" });
	await pickInto("#input", (input) =>
		page.$eval(input, (element) => element instanceof HTMLElement && element.click()),
	);
	await guardOpen(page);
});

test("a page that takes the dialog out is asked about by the browser itself, and gets nothing", async () => {
	page = await bench.open(site.origin);
	const asked: string[] = [];
	page.on("dialog", async (dialog) => {
		asked.push(dialog.message());
		await dialog.dismiss();
	});
	await page.evaluate("removeStrangers()");
	await pickInto("#input");
	await until("the browser's question", () => asked.length > 0 || undefined);
	expect(asked).toEqual([expect.stringContaining("photo.jpg")]);
	await sleep(longerThanTheGuardWaits);
	expect(await seen()).toEqual([]);
});

const longerThanTheGuardWaits = 800;

function pickInto(control: string, open = (selector: string): Promise<unknown> => page.click(selector)) {
	return pick(page, () => open(control), [file]);
}

function clickByScript(frame: Frame): Promise<void> {
	return frame.evaluate(() => document.querySelector<HTMLElement>('[data-action="original"]')?.click());
}

/** The page has its file by now: it is smaller than the original, and the only one. */
async function expectStrippedOnly(): Promise<void> {
	await until("the page's file", async () => (await seen()).length > 0 || undefined);
	const sizes = [...new Set(await seen())];
	expect(sizes).toHaveLength(1);
	expect(sizes[0]).toBeLessThan(photo.length);
}

async function seen(): Promise<unknown[]> {
	const value: unknown = await page.evaluate("seen");
	return Array.isArray(value) ? value : [];
}
