// From the browser's own event for a picked file to the first picture of the dialog about it: both the page, in which it
// is brought up, and the guard's frame, in which it is drawn, must have been painted.
import type { Frame } from "puppeteer-core";
import { extensionFor } from "../tests/browser/harness/extension";
import type { BrowserName } from "../tests/browser/harness/find-browser";
import { answer, guardOpen } from "../tests/browser/harness/guard-frame";
import { launch } from "../tests/browser/harness/launch";
import { until } from "../tests/browser/harness/processes";
import { servePages } from "../tests/browser/harness/serve";
import type { SelfTimed } from "./row";

const chat = `<!doctype html><title>Alice</title><h2>Alice Example</h2><input id=in type=file>
<textarea id=text aria-label="Message Alice Example"></textarea>`;

/**
 * Runs in the page before any extension does. The focus goes into the dialog, which is in no body, at the moment in which
 * it is shown: looked for in every picture, since a window that is not in front loses no focus.
 */
const watchPage = () => {
	const now = () => performance.timeOrigin + performance.now();
	const look = () => {
		const isShown =
			document.activeElement !== null && document.activeElement.parentElement === document.documentElement;
		if (isShown && document.activeElement !== document.body)
			setTimeout(() => Object.assign(globalThis, { shown: now() }));
		else requestAnimationFrame(look);
	};
	const began = ({ isTrusted }: Event) => {
		if (!isTrusted) return;
		Object.assign(globalThis, { began: now(), shown: undefined });
		requestAnimationFrame(look);
	};
	addEventListener("input", began, true);
};

/** Runs in the guard's frame, where nothing is shown at that time. */
const watchFrame = () => {
	const painted = () => {
		if (document.querySelector("[data-action]"))
			Object.assign(globalThis, { painted: performance.timeOrigin + performance.now() });
	};
	new MutationObserver((_, observer) => {
		observer.disconnect();
		requestAnimationFrame(() => setTimeout(painted));
	}).observe(document.body, { childList: true, subtree: true });
};

/** @param state - `warm`: the guard has been asked before; `cold`: nothing of it is in the page. */
export function dialogPaint(name: BrowserName, state: "warm" | "cold"): SelfTimed {
	return async (photo = "") => {
		const site = await servePages({ "/": chat });
		const bench = await launch({ name, screen: "none", extension: extensionFor(name) });
		const page = await bench.browser.newPage();
		await page.evaluateOnNewDocument(watchPage);
		await page.goto(site.origin);
		await page.bringToFront();
		const pick = async () => {
			await page.focus("#text");
			// The same file once more is no change.
			await page.evaluate(`document.querySelector("#in").value = ""`);
			await (await page.waitForSelector("input#in"))?.uploadFile(photo);
		};
		const took = async (paintedAt: (frame: Frame) => Promise<number>) => {
			const frame = await guardOpen(page);
			const painted = await paintedAt(frame);
			const shown = await until("the dialog", async () => Number(await page.evaluate("shown")) || undefined);
			return Math.max(painted, shown) - Number(await page.evaluate("began"));
		};
		const measure = {
			async cold() {
				await page.goto(site.origin);
				await page.bringToFront();
				await pick();
				// Of a frame that was out of sight at first browsers may tell none: then the page's picture alone counts.
				const time = await took(async (frame) => Number(await frame.evaluate(firstPaint)) || 0);
				await answer(page, "cancel");
				return time;
			},
			async warm() {
				await pick();
				const frame = await guardOpen(page);
				await answer(page, "cancel");
				await frame.evaluate(watchFrame);
				await pick();
				const time = await took(async () =>
					until("the first paint", async () => Number(await frame.evaluate("painted")) || undefined),
				);
				await answer(page, "cancel");
				return time;
			},
		};
		return {
			measure: measure[state],
			async close() {
				await bench.close();
				await site.close();
			},
		};
	};
}

/** Runs in the frame. */
const firstPaint = () => {
	const paint = performance.getEntriesByName("first-contentful-paint")[0];
	return paint && performance.timeOrigin + paint.startTime;
};
