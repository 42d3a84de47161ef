// Where people have shown that names stand: kept with the settings, in local storage.
import { parseTaughtNames, type TaughtNames } from "../core/taught-name";
import { browser } from "./browser";

export async function listTaughtNames(): Promise<TaughtNames> {
	const { taught } = await browser.storage.local.get("taught");
	return parseTaughtNames(taught);
}

export async function forgetTaughtName(origin: string): Promise<void> {
	const { [origin]: _, ...others } = await listTaughtNames();
	await browser.storage.local.set({ taught: others });
}

/** Other ways to the same name, as the person has written them. */
export async function changeTaughtName(origin: string, selectors: readonly string[]): Promise<void> {
	const all = await listTaughtNames();
	const shared = all[origin]?.shared ?? false;
	await browser.storage.local.set({ taught: parseTaughtNames({ ...all, [origin]: { selectors, shared } }) });
}

/** As a file: to keep, or for others who use the same site. It names sites and parts of their pages, and nobody. */
export async function exportTaughtNames(): Promise<string> {
	return JSON.stringify({ lastLook: "taught-names", version, taught: await listTaughtNames() }, undefined, "\t");
}

/** Adds what the file holds. False if it is no such file. */
export async function importTaughtNames(text: string): Promise<boolean> {
	const taught = parseTaughtNames(taughtIn(text));
	if (Object.keys(taught).length === 0) return false;
	await browser.storage.local.set({ taught: { ...(await listTaughtNames()), ...taught } });
	return true;
}

const version = 1;

function taughtIn(text: string): unknown {
	try {
		const file: { lastLook?: unknown; version?: unknown; taught?: unknown } = Object(JSON.parse(text));
		return file.lastLook === "taught-names" && file.version === version ? file.taught : undefined;
	} catch {
		return undefined;
	}
}
