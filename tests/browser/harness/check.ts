// The page that checks a file, opened from the extension's own: no test goes to such an address by itself in Firefox.
import type { Browser, Page } from "puppeteer-core";
import { pageWith } from "./launch";

export async function openCheck(browser: Browser): Promise<Page> {
	const welcome = await pageWith(browser, "body.welcome");
	await welcome.evaluate(
		"(globalThis.browser ?? chrome).tabs.create({ url: (globalThis.browser ?? chrome).runtime.getURL('src/check/check.html') })",
	);
	return pageWith(browser, "body.check");
}
