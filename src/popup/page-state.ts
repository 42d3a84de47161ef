// What the popup can say of the tab it was opened over.
import type { TabStatus } from "../core/tab-messages";
import { browser } from "../platform/browser";
import { siteOf } from "../platform/sites";
import { statusOf, unguardedTabs } from "../platform/tabs";

export type PageState =
	| { state: "read"; tabId: number; url: string; status: TabStatus }
	/** Of a guarded site, but open since before it was one. */
	| { state: "reload"; tabId: number }
	/** Of a site that can be added. */
	| { state: "unguarded"; site: string }
	/** The browser's own pages, and files. */
	| { state: "other" };

/** What the parts of the popup are told of a page that can be read; `again` reads it anew. */
export type GuardedPageProps = { tabId: number; url: string; status: TabStatus; again: () => void };

export async function pageState(): Promise<PageState> {
	const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
	const tabId = tab?.id;
	if (tabId === undefined) return { state: "other" };
	const status = await statusOf(tabId);
	if (status?.sinceStart) return { state: "read", tabId, url: tab?.url ?? "", status };
	const unguarded = await unguardedTabs();
	if (unguarded.some(({ id }) => id === tabId)) return { state: "reload", tabId };
	const site = siteOf(tab?.url);
	return site === undefined ? { state: "other" } : { state: "unguarded", site };
}
