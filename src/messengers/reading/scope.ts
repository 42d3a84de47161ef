// Which part of the page a file was handed to, when a page can hold several conversations.
import { shownIn } from "./place";

export type ScopeTable = {
	/** The part of the page that belongs to one conversation, composer included; `body` if it shows but one. */
	readonly scopes: readonly string[];
	/** Where messages are written. */
	readonly composers: readonly string[];
	/** A conversation never has two composers: where a part has, it holds another conversation that we fail to see. */
	readonly oneComposer?: true;
	/** The page takes files for posts and comments too: only what is inside a conversation's part is for it. */
	readonly onlyInside?: true;
};

/**
 * The part of the conversation that took the file: the one around `target`; for a target beside every conversation (the
 * body, a detached input) the one around the focus, else the only one on screen. Undefined if there is none.
 */
export function scopeOf(table: ScopeTable, target: Element, page: Document): Element | "ambiguous" | undefined {
	const scope =
		closestScope(table, target) ?? (isForSomethingElse(table, target) ? undefined : beside(table, target, page));
	if (scope === undefined || scope === "ambiguous") return scope;
	return table.oneComposer && hasTwoComposers(table, scope) ? "ambiguous" : scope;
}

/** A dialog with nothing to write a message in takes a picture of oneself, or a file for the settings. */
function isForSomethingElse(table: ScopeTable, target: Element): boolean {
	if (table.onlyInside && target.isConnected && target.localName !== "body") return true;
	const dialog = target.closest("[role=dialog], [aria-modal=true], dialog");
	return dialog !== null && shownIn(dialog, table.composers.join()).length === 0;
}

function beside(table: ScopeTable, target: Element, page: Document): Element | "ambiguous" | undefined {
	const composers = composersBeside(table, target);
	if (composers.length > 0) return onlyScope(table, composers);
	return closestScope(table, focusIn(page)) ?? onlyScope(table, shownIn(page, table.composers.join()), page);
}

/** Whether something waits for words or files, so that "nothing is open" would be no answer. */
export function isWritable(table: ScopeTable, target: Element, page: Document): boolean {
	const takesWords = target.closest("input[type=file], textarea, [contenteditable]") !== null;
	return takesWords || shownIn(page, table.composers.join()).length > 0;
}

/** The composers in the smallest part of the page around the element that has any, if that is not the whole page. */
function composersBeside(table: ScopeTable, element: Element): Element[] {
	for (let around: Element | null = element; around?.parentElement; around = around.parentElement) {
		const composers = around.localName === "body" ? [] : shownIn(around, table.composers.join());
		if (composers.length > 0) return composers;
	}
	return [];
}

/** Never the body: it is around everything, and says nothing about who took the file. */
function closestScope(table: ScopeTable, element: Element | null): Element | undefined {
	const scope = element?.closest(table.scopes.join());
	return scope && scope.localName !== "body" ? scope : undefined;
}

/** The focused element, inside the shadow trees that the page leaves open. */
function focusIn(page: Document): Element | null {
	let focus = page.activeElement;
	while (focus?.shadowRoot?.activeElement) focus = focus.shadowRoot.activeElement;
	return focus;
}

/** The one part that all these composers are in; without any, the one part on the page. */
function onlyScope(table: ScopeTable, composers: Element[], page?: Document): Element | "ambiguous" | undefined {
	const selector = table.scopes.join();
	const scopes = new Set(composers.map((composer) => composer.closest(selector)));
	if (composers.length === 0 && page) {
		// Without a composer to tell them apart, parts within parts are one conversation unless each has its own.
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
