// Style sheets: which elements they take off the page. https://www.w3.org/TR/css-cascade-4/
import { cssTokens } from "./css-tokens";

/** What one element of a selector must be: `p.note#a`. */
type Compound = { element: string; classes: readonly string[]; ids: readonly string[] };

/** A rule about `display`: the element, and what is around it, innermost first, each its parent or anywhere around. */
export type DisplayRule = {
	compounds: readonly (Compound & { isParent: boolean })[];
	hides: boolean;
	/** Of two rules for one element the heavier one counts, and of two alike the later. */
	weight: number;
};

/** What a rule asks of an element. */
export type StyledElement = {
	name: string;
	classes: readonly string[];
	id: string;
	parent(): StyledElement | undefined;
};

const compoundPattern = /^(\*|[^\s.#:[\]()+~*>,|]+)?((?:[.#][^\s.#:[\]()+~*>,|]+)*)$/;
/** Rules within these count on every screen. */
const everywhere = /^@(?:media\s+(?:all|screen)\s*$|layer\b)/i;
/** Of so many rules no honest sheet has a `display`; each is asked about each element. */
const maxRules = 1000;
const importantWeight = 1e9;

/** Its rules about `display`, of those selectors that ask for no more than names, classes and ids; `undefined` where there are too many. */
export function displayRules(css: string): DisplayRule[] | undefined {
	const plain = css.replace(cssTokens, (_, comment?: string) => (comment === undefined ? '""' : " "));
	const rules: DisplayRule[] = [];
	const open: string[] = [];
	const parts = plain.split(/([{}])/);
	for (let index = 0; index < parts.length; index += 2) {
		const text = parts[index] ?? "";
		if (parts[index + 1] === "{") {
			open.push(text.slice(text.lastIndexOf(";") + 1).trim());
			continue;
		}
		const prelude = open.pop();
		const display = displayIn(text);
		if (prelude === undefined || display === undefined || !open.every((around) => everywhere.test(around))) continue;
		for (const selector of prelude.split(",")) {
			const compounds = compoundsOf(selector.trim());
			if (compounds) rules.push({ compounds, hides: display.hides, weight: weightOf(compounds) + display.weight });
			if (rules.length > maxRules) return undefined;
		}
	}
	return rules;
}

/** What declarations say about `display`; the weight is that of `!important`. */
export function displayIn(declarations: string): { hides: boolean; weight: number } | undefined {
	let last: { hides: boolean; weight: number } | undefined;
	for (const declaration of declarations.split(";")) {
		const [, value] = /^\s*display\s*:\s*([\s\S]*)$/i.exec(declaration) ?? [];
		if (value === undefined) continue;
		const weight = /!\s*important\s*$/i.test(value) ? importantWeight : 0;
		if (weight >= (last?.weight ?? 0)) last = { hides: /^none\b/i.test(value), weight };
	}
	return last;
}

/** Whether an element is taken off the page by `rules`, or by what it says itself. */
export function isHidden(
	element: StyledElement,
	rules: readonly DisplayRule[],
	style: string,
	hasAttribute: boolean,
): boolean {
	const own = displayIn(style);
	let winner = own ? { hides: own.hides, weight: own.weight + importantWeight / 2 } : undefined;
	for (const rule of rules) {
		if (rule.weight >= (winner?.weight ?? 0) && matches(element, rule.compounds)) winner = rule;
	}
	return winner?.hides ?? hasAttribute;
}

function matches(element: StyledElement, compounds: DisplayRule["compounds"]): boolean {
	const [first, ...around] = compounds;
	if (!first || !fits(element, first)) return false;
	let at: StyledElement | undefined = element;
	for (const compound of around) {
		at = at.parent();
		while (at && !compound.isParent && !fits(at, compound)) at = at.parent();
		if (!at || !fits(at, compound)) return false;
	}
	return true;
}

function fits({ name, classes, id }: StyledElement, compound: Compound): boolean {
	return (
		(compound.element === "" || compound.element === "*" || compound.element === name) &&
		compound.classes.every((one) => classes.includes(one)) &&
		compound.ids.every((one) => one === id)
	);
}

function compoundsOf(selector: string): DisplayRule["compounds"] | undefined {
	if (selector === "") return undefined;
	const compounds: (Compound & { isParent: boolean })[] = [];
	let isParent = false;
	for (const part of selector.replaceAll(">", " > ").split(/\s+/).reverse()) {
		if (part === ">") {
			isParent = true;
			continue;
		}
		const [whole, element = "", rest = ""] = compoundPattern.exec(part) ?? [];
		if (!whole) return undefined;
		const names = rest.match(/[.#][^.#]+/g) ?? [];
		const of = (mark: string) => names.filter((name) => name.startsWith(mark)).map((name) => name.slice(1));
		compounds.push({ element: element.toLowerCase(), classes: of("."), ids: of("#"), isParent });
		isParent = false;
	}
	return compounds;
}

function weightOf(compounds: readonly Compound[]): number {
	return compounds.reduce(
		(sum, { element, classes, ids }) =>
			sum + ids.length * 10_000 + classes.length * 100 + (element === "" || element === "*" ? 0 : 1),
		0,
	);
}
