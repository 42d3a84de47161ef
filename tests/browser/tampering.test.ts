// A page that tampers with what our code in its world stands on, or keeps the dialog from being seen.
// attacks.test.ts has what it can do to the dialog, ways-in.test.ts what it sees of files.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { gpsPhoto, gpsPng } from "../fixtures/photo";
import { extensionFor } from "./harness/extension";
import { canGive, pick, withCopied } from "./harness/give";
import { guardClosed, guardOpen, press } from "./harness/guard-frame";
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
function offerPort(guard) {
	const frame = Object.assign(document.createElement("iframe"), { src: guard });
	const { port1, port2 } = new MessageChannel();
	return new Promise((resolve) => {
		port1.onmessage = ({ data }) => resolve(data);
		frame.onload = () => {
			frame.contentWindow.postMessage({ type: "guard-port", token: crypto.randomUUID() }, "*", [port2]);
			setTimeout(() => resolve("silence"), 2000);
		};
		document.body.append(frame);
	});
}
function removeStrangers() {
	new MutationObserver((records) => {
		for (const { addedNodes } of records) for (const node of addedNodes) node.remove();
	}).observe(document.documentElement, { childList: true });
}
</script>
<input type=file id=input><button id=detached onclick="spyOnEverything(); pickDetached()">detached</button>
<button id=clipboard onclick="readClipboard()">clipboard</button>
<textarea placeholder="Message Alice"></textarea>
<script>watch(document.getElementById("input"));</script>`;

const name = inject("browser");
/** What the other browser lacks is no test skipped: there is nothing to test. */
const inChromium = name === "chromium" ? test : undefined;
const byClipboard = canGive(name, "paste") ? inChromium : undefined;
const folder = mkdtempSync(join(tmpdir(), "last-look-tampering-"));
const photo = gpsPhoto();
/** What a page could still get after that it would have by then. */
const LATER_MS = 800;
const file = join(folder, "photo.jpg");
let bench: Bench;
let site: Site;
let page: Page;

beforeAll(async () => {
	writeFileSync(file, photo);
	site = await servePages({ "/": PAGE });
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

test("functions that were replaced before the pick are handed nothing else", async () => {
	page = await bench.open(site.origin);
	await pickInto("#detached");
	await press(await guardOpen(page), "strip");
	await guardClosed(page);
	await expectStrippedOnly();
});

byClipboard?.("promises that were tampered with do not hand over what is on the clipboard", async () => {
	const context = bench.browser.defaultBrowserContext();
	const allowed = ["clipboard-read", "clipboard-write", "clipboard-sanitized-write"] as const;
	await context.overridePermissions(site.origin, [...allowed]);
	page = await bench.open(site.origin);
	await withCopied(bench, "image/png", gpsPng(), () => page.click("#clipboard"));
	const frame = await guardOpen(page);
	expect(await seen()).toEqual([]);
	await press(frame, "cancel");
	await guardClosed(page);
	expect(await seen()).toEqual([]);
});

// Only there can a test read the address of the guard's frame, which the page itself cannot.
inChromium?.("a guard that the page embeds takes no port from it", async () => {
	page = await bench.open(site.origin);
	await pickInto("#input");
	const address = (await guardOpen(page)).url();
	expect(address).toMatch(/^chrome-extension:/);
	expect(await page.evaluate(`offerPort(${JSON.stringify(address)})`)).toBe("silence");
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
	await sleep(LATER_MS);
	expect(await seen()).toEqual([]);
});

function pickInto(control: string, open = (selector: string): Promise<unknown> => page.click(selector)) {
	return pick(page, () => open(control), [file]);
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
