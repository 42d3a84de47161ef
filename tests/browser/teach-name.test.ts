// A page of no messenger we know: a person shows where the name stands, by pointer and by keys; from then on it is read
// there, and once it is no longer there the popup and the toolbar say so. What is copied for a bug report names nobody.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { chatPages } from "../fixtures/chat-pages";
import { gpsPhoto } from "../fixtures/photo";
import { extensionFor } from "./harness/extension";
import { pick } from "./harness/give";
import { answer } from "./harness/guard-frame";
import { type Bench, launch, pageWith } from "./harness/launch";
import { openOptions } from "./harness/options";
import { openPopup } from "./harness/popup";
import { until } from "./harness/processes";
import { rememberSaved, savedBase64 } from "./harness/saved";
import { keepScreenshot } from "./harness/screenshot";
import { type Site, servePages } from "./harness/serve";
import { testIn } from "./harness/test-in";

const anna = "Anna Kowalska";
const mark = "Mark Twain";
const boxes = chatPages.find(({ make }) => make.startsWith("nothing but boxes"));
const name = boxes?.name ?? "";
const chatWith = (to: string, other: string) => `<!doctype html><meta charset=utf-8>${boxes?.html(to, other)}
<input type=file id=file autocomplete=off>
<script>
const seen = [];
for (const type of ["click", "keydown", "mousedown"]) document.addEventListener(type, (event) => seen.push(type + " on " + (event.target.className || event.target.localName)), true);
</script>`;

/** A page of nothing but boxes again, drawn in a shadow tree: `show(NAME)` opens a conversation. */
const inTree = (mode: ShadowRootMode) => `<!doctype html><meta charset=utf-8><chat-app></chat-app>
<script>
const tree = document.querySelector("chat-app").attachShadow({ mode: "${mode}" });
const show = (name) => { tree.querySelector("b").textContent = name; };
tree.innerHTML = "<div><div><div><b></b></div></div><div><div contenteditable>&nbsp;</div><input type=file></div></div>";
show("${anna}");
</script>`;

const folder = mkdtempSync(join(tmpdir(), "last-look-teach-"));
const photo = join(folder, "school.jpg");
const browser = inject("browser");
let bench: Bench;
let site: Site;
let chat: Page;

beforeAll(async () => {
	writeFileSync(photo, gpsPhoto());
	site = await servePages({
		"/anna": chatWith(anna, mark),
		"/mark": chatWith(mark, anna),
		"/open": inTree("open"),
		"/closed": inTree("closed"),
	});
	bench = await launch({ name: browser, extension: extensionFor(browser) });
	chat = await bench.open(`${site.origin}/anna`);
});
afterEach(({ task }) => keepScreenshot(chat, task));
afterAll(async () => {
	await bench?.close();
	await site?.close();
	rmSync(folder, { recursive: true });
});

test("the popup says that the page is guarded, and that the name can't be told", async () => {
	const popup = await openPopup(bench, chat);
	await popup.waitForSelector("[data-ways=all]");
	expect(await popup.$("[data-reads=untold]")).not.toBeNull();
	expect(await popup.$("[data-adapter=generic]")).not.toBeNull();
	await close(popup);
});

test("Esc leaves the pointing, and nothing is taught", async () => {
	await startPointing();
	await chat.keyboard.press("Escape");
	await chat.click(name);
	expect(await chat.evaluate("seen")).toEqual(["mousedown on p0aa2d", "click on p0aa2d"]);
	expect(await reads()).toBe("untold");
});

test("by pointer: the page hears nothing of it, and the name is read there in the next conversation too", async () => {
	await chat.reload();
	await startPointing();
	const at = await (await chat.$(name))?.clickablePoint();
	await chat.mouse.move(at?.x ?? 0, at?.y ?? 0);
	await chat.mouse.click(at?.x ?? 0, at?.y ?? 0);
	await chat.keyboard.press("Enter");
	await until("what was shown", async () => (await reads()) === anna || undefined);
	// It hears that something was clicked, but no key, and not what was pointed at: an element of ours lay over it.
	expect(await chat.evaluate("seen.filter((one) => one.startsWith('keydown') || one.includes('p0aa2d'))")).toEqual([]);
	await chat.goto(`${site.origin}/mark`);
	await pick(chat, () => chat.click("#file"), [photo]);
	expect(await answer(chat, "cancel")).toMatchObject({ recipient: mark });
});

