// What media queries see in Chromium: colours as a person has set them in their system.
import type { Browser, Page, Target } from "puppeteer-core";

export type Features = readonly { name: string; value: string }[];

/** Takes them back: they last as long as the session that has set them. */
export type Undo = () => Promise<void>;

export async function setFeatures(place: Page | Target, features: Features): Promise<Undo> {
	const session = await place.createCDPSession();
	await session.send("Emulation.setEmulatedMedia", { features: [...features] });
	// A frame may be gone by then, and its session with it.
	return () => session.detach().catch(() => {});
}

/** In every frame of the guard, which is a page of its own to the browser. */
export async function setGuardFeatures(browser: Browser, features: Features): Promise<Undo> {
	const targets = browser.targets().filter((target) => target.url().endsWith("guard.html"));
	// That of another page may just be going.
	const undo = await Promise.all(targets.map((target) => setFeatures(target, features).catch(() => async () => {})));
	return async () => void (await Promise.all(undo.map((one) => one())));
}
