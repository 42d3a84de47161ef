// What a person does on the extension's own pages: try it, pause it, check a file, find an option, take options along.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { cleanPhoto, gpsPhoto, gpsPhotoDefaults } from "../fixtures/photo";
import { accessibilityProblems } from "./harness/accessibility";
import { accessibleTree, everythingShown, steady } from "./harness/accessible-tree";
import { extensionFor } from "./harness/extension";
import { pick } from "./harness/give";
import { answer, isGuardOpen } from "./harness/guard-frame";
import { type Bench, launch, pageWith } from "./harness/launch";
import { openPopup } from "./harness/popup";
import { until } from "./harness/processes";
import { rememberSaved, savedBase64 } from "./harness/saved";
import { keepScreenshot } from "./harness/screenshot";
import { type Site, servePages } from "./harness/serve";

const CHAT = `<!doctype html><meta charset=utf-8><title>Anna</title>
<section><h2>Anna Kowalska</h2><form><input type=file id=file multiple><textarea aria-label="Message Anna Kowalska"></textarea></form></section>
<script>
const sizes = [];
file.onchange = () => sizes.push(...[...file.files].map((one) => one.size));
</script>`;

const folder = mkdtempSync(join(tmpdir(), "last-look-own-pages-"));
const photo = join(folder, "school.jpg");
const clean = join(folder, "wall.jpg");
const browser = inject("browser");
const original = gpsPhoto();
let bench: Bench;
let site: Site;
let chat: Page;
let welcome: Page;

beforeAll(async () => {
	writeFileSync(photo, original);
	writeFileSync(clean, cleanPhoto());
	site = await servePages({ "/": CHAT });
	bench = await launch({ name: browser, extension: extensionFor(browser) });
	welcome = await pageWith(bench.browser, "body.welcome");
	chat = await bench.open(site.origin);
});
afterEach(({ task }) => keepScreenshot(chat, task));
afterAll(async () => {
	await bench?.close();
	await site?.close();
	rmSync(folder, { recursive: true });
});

test("the welcome page's photo gives a place away, and nothing once it is stripped", async () => {
	await welcome.bringToFront();
	await expect(await accessibleTree(welcome)).toMatchFileSnapshot(`trees/welcome-${browser}.txt`);
	await press(welcome, "[data-try]");
	await welcome.waitForSelector("[data-tried=before] [data-finding=location]");
	await press(welcome, "[data-strip]");
	await welcome.waitForSelector("[data-tried=after] [data-status=clean]");
	expect(await welcome.$("[data-tried=after] [data-finding]")).toBeNull();
	expect(await accessibilityProblems(welcome)).toEqual([]);
	expect(await overflow(welcome)).toEqual([]);
});

test("the popup counts the day's files, pauses the tab and takes the pause back", async () => {
	await attach(photo, clean);
	await answer(chat, "strip");
	const popup = await openPopup(bench, chat);
	await popup.waitForSelector("[data-looked='2'] ~ [data-stripped='1'] ~ [data-asked='2']");
	await popup.waitForSelector("[data-pause]");
	await expect(steady(await accessibleTree(popup))).toMatchFileSnapshot("trees/popup.txt");
	await press(popup, "[data-pause]");
	await popup.waitForSelector("[data-paused]");
	expect(await accessibilityProblems(popup)).toEqual([]);
	await until("the badge", async () => ((await badge()) === "II" ? true : undefined));
	const before = await count();
	await attach();
	await until("the photo itself", async () => ((await count()) > before ? true : undefined));
	expect(await isGuardOpen(chat)).toBe(false);
	expect(await chat.evaluate("sizes.at(-1)")).toBe(original.length);

	const again = await openPopup(bench, chat);
	await press(again, "[data-resume]");
	await again.waitForSelector("[data-pause]");
	await until("no badge", async () => ((await badge()) === "" ? true : undefined));
	await attach();
	await answer(chat, "cancel");
});

test("a file is checked without any messenger, and a stripped copy saved", async () => {
	const popup = await openPopup(bench, chat);
	await press(popup, "[data-check]");
	const check = await pageWith(bench.browser, "body.check");
	await check.bringToFront();
	// Firefox's driver hears of no chooser on a page of an extension.
	const input = await check.waitForSelector("input[type=file]");
	await input?.uploadFile(photo, clean);
	await check.waitForSelector("[data-status=found] [data-finding=location]");
	await check.waitForSelector("[data-file='wall.jpg'][data-status=clean]");
	expect(await check.$("[data-save='wall.jpg']")).toBeNull();
	await everythingShown(check);
	await expect(await accessibleTree(check)).toMatchFileSnapshot("trees/check-a-file.txt");
	expect(await accessibilityProblems(check)).toEqual([]);
	expect(await overflow(check)).toEqual([]);
	await rememberSaved(check);
	await press(check, "[data-save='school.jpg']");
	const saved = Buffer.from(await savedBase64(check), "base64");
	expect(saved.length).toBeGreaterThan(500);
	expect(saved.length).toBeLessThan(original.length);
	expect(saved.includes(gpsPhotoDefaults.device?.serial ?? "")).toBe(false);
	await check.close();
});

