// What an assessment promises: it changes nothing, stays calm without habits, and learns from answers.
import { describe, expect, test } from "vitest";
import { fileRiskOf, fileRisks, policy, recipientRisks } from "../../src/core/policy";
import { assess } from "../../src/recipients/assess";
import { changed, day, emptyHistory, mostKept } from "../../src/recipients/history";
import { alarmRecord, alarmShift } from "../../src/recipients/learning";
import { record, recordAnswer } from "../../src/recipients/record";
import { memoryOf, now, sendTo } from "./memory";

const habits = [
	{ to: "Anna Kowalska", sends: 90, everyHours: 9, texts: ["dinner tonight", ""] },
	{ to: "Ben Ortiz", sends: 40, everyHours: 30, texts: ["boulder session"] },
];
const slip = sendTo({ to: "Anna Kowalik" });

test("assessing changes no memory, and says the same again", () => {
	const memory = memoryOf(habits);
	const before = structuredClone(memory);
	const first = assess(slip, memory, now);
	expect(assess(slip, memory, now)).toEqual(first);
	expect(memory).toEqual(before);
});

test("recording leaves the memory before it as it was", () => {
	const memory = memoryOf(habits);
	const before = structuredClone(memory);
	const after = changed(memory, record(memory, slip, now));
	expect(memory).toEqual(before);
	expect(after.account.sends).toBe(memory.account.sends + 1);
	expect(after.contacts.size).toBe(memory.contacts.size + 1);
});

test("a memory is plain data that survives a store", () => {
	const memory = memoryOf(habits);
	expect(assess(slip, structuredClone(memory), now)).toEqual(assess(slip, memory, now));
});

test("no word of a text is kept", () => {
	const text = "unmistakable zebra";
	const memory = memoryOf([
		{
			to: "Ben",
			sends: 3,
			everyHours: 5,
			texts: [text],
			files: [{ name: "zebra-plan.pdf", kind: "document", risk: "high" }],
		},
	]);
	const written = JSON.stringify(memory, (_, value) =>
		value instanceof Map || value instanceof Set ? [...value] : value,
	);
	expect(written).toContain("Ben");
	expect(written).not.toMatch(/zebra|unmistakable|plan/i);
});

test("what is kept of one conversation is bounded", () => {
	const texts = Array.from({ length: 300 }, (_, at) => `word${at} other${at}`);
	const memory = memoryOf([{ to: "Ben", sends: 300, everyHours: 5, texts }]);
	const [ben] = [...memory.contacts.values()];
	expect(ben?.words.size).toBe(mostKept.words);
	expect(ben?.threads.size).toBe(mostKept.threads);
	expect(ben?.lately.length).toBe(mostKept.lately);
	expect(memory.account.words.size).toBe(600);
});

test("without any history nobody is odd", () => {
	const { score, risk, ask } = assess(slip, emptyHistory([1, 2]), now);
	expect({ risk, ask }).toEqual({ risk: "usual", ask: false });
	expect(score).toBeLessThan(0.5);
});

test("a clock that was set back is no reason for anything", () => {
	const memory = memoryOf(habits);
	expect(assess(slip, memory, now - 400 * day).score).toBeGreaterThan(0);
	const { account } = record(memory, slip, now - 20 * day);
	expect(account.last).toBe(memory.account.last);
});

test("a clock that was ten years ahead for one send dates no other", () => {
	const memory = memoryOf(habits);
	const ahead = changed(memory, record(memory, sendTo({ to: "Ben Ortiz" }), now + 3650 * day));
	const { account, contacts } = record(ahead, slip, now);
	expect([account.last, contacts[0]?.last]).toEqual([now, now]);
	for (const to of ["Anna Kowalska", "Ben Ortiz", "Anna Kowalik"]) {
		const { score } = assess(sendTo({ to }), ahead, now);
		expect(score).toBeGreaterThanOrEqual(0);
		expect(score).toBeLessThanOrEqual(1);
	}
	expect(assess(slip, ahead, now).ask).toBe(true);
});

test("the first answer about somebody new counts, with the send that follows it", () => {
	const [target] = assess(slip, memoryOf(habits), now).recipients;
	const key = target?.target.key ?? "";
	let memory = changed(memoryOf(habits), recordAnswer(memoryOf(habits), key, false, now));
	expect(memory.contacts.has(key)).toBe(false);
	memory = changed(memory, record(memory, slip, now, key));
	expect(memory.contacts.get(key)?.confirmed).toBe(1);
	// The next answer is remembered at once: the send that follows adds none.
	memory = changed(memory, recordAnswer(memory, key, false, now));
	memory = changed(memory, record(memory, slip, now, key));
	expect(memory.contacts.get(key)?.confirmed).toBe(2);
});

