// The extension's own pages in the states in which they are kept in docs/screens.
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { answer } from "../tests/browser/harness/guard-frame";
import { pageWith } from "../tests/browser/harness/launch";
import { lineShown, pressLine } from "../tests/browser/harness/quiet-line";
import type { ScreenState, Shown, Stage } from "./screen-state";

/** By the extension itself: Firefox's driver hears of no navigation to its pages. */
async function openOwn({ bench, welcome }: Stage, name: string): Promise<Page> {
	await welcome.evaluate(`(async () => {
		const { tabs, runtime } = globalThis.browser ?? chrome;
		await tabs.create({ url: runtime.getURL("src/${name}/${name}.html"), active: ${name !== "popup"} });
	})()`);
	return pageWith(bench.browser, `body.${name}`);
}

const whole = (page: Page) => ({ page, place: page, isWhole: true });

const close = (_: Stage, { page }: Shown) => page.close();

/** The day's numbers begin anew, if there are any. */
const NO_TALLY = `(async () => {
	const name = "tally";
	if (!(await indexedDB.databases()).some((one) => one.name === name)) return;
	const done = (request, end) => new Promise((resolve, reject) => Object.assign(request, { [end]: resolve, onerror: reject }));
	const opening = indexedDB.open(name);
	await done(opening, "onsuccess");
	const clearing = opening.result.transaction("days", "readwrite");
	clearing.objectStore("days").clear();
	await done(clearing, "oncomplete");
	opening.result.close();
})()`;

export const pageStates: readonly ScreenState[] = [
	{
		name: "popup",
		async show(stage) {
			const { messenger, welcome, settings } = stage;
			await messenger.open("Mara Lindqvist");
			await welcome.evaluate(NO_TALLY);
			await settings({ rule: "strip", caution: "calm" });
			await messenger.give(...Array(4).fill("harbour-at-dusk.jpg"), ...Array(3).fill("nothing-to-hide.jpg"));
			await pressLine((await lineShown(messenger.page)).frame, "close");
			await settings({});
			await messenger.give("from-my-window.jpg", "nothing-to-hide.jpg");
			await answer(messenger.page, "strip");
			await messenger.page.bringToFront();
			// As a tab behind the one that it is about: of what the browser shows over a page no picture can be taken.
			const open = await openOwn(stage, "popup");
			await open.waitForSelector("[data-reads]");
			await open.waitForSelector("[data-pause]");
			await open.waitForSelector("[data-looked='9'] ~ [data-stripped='5'] ~ [data-asked='2']");
			return whole(open);
		},
		end: close,
	},
	{
		name: "check-a-file",
		async show(stage) {
			const open = await openOwn(stage, "check");
			const input = await open.waitForSelector("input[type=file]");
			await input?.uploadFile(join(stage.folder, "harbour-at-dusk.jpg"), join(stage.folder, "nothing-to-hide.jpg"));
			await open.waitForSelector("[data-save]");
			return whole(open);
		},
		end: close,
	},
	{
		name: "welcome",
		async show(stage) {
			await stage.welcome.bringToFront();
			await stage.welcome.waitForSelector("[data-try]");
			return whole(stage.welcome);
		},
		async end() {},
	},
	{
		name: "options",
		async show(stage) {
			const open = await openOwn(stage, "options");
			await open.waitForSelector("[data-section]");
			return whole(open);
		},
		end: close,
	},
];
