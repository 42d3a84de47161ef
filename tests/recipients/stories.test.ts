// Short stories of sends, half of them slips, half of them look-alikes of slips that are fine: what must happen, and why.
import { describe, expect, test } from "vitest";
import { policy } from "../../src/core/policy";
import { assess } from "../../src/recipients/assess";
import type { Story } from "./cast";
import { fine } from "./fine-sends";
import { memoryOf, now, sendTo } from "./memory";
import { slips } from "./slips";

test("there are enough of both", () => {
	expect(Object.keys(slips).length).toBeGreaterThanOrEqual(30);
	expect(Object.keys(fine).length).toBeGreaterThanOrEqual(30);
});

describe("slips", () => {
	test.each(Object.entries(slips))("%s", (_, story) => play(story));
});

describe("fine", () => {
	test.each(Object.entries(fine))("%s", (_, story) => play(story));
});

function play({ past, to, send = {}, risk, action, because = [], first, not = [] }: Story) {
	const { files = [] } = send;
	const assessment = assess(sendTo(to, send), memoryOf(past), now);
	const fileRisk =
		(["high", "medium", "low"] as const).find((one) => files.some((file) => file.risk === one)) ?? "none";
	const given = assessment.reasons.map(({ reason }) => reason);
	expect(typeof risk === "string" ? [risk] : risk, JSON.stringify(assessment)).toContain(assessment.risk);
	if (action !== undefined) expect(policy(fileRisk, assessment.risk, "balanced")).toBe(action);
	if (first !== undefined) expect(given[0]).toBe(first);
	expect(given).toEqual(expect.arrayContaining([...because]));
	for (const reason of not) expect(given).not.toContain(reason);
}
