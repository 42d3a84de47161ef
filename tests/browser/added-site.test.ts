// A site that a person adds: asked for at that moment, guarded in every frame from its next load on, and left alone again
// once it is taken back.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { gpsPhoto } from "../fixtures/photo";
import { addByClick, addSite } from "./harness/add-site";
import { extensionFor } from "./harness/extension";
import { pick } from "./harness/give";
import { answer, isGuardOpen } from "./harness/guard-frame";
import { type Bench, launch, pageWith } from "./harness/launch";
import { openPopup } from "./harness/popup";
import { until } from "./harness/processes";
import { keepScreenshot } from "./harness/screenshot";
import { type Site, servePages } from "./harness/serve";

// Without autocomplete=off Firefox keeps the picked file over a reload, and picking it again changes nothing.
const CHAT = `<!doctype html><meta charset=utf-8><title>Anna Kowalska</title>
<section><h2>Anna Kowalska</h2><form autocomplete=off><input type=file id=file><textarea aria-label="Message Anna Kowalska"></textarea></form></section>
<iframe src="/frame"></iframe>
<script>
const sizes = [];
const take = (input) => input.addEventListener("change", () => sizes.push([...input.files].map((one) => one.size)));
take(file);
</script>`;
const FRAME = "<!doctype html><input type=file id=framed><script>parent.take(framed)</script>";
const SITE = "http://chat.localhost/*";

const folder = mkdtempSync(join(tmpdir(), "last-look-added-site-"));
const photo = join(folder, "school.jpg");
const original = gpsPhoto();
const browser = inject("browser");
let bench: Bench;
let site: Site;
let chat: Page;
let welcome: Page;

beforeAll(async () => {
	writeFileSync(photo, original);
	site = await servePages({ "/": CHAT, "/frame": FRAME });
	bench = await launch({ name: browser, extension: extensionFor(browser) });
	welcome = await pageWith(bench.browser, "body.welcome");
	// A name of this machine that is in no list of ours.
	chat = await bench.open(site.origin.replace("127.0.0.1", "chat.localhost"));
});
afterEach(({ task }) => keepScreenshot(chat, task));
afterAll(async () => {
	await bench?.close();
	await site?.close();
	rmSync(folder, { recursive: true });
});

test("a site nobody has added is left alone", async () => {
	expect(await given()).toEqual([original.length]);
});

test("no page can find out by an address of ours that Last Look is there", async () => {
	const address = await inExtension<string>("runtime.getURL('src/guard/guard.html')");
	const found = (url: string) =>
		chat.evaluate(
			(at) =>
				fetch(at).then(
					({ status }) => status === 200,
					() => false,
				),
			url,
		);
	expect(await found(`${site.origin.replace("127.0.0.1", "chat.localhost")}/frame`)).toBe(true);
	expect(await found(address)).toBe(false);
	expect(await found(address.replace("guard.html", "guard-of-added-site.html"))).toBe(browser === "firefox");
});

test("it is added after the browser's own question, and wants to be loaded again", async () => {
	await addSite(bench, chat, SITE);
	for (const script of await registered()) {
		expect(script).toMatchObject({
			matches: [SITE],
			allFrames: true,
			matchOriginAsFallback: true,
			persistAcrossSessions: true,
			runAt: "document_start",
		});
	}
	const popup = await openPopup(bench, chat);
	const reload = await popup.waitForSelector("[data-reload]");
	await reload?.evaluate((button) => button instanceof HTMLElement && button.click());
	await chat.waitForFunction(() => document.readyState === "complete");
});

test("from then on its files are held, in its frames too", async () => {
	await chat.bringToFront();
	await pick(chat, () => chat.click("#file"), [photo]);
	expect(await answer(chat, "strip")).toMatchObject({ recipient: "Anna Kowalska" });
	const frame = chat.frames().find((one) => one.url().endsWith("/frame"));
	const input = await frame?.waitForSelector("input#framed");
	// Firefox's driver hears of the choosers of the top frame alone.
	await input?.uploadFile(photo);
	await answer(chat, "cancel");
	const [[size = 0] = [], ...more] = await sizes();
	expect(size).toBeGreaterThan(0);
	expect(size).toBeLessThan(original.length);
	expect(more).toEqual([]);
});

test("it is left alone once the permission is taken back", async () => {
	await inExtension(`permissions.remove({ origins: ["${SITE}"] })`);
	await until("no scripts", async () => (await registered()).length === 0 || undefined);
	await chat.reload();
	expect(await given()).toEqual([original.length]);
	expect(await inExtension("storage.local.get('sites')")).toEqual({ sites: [] });
});

test("added once more, it is guarded after an update of Last Look too", async () => {
	await addByClick(bench, SITE);
	await until("its scripts", async () => (await registered()).length === 2 || undefined);
	await bench.browser.installExtension(extensionFor(browser));
	await until("a dialog", async () => {
		await chat.bringToFront();
		await chat.reload();
		await pick(chat, () => chat.click("#file"), [photo]);
		const outcome = await until("any outcome", async () =>
			(await sizes()).length > 0 ? "given" : (await isGuardOpen(chat)) ? "held" : undefined,
		);
		return outcome === "held" || undefined;
	});
	await answer(chat, "cancel");
	expect(await sizes()).toEqual([]);
});

/** What the page gets when it is not held. */
async function given(): Promise<number[] | undefined> {
	await chat.bringToFront();
	await pick(chat, () => chat.click("#file"), [photo]);
	const [got] = await until("the photo", async () => ((await sizes()).length > 0 ? sizes() : undefined));
	expect(await isGuardOpen(chat)).toBe(false);
	return got;
}

function sizes(): Promise<number[][]> {
	return chat.evaluate("sizes") as Promise<number[][]>;
}

function registered(): Promise<object[]> {
	return inExtension<object[]>("scripting.getRegisteredContentScripts()");
}

function inExtension<T>(call: string): Promise<T> {
	return welcome.evaluate(`(globalThis.browser ?? chrome).${call}`) as Promise<T>;
}
