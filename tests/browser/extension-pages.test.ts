// The extension's own pages: what they show is so, and what is changed there holds.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { toPortable } from "../../src/recipients/portable";
import { gpsPhoto } from "../fixtures/photo";
import { type Habit, memoryOf } from "../recipients/memory";
import { accessibilityProblems } from "./harness/accessibility";
import { accessibleTree, everythingShown, steady } from "./harness/accessible-tree";
import { extensionFor } from "./harness/extension";
import { pick } from "./harness/give";
import { answer, guardOpen, isGuardOpen } from "./harness/guard-frame";
import { type Bench, launch, pageWith } from "./harness/launch";
import { openOptions } from "./harness/options";
import { until } from "./harness/processes";
import { keepScreenshot } from "./harness/screenshot";
import { type Site, servePages } from "./harness/serve";

const CHAT = `<!doctype html><meta charset=utf-8><title>Anna</title>
<section><h2 id=name>Anna Kowalska</h2><form><input type=file id=file><textarea id=text aria-label="Message Anna Kowalska"></textarea></form></section>
<script>
const rename = (to) => { document.title = to; document.getElementById("name").textContent = to; text.setAttribute("aria-label", "Message " + to); };
const sizes = [];
file.onchange = () => sizes.push(...[...file.files].map((one) => one.size));
</script>`;

/** Puts what is in the memory into a database as the first version made it, in place of today's. */
const AS_IN_FIRST_VERSION = `(async () => {
	const done = (request) => new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});
	const today = await done(indexedDB.open("memory"));
	const kept = {};
	for (const name of ["accounts", "contacts"]) kept[name] = await done(today.transaction(name).objectStore(name).getAll());
	today.close();
	await done(indexedDB.deleteDatabase("memory"));
	const opening = indexedDB.open("memory", 1);
	opening.onupgradeneeded = () => {
		opening.result.createObjectStore("accounts", { keyPath: ["messenger", "origin"] });
		const contacts = opening.result.createObjectStore("contacts", { keyPath: ["messenger", "origin", "contact.key"] });
		contacts.createIndex("last", "contact.last");
	};
	const first = await done(opening);
	for (const [name, values] of Object.entries(kept))
		for (const value of values) await done(first.transaction(name, "readwrite").objectStore(name).put(value));
	first.close();
})()`;
const STORES = `new Promise((resolve) => {
	const opening = indexedDB.open("memory");
	opening.onsuccess = () => {
		const { version, objectStoreNames } = opening.result;
		opening.result.close();
		resolve({ version, stores: [...objectStoreNames] });
	};
})`;
const anna = "Anna Kowalska";
const folder = mkdtempSync(join(tmpdir(), "last-look-pages-"));
const photo = join(folder, "school.jpg");
const browser = inject("browser");
const original = gpsPhoto();
let bench: Bench;
let site: Site;
let chat: Page;
let welcome: Page;

beforeAll(async () => {
	writeFileSync(photo, original);
	site = await servePages({ "/": CHAT });
	bench = await launch({ name: browser });
	chat = await bench.open(site.origin);
	await bench.browser.installExtension(extensionFor(browser));
	welcome = await pageWith(bench.browser, "body.welcome");
});
afterEach(({ task }) => keepScreenshot(chat, task));
afterAll(async () => {
	await bench?.close();
	await site?.close();
	rmSync(folder, { recursive: true });
});

test("a tab from before the install is named on the welcome page, and guarded after one click there", async () => {
	await welcome.bringToFront();
	const button = await welcome.waitForSelector("[data-reload-tabs]");
	await button?.click();
	await welcome.waitForSelector("[data-reload-tabs]", { hidden: true });
	expect(await accessibilityProblems(welcome)).toEqual([]);
	await chat.bringToFront();
	await attach();
	expect(await answer(chat, "strip")).toMatchObject({ recipient: anna });
});

test("the memory is saved to a file, wiped, and read back from the file; no other file is", async () => {
	const options = await openOptions(bench.browser);
	await options.waitForSelector("[data-confirmed]");
	const file = join(folder, "memory.json");
	writeFileSync(file, await savedMemory(options));
	await options.click("[data-wipe]");
	await options.waitForSelector("[data-confirmed]", { hidden: true });

	const input = await options.waitForSelector("input[data-import=memory]");
	await input?.uploadFile(photo);
	await options.waitForSelector("[role=alert]");
	expect(await options.$("[data-confirmed]")).toBeNull();
	await input?.uploadFile(file);
	await options.waitForSelector("[data-confirmed='Anna Kowalska']");
	expect(await options.$("[role=alert]")).toBeNull();
	expect(await accessibilityProblems(options)).toEqual([]);
	await options.close();
});

