// What axe-core has against a page or a frame: https://github.com/dequelabs/axe-core/blob/develop/doc/API.md
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Frame, Page } from "puppeteer-core";
import { setFeatures, setGuardFeatures } from "./media-features";

/** Run in a page, it leaves `axe` there. */
export const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2 AA and what axe-core calls best practice; frames inside are looked at by themselves. */
const options = {
	runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
	resultTypes: ["violations"],
	iframes: false,
};

/** What depends on a look; names, roles and states are the same in each. */
const ofLooks = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"];

/** The looks that a page or a frame can be given from within: all its colours come from its `color-scheme`. */
const looks = [
	{ name: "light", colours: "light", direction: "ltr", runOnly: options.runOnly },
	{ name: "dark", colours: "dark", direction: "ltr", runOnly: ofLooks },
	{ name: "right to left", colours: "light", direction: "rtl", runOnly: ofLooks },
] as const;
const forced = { name: "forced colours", colours: "light", direction: "ltr", runOnly: ofLooks } as const;
type Look = (typeof looks)[number] | typeof forced;

/**
 * One line for each problem: the look it is in, the rule, the element, what is wrong with it. Empty where all is well.
 * @param frame - the guard's frame, or a page of the extension.
 * @param exceptRules - rules that do not fit here; say why where you pass them.
 */
export async function accessibilityProblems(
	frame: Frame | Page,
	exceptRules: readonly string[] = [],
): Promise<string[]> {
	const rules = Object.fromEntries(exceptRules.map((rule) => [rule, { enabled: false }]));
	const found: string[] = [];
	const look = async (seen: readonly Look[]) => {
		const said: unknown = await frame.evaluate(`(async () => {
			if (!globalThis.axe) { ${axe} }
			const root = document.documentElement;
			const before = { style: root.getAttribute("style") ?? "", dir: root.dir };
			const found = [];
			for (const { name, colours, direction, runOnly } of ${JSON.stringify(seen)}) {
				root.style.colorScheme = colours;
				root.dir = direction;
				const { violations, passes } = await axe.run(document, { ...${JSON.stringify({ ...options, rules })}, runOnly });
				if (matchMedia("(forced-colors: active)").matches !== (name === ${JSON.stringify(forced.name)}))
					found.push(name + ": not in these colours");
				if (passes.length === 0) found.push("axe-core has looked at nothing");
				for (const { id, nodes } of violations)
					for (const { target, failureSummary } of nodes)
						found.push([name, id, target.join(" "), failureSummary.replace(/\\s+/g, " ")].join(": "));
			}
			root.setAttribute("style", before.style);
			root.dir = before.dir;
			return found;
		})()`);
		if (!Array.isArray(said)) throw new Error("axe-core did not answer");
		found.push(...said.map(String));
	};
	await look(looks);
	await inForcedColours(frame, () => look([forced]));
	return found;
}

/** Firefox takes them from the system alone. */
async function inForcedColours(frame: Frame | Page, look: () => Promise<void>): Promise<void> {
	const page = "page" in frame ? frame.page() : frame;
	const browser = page.browser();
	if (!(await browser.version()).includes("Chrom")) return;
	const features = [{ name: "forced-colors", value: "active" }];
	const undo = await (page === frame ? setFeatures(page, features) : setGuardFeatures(browser, features));
	await look();
	await undo();
}
