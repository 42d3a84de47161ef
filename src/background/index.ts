// Entry of the background: the welcome page after an install, and a badge where something is not guarded.
import type { Runtime } from "webextension-polyfill";
import type { Attachment, Decision, Outcome } from "../core/attachment";
import { type AskingFrame, isToBackground, type ToBackground, type ToTab } from "../core/tab-messages";
import { browser } from "../platform/browser";
import { missingHosts } from "../platform/hosts";
import { lastRead, noteRead } from "../platform/readings";
import { forgetOldDaily } from "../platform/retention";
import { permissionsAdded, permissionsRemoved, registerSites } from "../platform/sites";
import { unguardedTabs } from "../platform/tabs";
import { words } from "../platform/words";
import { endOfWindow, isWindowOpen, openGuardWindow, outcomeOf, takeForWindow, tellOutcome } from "./guard-windows";

/** The id that every browser gives to the top frame. */
const topFrame = 0;

// It is woken for every page that is guarded, and put to sleep soon after.
forgetOldDaily(Date.now()).catch(() => {}); // the next day it is tried again

browser.runtime.onInstalled.addListener(async ({ reason }) => {
	if (reason === "install") await browser.tabs.create({ url: browser.runtime.getURL("src/welcome/welcome.html") });
	await registerSites();
	for (const tab of await unguardedTabs()) await warn(tab.id);
	await warnOfMissingHosts();
});
browser.runtime.onStartup.addListener(warnOfMissingHosts);
/** A guard's window that is closed without an answer is a no. */
browser.tabs.onRemoved.addListener((tabId) => answerFromWindow(tabId, { action: "cancel" }));
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
	switch (message.type) {
		case "vouch":
			return send(message, tabId);
		case "decide":
			return askFor({ tabId, frameId }, message.attachment);
		case "outcome":
			return tellOutcome(message.id, message.outcome) ? undefined : send(message, tabId, topFrame);
		case "original-too":
			return send({ type: "original-too", id: message.id }, tabId, message.frameId);
		case "paused":
			return markPause(tabId, message.paused);
		case "reading":
			return tab?.incognito ? undefined : noteReading(message, tabId);
		case "answer":
			return send(message.decided, tabId, message.frameId);
		case "second-script":
			return loadSecondScript(tabId, frameId);
		case "for-window":
			return takeForWindow(message.token, tabId);
		case "answer-from-window":
			return answerFromWindow(tabId, message.decision);
		default:
			return message satisfies never;
	}
});

function send(to: ToTab, tabId: number, frameId?: number): Promise<unknown> {
	return browser.tabs.sendMessage(tabId, to, frameId === undefined ? {} : { frameId }).catch(() => false);
}

/** What a page needs only once a file has come: src/content/second-part.ts. @returns whether the browser let us. */
function loadSecondScript(tabId: number, frameId: number): Promise<boolean> {
	const target = { tabId, frameIds: [frameId] };
	return browser.scripting
		.executeScript({ target, files: ["/src/content/second-part.js"], injectImmediately: true })
		.then(
			() => true,
			() => false,
		);
}

async function askFor(asking: AskingFrame, attachment: Attachment): Promise<boolean> {
	const byTopFrame = await send({ type: "decide", frameId: asking.frameId, attachment }, asking.tabId, topFrame);
	if (byTopFrame === true) return true;
	const tabId = await openGuardWindow({ asking, attachment });
	if (tabId === undefined) return false;
	// Closed before it was written down whose it was: nobody has answered for it.
	if (!(await isWindowOpen(tabId))) answerFromWindow(tabId, { action: "cancel" });
	return true;
}

async function answerFromWindow(tabId: number, decision: Decision): Promise<Outcome> {
	const open = await endOfWindow(tabId);
	if (!open) return "given-up";
	const outcome = outcomeOf(open.id);
	const heard = await send({ type: "decided", id: open.id, decision }, open.asking.tabId, open.asking.frameId);
	if (heard !== true) tellOutcome(open.id, "given-up"); // nobody waits any more
	return outcome;
}

/** Without a permission no page of that messenger can be told apart from others: the badge shows everywhere. */
async function warnOfMissingHosts(): Promise<void> {
	const missing = await missingHosts();
	await browser.action.setBadgeText({ text: missing.length > 0 ? "!" : "" });
	await colour();
}

type Reading = ToBackground & { type: "reading" };

/** What could be read before and cannot any more has changed: said at once, for that tab. */
async function noteReading({ messenger, origin, told }: Reading, tabId: number): Promise<void> {
	if (told) {
		await noteRead(messenger, origin, Date.now());
		await browser.action.setBadgeText({ text: "", tabId });
	} else if ((await lastRead(messenger, origin)) !== undefined) await warn(tabId);
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
