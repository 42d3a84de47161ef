// The settings, in local storage.
import { parseSettings, type Settings } from "../core/settings";
import { browser } from "./browser";

export async function loadSettings(): Promise<Settings> {
	const { settings } = await browser.storage.local.get("settings");
	return parseSettings(settings);
}

export async function changeSettings(change: Partial<Settings>): Promise<Settings> {
	const settings = { ...(await loadSettings()), ...change };
	await browser.storage.local.set({ settings });
	return settings;
}
