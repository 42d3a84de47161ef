import { describe, expect, test } from "vitest";
import type { Finding, FindingKind, Severity } from "../../src/core/finding";
import type { Inspection } from "../../src/core/inspection";
import { defaultSettings, parseSettings, type Settings } from "../../src/core/settings";
import { type Case, verdict } from "../../src/core/verdict";

const finding = (kind: FindingKind, severity: Severity): Finding => ({
	kind,
	severity,
	source: "Exif",
	tag: "Test",
	value: "something",
});
const found = (...findings: Finding[]): Inspection => ({ status: "found", format: "jpeg", strippable: true, findings });
const clean: Inspection = { status: "clean", format: "jpeg" };
const unread: Inspection = { status: "unsupported", format: "unknown", reason: "unknown-format" };
const place = found(finding("location", "high"));
const model = found(finding("device", "medium"));
const program = found(finding("software", "low"));

const of = (inspection: Inspection, change: Partial<Case> = {}, settings: Partial<Settings> = {}) => {
	const strippable = inspection.status === "clean" || inspection.status === "found";
	const given: Case = { inspections: [inspection], strippable, recipient: "usual", messenger: "whatsapp", ...change };
	const { ...outcome } = verdict(given, { ...defaultSettings, ...settings });
	return outcome.do === "ask" ? "ask" : `${outcome.as}${outcome.tell ? ", told" : ""}`;
};

describe("who is asked, and about what", () => {
	test("a clean file goes without a word, and with one to somebody odd", () => {
		expect(of(clean)).toBe("original");
		expect(of(clean, { recipient: "unsure" })).toBe("original");
		expect(of(clean, { recipient: "odd" })).toBe("original, told");
	});

	test("whoever asks to be asked is shown what matters, and little things are stripped", () => {
		expect(of(place)).toBe("ask");
		expect(of(model)).toBe("ask");
		expect(of(program)).toBe("stripped, told");
	});

	test("whoever strips without asking is asked about new and odd recipients alone", () => {
		const strip = { rule: "strip" } as const;
		expect(of(place, {}, strip)).toBe("stripped, told");
		expect(of(place, { recipient: "unsure" }, strip)).toBe("ask");
		expect(of(model, { recipient: "unsure" }, strip)).toBe("stripped, told");
		expect(of(model, { recipient: "odd" }, strip)).toBe("ask");
	});

	test("what stripping breaks is never stripped unasked", () => {
		const signed = found({ ...finding("person", "high"), breaks: true });
		expect(of(signed, {}, { rule: "strip" })).toBe("ask");
		expect(of(signed, { conversationRule: "strip" })).toBe("ask");
		expect(of(signed, {}, { kinds: { person: "strip" } })).toBe("ask");
		expect(of(signed, { conversationRule: "original" })).toBe("original, told");
		const andPlace = found({ ...finding("person", "high"), breaks: true }, finding("location", "high"));
		expect(of(andPlace, {}, { rule: "strip", kinds: { person: "ignore" } })).toBe("ask");
	});

	test("what could not be read goes by a person's word only", () => {
		expect(of(unread)).toBe("ask");
		expect(of(unread, {}, { rule: "strip" })).toBe("ask");
		expect(of(unread, { conversationRule: "original" })).toBe("original, told");
	});

	test("the narrower rule wins: a conversation's, a messenger's, a kind's", () => {
		const messengers = { whatsapp: "original" } as const;
		expect(of(place, {}, { messengers })).toBe("original, told");
		expect(of(place, { messenger: "slack" }, { messengers })).toBe("ask");
		expect(of(place, { conversationRule: "strip" }, { messengers })).toBe("stripped, told");
		expect(of(place, {}, { kinds: { location: "strip" } })).toBe("stripped, told");
		expect(of(program, {}, { kinds: { software: "ask" } })).toBe("ask");
		expect(of(place, { conversationRule: "ask" }, { kinds: { location: "strip" } })).toBe("ask");
	});

	test("a kind that is ignored is no reason for anything, another beside it is", () => {
		const kinds = { location: "ignore" } as const;
		expect(of(place, {}, { kinds })).toBe("original");
		expect(of(found(finding("location", "high"), finding("device", "medium")), {}, { kinds })).toBe("ask");
	});

	test("an odd recipient is asked about whatever the rule says", () => {
		expect(of(place, { recipient: "odd", conversationRule: "original" })).toBe("ask");
	});
});

describe("settings from anywhere", () => {
	test.each([undefined, "strip", 7, [], { rule: "never", keep: 3, kinds: { location: "maybe", nonsense: "ask" } }])(
		"%j is the default",
		(stored) => {
			expect(parseSettings(stored)).toEqual(defaultSettings);
		},
	);

	test("what was chosen is read back", () => {
		const chosen: Settings = {
			...defaultSettings,
			rule: "strip",
			messengers: { slack: "original" },
			kinds: { location: "ask" },
			keep: { ...defaultSettings.keep, time: true, place: "10km", macros: false },
			renameFiles: true,
			unguarded: ["x"],
		};
		expect(parseSettings(JSON.parse(JSON.stringify(chosen)))).toEqual(chosen);
	});
});
