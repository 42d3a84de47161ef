// Selectors that will find an element again: several independent ways to it, so that one that breaks is noticed and one
// that goes astray is contradicted. Never by the name itself, nor by what a build tool or a state has put there.

import { intoTree, type TaughtName } from "../core/taught-name";
import { composersIn } from "../messengers/generic";
import { around, hostOf, isParent } from "../messengers/reading/around";

const MAX_WAYS = 4;
const MAX_LEVELS = 10;
/** Attributes that pages use to name their parts, the steadiest first. */
const ATTRIBUTES = [
	"data-testid",
	"data-test",
	"data-qa",
	"data-tid",
	"data-e2e",
	"itemprop",
	"role",
	"name",
	"aria-label",
];
const LANDMARKS = ["header", "main", "nav", "aside", "section", "article", "form"];
const STATES =
	/^(?:is-|has-)|active|select|open|online|offline|unread|hover|focus|current|typing|hidden|visible|expand|collapse|disabled/i;

/** Undefined where nothing would find it again: an element in a closed shadow tree, or one of many that are alike. */
export function teachable(element: Element): TaughtName | undefined {
	const selectors = waysTo(element, (element.textContent ?? "").trim().toLowerCase());
	if (selectors.length === 0) return undefined;
	return { selectors, shared: composersNear(element) > 1 };
}

/** In an open shadow tree each of them goes by its host, as many ways as there are of the one and the other. */
function waysTo(element: Element, name: string): string[] {
	const ways = [...own(element, name), ...anchored(element, name), path(element)];
	const inTree = [...new Set(ways)].filter((css) => isUnique(css, element)).slice(0, MAX_WAYS);
	const host = hostOf(element);
	if (!host) return inTree;
	const toHost = host.shadowRoot ? waysTo(host, name) : [];
	if (inTree.length === 0 || toHost.length === 0) return [];
	return Array.from({ length: Math.max(inTree.length, toHost.length) }, (_, way) =>
		[toHost[way % toHost.length], inTree[way % inTree.length]].join(intoTree),
	);
}

/** How many fields are in the smallest part around the name that has any. */
function composersNear(element: Element): number {
	for (let part = around(element); part; part = around(part)) {
		const { length } = composersIn(part);
		if (length > 0) return length;
	}
	return 0;
}

function isUnique(css: string, element: Element): boolean {
	const tree = element.getRootNode();
	if (!isParent(tree)) return false;
	const [first, second] = tree.querySelectorAll(css);
	return first === element && second === undefined;
}

/** What the element says of itself. */
function own(element: Element, name: string): string[] {
	const tag = element.localName;
	const id = element.id && isSteady(element.id, name) ? [`#${element.id}`] : [];
	const attributes = ATTRIBUTES.flatMap((attribute) => {
		const value = element.getAttribute(attribute);
		return value !== null && isSteady(value, name) ? [`${tag}[${attribute}="${value}"]`] : [];
	});
	const classes = [...element.classList].filter((one) => isSteady(one, name) && !STATES.test(one));
	const all = classes.map((one) => `.${one}`);
	return [
		...id,
		...attributes,
		...(all.length > 0 ? [tag + all.join("")] : []),
		...(all.length > 1 ? [tag + all[0]] : []),
	];
}

/** From what stands around it, the nearest first. */
function anchored(element: Element, name: string): string[] {
	const ways: string[] = [];
	let level = 0;
	for (let around = element.parentElement; around && level < MAX_LEVELS; around = around.parentElement) {
		level++;
		const marks = own(around, name);
		if (LANDMARKS.includes(around.localName)) marks.push(around.localName);
		for (const mark of marks) {
			ways.push(`${mark} ${element.localName}`, `${mark} > ${steps(element, around).join(" > ")}`);
		}
	}
	return ways;
}

/** The way down from the root of its tree, element by element. */
function path(element: Element): string {
	return steps(element).join(" > ");
}

function steps(element: Element, from?: Element): string[] {
	const down: string[] = [];
	for (let at: Element | null = element; at && at !== from; at = at.parentElement) down.unshift(step(at));
	const after = [...(element.parentElement?.children ?? [])].reverse().indexOf(element);
	// Counted from the end too: where a neighbour has come or gone, the next one must not be taken for it.
	return [...down.slice(0, -1), `${down.at(-1)}:nth-last-child(${after + 1})`];
}

function step(element: Element): string {
	const alike = [...(element.parentElement?.children ?? [])].filter(({ localName }) => localName === element.localName);
	const tag = element.localName;
	const at = alike.indexOf(element);
	return alike.length > 1 ? `${tag}:nth-of-type(${at + 1})` : tag;
}

/**
 * Words as people write them into code: `chat-header`, `ConversationTitle`. Digits and odd letters come from numbering and
 * from build tools, and the name itself is what changes.
 */
function isSteady(value: string, name: string): boolean {
	if (value.length > 40 || (name !== "" && value.toLowerCase().includes(name))) return false;
	if (name.includes(value.toLowerCase()) && value.length > 2) return false;
	return value.split(/[-_]+/).every((part) => part === "" || /^[A-Za-z]?[a-z]{1,}(?:[A-Z][a-z]{2,})*$/.test(part));
}
