// The settings as a file: back as they were, and nothing else is taken for one.
import { expect, test } from "vitest";
import { defaultSettings } from "../../src/core/settings";
import { fromSettingsFile, toSettingsFile } from "../../src/core/settings-file";

test("what was saved is read back", () => {
	const settings = { ...defaultSettings, rule: "strip", kinds: { time: "ignore" }, unguarded: ["x"] } as const;
	expect(fromSettingsFile(toSettingsFile(settings))).toEqual(settings);
});

test.each([
	"",
	"null",
	"[]",
	"{}",
	'{"format":"last-look-memory","version":1,"settings":{}}',
	'{"format":"last-look-settings","version":2,"settings":{}}',
])("%j is no such file", (text) => {
	expect(fromSettingsFile(text)).toBeUndefined();
});

test("what is in it and not understood is the default", () => {
	const text = JSON.stringify({
		format: "last-look-settings",
		version: 1,
		settings: { rule: "sing", keep: 7, ownRules: 1 },
	});
	expect(fromSettingsFile(text)).toEqual(defaultSettings);
});
