// Files that are not what they say: a plain message, a choice, nothing hung, and the bytes as they were.
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { gpsPhoto } from "../fixtures/photo";
import { extensionFor } from "./harness/extension";
import { pick } from "./harness/give";
import { answer, type Shown } from "./harness/guard-frame";
import { type Bench, launch } from "./harness/launch";
import { until } from "./harness/processes";
import { keepScreenshot } from "./harness/screenshot";
import { type Site, servePages } from "./harness/serve";

const photo = gpsPhoto();
const HUGE = 300 * 1024 * 1024;

/** A segment's length that runs past the end of the file. */
const overrun = Uint8Array.from(photo);
overrun.set([0xff, 0xff], 4);

const FILES = [
	{ name: "half.jpg", content: photo.subarray(0, photo.length / 2), statuses: ["found", "failed"] },
	{ name: "empty.jpg", content: new Uint8Array(), statuses: ["failed"] },
	{ name: "text.jpg", content: Buffer.from("This is no picture.\n"), statuses: ["unsupported", "failed"] },
	{ name: "overrun.jpg", content: overrun, statuses: ["found", "failed"] },
	{ name: "huge.jpg", content: photo, size: HUGE, statuses: ["found", "failed"] },
	{ name: "huge.bin", content: new Uint8Array(), size: HUGE, statuses: ["unsupported"] },
] as const;

/** The page only measures: 300 MB are not read back. */
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Alice Example</title><h2>Alice Example</h2>
<textarea aria-label="Message Alice Example"></textarea><input id="in" type="file">
<script>globalThis.got = []; document.querySelector("#in").onchange = ({ target }) => got.push(...[...target.files].map(({ name, size }) => ({ name, size })))</script></html>`;

const browser = inject("browser");
const disk = mkdtempSync(join(tmpdir(), "last-look-bad-input-"));
let bench: Bench;
let site: Site;
let page: Page;

beforeAll(async () => {
	site = await servePages({ "/": PAGE });
	bench = await launch({ name: browser, extension: extensionFor(browser) });
});
afterEach(async ({ task }) => {
	await keepScreenshot(page, task);
	await page?.close();
});
afterAll(async () => {
	await bench?.close();
	await site?.close();
	rmSync(disk, { recursive: true });
});

describe.each(FILES)("$name", ({ name, content, statuses, ...rest }) => {
	const size = "size" in rest ? rest.size : content.length;

	test("is never called clean, and arrives as it was if that is wanted", async () => {
		const said = await give("original");
		expect(said.files).toHaveLength(1);
		expect(statuses).toContain(said.files[0]?.status);
		expect(await until("the file", async () => (await got())[0])).toEqual({ name, size });
	});

	test("goes nowhere after Cancel, and the page still takes files", async () => {
		await give("cancel");
		expect(await got()).toEqual([]);
	});

	async function give(action: "original" | "cancel"): Promise<Shown> {
		const path = join(disk, name);
		writeFileSync(path, content);
		const file = openSync(path, "r+");
		ftruncateSync(file, size);
		closeSync(file);
		page = await bench.open(site.origin);
		await pick(page, () => page.click("#in"), [path]);
		return answer(page, action);
	}
});

function got(): Promise<{ name: string; size: number }[]> {
	return page.evaluate("got") as Promise<{ name: string; size: number }[]>;
}
