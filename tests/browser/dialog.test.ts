// The dialog, as a person uses it: looked at, changed, answered by keyboard; and as a screen reader hears it.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Frame, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { media } from "../fixtures/media";

import { dirtyDocx } from "../fixtures/office";
import { cleanPhoto, gpsPhoto } from "../fixtures/photo";
import { accessibilityProblems } from "./harness/accessibility";
import { accessibleTree, everythingShown, steady } from "./harness/accessible-tree";
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

/** As Converse.js shows it. */
const room = `<!doctype html><html lang=en><meta charset=utf-8><title>Converse</title><main id=conversejs>
<converse-muc jid="party@rooms.example"><h2 class=chatbox-title__text>Street Party</h2><p class=occupants-heading>48 Participants</p>
<span class=toggle-omemo><span class=fa-unlock>open</span></span>
<form><input type=file id=file multiple aria-label=File><textarea class=chat-textarea aria-label=Message></textarea></form>
</converse-muc></main></html>`;

const folder = mkdtempSync(join(tmpdir(), "last-look-dialog-"));
const files = {
	"beach.jpg": gpsPhoto(),
	"IMG_20260714_183012.jpg": gpsPhoto({ thumbnail: false }),
	"plain.jpg": cleanPhoto(),
	"minutes.docx": dirtyDocx(),
	"walk.mp4": media.mp4.dirty["dirty-gopro.mp4"]?.bytes ?? new Uint8Array(),
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
	const chats = Object.fromEntries(people.map((name, index) => [`/${index}`, chat(name)]));
	site = await servePages({ ...chats, "/room": room });
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

/** The second is one of 1280 × 1024 px at four times its size. */
const smallWindows = [
	{ width: 320, height: 640, letters: "100%" },
	{ width: 320, height: 256, letters: "100%" },
	{ width: 640, height: 900, letters: "200%" },
] as const;

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
	await give("IMG_20260714_183012.jpg");
	const frame = await guardOpen(page);
	// A click on the control that opens the picker has taken the focus from the text, as in any page.
	const before = "file";
	const focused = () =>
		frame.evaluate(() => {
			const { activeElement: at } = document;
			return at?.getAttribute("data-action") ?? at?.getAttribute("data-keep") ?? at?.className ?? at?.localName ?? "";
		});
	await until("the focus on the safe choice", async () => ((await focused()) === "strip" ? true : undefined));
	await frame.waitForSelector("[data-country=FR]");
	await expect(steady(await accessibleTree(frame))).toMatchFileSnapshot("trees/dialog.txt");
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
		  "checkbox Do this without asking from now on",
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
	await everythingShown(frame);
	await (await frame.$(".more"))?.click();
	const goes = await text(frame, ".details");
	for (const tag of ["GPSPosition", "SerialNumber", "Artist"]) expect(goes).toContain(tag);
	expect(await accessibilityProblems(frame)).toEqual([]);
	await answer(page, "cancel");
});

test("by keys alone: picked, looked at in detail, the time kept, stripped, and back in the page", async () => {
	await page.focus("#file");
	await pick(page, () => page.keyboard.press("Enter"), [join(folder, "beach.jpg")]);
	const frame = await guardOpen(page);
	const goTo = async (selector: string) => {
		for (let stop = 0; stop < 20; stop++) {
			if (await frame.evaluate((at) => document.activeElement?.matches(at), selector)) return;
			await page.keyboard.press("Tab");
		}
		throw new Error(`${selector} cannot be reached`);
	};
	await goTo(".more");
	await page.keyboard.press("Enter");
	await frame.waitForSelector(".details");
	await goTo(".choices summary");
	await page.keyboard.press("Enter");
	await goTo("[data-keep=time]");
	await page.keyboard.press(" ");
	await frame.waitForFunction(() => document.querySelector("[data-finding=time] .stays"));
	expect(await frame.$("[data-finding=location] .stays")).toBeNull();
	await frame.waitForSelector("[data-action=strip]:enabled");
	await sleep(700);
	await goTo("[data-action=strip]");
	await page.keyboard.press("Enter");
	await guardClosed(page);
	expect(await page.evaluate("document.activeElement.id")).toBe("file");
	const [photo] = await gotOnce(1);
	expect(photo?.text).toContain("2026:07:14 18:30:12");
	expect(photo?.text).not.toContain("Alice Example");
	expect(photo?.text).not.toContain("PUB9988776655");
});

