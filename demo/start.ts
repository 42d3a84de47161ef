// Opens a browser with the extension in it on the demo messenger, or tells the story where there is no screen.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { extensionFor } from "../tests/browser/harness/extension";
import { type BrowserName, findBrowser } from "../tests/browser/harness/find-browser";
import { launch } from "../tests/browser/harness/launch";
import { makePhotos } from "./photos";
import { startDemo } from "./server";
import { tellStory } from "./story";

const ARTIFACTS = fileURLToPath(new URL("../artifacts/demo/", import.meta.url));

/** The browser that was asked for, else the first that is here. */
export function chooseBrowser(asked: BrowserName | undefined): BrowserName | undefined {
	const names = asked === undefined ? (["chromium", "firefox"] as const) : [asked];
	return names.find((name) => findBrowser(name) !== undefined);
}

/** Resolves when the story is told, or the person has closed the browser. */
export async function start(name: BrowserName, hasScreen: boolean): Promise<void> {
	const photos = join(ARTIFACTS, "photos");
	const bench = await launch({ name, extension: extensionFor(name), screen: hasScreen ? "person" : "none" });
	const closed = new Promise<void>((resolve) => {
		bench.browser.once("disconnected", () => resolve());
		// With an extension in it, Chromium may run on without a window.
		bench.browser.on("targetdestroyed", async () => (await bench.browser.pages()).length === 0 && resolve());
	});
	const easel = await bench.browser.newPage();
	const demo = await startDemo(photos, await makePhotos(easel, photos));
	try {
		if (hasScreen) {
			const page = await bench.open(demo.origin);
			for (const other of await bench.browser.pages())
				if (other !== page && other.url() === "about:blank") await other.close();
			console.log(`\nThe demo is open at ${demo.origin}. The photos to try are in ${photos}.`);
			console.log("Close the browser to end it.");
			await closed;
		} else {
			console.log("\nNo screen here, so this is what a person would see:");
			await tellStory(bench, demo, photos, join(ARTIFACTS, "screens"));
		}
	} finally {
		await bench.close();
		await demo.close();
	}
}
