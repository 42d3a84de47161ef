// The quiet line: what was stripped without asking is told beside the composer, in nobody's way, and can be mended.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { BoundingBox, Frame, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { gpsPhoto } from "../fixtures/photo";
import { accessibilityProblems } from "./harness/accessibility";
import { accessibleTree, steady } from "./harness/accessible-tree";
import { extensionFor } from "./harness/extension";
import { pick } from "./harness/give";
import { answer, guardClosed, guardOpen, isGuardOpen, press, shown } from "./harness/guard-frame";
import { type Bench, launch, pageWith } from "./harness/launch";
import { until } from "./harness/processes";
import { isLineShown, lineGone, lineShown, pressLine } from "./harness/quiet-line";
import { keepScreenshot } from "./harness/screenshot";
import { type Site, servePages } from "./harness/serve";
import { testIn } from "./harness/test-in";

/** A chat with its composer at the bottom, as chats have it. */
const chat = (name: string, inner = "") => `<!doctype html><meta charset=utf-8><title>${name}</title>
<style>body { margin: 0 } section { display: flex; flex-direction: column; height: 100vh } form { margin-top: auto; padding: 8px }</style>
<section><h2>${name}</h2>${inner}<form><input type=file id=file multiple><textarea id=text aria-label="Message ${name}"></textarea>
<button id=send>Send</button></form></section>
<script>let sent = 0; send.onclick = (event) => { event.preventDefault(); sent++; };
const sizes = []; file.onchange = () => sizes.push(...[...file.files].map((one) => one.size));</script>`;

const folder = mkdtempSync(join(tmpdir(), "last-look-line-"));
const photo = join(folder, "school.jpg");
const unknown = join(folder, "unknown.bin");
const browser = inject("browser");
const original = gpsPhoto();
let bench: Bench;
let site: Site;
let page: Page;

beforeAll(async () => {
	writeFileSync(photo, original);
	writeFileSync(unknown, "what this is nobody knows");
	site = await servePages({
		"/": chat("Anna Kowalska"),
		"/outer": chat("Outer", `<iframe src="/inner" style="flex: 1"></iframe>`),
		"/inner": chat("Ben Okafor"),
	});
	bench = await launch({ name: browser, extension: extensionFor(browser) });
	const welcome = await pageWith(bench.browser, "body.welcome");
	await welcome.evaluate(
		`(globalThis.browser ?? chrome).storage.local.set({ settings: { rule: "strip", caution: "calm" } })`,
	);
	page = await bench.open(site.origin);
});
beforeEach(async () => {
	await page.goto(site.origin);
});
afterEach(({ task }) => keepScreenshot(page, task));
afterAll(async () => {
	await bench?.close();
	await site?.close();
	rmSync(folder, { recursive: true });
});

/** The line is a part of the page that it lies over: what is asked of a page as a whole is asked of that. */
const partOfAPage = ["landmark-one-main", "page-has-heading-one", "region"];

const attach = (count = 1) => pick(page, () => page.click("#file"), Array(count).fill(photo));
const sizes = () => page.evaluate("sizes") as Promise<number[]>;

async function lineBox(frame: Frame): Promise<BoundingBox> {
	const owner = await frame.frameElement();
	return until("the line's place", async () => (await owner?.boundingBox()) ?? undefined);
}

/** Where in the composer and on Send a press would meet something else. */
function covered(): Promise<string[]> {
	return page.evaluate(() =>
		["text", "send"].flatMap((id) => {
			const { left, top, width, height } = document.getElementById(id)?.getBoundingClientRect() ?? new DOMRect();
			const along = [0.02, 0.25, 0.5, 0.75, 0.98];
			const points = along.flatMap((x) => along.map((y) => ({ x: left + x * width, y: top + y * height })));
			const hidden = points.filter(({ x, y }) => document.elementFromPoint(x, y)?.id !== id);
			return width * height === 0 ? [`${id} is not there`] : hidden.map(({ x, y }) => `${id} at ${x}, ${y}`);
		}),
	);
}

test("it says what went and to whom, beside the composer, over nothing, without the focus", async () => {
	await page.focus("#text");
	// What is written goes on while files come and lines are shown; the pick takes the focus, as in any page.
	await attach();
	await page.focus("#text");
	const { frame, told } = await lineShown(page);
	expect(told.way).toBe("stripped");
	expect(told.text).toMatch(/^Removed the place.* from 1 photo for Anna Kowalska\.$/);
	expect(told.actions).toEqual(["close", "why", "original-too", "keep-originals"]);
	expect(await isGuardOpen(page)).toBe(false);
	// It stays as long as the pointer is on it.
	await frame.hover("[role=status]");
	expect(await accessibilityProblems(frame, partOfAPage)).toEqual([]);
	await expect(steady(await accessibleTree(frame))).toMatchFileSnapshot("trees/quiet-line.txt");
	expect(await frame.$("[role=status]")).not.toBeNull();
	expect((await lineBox(frame)).y).toBeGreaterThan(400);
	expect(await covered()).toEqual([]);
	await page.keyboard.type("look");
	expect(await page.evaluate("document.activeElement.id + text.value")).toBe("textlook");
	await page.click("#send");
	expect(await page.evaluate("sent")).toBe(1);

	// The page moves its composer to where the line is.
	const before = await lineBox(frame);
	await page.evaluate((up) => {
		for (const form of document.querySelectorAll("form")) form.style.marginBottom = `${up}px`;
	}, before.height);
	await until("another place", async () => ((await lineBox(frame)).y < before.y ? true : undefined));
	expect(await covered()).toEqual([]);
	await pressLine(frame, "close");
	await lineGone(page);
});

