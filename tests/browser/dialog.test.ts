// The dialog, as a person uses it: looked at, changed, answered by keyboard; and as a screen reader hears it.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Frame, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { media } from "../fixtures/media";
import { gpsVideo } from "../fixtures/mp4";
import { dirtyDocx } from "../fixtures/office";
import { cleanPhoto, gpsPhoto } from "../fixtures/photo";
import { accessibilityProblems } from "./harness/accessibility";
import { extensionFor } from "./harness/extension";
import { pick } from "./harness/give";
import { answer, guardClosed, guardOpen, isGuardOpen, press } from "./harness/guard-frame";
import { type Bench, launch } from "./harness/launch";
import { until } from "./harness/processes";
import { lineShown } from "./harness/quiet-line";
import { keepScreenshot } from "./harness/screenshot";
import { type Site, servePages } from "./harness/serve";
import { testIn } from "./harness/test-in";

const chat = (name: string) => `<!doctype html><html lang=en><meta charset=utf-8><title>${name}</title>
<main><h2>${name}</h2><form><input type=file id=file multiple aria-label=File><textarea id=text aria-label="Message ${name}"></textarea></form></main>
<script>
const got = [];
file.onchange = async () => {
	for (const one of [...file.files]) {
		const bytes = new Uint8Array(await one.arrayBuffer());
		got.push({ name: one.name, size: one.size, text: Array.from(bytes, (byte) => String.fromCharCode(byte)).join("") });
	}
};
</script></html>`;

const folder = mkdtempSync(join(tmpdir(), "last-look-dialog-"));
const files = {
	"beach.jpg": gpsPhoto(),
	"IMG_20260714_183012.jpg": gpsPhoto(),
	"plain.jpg": cleanPhoto(),
	"minutes.docx": dirtyDocx(),
	"walk.mp4": gpsVideo(),
	"motion.jpg": motionPhoto(),
	"notes.xyz": Buffer.from("what this is nobody knows"),
};
const browser = inject("browser");
let bench: Bench;
let site: Site;
let page: Page;
let opened = 0;

beforeAll(async () => {
	for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
	site = await servePages(Object.fromEntries(people.map((name, index) => [`/${index}`, chat(name)])));
	bench = await launch({ name: browser, extension: extensionFor(browser) });
	page = await bench.open(`${site.origin}/0`);
});
// Each with somebody new, who is asked about.
beforeEach(async () => {
	await page.goto(`${site.origin}/${opened++}`);
});
afterEach(({ task }) => keepScreenshot(page, task));
afterAll(async () => {
	await bench?.close();
	await site?.close();
	rmSync(folder, { recursive: true });
});

const people = ["Ada", "Ben", "Cleo", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jo", "Kai", "Lou"].map(
	(name) => `${name} Example`,
);

async function give(...names: (keyof typeof files)[]): Promise<void> {
	await pick(
		page,
		() => page.click("#file"),
		names.map((name) => join(folder, name)),
	);
}
const got = () => page.evaluate("got") as Promise<{ name: string; size: number; text: string }[]>;
const gotOnce = (count: number) =>
	until(`${count} files`, async () => ((await got()).length === count ? await got() : undefined));
const text = (frame: Frame, selector: string) => frame.$eval(selector, (element) => element.textContent ?? "");

test("by keyboard: every stop in turn and round again, Escape cancels, and the composer has the focus back", async () => {
	await page.focus("#text");
	await give("beach.jpg");
	const frame = await guardOpen(page);
	// A click on the control that opens the picker has taken the focus from the text, as in any page.
	const before = "file";
	const focused = () =>
		frame.evaluate(() => {
			const { activeElement: at } = document;
			return at?.getAttribute("data-action") ?? at?.getAttribute("data-keep") ?? at?.className ?? at?.localName ?? "";
		});
	await until("the focus on the safe choice", async () => ((await focused()) === "strip" ? true : undefined));
	await sleep(700);
	const stops: string[] = [];
	for (let count = 0; count < 20; count++) {
		await page.keyboard.press("Tab");
		stops.push(await focused());
		if (stops.at(-1) === "strip") break;
	}
	expect(stops.slice(-3)).toEqual(["cancel", "original", "strip"]);
	expect(stops).toContain("more");
	await page.keyboard.press("Escape");
	await guardClosed(page);
	expect(await got()).toEqual([]);
	expect(await page.evaluate("document.activeElement.id")).toBe(before);
});

testIn("chromium", "what a screen reader is told", async () => {
	await give("beach.jpg");
	await guardOpen(page);
	const tree = await page.accessibility.snapshot({ includeIframes: true });
	const told: string[] = [];
	const roles = ["dialog", "heading", "listitem", "img", "button", "checkbox", "DisclosureTriangle"];
	const walk = (node: typeof tree) => {
		if (!node) return;
		if (roles.includes(node.role))
			told.push(`${node.role} ${node.name ?? ""}${node.focused ? " (focused)" : ""}`.trim());
		for (const child of node.children ?? []) walk(child);
	};
	walk(tree);
	expect(told).toMatchInlineSnapshot(`
		[
		  "dialog",
		  "dialog Ben Example",
		  "heading Ben Example",
		  "button Show everything found",
		  "DisclosureTriangle Keep or remove something else",
		  "checkbox Always do this",
		  "button Cancel",
		  "button Attach as it is",
		  "button Strip and attach (focused)",
		]
	`);
	await answer(page, "cancel");
});

