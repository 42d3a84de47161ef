// Times as files have them, as people write them: the same wall clock, nothing made up.
import { expect, test } from "vitest";
import { timeInWords } from "../../src/platform/times";

test.each([
	["2026-07-14 18:30:12", "Jul 14, 2026, 6:30:12 PM", "14.07.2026, 18:30:12"],
	["2026-07-14 18:30:12.457+02:00", "Jul 14, 2026, 6:30:12 PM UTC+02:00", "14.07.2026, 18:30:12 UTC+02:00"],
	["2026-07-14 18:30:12 -0330", "Jul 14, 2026, 6:30:12 PM UTC-03:30", "14.07.2026, 18:30:12 UTC-03:30"],
	["2026-07-14 18:30:12 UTC", "Jul 14, 2026, 6:30:12 PM UTC", "14.07.2026, 18:30:12 UTC"],
	["2026-07-14 18:30", "Jul 14, 2026, 6:30 PM", "14.07.2026, 18:30"],
	["2026-07-14", "Jul 14, 2026", "14.07.2026"],
	["2026-07", "July 2026", "Juli 2026"],
	["18:30:12", "6:30:12 PM", "18:30:12"],
])("%s", (text, english, german) => {
	const plainSpaces = (said: string) => said.replace(/\s/g, " ");
	expect(plainSpaces(timeInWords(text, "en-US"))).toBe(english);
	expect(plainSpaces(timeInWords(text, "de"))).toBe(german);
});

test.each([
	"",
	"2026-02-31 10:00:00",
	"2026-07-14 25:00:00",
	"2026-00-00 00:00:00",
	"0000-00-00 00:00:00",
	"2026",
	"2026-07 18:30:12",
	"2026-07-14+02:00",
	"+02:00",
	"Tue Jul 14 18:30:12 2026",
	"last summer",
])("what is no time stays as it is: %s", (text) => {
	expect(timeInWords(text, "en-US")).toBe(text);
});

test("in the digits and the order of the language", () => {
	expect(timeInWords("2026-07-14", "ja")).toBe("2026/07/14");
	expect(timeInWords("2026-07-14", "ar-EG")).toMatch(/١٤.*٢٠٢٦/);
});
