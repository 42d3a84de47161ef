// The pictures in the documents, taken of the extension itself over the demo messenger in Chromium.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { extensionFor } from "../tests/browser/harness/extension";
import { pick } from "../tests/browser/harness/give";
import { guardOpen } from "../tests/browser/harness/guard-frame";
import { launch } from "../tests/browser/harness/launch";
import { allThere } from "./all-there";
import { makePhotos } from "./photos";
import { startDemo } from "./server";

/** Drawn denser than the page is, so that small print can be read. */
const window = { width: 1200, height: 760, deviceScaleFactor: 1.5 };
/** Fonts and thumbnails are there, and the dialog has been read. */
const settleMs = 1500;

/** @param folder - receives `dialog.png`. */
export async function takeScreenshots(folder: string): Promise<void> {
	const photos = mkdtempSync(join(tmpdir(), "last-look-photos-"));
	const bench = await launch({ name: "chromium", extension: extensionFor("chromium"), screen: "none" });
	try {
		const demo = await startDemo(photos, await makePhotos(await bench.browser.newPage(), photos));
		const page = await bench.open(demo.origin);
		await page.setViewport(window);
		// A folder of this machine's.
		await page.addStyleTag({ content: ".hint { display: none }" });
		await page.locator("#conversations button ::-p-text(Mara Lindqvist)").click();
		await pick(page, () => page.click("#clip"), [join(photos, "harbour-at-dusk.jpg")]);
		await allThere(await guardOpen(page));
		await sleep(settleMs);
		await page.screenshot({ path: join(folder, "dialog.png") });
		await demo.close();
	} finally {
		await bench.close();
		rmSync(photos, { recursive: true });
	}
}
