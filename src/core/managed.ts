// What an organisation has decided for a person's browser, over what the person has chosen: docs/managed.md says how.
import { parseSettings, type Settings } from "./settings";

/** From `storage.managed`, as it is: what is in it and not understood counts as decided, and as the default. */
export type Managed = Readonly<Record<string, unknown>>;

/** What can be decided besides the settings: whether a tab can be paused. */
export type Decidable = Exclude<keyof Settings, "ownRules"> | "mayPause";

/** Decided entry by entry; of all others the whole. */
const byEntry = ["messengers", "kinds", "keep"] as const satisfies readonly Decidable[];

/** The settings that hold. Where the rule itself is decided, nobody's own narrower one gets round it. */
export function settingsUnder(managed: Managed, personal: unknown): Settings {
	const own: Record<string, unknown> = { ...Object(personal), ...(isRuled(managed) && { messengers: {}, kinds: {} }) };
	const entries = byEntry.map((key) => [key, { ...Object(own[key]), ...Object(managed[key]) }]);
	return parseSettings({ ...own, ...managed, ...Object.fromEntries(entries), ownRules: !isRuled(managed) });
}

/** Whether the person can change this no more. @param entry - a messenger's id, a kind, a choice of what to keep. */
export function isDecided(managed: Managed, key: Decidable, entry?: string): boolean {
	switch (key) {
		case "messengers":
		case "kinds":
			return isRuled(managed) || (entry !== undefined && entry in Object(managed[key]));
		case "keep":
			return entry !== undefined && entry in Object(managed.keep);
		default:
			return managed[key] !== undefined;
	}
}

export function mayPause(managed: Managed): boolean {
	return managed.mayPause !== false;
}

/** Whether anything is decided at all. */
export function isManaged(managed: Managed): boolean {
	return Object.keys(managed).length > 0;
}

function isRuled({ rule }: Managed): boolean {
	return rule !== undefined;
}
