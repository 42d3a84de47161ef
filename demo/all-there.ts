// Waits until what a dialog shows late is there: its map and its pictures.
import type { Frame, Page } from "puppeteer-core";

export async function allThere(place: Frame | Page): Promise<void> {
	await place.waitForFunction(() => !document.querySelector(".map-space, .seen canvas:not(.is-there)"));
}
