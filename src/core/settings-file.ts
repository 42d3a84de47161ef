// The settings as a file: what a person has chosen, and nothing about anybody.
import { parseSettings, type Settings } from "./settings";

const format = "last-look-settings";

export function toSettingsFile({ ownRules: _, ...settings }: Settings): string {
	return JSON.stringify({ format, version: 1, settings }, undefined, "\t");
}

/** `undefined` for any other file. */
export function fromSettingsFile(text: string): Settings | undefined {
	try {
		const file: { format?: unknown; version?: unknown; settings?: unknown } = Object(JSON.parse(text));
		return file.format === format && file.version === 1 ? parseSettings(file.settings) : undefined;
	} catch {
		return undefined;
	}
}
