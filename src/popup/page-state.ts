// What the popup can say of the tab it was opened over.
import type { TabStatus } from "../core/tab-messages";
import { browser } from "../platform/browser";
import { statusOf, unguardedTabs } from "../platform/tabs";

export type PageState = { state: "read"; status: TabStatus } | { state: "reload"; tabId: number } | { state: "other" };

export async function pageState(): Promise<PageState> {
	const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
	if (tab?.id === undefined) return { state: "other" };
	const status = await statusOf(tab.id);
	if (status?.sinceStart) return { state: "read", status };
	const unguarded = await unguardedTabs();
	return unguarded.some(({ id }) => id === tab.id) ? { state: "reload", tabId: tab.id } : { state: "other" };
}
