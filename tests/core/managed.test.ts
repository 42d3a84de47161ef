// What an organisation decides comes over what a person chose, key by key, and nothing narrower gets round it.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findingKinds } from "../../src/core/finding";
import { keepNothing } from "../../src/core/keep";
import { isDecided, mayPause, settingsUnder } from "../../src/core/managed";
import { cautions } from "../../src/core/policy";
import { defaultSettings, kindRules, ruleFor, rules } from "../../src/core/settings";
import { adapters } from "../../src/messengers";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const schema: { properties: Record<string, Schema> } = JSON.parse(read("public/managed_schema.json"));
type Schema = { enum?: string[]; items?: { enum: string[] }; properties?: Record<string, Schema> };

describe("settings under a policy", () => {
	const personal = { ...defaultSettings, rule: "original", caution: "calm", unguarded: ["slack"] } as const;

	test("without one they are the person's own", () => {
		expect(settingsUnder({}, personal)).toEqual(personal);
	});
	test("what is decided holds, and the rest stays the person's", () => {
		const settings = settingsUnder({ unguarded: [], caution: "careful" }, personal);
		expect(settings).toEqual({ ...personal, unguarded: [], caution: "careful" });
	});
	test("what is not understood is the default, and decided all the same", () => {
		const managed = { whenGuardFails: "whatever" };
		const settings = settingsUnder(managed, { ...personal, whenGuardFails: "release" });
		expect(settings.whenGuardFails).toBe("hold");
		expect(isDecided(managed, "whenGuardFails")).toBe(true);
	});
	test("single messengers, kinds and choices of what to keep are decided each by itself", () => {
		const managed = { messengers: { slack: "strip" }, keep: { time: false } };
		const own = {
			...personal,
			messengers: { slack: "original", x: "ask" },
			keep: { ...keepNothing, time: true, credits: true },
		};
		const settings = settingsUnder(managed, own);
		expect(settings.messengers).toEqual({ slack: "strip", x: "ask" });
		expect(settings.keep).toEqual({ ...keepNothing, credits: true });
		expect(isDecided(managed, "messengers", "slack")).toBe(true);
		expect(isDecided(managed, "messengers", "x")).toBe(false);
		expect(isDecided(managed, "keep", "credits")).toBe(false);
	});
	test("a decided rule is not got round by a person's narrower ones", () => {
		const managed = { rule: "strip", messengers: { x: "ask" } };
		const own = { ...personal, messengers: { slack: "original" }, kinds: { location: "ignore" } };
		const settings = settingsUnder(managed, own);
		expect(settings).toMatchObject({ rule: "strip", messengers: { x: "ask" }, kinds: {} });
		expect(ruleFor(settings, "slack", "original")).toBeUndefined();
		expect(ruleFor(settings, "x", "original")).toBe("ask");
		expect(isDecided(managed, "kinds")).toBe(true);
	});
	test("pausing is forbidden by its own word only", () => {
		expect([mayPause({}), mayPause({ mayPause: true }), mayPause({ mayPause: false })]).toEqual([true, true, false]);
	});
});

describe("the schema and its document", () => {
	test("have every key of the settings, and the pause", () => {
		const { ownRules: _, ...decidable } = defaultSettings;
		const keys = [...Object.keys(decidable), "mayPause"];
		expect(Object.keys(schema.properties).sort()).toEqual(keys.sort());
		const document = read("docs/managed.md");
		expect(keys.filter((key) => !document.includes(`\n| \`${key}\` `))).toEqual([]);
	});
	test("have every value", () => {
		const { rule, messengers, kinds, keep, caution, unguarded } = schema.properties;
		const ids = adapters.map(({ id }) => id).sort();
		expect(rule?.enum).toEqual([...rules]);
		expect(caution?.enum).toEqual([...cautions]);
		expect(unguarded?.items?.enum.toSorted()).toEqual(ids);
		expect(Object.keys(messengers?.properties ?? {}).sort()).toEqual(ids);
		for (const { enum: values } of Object.values(messengers?.properties ?? {})) expect(values).toEqual([...rules]);
		expect(Object.keys(kinds?.properties ?? {})).toEqual([...findingKinds]);
		for (const { enum: values } of Object.values(kinds?.properties ?? {})) expect(values).toEqual([...kindRules]);
		expect(Object.keys(keep?.properties ?? {})).toEqual(Object.keys(keepNothing));
	});
});
