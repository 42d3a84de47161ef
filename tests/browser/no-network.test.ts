// No network: from inside the guard's frame and the extension's pages every way out is tried, and the server at the other end hears nothing.
// Sending the frame itself elsewhere is the one way that no policy closes: content/ takes such a frame away.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Frame, Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { gpsPhoto } from "../fixtures/photo";
import { openCheck } from "./harness/check";
import { extensionFor } from "./harness/extension";
import { pick } from "./harness/give";
import { guardOpen } from "./harness/guard-frame";
import { type Bench, launch, pageWith } from "./harness/launch";
import { until } from "./harness/processes";
import { type Site, serve } from "./harness/serve";

const PAGE = `<!doctype html><meta charset=utf-8><title>Alice</title><h1>Alice</h1>
<input type=file id=input><textarea placeholder="Message Alice"></textarea>`;

/** Run in the frame: each tries to reach `at(name)`. What it throws is as good as silence. */
const WAYS = `{
	fetch: (url) => fetch(url, { mode: "no-cors" }),
	post: (url) => fetch(url, { mode: "no-cors", method: "POST", body: "secret", keepalive: true }),
	xhr: (url) => { const request = new XMLHttpRequest(); request.open("GET", url); request.send(); },
	beacon: (url) => navigator.sendBeacon(url, "secret"),
	socket: (url) => new WebSocket(url.replace("http", "ws")),
	events: (url) => new EventSource(url),
	image: (url) => { new Image().src = url; },
	attachedImage: (url) => add("img", { src: url }),
	sourceSet: (url) => add("img", { srcset: url + " 1x" }),
	audio: (url) => { new Audio(url).play(); },
	video: (url) => add("video", { src: url, autoplay: true }),
	poster: (url) => add("video", { poster: url }),
	script: (url) => add("script", { src: url }),
	module: (url) => import(url),
	worker: (url) => new Worker(url),
	sharedWorker: (url) => new SharedWorker(url),
	style: (url) => add("link", { rel: "stylesheet", href: url }),
	importedStyle: (url) => add("style", { textContent: "@import '" + url + "';" }),
	background: (url) => { document.body.style.backgroundImage = "url(" + url + ")"; },
	font: (url) => { const face = new FontFace("leak", "url(" + url + ")"); document.fonts.add(face); return face.load(); },
	frame: (url) => add("iframe", { src: url }),
	object: (url) => add("object", { data: url, type: "text/html" }),
	embed: (url) => add("embed", { src: url, type: "text/html" }),
	prefetch: (url) => add("link", { rel: "prefetch", href: url }),
	preload: (url) => add("link", { rel: "preload", as: "image", href: url }),
	icon: (url) => add("link", { rel: "icon", href: url }),
	appManifest: (url) => add("link", { rel: "manifest", href: url }),
	form: (url) => {
		add("iframe", { name: "sink" });
		add("form", { action: url, method: "post", target: "sink" }).submit();
	},
	ping: (url) => { const link = add("a", { href: "#", ping: url }); link.click(); },
}`;

const name = inject("browser");
const folder = mkdtempSync(join(tmpdir(), "last-look-network-"));
const heard: string[] = [];
let bench: Bench;
let site: Site;
let page: Page;

beforeAll(async () => {
	writeFileSync(join(folder, "photo.jpg"), gpsPhoto());
	site = await serve((request, response) => {
		const path = request.url ?? "/";
		if (path.startsWith("/out/")) heard.push(path.slice("/out/".length));
		response.writeHead(200, { "content-type": "text/html" }).end(PAGE);
	});
	bench = await launch({ name, extension: extensionFor(name) });
	page = await bench.open(site.origin);
});
afterAll(async () => {
	await bench?.close();
	await site?.close();
	rmSync(folder, { recursive: true });
});

test("the server hears the page", async () => {
	await page.evaluate("fetch('/out/page')");
	await until("the page's request", () => heard.includes("page") || undefined);
});

test("and never the guard", async () => {
	await pick(page, () => page.click("#input"), [join(folder, "photo.jpg")]);
	expect(await tryAll(await guardOpen(page))).toBeGreaterThan(25);
	await sleep(LONG_ENOUGH_MS);
	expect(heard.filter((way) => way !== "page")).toEqual([]);
});

test("nor the extension's own pages, while they are used and when they try", async () => {
	const welcome = await pageWith(bench.browser, "body.welcome");
	await welcome.bringToFront();
	await welcome.click("[data-try]");
	await welcome.waitForSelector("[data-strip]");
	await welcome.click("[data-strip]");
	await welcome.waitForSelector("[data-tried=after] [data-status=clean]");
	await welcome.click("[data-open-options]");
	const options = await pageWith(bench.browser, "body.options");
	const check = await openCheck(bench.browser);
	await check.bringToFront();
	const input = await check.waitForSelector("input[type=file]");
	await input?.uploadFile(join(folder, "photo.jpg"));
	await check.waitForSelector("[data-status=found]");
	for (const own of [welcome, options, check]) expect(await tryAll(own)).toBeGreaterThan(25);
	await sleep(LONG_ENOUGH_MS);
	expect(heard.filter((way) => way !== "page")).toEqual([]);
});

function tryAll(frame: Frame | Page): Promise<unknown> {
	return frame.evaluate(`(() => {
		const add = (tag, properties) => document.body.appendChild(Object.assign(document.createElement(tag), properties));
		const ways = ${WAYS};
		for (const [name, go] of Object.entries(ways)) {
			try { Promise.resolve(go("${site.origin}/out/" + name)).catch(() => {}); } catch {}
		}
		return Object.keys(ways).length;
	})()`);
}

/** The page's own request is heard within a tenth of that. */
const LONG_ENOUGH_MS = 3000;
