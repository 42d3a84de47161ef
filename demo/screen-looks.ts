// The looks in which every state is taken: colours, direction, width, browser.
import type { Frame, Page } from "puppeteer-core";
import type { BrowserName } from "../tests/browser/harness/find-browser";

export type Look = {
	name: string;
	browsers: readonly BrowserName[];
	width: number;
	features: readonly { name: string; value: string }[];
	direction: "ltr" | "rtl";
};

const plain = { browsers: ["chromium"], width: 760, features: [], direction: "ltr" } as const;
const height = 680;

export const looks: readonly Look[] = [
	{ ...plain, name: "light" },
	{ ...plain, name: "dark", features: [{ name: "prefers-color-scheme", value: "dark" }] },
	{ ...plain, name: "forced-colours", features: [{ name: "forced-colors", value: "active" }] },
	{ ...plain, name: "right-to-left", direction: "rtl" },
	{ ...plain, name: "narrow", width: 320 },
	{ ...plain, name: "firefox", browsers: ["firefox"] },
];

/** For the page, before a state is brought about. Firefox takes its colours from the system. */
export async function setLook(page: Page, { width, features, browsers }: Look): Promise<void> {
	await page.setViewport({ width, height });
	if (!browsers.includes("chromium")) return;
	const session = await page.createCDPSession();
	await session.send("Emulation.setEmulatedMedia", { features: [...features] });
}

/** For the frame of the extension, which is a page of its own to the browser. */
export async function showLook(page: Page, frame: Frame, { features, direction }: Look): Promise<void> {
	for (const target of page.browser().targets()) {
		if (!target.url().endsWith("guard.html")) continue;
		const session = await target.createCDPSession();
		await session.send("Emulation.setEmulatedMedia", { features: [...features] });
	}
	await frame.evaluate((dir) => {
		document.documentElement.dir = dir;
	}, direction);
}