test("an option is found, holds, is taken along in a file, and reset with a way back", async () => {
	const options = await openOptions();
	expect(await shownSections(options)).toHaveLength(11);
	await expect(steady(await accessibleTree(options))).toMatchFileSnapshot("trees/options.txt");
	await options.type("[type=search]", "camera");
	await until("fewer sections", async () =>
		(await shownSections(options)).join() === "kindsTitle" ? true : undefined,
	);
	await options.select("[data-select=device]", "ignore");
	await options.waitForSelector(".saved > span");
	expect(await accessibilityProblems(options)).toEqual([]);
	await options.$eval("[type=search]", (field) => field instanceof HTMLInputElement && field.select());
	await options.type("[type=search]", "xyzzy");
	await options.waitForSelector(".nothing-found", { visible: true });
	await options.$eval("[type=search]", (field) => field instanceof HTMLInputElement && field.select());
	await options.keyboard.press("Backspace");
	await until("all sections", async () => ((await shownSections(options)).length === 11 ? true : undefined));

	await rememberSaved(options);
	await press(options, "[data-export=settings]");
	const file = join(folder, "options.json");
	writeFileSync(file, Buffer.from(await savedBase64(options), "base64"));
	await press(options, "[data-reset]");
	await deviceRule(options, "usual");
	await press(options, "[data-reset]");
	await deviceRule(options, "ignore");
	await options.select("[data-select=device]", "ask");
	const input = await options.waitForSelector("input[data-import=settings]");
	await input?.uploadFile(photo);
	await options.waitForSelector("[role=alert]");
	await deviceRule(options, "ask");
	await input?.uploadFile(file);
	await deviceRule(options, "ignore");
	expect(await overflow(options)).toEqual([]);
	await options.close();
});

test("everything on the options can be reached by the keyboard, in the order in which it stands there", async () => {
	const options = await openOptions();
	const stops = await options.evaluate(() => {
		const reachable = [...document.querySelectorAll<HTMLElement>("input, select, button")].filter(
			(element) => element.checkVisibility() && !element.matches(":disabled, [type=radio]:not(:checked)"),
		);
		for (const [index, element] of reachable.entries()) element.dataset["stop"] = String(index);
		return reachable.length;
	});
	expect(stops).toBeGreaterThan(40);
	await options.focus("[data-stop='0']");
	for (let stop = 1; stop < stops; stop++) {
		await options.keyboard.press("Tab");
		const reached = await options.evaluate(() => document.activeElement?.getAttribute("data-stop"));
		expect(reached).toBe(String(stop));
	}
	await options.close();
});

async function attach(...files: string[]): Promise<void> {
	await chat.bringToFront();
	// A file that is in the input already would be no change.
	await chat.evaluate("file.value = ''");
	await pick(chat, () => chat.click("#file"), files.length > 0 ? files : [photo]);
}

async function count(): Promise<number> {
	return Number(await chat.evaluate("sizes.length"));
}

/** In Firefox the popup's page is behind the one it is about, where no pointer reaches it. */
async function press(page: Page, selector: string): Promise<void> {
	const button = await page.waitForSelector(`${selector}:not([disabled])`);
	await button?.evaluate((element) => element instanceof HTMLElement && element.click());
}

async function openOptions(): Promise<Page> {
	await welcome.bringToFront();
	await press(welcome, "[data-open-options]");
	const options = await pageWith(bench.browser, "body.options");
	await options.bringToFront();
	await options.waitForSelector("[data-wipe], [data-export=memory]");
	return options;
}

function shownSections(options: Page): Promise<(string | null)[]> {
	return options.$$eval("[data-section]:not([hidden])", (found) =>
		found.map((one) => one.getAttribute("data-section")),
	);
}

function deviceRule(options: Page, rule: string): Promise<true> {
	return until(`the rule ${rule}`, async () => {
		const chosen = await options.$eval(
			"[data-select=device]",
			(field) => field instanceof HTMLSelectElement && field.value,
		);
		return chosen === rule ? true : undefined;
	});
}

async function badge(): Promise<unknown> {
	return welcome.evaluate(`(async () => {
		const api = globalThis.browser ?? chrome;
		const tabs = await api.tabs.query({});
		return api.action.getBadgeText({ tabId: tabs.find(({ url }) => url?.startsWith("${site.origin}")).id });
	})()`);
}

/** What is wider than its page in a narrow window, and with letters of twice the size. */
async function overflow(page: Page): Promise<string[]> {
	const before = page.viewport();
	const found: string[] = [];
	for (const [width, size] of [
		[320, "100%"],
		[640, "200%"],
	] as const) {
		await page.setViewport({ width, height: 800 });
		const wide = await page.evaluate((to) => {
			document.documentElement.style.fontSize = to;
			return document.documentElement.scrollWidth - window.innerWidth;
		}, size);
		if (wide > 0) found.push(`${wide} px too wide at ${width} px and ${size}`);
	}
	await page.evaluate(() => document.documentElement.removeAttribute("style"));
	await page.setViewport(before);
	return found;
}
