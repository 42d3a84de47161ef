// The quiet line as a person meets it: found by what is in it, read, pressed with real input.
import { setTimeout as sleep } from "node:timers/promises";
import type { Frame, Page } from "puppeteer-core";
import { until } from "./processes";

export type Told = { way: string; state: string; text: string; actions: string[] };

/** Longer than the line ignores input after it has appeared. */
const READING_MS = 700;

/** Waits for a line in this state. */
export function lineShown(page: Page, state = "told"): Promise<{ frame: Frame; told: Told }> {
	return until(`a quiet line, ${state}`, async () => {
		for (const frame of page.frames()) {
			const told = frame === page.mainFrame() ? undefined : await toldIn(frame).catch(() => undefined);
			if (told?.state === state) return { frame, told };
		}
		return undefined;
	});
}

export async function isLineShown(page: Page): Promise<boolean> {
	const told = await Promise.all(page.frames().map((frame) => toldIn(frame).catch(() => undefined)));
	return told.some((one) => one !== undefined);
}

export function lineGone(page: Page): Promise<true> {
	return until("the quiet line to go", async () => ((await isLineShown(page)) ? undefined : true));
}

/** Presses one of its buttons as a person does who has read it. */
export async function pressLine(frame: Frame, action: string): Promise<void> {
	await sleep(READING_MS);
	const button = await frame.waitForSelector(`[data-act="${action}"]`, { visible: true });
	await button?.click();
}

function toldIn(frame: Frame): Promise<Told | undefined> {
	return frame.evaluate(() => {
		const line = document.querySelector("[data-line]");
		if (!line) return undefined;
		return {
			way: line.getAttribute("data-line") ?? "",
			state: line.getAttribute("data-state") ?? "",
			text: line.querySelector("[role=status]")?.textContent ?? "",
			actions: [...line.querySelectorAll("[data-act]")].map((button) => button.getAttribute("data-act") ?? ""),
		};
	});
}
