// Entry of the background: the welcome page after an install, and a badge where something is not guarded.
import type { Runtime } from "webextension-polyfill";
import { parseToTab } from "../core/tab-messages";
import { browser } from "../platform/browser";
import { missingHosts } from "../platform/hosts";
import { unguardedTabs } from "../platform/tabs";

browser.runtime.onInstalled.addListener(async ({ reason }) => {
	if (reason === "install") await browser.tabs.create({ url: browser.runtime.getURL("src/welcome/welcome.html") });
	for (const tab of await unguardedTabs()) await warn(tab.id);
	await warnOfMissingHosts();
});
browser.runtime.onStartup.addListener(warnOfMissingHosts);
browser.permissions.onAdded.addListener(warnOfMissingHosts);
browser.permissions.onRemoved.addListener(warnOfMissingHosts);

/** A guard's frame asks whether it was embedded by a content script of ours: in its own tab, whichever frame that is. */
browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
	const question = parseToTab(message);
	if (question?.type !== "vouch" || sender.tab?.id === undefined) return undefined;
	return browser.tabs.sendMessage(sender.tab.id, question).catch(() => false);
});

/** Without a permission no page of that messenger can be told apart from others: the badge shows everywhere. */
async function warnOfMissingHosts(): Promise<void> {
	const missing = await missingHosts();
	await browser.action.setBadgeText({ text: missing.length > 0 ? "!" : "" });
	await colour();
}

/** For a tab that was open before the install: until it is loaded again, which also clears the tab's badge. */
async function warn(tabId: number): Promise<void> {
	await browser.action.setBadgeText({ text: "!", tabId });
	await colour();
}

function colour(): Promise<void> {
	return browser.action.setBadgeBackgroundColor({ color: "#a1260d" });
}
