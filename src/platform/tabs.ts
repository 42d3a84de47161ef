// The tabs that are open, and whether a content script of ours answers in them.
import type { Conversation } from "../core/conversation";
import type { TabStatus, ToTab } from "../core/tab-messages";
import { browser } from "./browser";
import { installedHosts } from "./hosts";
import { listSites } from "./sites";

export type OpenTab = { id: number; title: string };

/** What the top frame of a tab answers; `undefined` where nobody is there: no messenger, or open since before the install. */
export async function statusOf(tabId: number): Promise<TabStatus | undefined> {
	try {
		const answer: unknown = await browser.tabs.sendMessage(tabId, { type: "status" } satisfies ToTab, { frameId: 0 });
		return isTabStatus(answer) ? answer : undefined;
	} catch {
		return undefined;
	}
}

/** Tabs of guarded sites in which no content script of ours has run since their start. */
export async function unguardedTabs(): Promise<OpenTab[]> {
	const tabs = await browser.tabs.query({ url: [...installedHosts(), ...(await listSites())] });
	const open = tabs.flatMap(({ id, title }) => (id === undefined ? [] : { id, title: title ?? "" }));
	const statuses = await Promise.all(open.map(({ id }) => statusOf(id)));
	return open.filter((_, index) => !statuses[index]?.sinceStart);
}

/** Lets files pass through a tab unchecked until then, in ms since 1970; what is past ends it. */
export async function pauseTab(tabId: number, until: number): Promise<void> {
	await browser.tabs.sendMessage(tabId, { type: "pause", until } satisfies ToTab);
}

export async function reloadTabs(tabs: readonly OpenTab[]): Promise<void> {
	await Promise.all(tabs.map(({ id }) => browser.tabs.reload(id)));
}

function isTabStatus(answer: unknown): answer is TabStatus {
	if (typeof answer !== "object" || answer === null) return false;
	const {
		messenger,
		messengerName,
		guarded,
		pausedUntil,
		sinceStart,
		conversation,
		taught,
		pageWorld,
	}: { [key in keyof TabStatus]?: unknown } = answer;
	return (
		typeof messenger === "string" &&
		typeof messengerName === "string" &&
		typeof guarded === "boolean" &&
		typeof pausedUntil === "number" &&
		typeof sinceStart === "boolean" &&
		typeof taught === "boolean" &&
		typeof pageWorld === "boolean" &&
		isConversation(conversation)
	);
}

function isConversation(value: unknown): value is Conversation {
	return typeof value === "object" && value !== null && "status" in value;
}
