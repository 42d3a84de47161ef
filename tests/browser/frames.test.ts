// A guarded frame in a page that is not guarded: it asks in a window of its own, which that page cannot reach.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { gpsPhoto, gpsPhotoDefaults } from "../fixtures/photo";
import { extensionFor } from "./harness/extension";
import { press, shown } from "./harness/guard-frame";
import { type Bench, launch, pageWith } from "./harness/launch";
import { until } from "./harness/processes";
import { type Site, servePages } from "./harness/serve";

/** In the photo's Exif, and in no pixel of it. */
const SECRET = gpsPhotoDefaults.device?.serial ?? "";

const FRAME = `<!doctype html><meta charset=utf-8><title>Alice</title><input id=in type=file>
<script>
const log = [];
const input = document.querySelector("#in");
for (const type of ["change", "cancel"]) input.addEventListener(type, async (event) => {
	if (event.isTrusted) return; // Firefox's driver brings a cancel of its own before every pick
	const [text] = await Promise.all([...input.files].map((file) => file.text()));
	log.push(type + (text === undefined ? "" : text.includes(${JSON.stringify(SECRET)}) ? ": original" : ": stripped"));
});
</script>`;

const browser = inject("browser");
const disk = mkdtempSync(join(tmpdir(), "last-look-frames-"));
const photo = join(disk, "photo.jpg");
let bench: Bench;
let site: Site;
let outer: string;

beforeAll(async () => {
	writeFileSync(photo, gpsPhoto());
	const around = (attributes: string) => `<!doctype html><title>around</title><body data-host><script>
document.write('<iframe ${attributes} src="http://127.0.0.1:' + location.port + '/frame"></iframe>');
</script>`;
	site = await servePages({ "/": around(""), "/sandboxed": around('sandbox="allow-scripts"'), "/frame": FRAME });
	// Every browser finds names below localhost on this machine; the test build guards none of them.
	outer = site.origin.replace("127.0.0.1", "around.localhost");
	bench = await launch({ name: browser, extension: extensionFor(browser) });
});
afterAll(async () => {
	await bench?.close();
	await site?.close();
	rmSync(disk, { recursive: true });
});

describe.each(["/", "/sandboxed"])("%s", (path) => {
	test("the frame gets what was decided in the window", async () => {
		const page = await bench.open(`${outer}${path}`);
		const frame = await pickIn(page);
		const asking = await guardWindow();
		const { recipient, files } = await shown(asking.mainFrame());
		expect(files).toMatchObject([{ name: "photo.jpg", status: "found" }]);
		expect(recipient).not.toContain("around");
		await press(asking.mainFrame(), "strip");
		expect(await heard(frame)).toEqual(["change: stripped"]);
		await closed(asking);
		await page.close();
	});

	test("a window that is closed is a no", async () => {
		const page = await bench.open(`${outer}${path}`);
		const frame = await pickIn(page);
		await (await guardWindow()).close();
		expect(await heard(frame)).toEqual(["cancel"]);
		await page.close();
	});
});

test("what was decided for a frame that has gone reaches nobody, and is not counted as stripped", async () => {
	const before = await strippedToday();
	const page = await bench.open(`${outer}/`);
	await pickIn(page);
	const asking = await guardWindow();
	await page.evaluate(() => document.querySelector("iframe")?.remove());
	await press(asking.mainFrame(), "strip");
	await closed(asking);
	expect(await strippedToday()).toBe(before);

	// The same with the frame in its place is.
	await page.goto(`${outer}/`);
	const frame = await pickIn(page);
	const again = await guardWindow();
	await press(again.mainFrame(), "strip");
	expect(await heard(frame)).toEqual(["change: stripped"]);
	await closed(again);
	expect(await strippedToday()).toBe(before + 1);
	await page.close();
});

/** What the popup says of the day. */
async function strippedToday(): Promise<number> {
	const welcome = await pageWith(bench.browser, "body.welcome");
	const counted: unknown = await welcome.evaluate(
		() =>
			new Promise((resolve) => {
				const opening = indexedDB.open("tally");
				// Nothing was counted yet: it is not for us to make it.
				opening.onupgradeneeded = () => opening.transaction?.abort();
				opening.onerror = () => resolve(0);
				opening.onsuccess = () => {
					const all = opening.result.transaction("days").objectStore("days").getAll();
					all.onsuccess = () => {
						opening.result.close();
						resolve(all.result.reduce((sum, { stripped }) => sum + stripped, 0));
					};
				};
			}),
	);
	return Number(counted);
}

/** Firefox's driver does not hear of it, and goes on listing the page. */
function closed(asking: Page): Promise<true> {
	return until("the window to close", () =>
		asking.evaluate("0").then(
			() => undefined,
			() => true as const,
		),
	);
}

async function pickIn(page: Page) {
	const frame = await until("the frame", async () => {
		for (const each of page.frames()) if (await each.$("#in").catch(() => null)) return each;
		return undefined;
	});
	const input = await frame.waitForSelector("input#in");
	await input?.uploadFile(photo);
	return frame;
}

function guardWindow(): Promise<Page> {
	return until("the guard's window", async () => {
		const found = await pageWith(bench.browser, "[data-file][data-status=found]");
		await found.bringToFront();
		return found;
	});
}

function heard(frame: Awaited<ReturnType<typeof pickIn>>): Promise<unknown[]> {
	return until("the frame to hear of it", async () => {
		const log: unknown = await frame.evaluate("log");
		return Array.isArray(log) && log.length > 0 ? log : undefined;
	});
}