test("one photo: where, what is hidden in it, every tag on demand, what goes and what stays", async () => {
	await give("beach.jpg");
	const frame = await guardOpen(page);
	await frame.waitForSelector(".thumbnail canvas.is-there");
	await frame.waitForSelector("[data-country=FR] svg");
	expect(await text(frame, "[data-country] figcaption")).toBe("France");
	await frame.waitForFunction(() => {
		const hidden = document.querySelector<HTMLImageElement>(".hidden-picture img");
		return (hidden?.naturalWidth ?? 0) > 0;
	});
	expect(await text(frame, ".hidden-picture figcaption")).toContain("no longer");
	await (await frame.$(".more"))?.click();
	const goes = await text(frame, ".details");
	for (const tag of ["GPSPosition", "SerialNumber", "Artist"]) expect(goes).toContain(tag);
	expect(await accessibilityProblems(frame)).toEqual([]);
	await answer(page, "cancel");
});

test("the time may stay: then it does, and nothing else", async () => {
	await give("beach.jpg");
	const frame = await guardOpen(page);
	await (await frame.$(".choices summary"))?.click();
	await (await frame.waitForSelector("[data-keep=time]", { visible: true }))?.click();
	await frame.waitForFunction(() => document.querySelector("[data-finding=time] .stays"));
	expect(await frame.$("[data-finding=location] .stays")).toBeNull();
	await press(frame, "strip");
	const [photo] = await gotOnce(1);
	expect(photo?.text).toContain("2026:07:14 18:30:12");
	expect(photo?.text).not.toContain("Alice Example");
	expect(photo?.text).not.toContain("PUB9988776655");
});

test("of several files each goes its own way", async () => {
	await give("beach.jpg", "plain.jpg", "IMG_20260714_183012.jpg", "notes.xyz");
	const frame = await guardOpen(page);
	expect(
		await frame.$$eval("[data-group]", (groups) => groups.map((group) => group.getAttribute("data-group"))),
	).toEqual(["found", "not-checked", "clean"]);
	expect(await accessibilityProblems(frame)).toEqual([]);
	await frame.select(`[data-file="beach.jpg"] [data-choose]`, "original");
	await frame.select(`[data-file="notes.xyz"] [data-choose]`, "left-out");
	await (await frame.$(".choices summary"))?.click();
	await (await frame.waitForSelector("[data-keep=renameFiles]", { visible: true }))?.click();
	await press(frame, "strip");
	const delivered = await gotOnce(3);
	expect(delivered.map(({ name }) => name)).toEqual(["beach.jpg", "plain.jpg", "picture.jpg"]);
	expect(delivered[0]?.size).toBe(files["beach.jpg"].length);
	expect(delivered[2]?.text).not.toContain("Alice Example");
});

test("always: what was said once is done from then on, and told", async () => {
	await give("beach.jpg");
	const frame = await guardOpen(page);
	await (await frame.$("[data-always]"))?.click();
	await frame.waitForSelector("[data-scope=conversation]");
	await press(frame, "strip");
	await gotOnce(1);
	await guardClosed(page);
	await give("beach.jpg");
	expect((await lineShown(page)).told.way).toBe("stripped");
	await gotOnce(2);
	expect(await isGuardOpen(page)).toBe(false);
});

test("a document's deleted words are struck through, and its comments go only when that is asked for", async () => {
	await give("minutes.docx");
	const frame = await guardOpen(page);
	await frame.waitForSelector("del");
	expect(await frame.$("[data-finding=text] .stays, [data-finding=history] .stays")).not.toBeNull();
	await (await frame.$(".choices summary"))?.click();
	await (await frame.waitForSelector("[data-keep=comments]", { visible: true }))?.click();
	await frame.waitForFunction(() => !document.querySelector<HTMLButtonElement>("[data-action=strip]")?.disabled);
	expect(await accessibilityProblems(frame)).toEqual([]);
	await press(frame, "strip");
	expect((await gotOnce(1))[0]?.text).not.toContain("comments.xml");
});

test("a film's way is on the map; a film hidden in a photo can be played", async () => {
	await give("walk.mp4", "motion.jpg");
	const frame = await guardOpen(page);
	for (const more of await frame.$$(".more")) await more.click();
	await frame.waitForSelector(`[data-file="walk.mp4"] .map`);
	await frame.waitForFunction(
		() => (document.querySelector<HTMLVideoElement>(".hidden-video video")?.readyState ?? 0) > 0,
	);
	expect(await accessibilityProblems(frame)).toEqual([]);
	await answer(page, "cancel");
});

/** A photo with a playable film behind it. */
function motionPhoto(): Buffer {
	return Buffer.concat([gpsPhoto(), media.mp4.dirty["dirty-phone.mp4"]?.bytes ?? new Uint8Array()]);
}