test("what was shown can be forgotten, and shown by keys alone", async () => {
	const popup = await openPopup(bench, chat);
	await press(popup, "[data-forget-taught]");
	await popup.waitForFunction(() => document.querySelector("[data-forget-taught]") === null);
	await close(popup);
	expect(await reads()).toBe("untold");
	await startPointing();
	for (let step = 0; step < 3; step++) await chat.keyboard.press("ArrowDown");
	await chat.keyboard.press("Enter");
	await chat.keyboard.press("Enter");
	await until("what was shown", async () => (await reads()) === mark || undefined);
});

test("how it is found can be changed by hand, saved to a file and read back from one", async () => {
	const options = await openOptions(bench.browser);
	const rules = () =>
		options.evaluate("(globalThis.browser ?? chrome).storage.local.get('taught').then(({ taught }) => taught)");
	const shown = {
		[site.origin]: { selectors: expect.arrayContaining([expect.stringContaining("div")]), shared: false },
	};
	expect(await rules()).toEqual(shown);
	const changeTo = async (ways: string) => {
		await options.$eval("[data-taught] details", (details) => details.setAttribute("open", ""));
		const field = await options.waitForSelector("[data-taught] textarea", { visible: true });
		await field?.evaluate((area) => area instanceof HTMLTextAreaElement && area.select());
		await field?.type(ways);
		await field?.press("Tab");
	};
	await changeTo("div[");
	await options.waitForSelector("[data-taught] [role=alert]");
	expect(
		await options.$eval("[data-taught] textarea", (area) => area instanceof HTMLTextAreaElement && area.value),
	).toBe("div[");
	expect(await rules()).toEqual(shown);
	await changeTo(name);
	const changed = { [site.origin]: { selectors: [name], shared: false } };
	await until("the change", async () => JSON.stringify(await rules()) === JSON.stringify(changed) || undefined);
	const file = join(folder, "taught.json");
	writeFileSync(file, JSON.stringify({ lastLook: "taught-names", version: 1, taught: changed }));
	await rememberSaved(options);
	await options.click("[data-export=taught]");
	expect(JSON.parse(Buffer.from(await savedBase64(options), "base64").toString())).toEqual(
		JSON.parse(readFileSync(file, "utf8")),
	);
	await options.click("[data-taught] button");
	await options.waitForFunction(() => document.querySelector("[data-taught]") === null);
	await (await options.waitForSelector("input[data-import=taught]"))?.uploadFile(file);
	await options.waitForSelector("[data-taught]");
	expect(await rules()).toEqual(changed);
	await options.close();
	await chat.bringToFront();
	expect(await reads()).toBe(mark);
});

testIn("firefox", "the toolbar's own popup says what is read on the page below it", async () => {
	await chat.bringToFront();
	const welcome = await pageWith(bench.browser, "body.welcome");
	await welcome.evaluate("browser.action.openPopup()");
	const read = await until("the popup", () =>
		welcome.evaluate(`browser.extension.getViews({ type: "popup" })
			.map(({ document }) => document.querySelector("[data-reads=known]")?.textContent.trim())
			.find((text) => text)`),
	);
	expect(read).toBe(mark);
	await welcome.evaluate("for (const popup of browser.extension.getViews({ type: 'popup' })) popup.close()");
	await until("no popup", () =>
		welcome.evaluate("browser.extension.getViews({ type: 'popup' }).length === 0 || undefined"),
	);
});

