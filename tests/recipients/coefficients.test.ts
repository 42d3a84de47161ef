// The fitted tables belong to the signals as they are in the code.
import { expect, test } from "vitest";
import { choose, contactSignals, momentOf, newcomerSignals, signalNames } from "../../src/recipients/choice";
import { choiceWeights, companyWeights, storyWeights, thresholds } from "../../src/recipients/coefficients";
import { acquaintances, companyNames, companySignals } from "../../src/recipients/company";
import { targetsOf } from "../../src/recipients/send";
import { circumstanceNames, circumstances, stories } from "../../src/recipients/stories";
import { memoryOf, now, sendTo } from "./memory";

const memory = memoryOf([
	{ to: "Anna <anna@contoso.com>", sends: 9, everyHours: 9 },
	{ to: "Ben <ben@contoso.com>", sends: 4, everyHours: 30 },
]);
const send = sendTo({ to: ["Anna <anna@contoso.com>", "Ben <ben@contoso.com>"] });
const targets = targetsOf(send.conversation);
const moment = momentOf(send, memory, now);
const choice = choose(moment, targets);

test("every signal of the choice has a weight, in its place", () => {
	expect(choiceWeights.map(([name]) => name)).toEqual(signalNames);
	expect(newcomerSignals(moment).length).toBe(signalNames.length);
	const [first] = choice.candidates;
	expect(first && contactSignals(first.contact, moment).length).toBe(signalNames.indexOf("newcomer"));
});

test("every story has a start and a weight for every circumstance", () => {
	expect(Object.keys(storyWeights)).toEqual([...stories]);
	for (const story of stories) expect(storyWeights[story].length).toBe(circumstanceNames.length + 1);
	for (const target of targets)
		expect(circumstances(target, choice, memory).signals.length).toBe(circumstanceNames.length);
});

test("every signal of a company has a weight, in its place", () => {
	expect(companyWeights.map(([name]) => name)).toEqual(companyNames);
	for (const signals of companySignals(acquaintances(targets, memory), choice, memory, now))
		expect(signals.length).toBe(companyNames.length);
});

test("all chances together are one", () => {
	const all = choice.candidates.reduce((sum, { chance }) => sum + chance, choice.newcomer);
	expect(all).toBeCloseTo(1, 9);
});

test("an alarm is rarer than a doubt", () => {
	expect(thresholds.ask).toBeGreaterThan(thresholds.unsure);
	expect(thresholds.company).toBeGreaterThan(thresholds.companyUnsure);
});
