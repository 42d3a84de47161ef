// The looks in which every state is taken: colours, language and with it direction, width, browser.
import type { Frame, Page } from "puppeteer-core";
import type { BrowserName } from "../tests/browser/harness/find-browser";
import { type Features, setFeatures, setGuardFeatures, type Undo } from "../tests/browser/harness/media-features";

export type Look = {
	name: string;
	browser: BrowserName;
	width: number;
	features: Features;
	language: string;
};

const plain = { browser: "chromium", width: 760, features: [], language: "en-US" } as const;
const height = 680;
/** What a browser gives a popup at most: as wide as it asks, and so high. */
const popup = { width: 352, height: 600 };

export const looks: readonly Look[] = [
	{ ...plain, name: "light" },
	{ ...plain, name: "dark", features: [{ name: "prefers-color-scheme", value: "dark" }] },
	{ ...plain, name: "forced-colours", features: [{ name: "forced-colors", value: "active" }] },
	{ ...plain, name: "narrow", width: 320 },
	{ ...plain, name: "right-to-left", language: "ar" },
	{ ...plain, name: "firefox", browser: "firefox" },
];

/** For the page, before a state is brought about. Firefox takes its colours from the system. */
export async function setLook(page: Page, { width, features, browser }: Look): Promise<Undo> {
	await page.setViewport({ width, height });
	return browser === "chromium" ? setFeatures(page, features) : async () => {};
}

/** For what shows the state: a page of the extension, or its frame, which is a page of its own to the browser. */
export async function showLook({ page, place }: { page: Page; place: Frame | Page }, look: Look): Promise<Undo> {
	if (place === page) {
		const isPopup = (await page.$("body.popup")) !== null;
		await page.setViewport(
			isPopup ? { ...popup, width: Math.min(popup.width, look.width) } : { width: look.width, height },
		);
		return look.browser === "chromium" ? setFeatures(page, look.features) : async () => {};
	}
	return setGuardFeatures(page.browser(), look.features);
}