test("a page that has changed is noticed: in the dialog, in the popup and on the toolbar's button", async () => {
	await pick(chat, () => chat.click("#file"), [photo]);
	expect(await answer(chat, "cancel")).toMatchObject({ recipient: mark });
	await chat.$eval(name, (element) => element.replaceWith("Somebody"));
	await pick(chat, () => chat.click("#file"), [photo]);
	expect((await answer(chat, "cancel")).recipient).not.toContain(mark);
	const badge = `(async (api) => api.action.getBadgeText({
		tabId: (await api.tabs.query({ active: true, currentWindow: true }))[0].id,
	}))(globalThis.browser ?? chrome)`;
	const popup = await openPopup(bench, chat);
	await popup.waitForSelector("[data-broken]");
	expect(await popup.evaluate(badge)).toBe("!");
	await close(popup);
});

test("what is copied says how the page is read, and names nobody", async () => {
	const popup = await openPopup(bench, chat);
	await press(popup, "[data-diagnose]");
	const pre = await popup.waitForSelector("[data-diagnosis]");
	const text = (await pre?.evaluate((element) => element.textContent)) ?? "";
	expect(JSON.parse(text)).toMatchObject({
		lastLook: expect.stringMatching(/^\d+\.\d+/),
		guard: { messenger: "generic", guarded: true, sinceStart: true, pageWorld: true, taught: true },
		page: {
			adapter: "generic",
			chosenBy: "neither",
			reads: { status: "untold", reason: "page-not-understood" },
			taught: expect.arrayContaining(["0/0"]),
		},
	});
	const words = await chat.evaluate(() => document.body.innerText.match(/\p{L}{4,}/gu) ?? []);
	expect(words).toContain("Kowalska");
	for (const word of [...words, "school", "127.0.0.1"]) expect(text.toLowerCase()).not.toContain(word.toLowerCase());
	await close(popup);
});

test("in a shadow tree: where the page leaves it open the name is read there, else it is said that it can't be", async () => {
	await chat.goto(`${site.origin}/closed`);
	await point();
	// Nothing to say yes to: Enter does nothing.
	await chat.keyboard.press("Enter");
	await chat.keyboard.press("Escape");
	expect(await reads()).toBe("untold");

	await chat.goto(`${site.origin}/open`);
	await point();
	await chat.keyboard.press("Enter");
	await until("what was shown", async () => (await reads()) === anna || undefined);
	await chat.evaluate(`show("${mark}")`);
	const input = await chat.waitForSelector(">>> input");
	await pick(chat, async () => input?.click(), [photo]);
	expect(await answer(chat, "cancel")).toMatchObject({ recipient: mark });
});

/** At the name in the shadow tree. */
async function point(): Promise<void> {
	await startPointing();
	const name = (await chat.evaluateHandle('tree.querySelector("b")')).asElement();
	const at = await name?.clickablePoint();
	await chat.mouse.move(at?.x ?? 0, at?.y ?? 0);
	await chat.mouse.click(at?.x ?? 0, at?.y ?? 0);
}

async function startPointing(): Promise<void> {
	const popup = await openPopup(bench, chat);
	await press(popup, "[data-teach]");
	await until("the picker", () =>
		chat.evaluate(() => document.querySelector("[popover=manual]") !== null || undefined),
	);
	// Firefox lets a popup close itself, and no tab.
	if (browser === "firefox") await popup.close();
	await chat.bringToFront();
}

/** A real click: in Firefox the popup is a tab that must be in front for it. */
async function press(popup: Page, selector: string): Promise<void> {
	if (browser === "firefox") await popup.bringToFront();
	const button = await popup.waitForSelector(selector);
	// Some buttons close the popup before the click has ended.
	await button?.click().catch(() => {});
}

async function reads(): Promise<string | undefined> {
	const popup = await openPopup(bench, chat);
	const shown = await popup.waitForSelector("[data-reads]");
	const read = await shown?.evaluate((element) =>
		element.getAttribute("data-reads") === "known" ? element.textContent?.trim() : "untold",
	);
	await close(popup);
	return read;
}

async function close(popup: Page): Promise<void> {
	await popup.close();
	await chat.bringToFront();
}
