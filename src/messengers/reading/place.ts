// Places and signs: how a table says where a value stands on a page, and what shows that something holds.
import { plain, textOf } from "./page-text";

/**
 * Where a value stands. `css`: an element's text; `css@attribute` (`@value`: what is typed there now); `:scope` is the
 * conversation's own part of the page; a RegExp finds its first group in the address. The parts of the long form narrow
 * it: `page` looks in the whole page, `if` needs something shown in the conversation's part, `match` takes a group of
 * the text, `all` joins all that is found. `{id}` stands for the conversation's id.
 */
export type Place = string | RegExp | { at: string | RegExp; page?: true; if?: string; match?: RegExp; all?: true };

/** A sign: a selector of something shown, the conversation's part itself included; a RegExp tests its id. */
export type Sign = string | RegExp | { address: RegExp };

/** What one reading looks at: a conversation's part of the page, and its id once that is known. */
export type Part = { scope: Element; page: Document; id?: string | undefined };

/** A value and the element it was read from; undefined where the element says nothing (yet). */
export type Found = { value: string | undefined; element?: Element };

/** Everything shown at a place, in the order of the page. */
export function findAt(place: Place, part: Part): Found[] {
	if (typeof place === "string") return select(place, part.scope, part);
	if (place instanceof RegExp) return inAddress(place, part);
	if (place.if !== undefined && !holds(place.if, part)) return [];
	const { match } = place;
	const raw =
		typeof place.at === "string"
			? select(place.at, place.page ? part.page.documentElement : part.scope, part)
			: inAddress(place.at, part);
	const all = match ? raw.map(({ value, ...rest }) => ({ ...rest, value: match.exec(value ?? "")?.[1] })) : raw;
	if (!place.all || all.length === 0) return all;
	return [{ value: all.flatMap(({ value }) => (value && plain(value)) || []).join(", ") }];
}

/** All that a place says, made plain. */
export function valuesAt(place: Place, part: Part): string[] {
	return findAt(place, part).flatMap(({ value }) => (value && plain(value)) || []);
}

/** What the first place that says anything says. */
export function firstValue(places: readonly Place[] = [], part: Part): string | undefined {
	for (const place of places) {
		const [value] = valuesAt(place, part);
		if (value !== undefined) return value;
	}
	return undefined;
}

export function holds(sign: Sign, { scope, page, id }: Part): boolean {
	if (sign instanceof RegExp) return id !== undefined && sign.test(id);
	if (typeof sign !== "string") return sign.address.test(page.URL);
	return scope.matches(sign) || shownIn(scope, sign).length > 0;
}

/** The first verdict whose sign holds. */
export function firstHolding<T>(signs: readonly (readonly [Sign, T])[] = [], part: Part): T | undefined {
	return signs.find(([sign]) => holds(sign, part))?.[1];
}

export const shownIn = (part: ParentNode, css: string): Element[] =>
	Array.from(part.querySelectorAll(css)).filter((element) => element.checkVisibility());

function select(place: string, root: Element, { scope, id }: Part): Found[] {
	const [, css = "", attribute] = /^(.*?)(?:@([\w-]+))?$/u.exec(place) ?? [];
	if (css.includes("{id}") && !/^[\w-]+$/u.test(id ?? "")) return [];
	const elements = css === ":scope" ? [scope] : shownIn(root, css.replaceAll("{id}", id ?? ""));
	return elements.map((element) => ({ element, value: attribute ? attributeOf(element, attribute) : textOf(element) }));
}

function attributeOf(element: Element, name: string): string | undefined {
	if (name === "value" && "value" in element && typeof element.value === "string") return element.value;
	return element.getAttribute(name) ?? undefined;
}

function inAddress(pattern: RegExp, { page }: Part): Found[] {
	const value = pattern.exec(page.URL)?.[1];
	return value === undefined ? [] : [{ value: decoded(value) }];
}

function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}
