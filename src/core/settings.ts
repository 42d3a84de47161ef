// What a person has chosen. Kept in the browser's local storage, never synced. Rules for single conversations name people:
// they are kept with the memory.
import { type FindingKind, findingKinds } from "./finding";
import { defaultGuarding, type Guarding, parseGuarding } from "./guarding";
import { type Keep, keepNothing } from "./keep";
import { type Caution, cautions } from "./policy";

/** What is done with what a file gives away: shown first, stripped and told, or left in. */
export const rules = ["ask", "strip", "original"] as const;
export type Rule = (typeof rules)[number];

/** The same for one kind of finding; `ignore`: it is no reason to ask, or to strip. */
export const kindRules = ["ask", "strip", "ignore"] as const;
export type KindRule = (typeof kindRules)[number];

export type Settings = Guarding & {
	/** Everywhere, where nothing narrower says otherwise. */
	rule: Rule;
	/** By adapter id. */
	messengers: Readonly<Record<string, Rule>>;
	kinds: Readonly<Partial<Record<FindingKind, KindRule>>>;
	/** What stays in a file that is stripped. */
	keep: Keep;
	/** Whether a file whose name tells something gets a plain one. */
	renameFiles: boolean;
	/** How soon the person wants to be asked about a recipient who looks odd. */
	caution: Caution;
	/** Whether rules for single conversations count: not where an organisation has decided `rule`. */
	ownRules: boolean;
};

export const defaultSettings: Settings = {
	...defaultGuarding,
	rule: "ask",
	messengers: {},
	kinds: {},
	keep: keepNothing,
	renameFiles: false,
	caution: "balanced",
	ownRules: true,
};

/** Settings from storage or a file, whatever is there: what is not understood is the default. */
export function parseSettings(stored: unknown): Settings {
	const { rule, messengers, kinds, keep, renameFiles, caution, ownRules }: { [key in keyof Settings]?: unknown } =
		Object(stored);
	return {
		...parseGuarding(stored),
		rule: oneOf(rules, rule) ?? defaultSettings.rule,
		messengers: parseRecord(messengers, rules),
		kinds: pick(findingKinds, parseRecord(kinds, kindRules)),
		keep: parseKeep(keep),
		renameFiles: renameFiles === true,
		caution: oneOf(cautions, caution) ?? defaultSettings.caution,
		ownRules: ownRules !== false,
	};
}

/** The rule for a messenger's conversation: the narrowest wins. @param conversation - the one for it alone, if there is one. */
export function ruleFor(settings: Settings, messenger: string, conversation: Rule | undefined): Rule | undefined {
	return (settings.ownRules ? conversation : undefined) ?? settings.messengers[messenger];
}

function parseKeep(stored: unknown): Keep {
	const given: { [key in keyof Keep]?: unknown } = Object(stored);
	const choice = (name: Exclude<keyof Keep, "place">) => {
		const value = given[name];
		return typeof value === "boolean" ? value : keepNothing[name];
	};
	return {
		time: choice("time"),
		credits: choice("credits"),
		credentials: choice("credentials"),
		place: oneOf(["none", "1km", "10km"], given.place) ?? keepNothing.place,
		comments: choice("comments"),
		trackedChanges: choice("trackedChanges"),
		hiddenContent: choice("hiddenContent"),
		formValues: choice("formValues"),
		macros: choice("macros"),
	};
}

function parseRecord<Value extends string>(stored: unknown, values: readonly Value[]): Record<string, Value> {
	return Object.fromEntries(
		Object.entries(Object(stored)).flatMap(([key, value]) => {
			const known = oneOf(values, value);
			return known === undefined ? [] : [[key, known]];
		}),
	);
}

function pick<Key extends string, Value>(
	keys: readonly Key[],
	record: Record<string, Value>,
): Partial<Record<Key, Value>> {
	const picked: Partial<Record<Key, Value>> = {};
	for (const key of keys) if (record[key] !== undefined) picked[key] = record[key];
	return picked;
}

function oneOf<Value extends string>(values: readonly Value[], value: unknown): Value | undefined {
	return values.find((known) => known === value);
}
