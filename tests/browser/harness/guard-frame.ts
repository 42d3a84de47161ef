// The guard's dialog as a person meets it: its frame found by what is in it, read, and answered with real input.

import { setTimeout as sleep } from "node:timers/promises";
import { type Frame, type Page, TimeoutError } from "puppeteer-core";
import { until } from "./processes";

export type Action = "strip" | "original" | "cancel";

export type ShownFile = { name: string; status: string; findings: string[] };

export type Shown = { recipient: string; files: ShownFile[]; text: string };

/** Longer than the guard ignores input after it appears. */
const GUARD_DELAY_MS = 700;

/** Waits until the dialog is open, says something about every file, and could be answered at once. */
export function guardOpen(page: Page, timeoutMs?: number): Promise<Frame> {
	return until(
		"the guard's dialog",
		async () => {
			const frame = await guardFrame(page);
			if (frame === undefined) return undefined;
			const { files } = await shown(frame);
			if (await frame.$("[data-made=false]")) return undefined;
			return files.length > 0 && files.every(({ status }) => status !== "" && status !== "looking") ? frame : undefined;
		},
		timeoutMs,
	);
}

/** Waits until the dialog asks, though what goes out may still have to be made. */
export function guardAsking(page: Page): Promise<Frame> {
	return until("the question", async () => {
		for (const frame of page.frames().slice(1))
			if (await frame.$(".middle:not([inert]) [data-status=found]").catch(() => null)) return frame;
		return undefined;
	});
}

/** Waits until the dialog says that files are being looked at. */
export function guardLooking(page: Page): Promise<Frame> {
	return until("the progress", async () => {
		for (const frame of page.frames().slice(1)) {
			const { files } = await shown(frame).catch(() => ({ files: [] }));
			if (files.some(({ status }) => status === "looking")) return frame;
		}
		return undefined;
	});
}

/** Waits until no dialog is open. */
export async function guardClosed(page: Page, timeoutMs?: number): Promise<void> {
	await until("the guard's dialog to close", async () => ((await isGuardOpen(page)) ? undefined : true), timeoutMs);
}

export async function isGuardOpen(page: Page): Promise<boolean> {
	return (await guardFrame(page)) !== undefined;
}

/** What the dialog says. */
export function shown(frame: Frame): Promise<Shown> {
	return frame.evaluate(() => {
		const read = (element: Element | null | undefined, name: string) =>
			element?.getAttribute(`data-${name}`) || element?.textContent?.trim() || "";
		return {
			recipient: read(document.querySelector("[data-recipient]"), "recipient"),
			files: [...document.querySelectorAll("[data-file]")].map((row) => ({
				name: read(row, "file"),
				status: row.getAttribute("data-status") ?? "",
				findings: [...row.querySelectorAll("[data-finding]")].map((finding) => read(finding, "finding")),
			})),
			text: document.body.textContent,
		};
	});
}

/** Waits for the dialog, presses one of its buttons, and waits until it is gone. */
export async function answer(page: Page, action: Action): Promise<Shown> {
	const frame = await guardOpen(page);
	const said = await shown(frame);
	await press(frame, action);
	await guardClosed(page);
	return said;
}

/** Presses a button as a person does who has read what is above it. */
export async function press(frame: Frame, action: Action): Promise<void> {
	const button = await frame.waitForSelector(`[data-action="${action}"]:not([disabled])`, { visible: true });
	if (button === null) return;
	// On a busy machine the dialog may have been painted so late that the guard still ignores input: pressed in vain, the
	// very same button is still there.
	for (let times = 0; times < MOST_PRESSES; times++) {
		await sleep(GUARD_DELAY_MS);
		// Firefox's driver cannot tell where a frame is in a document that was opened anew; a key reaches it all the same.
		const clicked = button.click().catch(() => button.press("Enter"));
		// It may be gone, with its whole frame, before the driver has said that it was pressed.
		await clicked.catch((error) => {
			if (!frame.detached) throw error;
		});
		const taken = () => frame.waitForFunction(isTaken, { timeout: GUARD_DELAY_MS }, button);
		const isDone = await taken().then(
			() => true,
			(error) => !(error instanceof TimeoutError),
		);
		if (isDone) return;
	}
}

const MOST_PRESSES = 3;

const isTaken = (button: Element) => !button.isConnected || button.matches(":disabled");

/**
 * The guard's frame while its dialog shows. Firefox reports about:blank as its address, so it is known by
 * its buttons; a page's own frame could have such buttons too, but the tests' pages have none.
 */
async function guardFrame(page: Page): Promise<Frame | undefined> {
	for (const frame of page.frames()) {
		if (frame === page.mainFrame()) continue;
		try {
			const open = await frame.evaluate(() => {
				const button = document.querySelector("[data-action]");
				return button !== null && button.getClientRects().length > 0 && innerHeight > 0;
			});
			if (open) return frame;
		} catch {
			// A frame that goes away while it is asked.
		}
	}
	return undefined;
}
