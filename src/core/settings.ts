// What a person has chosen. Kept in the browser's local storage, never synced.

import { type Caution, cautions } from "./policy";

export type Settings = {
	/** `ask` shows every finding first; `strip` strips without a word wherever the conversation is confirmed. */
	mode: "ask" | "strip";
	/** How soon the person wants to be asked about a recipient who looks odd. */
	caution: Caution;
	/** What happens to a file when the guard itself fails: held until the person says so, or let go with a warning. */
	whenGuardFails: "hold" | "release";
	/** Adapter ids of messengers that are not guarded. */
	unguarded: readonly string[];
};

export const defaultSettings: Settings = { mode: "ask", caution: "balanced", whenGuardFails: "hold", unguarded: [] };

/** Settings from storage, whatever is there: what is not understood is the default. */
export function parseSettings(stored: unknown): Settings {
	if (typeof stored !== "object" || stored === null) return defaultSettings;
	const { mode, caution, whenGuardFails, unguarded }: { [key in keyof Settings]?: unknown } = stored;
	return {
		mode: mode === "strip" ? "strip" : "ask",
		caution: cautions.find((known) => known === caution) ?? defaultSettings.caution,
		whenGuardFails: whenGuardFails === "release" ? "release" : "hold",
		unguarded: Array.isArray(unguarded) ? unguarded.filter((id) => typeof id === "string") : [],
	};
}
