// The looks in which every state is taken: colours, direction, width, browser.
import type { Frame, Page, Target } from "puppeteer-core";
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

/** Takes colours back: they last as long as the session that has set them. */
export type Undo = () => Promise<void>;

/** For the page, before a state is brought about. Firefox takes its colours from the system. */
export async function setLook(page: Page, { width, features, browsers }: Look): Promise<Undo> {
	await page.setViewport({ width, height });
	return browsers.includes("chromium") ? colour(page, features) : async () => {};
}

/** For the frame of the extension, which is a page of its own to the browser. */
export async function showLook(page: Page, frame: Frame, { features, direction }: Look): Promise<Undo> {
	await frame.evaluate((dir) => {
		document.documentElement.dir = dir;
	}, direction);
	const targets = page
		.browser()
		.targets()
		.filter((target) => target.url().endsWith("guard.html"));
	const undo = await Promise.all(targets.map((target) => colour(target, features)));
	return async () => void (await Promise.all(undo.map((one) => one())));
}

async function colour(place: Page | Target, features: Look["features"]): Promise<Undo> {
	const session = await place.createCDPSession();
	await session.send("Emulation.setEmulatedMedia", { features: [...features] });
	// A frame may be gone by then, and its session with it.
	return () => session.detach().catch(() => {});
}
