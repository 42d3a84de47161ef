// The extension's own pages in the states in which they are kept in docs/screens.
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { pageWith } from "../tests/browser/harness/launch";
import type { ScreenState, Shown, Stage } from "./screens";

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

export const pageStates: readonly ScreenState[] = [
	{
		name: "popup",
		async show(stage) {
			await stage.page.locator("#conversations button ::-p-text(Mara Lindqvist)").click();
			await stage.page.bringToFront();
			// As a tab behind the one that it is about: of what the browser shows over a page no picture can be taken.
			const open = await openOwn(stage, "popup");
			await open.waitForSelector("[data-reads]");
			await open.waitForSelector("[data-pause]");
			await open.waitForSelector("#today");
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
