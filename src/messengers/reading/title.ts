// A conversation's title, read from where the page writes it and checked against where it stands again.
import type { UntoldReason } from "../../core/conversation";
import { hasWords, plain } from "./page-text";
import { type Found, findAt, type Part, type Place, valuesAt } from "./place";

export type TitleTable = {
	/** In order: the first that says anything is the title. */
	readonly titles: readonly Place[];
	/** The title nearest to what took the file counts, not the first on the page. */
	readonly nearest?: true;
	/** Where the name stands first: a title that is not its first line is the wrong line. */
	readonly header?: string;
	/** Where else the page writes the name, among other words: where it stands without it, the page is changing. */
	readonly witnesses?: readonly Place[];
	/** Headings that look like a title abound: without a witness there is none. */
	readonly needsWitness?: true;
};

export type Title = { status: "told"; text: string } | { status: "untold"; reason: UntoldReason };

export function titleOf(table: TitleTable, target: Element, part: Part): Title {
	let reason: UntoldReason = "page-not-understood";
	for (const place of table.titles) {
		const candidates = table.nearest ? nearest(findAt(place, part), target, part) : findAt(place, part);
		if (candidates === "ambiguous") return { status: "untold", reason: "ambiguous" };
		for (const { element, value } of candidates) {
			const text = value === undefined ? undefined : plain(value);
			if (text !== undefined && element && table.header && !startsHeader(element, table.header)) continue;
			if (text !== undefined && isWitnessed(table, text, part)) return { status: "told", text };
			reason = "still-loading";
		}
	}
	return { status: "untold", reason };
}

/** Those in the smallest part of the page around the target that has any. */
function nearest(candidates: Found[], target: Element, { scope }: Part): Found[] | "ambiguous" {
	for (let around: Element | null = target; around !== null && around !== scope; around = around.parentElement) {
		const inside = candidates.filter(({ element }) => element && around?.contains(element));
		if (inside.length > 0) return inside;
	}
	const isAround = scope.contains(target) && target !== scope;
	return isAround || new Set(candidates.map(({ value }) => value)).size < 2 ? candidates : "ambiguous";
}

/** Whether a witness says the title, or there is none to ask. A name is all of what it says, or its begin or end. */
function isWitnessed(table: TitleTable, title: string, part: Part): boolean {
	const texts = (table.witnesses ?? []).flatMap((place) => valuesAt(place, part));
	return texts.length === 0
		? !table.needsWitness
		: texts.some((text) => text.startsWith(title) || text.endsWith(title));
}

/** Whether nothing is written before the element in the header around it. */
function startsHeader(element: Element, selector: string): boolean {
	const header = element.closest(selector);
	if (header === null) return false;
	for (let node: Element = element; node !== header && node.parentElement !== null; node = node.parentElement) {
		for (let before = node.previousElementSibling; before !== null; before = before.previousElementSibling) {
			if (before.checkVisibility() && hasWords(before)) return false;
		}
	}
	return true;
}
