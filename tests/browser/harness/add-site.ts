// A site added by a person: by the popup's button and the browser's own question, where a test can answer that.
import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "puppeteer-core";
import { type Bench, pageWith } from "./launch";
import { openPopup } from "./popup";
import { findProgram, until } from "./processes";

/** @param site - as a match pattern, for the page's own site. Resolves once the site's scripts are there. */
export async function addSite(bench: Bench, page: Page, site: string): Promise<void> {
	if (bench.name === "chromium" && bench.display) {
		const popup = await openPopup(bench, page);
		const button = await popup.waitForSelector("[data-guard-site]");
		const label = await button?.evaluate((shown) => shown.textContent);
		const { hostname } = new URL(page.url());
		if (!label?.includes(hostname)) throw new Error(`${hostname} is not what the button is for: ${label}`);
		// The question takes the popup away before the click has ended.
		button?.click().catch(() => {});
		await until("the question", () => popup.isClosed() || undefined);
		// It is no page, so nothing tells when it takes keys.
		await sleep(1500);
		const env = { ...process.env, DISPLAY: bench.display.name };
		execFileSync(findProgram("xdotool") ?? "xdotool", ["key", "Tab", "Return"], { env });
	} else {
		await addByClick(bench, site);
	}
	const welcome = await pageWith(bench.browser, "body.welcome");
	await until("its scripts", async () => (await welcome.evaluate(REGISTERED)) === 2 || undefined);
}

const REGISTERED =
	"(globalThis.browser ?? chrome).scripting.getRegisteredContentScripts().then(({ length }) => length)";

/** By a click on an extension's page, as in the popup. Firefox is told beforehand not to ask; Chromium asks once. */
export async function addByClick({ browser }: Bench, site: string): Promise<void> {
	const welcome = await pageWith(browser, "body.welcome");
	await welcome.bringToFront();
	await welcome.evaluate((origin) => {
		const button = document.body.appendChild(document.createElement("button"));
		button.id = "add";
		Object.assign(button, {
			onclick: () =>
				(Reflect.get(globalThis, "browser") ?? Reflect.get(globalThis, "chrome")).permissions.request({
					origins: [origin],
				}),
		});
	}, site);
	await welcome.click("#add");
}