test("a look-alike who is right is asked about no more than twice", () => {
	let memory = memoryOf(habits);
	let asked = 0;
	for (let at = 0; at < 5; at++) {
		const { ask, recipients } = assess(slip, memory, now + at * day);
		const key = recipients[0]?.target.key ?? "";
		if (ask) asked++;
		if (ask) memory = changed(memory, recordAnswer(memory, key, false, now + at * day));
		memory = changed(memory, record(memory, slip, now + at * day, ask ? key : undefined));
	}
	expect(asked).toBeGreaterThan(0);
	expect(asked).toBeLessThanOrEqual(2);
});

test("one who was said to be right is asked about no more", () => {
	let memory = changed(memoryOf(habits), record(memoryOf(habits), slip, now - day));
	const asked = assess(slip, memory, now);
	for (let times = 0; times < 3; times++)
		memory = changed(memory, recordAnswer(memory, "conversation:Anna Kowalik", false, now));
	const after = assess(slip, memory, now);
	expect(after.score).toBeLessThan(asked.score);
	expect(after.ask).toBe(false);
});

describe("thresholds", () => {
	const answers = (right: number, wrong: number) =>
		Array.from({ length: right + wrong }, (_, at) => ({ time: now - at * day, wasWrong: at < right }));

	test("rise when alarms are dismissed, fall when they are right, within bounds", () => {
		expect(alarmShift(answers(0, 5))).toBe(0);
		expect(alarmShift(answers(0, 50))).toBe(1.5);
		expect(alarmShift(answers(1, 9))).toBeGreaterThan(0);
		expect(alarmShift(answers(10, 10))).toBe(-0.5);
		expect(alarmShift(answers(50, 0))).toBe(-0.5);
	});

	test("can be told from what is kept", () => {
		expect(alarmRecord([answers(2, 26)], now, 2)).toEqual({ alarms: 14, right: 2, isRarer: true, isSooner: false });
	});

	test("move for each account by itself", () => {
		const both = [answers(0, 10), answers(10, 0)];
		expect(alarmRecord(both, now, 4)).toEqual({ alarms: 20, right: 10, isRarer: true, isSooner: true });
		expect(alarmRecord([answers(0, 3), answers(0, 3)], now, 4)).toMatchObject({ isRarer: false, isSooner: false });
	});

	test("move what is asked about", () => {
		const memory = memoryOf(habits);
		const dismissed = { ...memory, account: { ...memory.account, answers: answers(0, 50) } };
		const barely = sendTo({ to: "Ben Ortiz" }, { changedFrom: { title: "Anna Kowalska" }, text: "dinner tonight" });
		expect(assess(barely, dismissed, now).score).toBe(assess(barely, memory, now).score);
		expect(recipientRisks.indexOf(assess(barely, dismissed, now).risk)).toBeLessThanOrEqual(
			recipientRisks.indexOf(assess(barely, memory, now).risk),
		);
	});
});

describe("policy", () => {
	test("a usual recipient never meets a dialog, a harmless file never makes one", () => {
		for (const risk of fileRisks) expect(policy(risk, "usual", "careful")).not.toBe("ask");
		for (const recipient of recipientRisks) expect(policy("none", recipient, "careful")).not.toBe("ask");
	});

	test("more at stake, an odder recipient or more caution never ask less", () => {
		const weight = ["let-go", "tell", "strip-and-tell", "ask"];
		const cautions = ["calm", "balanced", "careful"] as const;
		for (const [f, risk] of fileRisks.entries()) {
			for (const [r, recipient] of recipientRisks.entries()) {
				for (const [c, caution] of cautions.entries()) {
					const here = weight.indexOf(policy(risk, recipient, caution));
					for (const less of fileRisks.slice(0, f))
						expect(weight.indexOf(policy(less, recipient, caution))).toBeLessThanOrEqual(here);
					for (const less of recipientRisks.slice(0, r))
						expect(weight.indexOf(policy(risk, less, caution))).toBeLessThanOrEqual(here);
					for (const less of cautions.slice(0, c))
						expect(weight.indexOf(policy(risk, recipient, less))).toBeLessThanOrEqual(here);
				}
			}
		}
	});

	test("the worst finding is what is at stake; what could not be read may hold anything", () => {
		const finding = { kind: "time", source: "Exif", tag: "DateTime", value: "2026" } as const;
		const findings = [
			{ ...finding, severity: "low" },
			{ ...finding, severity: "high" },
			{ ...finding, severity: "medium" },
		] as const;
		expect(fileRiskOf({ status: "found", format: "jpeg", strippable: true, findings })).toBe("high");
		expect(fileRiskOf({ status: "clean", format: "jpeg" })).toBe("none");
		expect(fileRiskOf({ status: "failed", format: "jpeg", reason: "damaged" })).toBe("medium");
		expect(fileRiskOf({ status: "unsupported", format: "unknown", reason: "unknown-format" })).toBe("medium");
	});
});