test("what is remembered is listed, tells a namesake from a friend, and does so no longer once it is forgotten", async () => {
	const options = await openOptions(bench.browser);
	await options.waitForSelector("[data-confirmed]");
	expect(await listed(options)).toEqual([anna]);
	await remember(options, [{ to: anna, sends: 60, everyHours: 9 }]);
	await options.click("input[value=strip]");
	await options.waitForSelector("input[value=strip]:checked");
	await attachUnasked();
	expect((await sizes()).at(-1)).toBeLessThan(original.length);

	await chat.evaluate(`rename("Anna Kowalik")`);
	await attach();
	const frame = await guardOpen(chat);
	await frame.waitForSelector("[data-action=cancel].primary:focus");
	expect(await frame.$eval("[data-odd=looks-like]", (warning) => warning.textContent)).toContain(anna);
	await everythingShown(frame);
	await expect(steady(await accessibleTree(frame))).toMatchFileSnapshot("trees/odd-recipient.txt");
	expect(await frame.$$eval("h1 mark", (marks) => marks.map((mark) => mark.textContent))).toEqual(["i"]);
	expect(await frame.$eval("[data-for-whom]", (name) => name.textContent)).toBe("Anna Kowalik");
	expect(
		await frame.$$eval("[data-action]", (buttons) => buttons.map((button) => button.getAttribute("data-action"))),
	).toEqual(["cancel", "strip", "original"]);
	expect(await accessibilityProblems(frame)).toEqual([]);
	expect((await answer(chat, "cancel")).recipient).toBe("Anna Kowalik");

	await options.bringToFront();
	await options.click("[data-wipe]");
	await options.waitForSelector("[data-confirmed]", { hidden: true });
	await attachUnasked();
	await options.close();
});

test("a memory that the first version wrote is taken over whole, and written to by this one", async () => {
	let options = await openOptions(bench.browser);
	await remember(options, [{ to: anna, sends: 60, everyHours: 9 }]);
	const before = await savedMemory(options);
	await options.evaluate(AS_IN_FIRST_VERSION);
	await options.close();
	options = await openOptions(bench.browser);
	await options.waitForSelector(`[data-confirmed='${anna}']`);
	expect(await options.evaluate(STORES)).toEqual({ version: 2, stores: ["accounts", "contacts", "rules"] });
	expect(JSON.parse(await savedMemory(options))).toEqual(JSON.parse(before));

	await chat.evaluate(`rename("Anna Kowalik")`);
	await attach();
	expect((await answer(chat, "cancel")).text).toContain(anna);
	await options.close();
	options = await openOptions(bench.browser);
	await options.waitForSelector("[data-alarms]:not([data-alarms='0'])");
	await options.close();
});

test("a messenger that was switched off gets its files at once, as they are", async () => {
	await inExtension((messenger) => `{ settings: { unguarded: [${messenger}] } }`);
	await attachUnasked();
	expect((await sizes()).at(-1)).toBe(original.length);
});

async function attach(): Promise<void> {
	await chat.bringToFront();
	await pick(chat, () => chat.click("#file"), [photo]);
}

/** Attaches the photo and waits until the page has it, in whatever form. */
async function attachUnasked(): Promise<void> {
	const before = await sizes();
	await attach();
	await until("a photo", async () => ((await sizes()).length > before.length ? true : undefined));
	expect(await isGuardOpen(chat)).toBe(false);
}

function sizes(): Promise<number[]> {
	return chat.evaluate("sizes") as Promise<number[]>;
}

/** What the options offer as a file. */
async function savedMemory(options: Page): Promise<string> {
	await options.evaluate(() => {
		const saved = new Map<string, Blob>();
		URL.createObjectURL = (blob) => {
			const url = `saved:${saved.size}`;
			if (blob instanceof Blob) saved.set(url, blob);
			return url;
		};
		HTMLAnchorElement.prototype.click = async function () {
			document.body.dataset.saved = await saved.get(this.href)?.text();
		};
		delete document.body.dataset.saved;
	});
	await options.click("[data-export=memory]");
	await options.waitForSelector("body[data-saved]");
	return (await options.$eval("body", (body) => body.dataset.saved)) ?? "";
}

/** Takes these habits into the memory, as if they had been watched. */
async function remember(options: Page, habits: readonly Habit[]): Promise<void> {
	const sent = habits.map((habit) => ({ ...habit, id: `/ ${habit.to}`, kind: "unknown" as const }));
	const file = join(folder, "habits.json");
	const history = memoryOf(sent, Date.now());
	writeFileSync(file, toPortable({ accounts: [{ messenger: "generic", origin: site.origin, history }], rules: [] }));
	await (await options.waitForSelector("input[data-import=memory]"))?.uploadFile(file);
	const names = habits.map(({ to }) => to).join();
	await options.waitForFunction(
		(wanted) =>
			Array.from(document.querySelectorAll("[data-confirmed]"), (row) => row.getAttribute("data-confirmed")).join() ===
			wanted,
		{},
		names,
	);
}

function listed(options: Page): Promise<(string | null)[]> {
	return options.$$eval("[data-confirmed]", (rows) => rows.map((row) => row.getAttribute("data-confirmed")));
}

/** Changes the extension's storage as another of its pages would. */
async function inExtension(change: (messenger: string) => string): Promise<void> {
	await welcome.evaluate(`(globalThis.browser ?? chrome).storage.local.set(${change('"generic"')})`);
}
