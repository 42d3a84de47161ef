// The stores' pictures, 1280 × 800: the extension itself over the demo messenger, and its own pages, in Chromium.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "puppeteer-core";
import { extensionFor } from "../tests/browser/harness/extension";
import { pick } from "../tests/browser/harness/give";
import { answer, guardOpen } from "../tests/browser/harness/guard-frame";
import { launch, pageWith } from "../tests/browser/harness/launch";
import { lineShown } from "../tests/browser/harness/quiet-line";
import { allThere } from "./all-there";
import { makePhotos } from "./photos";
import { startDemo } from "./server";

const size = { width: 1280, height: 800 };
/** Fonts and thumbnails are there, and the dialog has been read. */
const settleMs = 1500;

/** @param folder - receives the numbered pictures. */
export async function takeStoreScreens(folder: string): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const photos = mkdtempSync(join(tmpdir(), "last-look-photos-"));
	const bench = await launch({ name: "chromium", extension: extensionFor("chromium"), screen: "none" });
	const take = async (page: Page, name: string) => {
		await sleep(settleMs);
		await page.screenshot({ path: join(folder, `${name}.png`) });
	};
	try {
		const welcome = await pageWith(bench.browser, "body.welcome");
		await welcome.setViewport(size);
		await welcome.click("[data-try]");
		await welcome.waitForSelector("[data-strip]");
		await welcome.click("[data-strip]");
		await welcome.waitForSelector("[data-tried=after] [data-status=clean]");
		await welcome.evaluate(() => window.scrollTo(0, 0));
		await take(welcome, "5-welcome");
		const address = welcome.url();

		const demo = await startDemo(photos, await makePhotos(await bench.browser.newPage(), photos));
		const page = await bench.open(demo.origin);
		await page.setViewport(size);
		// A folder of this machine's.
		await page.addStyleTag({ content: ".hint { display: none }" });
		const give = async (name: string, photo: string) => {
			await page.locator(`#conversations button ::-p-text(${name})`).click();
			await pick(page, () => page.click("#clip"), [join(photos, photo)]);
		};
		await give("Mara Lindqvist", "harbour-at-dusk.jpg");
		await allThere(await guardOpen(page));
		await take(page, "1-dialog");
		await answer(page, "strip");
		await welcome.evaluate(`chrome.storage.local.set({ settings: { rule: "strip" } })`);
		await give("Mara Lindqvist", "from-my-window.jpg");
		await lineShown(page);
		await take(page, "2-without-asking");
		await welcome.evaluate("chrome.storage.local.clear()");
		await demo.close();

		await page.goto(address.replace("welcome/welcome", "check/check"));
		const input = await page.waitForSelector("input[type=file]");
		await input?.uploadFile(join(photos, "harbour-at-dusk.jpg"), join(photos, "nothing-to-hide.jpg"));
		await page.waitForSelector("[data-save]");
		await take(page, "3-check-a-file");
		await page.goto(address.replace("welcome/welcome", "options/options"));
		await page.waitForSelector("[data-section]");
		await take(page, "4-options");
	} finally {
		await bench.close();
		rmSync(photos, { recursive: true });
	}
}
