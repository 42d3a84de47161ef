// Which part of the page a file was handed to, when a page can hold several conversations.
import { shownIn } from "./place";

export type ScopeTable = {
	/** The part of the page that belongs to one conversation, composer included; `body` if it shows but one. */
	readonly scopes: readonly string[];
	/** Where messages are written. */
	readonly composers: readonly string[];
	/** A conversation never has two composers: where a part has, it holds another conversation that we fail to see. */
	readonly oneComposer?: true;
};

/**
 * The part of the conversation that took the file: the one around `target`, else around the focus, else the only one on
 * screen that can be written to. Undefined if there is none.
 */
export function scopeOf(table: ScopeTable, target: Element, page: Document): Element | "ambiguous" | undefined {
	const scope = around(table, target, page) ?? onlyOne(table, page);
	return scope instanceof Object && table.oneComposer && hasTwoComposers(table, scope) ? "ambiguous" : scope;
}

/** Whether something waits for words or files, so that "nothing is open" would be no answer. */
export function isWritable(table: ScopeTable, target: Element, page: Document): boolean {
	const takesWords = target.closest("input[type=file], textarea, [contenteditable]") !== null;
	return takesWords || shownIn(page, table.composers.join()).length > 0;
}

function around(table: ScopeTable, target: Element, page: Document): Element | undefined {
	for (const from of [target, focusIn(page)]) {
		const scope = from?.closest(table.scopes.join());
		// The body is around everything: it says nothing about who took the file.
		if (scope && scope !== page.body) return scope;
	}
	return undefined;
}

/** The focused element, inside the shadow trees that the page leaves open. */
function focusIn(page: Document): Element | null {
	let focus = page.activeElement;
	while (focus?.shadowRoot?.activeElement) focus = focus.shadowRoot.activeElement;
	return focus;
}

function onlyOne(table: ScopeTable, page: Document): Element | "ambiguous" | undefined {
	const selector = table.scopes.join();
	const scopes = new Set(shownIn(page, table.composers.join()).map((composer) => composer.closest(selector)));
	if (scopes.size === 0) {
		// Without a composer to tell them apart, parts within parts are one conversation only where that is a rule.
		const parts = shownIn(page, selector);
		for (const part of table.oneComposer ? parts : innermost(parts)) scopes.add(part);
	}
	const [scope] = scopes;
	return scopes.size > 1 ? "ambiguous" : (scope ?? undefined);
}

const innermost = (parts: Element[]) =>
	parts.filter((part) => !parts.some((other) => other !== part && part.contains(other)));

function hasTwoComposers(table: ScopeTable, scope: Element): boolean {
	const selector = table.scopes.join();
	const own = shownIn(scope, table.composers.join()).filter((composer) => composer.closest(selector) === scope);
	return own.length > 1;
}
