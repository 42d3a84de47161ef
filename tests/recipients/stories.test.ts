// Short stories of sends, half of them slips, half of them look-alikes of slips that are fine: what must happen, why, and in what words.
import "../english-words";
import { describe, expect, test } from "vitest";
import { policy } from "../../src/core/policy";
import { whyOdd } from "../../src/guard/odd-recipient";
import { assess } from "../../src/recipients/assess";
import type { Story } from "./cast";
import { fineMails } from "./fine-mails";
import { fineSends } from "./fine-sends";
import { mailSlips } from "./mail-slips";
import { memoryOf, now, sendTo } from "./memory";
import { slips } from "./slips";

const wrong = { ...slips, ...mailSlips };
const fine = { ...fineSends, ...fineMails };

test("there are enough of both", () => {
	expect(Object.keys(wrong).length).toBeGreaterThanOrEqual(30);
	expect(Object.keys(fine).length).toBeGreaterThanOrEqual(30);
});

describe("slips", () => {
	test.each(Object.entries(wrong))("%s", (_, story) => play(story));
});

describe("fine", () => {
	test.each(Object.entries(fine))("%s", (_, story) => play(story));
});

function play({ past, to, send = {}, risk, action, says, because = [], first, not = [] }: Story) {
	const { files = [] } = send;
	const assessment = assess(sendTo(to, send), memoryOf(past), now);
	const fileRisk =
		(["high", "medium", "low"] as const).find((one) => files.some((file) => file.risk === one)) ?? "none";
	const given = assessment.reasons.map(({ reason }) => reason);
	expect(typeof risk === "string" ? [risk] : risk, JSON.stringify(assessment)).toContain(assessment.risk);
	if (action !== undefined) expect(policy(fileRisk, assessment.risk, "balanced")).toBe(action);
	if (first !== undefined) expect(given[0]).toBe(first);
	expect(whyOdd(assessment)?.replaceAll(/[\u2068\u2069]/g, "")).toBe(says);
	expect(given).toEqual(expect.arrayContaining([...because]));
	for (const reason of not) expect(given).not.toContain(reason);
}
