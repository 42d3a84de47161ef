// A page that wants the photo unasked: lays things over the dialog, presses its keys, looks for it, embeds it.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ElementHandle, Frame, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { gpsPhoto } from "../fixtures/photo";
import { extensionFor } from "./harness/extension";
import { pick } from "./harness/give";
import { answer, guardClosed, guardOpen, isGuardOpen, press } from "./harness/guard-frame";
import { type Bench, launch } from "./harness/launch";
import { until } from "./harness/processes";
import { keepScreenshot } from "./harness/screenshot";
import { type Site, servePages } from "./harness/serve";
import { testIn } from "./harness/test-in";
import { chatPage } from "./pages/ways-in";

const browser = inject("browser");
const disk = mkdtempSync(join(tmpdir(), "last-look-attacks-"));
const photo = join(disk, "photo.jpg");

/** Longer than the guard needs to notice that it is covered, and than it ignores input. */
const READING_MS = 900;

let bench: Bench;
let site: Site;
let page: Page;

beforeAll(async () => {
	writeFileSync(photo, gpsPhoto());
	site = await servePages({
		"/": chatPage(`<input id="in" type="file">`, `recorder.watch(document.querySelector("#in"))`),
	});
	bench = await launch({ name: browser, extension: extensionFor(browser) });
});
beforeEach(async () => {
	page = await bench.open(`${site.origin}/`);
});
afterEach(async ({ task }) => {
	await keepScreenshot(page, task);
	await page.close();
});
afterAll(async () => {
	await bench?.close();
	await site?.close();
	rmSync(disk, { recursive: true });
});

const hold = () => pick(page, () => page.click("#in"), [photo]);
const seen = () => page.evaluate("recorder.all()");

test("a click in the first half second releases nothing", async () => {
	// The dialog appears later than this: a click within half a second of it is early whatever happens.
	const started = Date.now();
	await hold();
	const frame = await guardFrameAtOnce();
	const button = await frame.$(`[data-action="original"]`);
	await button?.click();
	// A machine too slow to be early proves nothing either way.
	if (Date.now() - started > 480) return;
	await sleep(300);
	expect(await isGuardOpen(page)).toBe(true);
	expect(await seen()).toEqual([]);
	await answer(page, "cancel");
});

testIn("chromium", "a click through a popover that covers the dialog releases nothing", async () => {
	await hold();
	const frame = await guardOpen(page);
	await page.evaluate(() => {
		const cover = document.createElement("div");
		cover.popover = "manual";
		cover.style.cssText =
			"position:fixed;inset:0;width:100vw;height:100vh;margin:0;background:#fff;pointer-events:none";
		cover.textContent = "Click here to win";
		document.body.append(cover);
		cover.showPopover();
	});
	await sleep(READING_MS);
	await clickAt(await frame.waitForSelector(`[data-action="original"]`));
	await sleep(READING_MS);
	expect(await isGuardOpen(page)).toBe(true);
	expect(await seen()).toEqual([]);
	await page.evaluate(() => document.querySelector<HTMLElement>("[popover]")?.hidePopover());
	await sleep(READING_MS);
	await press(frame, "cancel");
	await guardClosed(page);
	expect(await seen()).toEqual([]);
});

test("clicks and keys that the page makes itself release nothing", async () => {
	await hold();
	await guardOpen(page);
	await sleep(READING_MS);
	await page.evaluate(() => {
		const targets = [window, document, ...document.querySelectorAll("*")];
		for (const target of targets) {
			for (const key of ["Enter", " ", "Escape"])
				for (const type of ["keydown", "keyup"])
					target.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, composed: true, cancelable: true }));
			if (target instanceof HTMLElement) target.click();
		}
	});
	await sleep(300);
	expect(await isGuardOpen(page)).toBe(true);
	expect(await seen()).toEqual([]);
	await answer(page, "cancel");
});

test("the page can neither find the dialog's words nor its frame's address", async () => {
	await hold();
	await guardOpen(page);
	const found = await page.evaluate(() => {
		const frames = [...document.querySelectorAll("iframe")].map((frame) => frame.src);
		const resources = performance.getEntries().map(({ name }) => name);
		const roots = [...document.querySelectorAll("*")].map((element) => element.shadowRoot?.innerHTML ?? "");
		return [document.documentElement.outerHTML, ...frames, ...resources, ...roots].join("\n");
	});
	expect(found).not.toMatch(/extension:\/\//);
	expect(found).not.toContain("photo.jpg");
	await answer(page, "cancel");
});

test("a page that takes the dialog out is asked again, and gets nothing meanwhile", async () => {
	await hold();
	await guardOpen(page);
	await page.evaluate(() => {
		for (const child of [...document.documentElement.children])
			if (child !== document.head && child !== document.body) child.remove();
	});
	const again = await until("the dialog again", () => guardOpen(page, 5000));
	expect(await seen()).toEqual([]);
	await press(again, "cancel");
	await guardClosed(page);
	expect(await seen()).toEqual([]);
});

test("Enter strips, Escape cancels, Tab reaches every action", async () => {
	await hold();
	const frame = await guardOpen(page);
	await sleep(READING_MS);
	const reached: string[] = [];
	for (let presses = 0; presses < 3; presses += 1) {
		reached.push(await frame.evaluate(() => document.activeElement?.getAttribute("data-action") ?? ""));
		await page.keyboard.down("Shift");
		await page.keyboard.press("Tab");
		await page.keyboard.up("Shift");
	}
	expect(reached).toEqual(["strip", "original", "cancel"]);
	await page.keyboard.press("Escape");
	await guardClosed(page);
	expect(await seen()).toEqual([]);

	await hold();
	const second = await guardOpen(page);
	await sleep(READING_MS);
	expect(await second.evaluate(() => document.activeElement?.getAttribute("data-action"))).toBe("strip");
	await page.keyboard.press("Enter");
	await guardClosed(page);
	expect(await until("the photo", async () => ((await seen()) as unknown[]).length || undefined)).toBeGreaterThan(0);
});

/** As soon as there is a button, whatever the guard is still doing. */
function guardFrameAtOnce(): Promise<Frame> {
	return until("the dialog's buttons", async () => {
		for (const frame of page.frames()) {
			if (frame === page.mainFrame()) continue;
			const button = await frame.$(`[data-action="original"]:not([disabled])`).catch(() => null);
			if (button !== null && (await button.isVisible())) return frame;
		}
		return undefined;
	});
}

/** The driver's own click would first look whether anything is in the way. */
async function clickAt(element: ElementHandle | null): Promise<void> {
	const box = await element?.boundingBox();
	if (!box) throw new Error("nothing to click at");
	await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}
