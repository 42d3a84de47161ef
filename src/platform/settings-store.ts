// The settings: the person's own in local storage, under what their organisation has decided.
import { type Managed, settingsUnder } from "../core/managed";
import { parseSettings, type Settings } from "../core/settings";
import { browser } from "./browser";

export async function loadSettings(): Promise<Settings> {
	return (await loadChoices()).settings;
}

/** The settings that hold, and what they come from: the person's own under what is decided for them. */
export async function loadChoices(): Promise<{ settings: Settings; own: Settings; managed: Managed }> {
	const [managed, own] = await Promise.all([loadManaged(), loadPersonal()]);
	return { settings: settingsUnder(managed, own), own, managed };
}

/** What an organisation has decided; nothing on most people's browsers. */
/** Calls when any of that changes, wherever it was changed. @returns what ends it. */
export function followChoices(changed: () => void): () => void {
	const listener = () => changed();
	browser.storage.onChanged.addListener(listener);
	return () => browser.storage.onChanged.removeListener(listener);
}

async function loadManaged(): Promise<Managed> {
	// Firefox rejects where there is no such policy.
	return browser.storage.managed.get().catch(() => ({}));
}

/** Changes the person's own, from what they are; what is decided for them stays as it is, whatever they choose. */
export async function changeSettings(
	change: Partial<Settings> | ((own: Settings) => Partial<Settings>),
): Promise<void> {
	const own = await loadPersonal();
	const changed = typeof change === "function" ? change(own) : change;
	await browser.storage.local.set({ settings: { ...own, ...changed } });
}

async function loadPersonal(): Promise<Settings> {
	const { settings } = await browser.storage.local.get("settings");
	return parseSettings(settings);
}
