// Entry of the background: the welcome page after an install, and a badge where something is not guarded.
import type { Runtime } from "webextension-polyfill";
import { isToBackground, type ToTab } from "../core/tab-messages";
import { browser } from "../platform/browser";
import { missingHosts } from "../platform/hosts";
import { forgetOld } from "../platform/memory";
import { permissionsAdded, permissionsRemoved, registerSites } from "../platform/sites";
import { unguardedTabs } from "../platform/tabs";
import { words } from "../platform/words";

/** The id that every browser gives to the top frame. */
const topFrame = 0;

browser.runtime.onInstalled.addListener(async ({ reason }) => {
	if (reason === "install") await browser.tabs.create({ url: browser.runtime.getURL("src/welcome/welcome.html") });
	await registerSites();
	for (const tab of await unguardedTabs()) await warn(tab.id);
	await warnOfMissingHosts();
});
browser.runtime.onStartup.addListener(async () => {
	await forgetOld(Date.now());
	await warnOfMissingHosts();
});
browser.permissions.onAdded.addListener(async ({ origins = [] }) => {
	await permissionsAdded(origins);
	await warnOfMissingHosts();
});
browser.permissions.onRemoved.addListener(async () => {
	await permissionsRemoved();
	await warnOfMissingHosts();
});

/** Passes messages between the frames of one tab, which cannot reach each other privately by themselves. */
browser.runtime.onMessage.addListener((message: unknown, { tab, frameId = 0 }: Runtime.MessageSender) => {
	const tabId = tab?.id;
	if (!isToBackground(message) || tabId === undefined) return undefined;
	const send = (to: ToTab, frame?: number) =>
		browser.tabs.sendMessage(tabId, to, frame === undefined ? {} : { frameId: frame }).catch(() => false);
	switch (message.type) {
		case "vouch":
			return send(message);
		case "decide":
			return send({ type: "decide", frameId, attachment: message.attachment }, topFrame);
		case "outcome":
			return send(message, topFrame);
		case "original-too":
			return send({ type: "original-too", id: message.id }, message.frameId);
		case "paused":
			return markPause(tabId, message.paused);
		case "answer":
			return send(message.decided, message.frameId);
		default:
			return message satisfies never;
	}
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

/** A tab whose page is left or loaded again is guarded anew: the browser then clears what was said of it alone. */
async function markPause(tabId: number, paused: boolean): Promise<void> {
	await browser.action.setBadgeText({ text: paused ? "II" : "", tabId });
	await browser.action.setTitle({ title: words(paused ? "pausedHere" : "name"), tabId });
	await colour();
}

function colour(): Promise<void> {
	return browser.action.setBadgeBackgroundColor({ color: "#a1260d" });
}