test("by keys it is reached after the page's own controls, says what it can do, and Escape takes it away", async () => {
	await attach();
	const { frame } = await lineShown(page);
	await page.focus("#send");
	const inside = () => frame.evaluate(() => document.hasFocus() && document.activeElement?.getAttribute("data-act"));
	await page.keyboard.press("Tab");
	// In Firefox to the line itself, and then to what is in it.
	await until("the focus in the line", async () => (await frame.evaluate(() => document.hasFocus())) || undefined);
	if ((await inside()) !== "close") await page.keyboard.press("Tab");
	await until("the focus", async () => ((await inside()) === "close" ? true : undefined));
	for (const action of ["why", "original-too", "keep-originals"]) {
		await page.keyboard.press("Tab");
		expect(await inside()).toBe(action);
	}
	await sleep(700);
	await page.keyboard.press("Escape");
	await lineGone(page);
});

test("two in a row are told together", async () => {
	await attach();
	await lineShown(page);
	await attach(2);
	await until("three photos", async () => (await lineShown(page)).told.text.includes("3 photos") || undefined);
	expect((await sizes()).every((size) => size < original.length)).toBe(true);
});

test("why: everything that was found, and nothing to decide", async () => {
	await attach();
	const { frame } = await lineShown(page);
	await pressLine(frame, "why");
	const report = await shown(await guardOpen(page));
	expect(report.recipient).toBe("Anna Kowalska");
	expect(report.files).toMatchObject([{ name: "school.jpg", status: "found" }]);
	expect(report.files[0]?.findings).toContain("location");
	await press(frame, "cancel");
	await guardClosed(page);
	expect(await isLineShown(page)).toBe(false);
});

test("the original goes too, if the person says so and only then", async () => {
	await attach();
	const { frame } = await lineShown(page);
	expect(await sizes()).not.toContain(original.length);
	await frame.evaluate(() => document.querySelector<HTMLElement>("[data-act=original-too]")?.click());
	await pressLine(frame, "original-too");
	await lineShown(page, "attached");
	expect((await sizes()).filter((size) => size === original.length)).toHaveLength(1);
});

testIn("chromium", "text beside a drop comes once, also where the original goes too", async () => {
	const dropped = await page.evaluateHandle(() => {
		const dropped: string[] = [];
		addEventListener("dragover", (event) => event.preventDefault());
		addEventListener("drop", ({ dataTransfer }) => {
			for (const { size } of dataTransfer?.files ?? []) dropped.push(`${size}`);
			dropped.push(dataTransfer?.getData("text/plain") ?? "");
		});
		return dropped;
	});
	const { x, y } = (await (await page.$("h2"))?.clickablePoint()) ?? { x: 0, y: 0 };
	const session = await page.createCDPSession();
	const data = { items: [{ mimeType: "text/plain", data: "caption" }], files: [photo], dragOperationsMask: 1 };
	for (const type of ["dragEnter", "dragOver", "drop"] as const)
		await session.send("Input.dispatchDragEvent", { type, x, y, data });
	const { frame } = await lineShown(page);
	await pressLine(frame, "original-too");
	await lineShown(page, "attached");
	const [, ...rest] = await dropped.jsonValue();
	expect(rest).toEqual(["caption", `${original.length}`, ""]);
});

test("the original does not go to another conversation", async () => {
	await attach();
	const { frame } = await lineShown(page);
	await page.evaluate(() => {
		document.title = "Mark Twain";
		for (const heading of document.querySelectorAll("h2")) heading.textContent = "Mark Twain";
		document.querySelector("#text")?.setAttribute("aria-label", "Message Mark Twain");
	});
	await pressLine(frame, "original-too");
	await lineShown(page, "not-attached");
	expect(await sizes()).not.toContain(original.length);
});

test("it gives way to a question, and goes by itself", async () => {
	await attach();
	await lineShown(page);
	await pick(page, () => page.click("#file"), [unknown]);
	await guardOpen(page);
	expect(await isLineShown(page)).toBe(false);
	await answer(page, "cancel");
	await lineShown(page);
	await lineGone(page);
});

test("from a frame inside the page, with the original too", async () => {
	await page.goto(`${site.origin}/outer`);
	const inner = await until("the inner frame", async () => {
		for (const frame of page.frames()) if (frame !== page.mainFrame() && (await frame.$("#file"))) return frame;
		return undefined;
	});
	const input = await inner.waitForSelector("input#file");
	const give = async () => {
		if (browser === "firefox") await input?.uploadFile(photo);
		else await pick(page, async () => input?.click(), [photo]);
	};
	await give();
	const { frame, told } = await lineShown(page);
	expect(told.way).toBe("stripped");
	await pressLine(frame, "original-too");
	await lineShown(page, "attached");
	expect(await inner.evaluate("sizes")).toContain(original.length);
});

test("originals here from now on: nothing is removed, and it can be taken back", async () => {
	await attach();
	const { frame } = await lineShown(page);
	await pressLine(frame, "keep-originals");
	await lineShown(page, "keeps-originals");
	await attach();
	const again = await until("the line about the original", async () => {
		const line = await lineShown(page);
		return line.told.way === "as-is" ? line : undefined;
	});
	expect(again.told.text).toContain("Left in: the place");
	expect((await sizes()).at(-1)).toBe(original.length);
	await pressLine(again.frame, "ask-again");
	await lineShown(page, "asks-again");
});
