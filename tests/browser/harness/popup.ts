// The popup over a page. Chromium opens it as a click on the toolbar's button does; Firefox lets no test press that button,
// so there the same page is opened behind the one it is about.
import type { Page } from "puppeteer-core";
import { type Bench, pageWith } from "./launch";
import { until } from "./processes";

export async function openPopup(bench: Bench, page: Page): Promise<Page> {
	await page.bringToFront();
	const welcome = await pageWith(bench.browser, "body.welcome");
	const address: unknown = await welcome.evaluate(
		"(globalThis.browser ?? chrome).runtime.getURL('src/popup/popup.html')",
	);
	if (typeof address !== "string") throw new Error("no popup");
	if (bench.name === "firefox") {
		await welcome.evaluate(`browser.tabs.create({ url: ${JSON.stringify(address)}, active: false })`);
		const popup = await pageWith(bench.browser, "body.popup");
		// Once it has asked which page is in front, it may come to the front itself.
		await popup.waitForSelector("[data-page]");
		return popup;
	}
	const { protocol, targets } = await tabsOf(bench);
	const tab = targets.find(({ url }) => url === page.url());
	await protocol.send("Extensions.triggerAction", { id: new URL(address).host, targetId: tab?.targetId });
	await protocol.detach();
	const target = await until("the popup", () => bench.browser.targets().find((one) => one.url() === address));
	return target.asPage();
}

/** Puppeteer's types lack what is new in the protocol. */
type Protocol = { send(method: string, params: object): Promise<unknown>; detach(): Promise<void> };

async function tabsOf(bench: Bench): Promise<{ protocol: Protocol; targets: { targetId: string; url: string }[] }> {
	const session = await bench.browser.target().createCDPSession();
	const { targetInfos } = await session.send("Target.getTargets", { filter: [{ type: "tab" }] });
	return { protocol: session as unknown as Protocol, targets: targetInfos };
}