test("in small windows and with large letters nothing is cut off, all can be reached, nothing moves", async () => {
	const before = page.viewport();
	await give("IMG_20260714_183012.jpg");
	const frame = await guardOpen(page);
	await (await frame.$(".choices summary"))?.click();
	for (const { width, height, letters } of smallWindows) {
		await page.setViewport({ width, height });
		await frame.waitForFunction((wide) => innerWidth === wide, {}, width);
		const found = await frame.evaluate((size) => {
			document.documentElement.style.fontSize = size;
			const wide = [...document.querySelectorAll<HTMLElement>(".card, .middle, .card button, .card select, .card p")]
				.filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1)
				.map((element) => `${element.localName}.${element.className}: ${element.scrollWidth} > ${element.clientWidth}`);
			const controls = [...document.querySelectorAll<HTMLElement>("button, select, input, summary")]
				.filter((element) => element.checkVisibility())
				.map((element) => {
					element.scrollIntoView({ block: "center" });
					const { left, right, top, bottom } = element.getBoundingClientRect();
					const [x, y] = [(left + right) / 2, (top + bottom) / 2];
					const isThere = left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
					const isOnTop = element.contains(document.elementFromPoint(x, y));
					return { name: element.textContent || element.dataset.keep || element.localName, ok: isThere && isOnTop };
				});
			const moving = document.getAnimations().length;
			return { wide, count: controls.length, lost: controls.filter(({ ok }) => !ok), moving };
		}, letters);
		expect(found, `${width} × ${height}, ${letters}`).toMatchObject({ wide: [], lost: [], moving: 0 });
		expect(found.count).toBeGreaterThan(7);
		expect(await accessibilityProblems(frame)).toEqual([]);
	}
	await page.keyboard.press("Escape");
	await page.setViewport(before);
});

test("of several files each goes its own way", async () => {
	await give("beach.jpg", "plain.jpg", "IMG_20260714_183012.jpg", "notes.xyz");
	const frame = await guardOpen(page);
	expect(
		await frame.$$eval("[data-group]", (groups) => groups.map((group) => group.getAttribute("data-group"))),
	).toEqual(["found", "not-checked", "clean"]);
	expect(await accessibilityProblems(frame)).toEqual([]);
	// Enter sends nothing that could not be checked.
	expect(await frame.$$("[data-action=original].primary, [data-action=strip].primary")).toEqual([]);
	await frame.select(`[data-file="beach.jpg"] [data-choose]`, "original");
	await frame.select(`[data-file="notes.xyz"] [data-choose]`, "left-out");
	await (await frame.$(".choices summary"))?.click();
	await frame.waitForSelector(`[data-file="IMG_20260714_183012.jpg"] [data-name-tells=time] .stays`);
	await (await frame.waitForSelector("[data-keep=renameFiles]", { visible: true }))?.click();
	await frame.waitForSelector(`[data-file="IMG_20260714_183012.jpg"] [data-new-name="picture.jpg"]`);
	await press(frame, "strip");
	const delivered = await gotOnce(3);
	expect(delivered.map(({ name }) => name)).toEqual(["beach.jpg", "plain.jpg", "picture.jpg"]);
	expect(delivered[0]?.size).toBe(files["beach.jpg"].length);
	expect(delivered[2]?.text).not.toContain("Alice Example");
});

test("a group: of how many, and that it is not encrypted; a file that cannot be checked goes as it is", async () => {
	await page.goto(`${site.origin}/room`);
	await give("IMG_20260714_183012.jpg", "notes.xyz");
	const frame = await guardOpen(page);
	await expect(steady(await accessibleTree(frame))).toMatchFileSnapshot("trees/group.txt");
	await answer(page, "cancel");
});

test("always: what was said once is done from then on, and told", async () => {
	await give("beach.jpg");
	const frame = await guardOpen(page);
	// By its key: pictures that are drawn only now move it, and a click would go beside it.
	await (await frame.$("[data-always]"))?.press(" ");
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
	await frame.waitForSelector(`[data-file="walk.mp4"] .map path.track[d^="M"]`);
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
