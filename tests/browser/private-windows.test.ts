// In a private window files are guarded as anywhere, and nothing of it is kept.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { gpsPhoto } from "../fixtures/photo";
import { extensionFor } from "./harness/extension";
import { pick } from "./harness/give";
import { answer } from "./harness/guard-frame";
import { type Bench, launch, pageWith } from "./harness/launch";
import { until } from "./harness/processes";
import { type Site, servePages } from "./harness/serve";

const CHAT = `<!doctype html><meta charset=utf-8><title>Anna</title>
<section><h2>Anna Kowalska</h2><form><input type=file id=file><textarea aria-label="Message Anna Kowalska"></textarea></form></section>
<script>
const sizes = [];
file.onchange = () => sizes.push(...[...file.files].map((one) => one.size));
</script>`;

const name = inject("browser");
const folder = mkdtempSync(join(tmpdir(), "last-look-private-"));
const photo = join(folder, "school.jpg");
let bench: Bench;
let site: Site;
let welcome: Page;

beforeAll(async () => {
	writeFileSync(photo, gpsPhoto());
	site = await servePages({ "/": CHAT });
	bench = await launch({ name, extension: extensionFor(name), inPrivateWindows: true });
	welcome = await pageWith(bench.browser, "body.welcome");
});
afterAll(async () => {
	await bench?.close();
	await site?.close();
	rmSync(folder, { recursive: true });
});

test("a photo is held and stripped there, and neither it nor its recipient is remembered", async () => {
	const before = await kept();
	const hidden = await openPrivateWindow(`${site.origin}/`);
	const said = await sendStripped(hidden);
	expect(said.recipient).toBe("Anna Kowalska");
	expect(said.files[0]?.findings).toContain("location");
	await hidden.close();
	expect(await kept()).toEqual(before);

	// The same send from an ordinary window leaves its trace, so that this test would have seen one; and one alone.
	await sendStripped(await bench.open(`${site.origin}/`));
	const after = await until("what is kept of an ordinary window", async () => {
		const now = JSON.stringify(await kept());
		return now.includes("Anna Kowalska") && now.includes('"looked":') ? now : undefined;
	});
	expect(after).toContain('"looked":1');
});

/** Only the extension's own pages can ask for one. */
async function openPrivateWindow(url: string): Promise<Page> {
	const request = JSON.stringify({ incognito: true, url });
	await welcome.evaluate(`void (globalThis.browser ?? chrome).windows.create(${request})`);
	const pages = () => bench.browser.pages();
	const page = await until("the private window", async () => (await pages()).find((one) => one.url() === url));
	await page.bringToFront();
	return page;
}

async function sendStripped(page: Page) {
	await pick(page, () => page.click("#file"), [photo]);
	const said = await answer(page, "strip");
	const [size] = await until("the photo in the page", async () => {
		const sizes = await page.evaluate("sizes");
		return Array.isArray(sizes) && sizes.length > 0 ? sizes : undefined;
	});
	expect(size).toBeLessThan(gpsPhoto().length);
	return said;
}

/** All that the extension has kept, as its own page in an ordinary window reads it. */
async function kept(): Promise<{ stored: unknown[]; local: string }> {
	const found = await welcome.evaluate(async () => {
		const stored: unknown[] = [];
		for (const { name, version } of await indexedDB.databases()) {
			if (!name) continue;
			const opened = indexedDB.open(name, version);
			const db = await new Promise<IDBDatabase>((resolve, reject) => {
				opened.onsuccess = () => resolve(opened.result);
				opened.onerror = () => reject(opened.error);
			});
			for (const store of db.objectStoreNames) {
				const all = db.transaction(store).objectStore(store).getAll();
				await new Promise((resolve) => {
					all.onsuccess = resolve;
				});
				stored.push(...all.result);
			}
			db.close();
		}
		return stored;
	});
	const local = await welcome.evaluate(
		`(globalThis.browser ?? chrome).storage.local.get(null).then((all) => JSON.stringify(all))`,
	);
	return { stored: found, local: String(local) };
}
