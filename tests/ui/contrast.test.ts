// The colours of every page: what is written and what is drawn can be told from what it stands on, and better so for whoever
// asks for more contrast. Ratios as WCAG reckons them: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync("src/ui/tokens.css", "utf8");
const more = css.slice(css.indexOf("(prefers-contrast: more)"), css.indexOf("(forced-colors: active)"));
const usual = css.slice(0, css.indexOf("@media"));
const sides = ["light", "dark"] as const;

/** What is written, and what it stands on. */
const written = [
	["text", "surface"],
	["text", "raised"],
	["quiet", "surface"],
	["quiet", "raised"],
	["accent", "surface"],
	["accent", "raised"],
	["high", "surface"],
	["good", "surface"],
	["on-accent", "accent"],
	["on-warning", "warning"],
] as const;
/** What is drawn around that which can be written into. */
const drawn = [
	["edge", "surface"],
	["edge", "raised"],
] as const;

test.each([
	{ name: "as usual", parts: [usual], ofWritten: 4.5, ofDrawn: 3 },
	{ name: "with more contrast", parts: [more, usual], ofWritten: 7, ofDrawn: 4.5 },
])("$name: $ofWritten:1 for words, $ofDrawn:1 for edges", ({ parts, ofWritten, ofDrawn }) => {
	const low = [
		...written.map((pair) => [...pair, ofWritten] as const),
		...drawn.map((pair) => [...pair, ofDrawn] as const),
	]
		.flatMap(([over, under, least]) =>
			sides.map((side) => ({ pair: `${side}: ${over} on ${under}`, least, is: ratio(over, under, parts, side) })),
		)
		.filter(({ least, is }) => is < least);
	expect(low).toEqual([]);
});

test("more contrast draws the lines too", () => {
	for (const side of sides) {
		expect(ratio("line", "surface", [more], side)).toBeGreaterThanOrEqual(4.5);
		expect(ratio("line", "surface", [usual], side)).toBeLessThan(4.5);
	}
});

function ratio(over: string, under: string, parts: readonly string[], side: (typeof sides)[number]): number {
	const [a, b] = [over, under].map((name) => luminance(colour(name, parts, side)));
	if (a === undefined || b === undefined) throw new Error("two colours");
	return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The first of the parts that has one says it. */
function colour(name: string, parts: readonly string[], side: (typeof sides)[number]): string {
	const found = parts.map((part) => part.match(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`)).find(Boolean);
	const one = found?.[side === "light" ? 1 : 2];
	return one ?? expect.fail(`no colour ${name}`);
}

function luminance(hex: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
		const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
