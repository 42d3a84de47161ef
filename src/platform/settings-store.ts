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

/** Calls back at every change, from wherever it came. */
export function followSettings(apply: (settings: Settings) => void): void {
	browser.storage.onChanged.addListener((changes, area) => {
		if (area === "local" && changes.settings) apply(parseSettings(changes.settings.newValue));
	});
}
