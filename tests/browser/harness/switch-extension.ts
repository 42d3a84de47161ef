// The extension switched off and on again, as a person does on the browser's own page of extensions.
import type { Bench } from "./launch";

export async function switchExtension(bench: Bench, id: string, on: boolean): Promise<void> {
	switch (bench.name) {
		case "chromium": {
			const page = await bench.browser.newPage();
			await page.goto("chrome://extensions");
			await page.evaluate(`chrome.management.setEnabled(${JSON.stringify(id)}, ${on})`);
			await page.close();
			return;
		}
		case "firefox":
			await inBrowserItself(
				bench,
				`(async () => {
					const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
					const addon = await AddonManager.getAddonByID(${JSON.stringify(id)});
					await addon.${on ? "enable" : "disable"}();
				})()`,
			);
			return;
		default:
			bench.name satisfies never;
	}
}

/** What puppeteer's types keep to themselves. */
type Connection = { send(method: string, params: object): Promise<{ result: { contexts: { context: string }[] } }> };

/** Runs a script with the rights of Firefox's own window. https://firefox-source-docs.mozilla.org/remote/ */
async function inBrowserItself({ browser }: Bench, expression: string): Promise<void> {
	const { connection } = browser as unknown as { connection: Connection };
	const { result } = await connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
	const context = result.contexts[0]?.context;
	await connection.send("script.evaluate", { expression, target: { context }, awaitPromise: true });
}
