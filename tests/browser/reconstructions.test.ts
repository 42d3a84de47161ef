// The adapters read the reconstructions in real browsers as they do without one: same selectors, same visibility.
import { readFileSync } from "node:fs";
import type { Page } from "puppeteer-core";
import { build } from "vite";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { headerOf, reconstructions } from "../messengers/reconstruction";
import { type Bench, launch } from "./harness/launch";

const MESSENGERS = new URL("../../src/messengers/index.ts", import.meta.url).pathname;

let bench: Bench;
let page: Page;
let messengers: string;
let shown = "";

beforeAll(async () => {
	messengers = await bundle();
	bench = await launch({ name: inject("browser"), screen: "none" });
	page = await bench.open("about:blank");
	await page.setRequestInterception(true);
	// Every address is answered with the page under test, and nothing else is loaded.
	page.on("request", (request) => {
		const answer = request.isNavigationRequest()
			? request.respond({ contentType: "text/html; charset=utf-8", body: shown })
			: request.abort();
		answer.catch(() => undefined);
	});
});
afterAll(() => bench?.close());

test.each(reconstructions)("%s", async (name) => {
	const header = headerOf(name);
	shown = readFileSync(new URL(`../messengers/reconstructions/${name}.html`, import.meta.url), "utf8");
	// A new page for every site, and on a site, as its own script would do, new content at a new address.
	if (new URL(page.url()).origin !== new URL(header.url).origin) {
		await page.goto(header.url, { waitUntil: "domcontentloaded" });
	} else {
		await page.evaluate(
			(url, html) => {
				history.replaceState(undefined, "", url);
				document.documentElement.innerHTML = html;
			},
			header.url,
			shown,
		);
	}
	const read: unknown = await page.evaluate(`${messengers};
		messengers.read = (adapter, target) => ({ adapter: adapter.id, ...adapter.conversation(target, document) });
		messengers.read(messengers.adapterFor(document), document.querySelector("[data-took-file]") ?? document.body)`);
	const { untold, ...expected } = header.expect;
	expect(read).toMatchObject({
		adapter: header.adapter,
		...(untold === undefined ? { status: "known", ...expected } : { status: "untold", reason: untold }),
	});
});

/** The adapters as one script that declares `messengers`. */
async function bundle(): Promise<string> {
	const built = await build({
		configFile: false,
		logLevel: "silent",
		build: { write: false, lib: { entry: MESSENGERS, formats: ["iife"], name: "messengers" } },
	});
	const [first] = Array.isArray(built) ? built : [built];
	if (first === undefined || !("output" in first)) throw new Error("nothing was built");
	return first.output[0].code;
}
