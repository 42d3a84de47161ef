// From the browser's own event to the page's: a listener that was there before ours stops the time, the page's own ends it.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { extensionFor } from "../tests/browser/harness/extension";
import { answer } from "../tests/browser/harness/guard-frame";
import { launch } from "../tests/browser/harness/launch";
import { until } from "../tests/browser/harness/processes";
import { servePages } from "../tests/browser/harness/serve";
import { cleanPhoto } from "../tests/fixtures/photo";
import type { SelfTimed } from "./row";

const chat = `<!doctype html><title>Alice</title><h2>Alice Example</h2><input id=in type=file>
<textarea id=text aria-label="Message Alice Example"></textarea><div id=zone style="height:80px">zone</div>
<script>
const ended = () => { globalThis.took = performance.now() - globalThis.began; };
document.querySelector("#in").addEventListener("change", ended);
text.addEventListener("paste", ended);
text.addEventListener("keydown", ({ key }) => key === "Enter" && ended());
zone.ondragover = (event) => event.preventDefault();
zone.addEventListener("drop", (event) => { event.preventDefault(); ended(); });
</script>`;

/** Runs in the page before any extension does. */
const begin = () => {
	for (const type of ["input", "paste", "drop", "keydown"]) {
		addEventListener(
			type,
			({ isTrusted }) => isTrusted && Object.assign(globalThis, { began: performance.now() }),
			true,
		);
	}
};

/** `send`: Enter in the composer for which a file was attached, and is waiting as far as anybody can see. */
export function wayIn(way: "pick" | "paste" | "drop" | "send", extension: "with" | "without"): SelfTimed {
	return async () => {
		const folder = mkdtempSync(join(tmpdir(), "last-look-bench-"));
		const photo = join(folder, "clean.jpg");
		writeFileSync(photo, cleanPhoto());
		const site = await servePages({ "/": chat });
		const bench = await launch({
			name: "chromium",
			screen: "none",
			...(extension === "with" ? { extension: extensionFor("chromium") } : {}),
		});
		await bench.browser
			.defaultBrowserContext()
			.overridePermissions(site.origin, ["clipboard-read", "clipboard-write", "clipboard-sanitized-write"]);
		const page = await bench.browser.newPage();
		await page.evaluateOnNewDocument(begin);
		await page.goto(site.origin);
		await page.bringToFront();
		const act = {
			pick: () => pick(page, photo),
			paste: () => paste(page),
			drop: () => drop(page),
			send: () => send(page),
		}[way];
		if ((way === "pick" || way === "send") && extension === "with") await makeKnown(page, photo);
		return {
			async measure() {
				await page.evaluate("globalThis.took = undefined");
				await act();
				return until("the page's own event", async () => {
					const took: unknown = await page.evaluate("globalThis.took");
					return typeof took === "number" ? took : undefined;
				});
			},
			async close() {
				await bench.close();
				await site.close();
				rmSync(folder, { recursive: true });
			},
		};
	};
}

/** The first file to a conversation may be asked about; the guard is warm after it. */
async function makeKnown(page: Page, photo: string): Promise<void> {
	await pick(page, photo);
	await Promise.race([
		answer(page, "strip").catch(() => {}),
		until("the first file", () => page.evaluate("globalThis.took")).catch(() => {}),
	]);
	await until("the first file", () => page.evaluate("globalThis.took"));
}

async function pick(page: Page, photo: string): Promise<void> {
	// The same file once more is no change.
	await page.evaluate(`document.querySelector("#in").value = ""`);
	await (await page.waitForSelector("input#in"))?.uploadFile(photo);
}

async function paste(page: Page): Promise<void> {
	await page.evaluate(() => navigator.clipboard.writeText("to be or not to be"));
	await page.focus("#text");
	await page.keyboard.down("Control");
	await page.keyboard.press("KeyV", { commands: ["Paste"] });
	await page.keyboard.up("Control");
}

async function send(page: Page): Promise<void> {
	await page.focus("#text");
	await page.keyboard.press("Enter");
}

async function drop(page: Page): Promise<void> {
	const at = await (await page.$("#zone"))?.clickablePoint();
	const session = await page.createCDPSession();
	const items = [{ mimeType: "text/plain", data: "to be or not to be" }];
	for (const type of ["dragEnter", "dragOver", "drop"] as const) {
		await session.send("Input.dispatchDragEvent", {
			type,
			x: at?.x ?? 0,
			y: at?.y ?? 0,
			data: { items, dragOperationsMask: 1 },
		});
	}
	await session.detach();
}
