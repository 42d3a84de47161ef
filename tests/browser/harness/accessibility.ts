// What axe-core has against a page or a frame: https://github.com/dequelabs/axe-core/blob/develop/doc/API.md
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Frame, Page } from "puppeteer-core";

/** Run in a page, it leaves `axe` there. */
export const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2 AA and what axe-core calls best practice; frames inside are looked at by themselves. */
const options = {
	runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
	resultTypes: ["violations"],
	iframes: false,
};

/**
 * One line for each problem: the rule, the element, what is wrong with it. Empty where all is well.
 * @param frame - the guard's frame, or a page of the extension.
 * @param exceptRules - rules that do not fit here; say why where you pass them.
 */
export async function accessibilityProblems(
	frame: Frame | Page,
	exceptRules: readonly string[] = [],
): Promise<string[]> {
	const rules = Object.fromEntries(exceptRules.map((rule) => [rule, { enabled: false }]));
	const said: unknown = await frame.evaluate(`(async () => {
		if (!globalThis.axe) { ${axe} }
		const { violations, passes } = await axe.run(document, ${JSON.stringify({ ...options, rules })});
		if (passes.length === 0) return ["axe-core has looked at nothing"];
		return violations.flatMap(({ id, nodes }) =>
			nodes.map(({ target, failureSummary }) => id + " " + target.join(" ") + ": " + failureSummary.replace(/\\s+/g, " ")),
		);
	})()`);
	if (!Array.isArray(said)) throw new Error("axe-core did not answer");
	return said.map(String);
}
