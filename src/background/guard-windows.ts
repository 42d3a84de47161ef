// The guard in a window of its own, for a guarded frame in a page that is not guarded: the page around it can neither
// cover that window nor make it small, and a sandboxed frame cannot load the guard at all.
import type { Outcome } from "../core/attachment";
import type { AskingFrame, ForWindow } from "../core/tab-messages";
import { browser } from "../platform/browser";

const size = { width: 560, height: 640 };

/** By the token in the window's address, which nobody else knows, until the window has come for it. */
const waiting = new Map<string, ForWindow>();

/** @returns the window's tab, or `undefined` where there can be none. */
export async function openGuardWindow(forWindow: ForWindow): Promise<number | undefined> {
	const token = crypto.randomUUID();
	waiting.set(token, forWindow);
	try {
		const tabId = await openTab(browser.runtime.getURL(`src/guard/guard.html#${token}`));
		// One that never comes for its question can still be closed.
		if (tabId !== undefined) await noteOpen(tabId, forWindow);
		return tabId;
	} catch {
		waiting.delete(token);
		return undefined;
	}
}

/** Android has no windows. */
async function openTab(url: string): Promise<number | undefined> {
	if (!browser.windows) return (await browser.tabs.create({ url })).id;
	return (await browser.windows.create({ url, type: "popup", ...size })).tabs?.[0]?.id;
}

/** What the window with this token, now in this tab, is to decide about; once. */
export async function takeForWindow(token: string, tabId: number): Promise<ForWindow | undefined> {
	const found = waiting.get(token);
	waiting.delete(token);
	// It may come before the browser has said that it is open.
	if (found) await noteOpen(tabId, found);
	return found;
}

/** In the browser's memory: the background may be put to sleep while the person thinks. */
function noteOpen(tabId: number, { asking, attachment: { id } }: ForWindow): Promise<void> {
	return browser.storage.session.set({ [keyOf(tabId)]: { asking, id } });
}

/** Whether the window in this tab is still there. */
export function isWindowOpen(tabId: number): Promise<boolean> {
	return browser.tabs.get(tabId).then(
		() => true,
		() => false,
	);
}

/** The window in this tab has answered, or was closed: who still waits for its answer, if anybody does. */
export async function endOfWindow(tabId: number): Promise<{ asking: AskingFrame; id: string } | undefined> {
	const key = keyOf(tabId);
	const { [key]: open } = await browser.storage.session.get(key);
	await browser.storage.session.remove(key);
	return isOpen(open) ? open : undefined;
}

/** Longer than a frame waits for its page to take files, in ms. */
const outcomeWithin = 15_000;

/** Windows that wait to hear what came of their decision, by attachment. */
const deciding = new Map<string, (outcome: Outcome) => void>();

/** What came of a window's decision; a frame that says nothing has gone away. */
export function outcomeOf(id: string): Promise<Outcome> {
	return new Promise((resolve) => {
		deciding.set(id, resolve);
		setTimeout(() => tellOutcome(id, "given-up"), outcomeWithin);
	});
}

/** @returns whether a window was waiting for it. */
export function tellOutcome(id: string, outcome: Outcome): boolean {
	deciding.get(id)?.(outcome);
	return deciding.delete(id);
}

function keyOf(tabId: number): string {
	return `guard-window-${tabId}`;
}

/** Nobody but the function above writes it. */
function isOpen(stored: unknown): stored is { asking: AskingFrame; id: string } {
	return typeof stored === "object" && stored !== null && "asking" in stored && "id" in stored;
}
