// Which part of the page a file was handed to, when a page can hold several conversations.
import { shownIn } from "./place";

export type ScopeTable = {
	/** The part of the page that belongs to one conversation, composer included; `body` if it shows but one. */
	readonly scopes: readonly string[];
	/** Where messages are written. */
	readonly composers: readonly string[];
	/** The Send controls, schedule-send and the like included. */
	readonly send: readonly string[];
	/** A conversation never has two composers: where a part has, it holds another conversation that we fail to see. */
	readonly oneComposer?: true;
	/** The page takes files for posts and comments too: only what is inside a conversation's part is for it. */
	readonly onlyInside?: true;
	/** What is sent goes through a pane beside the conversation's part, which writes its name again: `paneBeside`. */
	readonly pane?: (table: ScopeTable, target: Element, page: Document) => Pane | undefined;
};

/** The only part on screen that is a conversation, and the part of the page around the target that is beside it. */
export type Pane = { scope: Element; pane: Element };

/**
 * The part of the conversation that took the file: the one around `target`; for a target beside every conversation (the
 * body, a detached input) the one around the focus, else the only one on screen. Undefined if there is none.
 */
export function scopeOf(table: ScopeTable, target: Element, page: Document): Element | "ambiguous" | undefined {
	const isInPane = table.pane && target.isConnected && !target.matches(OF_THE_PAGE);
	const elsewhere = isInPane || isForSomethingElse(table, target);
	const scope = closestScope(table, target) ?? (elsewhere ? undefined : beside(table, target, page));
	if (scope === undefined || scope === "ambiguous") return scope;
	return table.oneComposer && hasTwoComposers(table, scope) ? "ambiguous" : scope;
}

/** What stands for the whole page: inputs too, which menus put anywhere. */
const OF_THE_PAGE = "html, body, input[type=file]";

/** A dialog in which no message is written or sent takes a picture of oneself, or a file for the settings. */
export function isForSomethingElse(table: ScopeTable, target: Element): boolean {
	if (table.onlyInside && target.isConnected && target.localName !== "body") return true;
	const dialog = target.closest("[role=dialog], [aria-modal=true], dialog");
	return dialog !== null && [...table.composers, ...table.send].every((css) => shownIn(dialog, css).length === 0);
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

/** The composers in the smallest part of the page around the element that has any, if no conversation's part is in it. */
function composersBeside(table: ScopeTable, element: Element): Element[] {
	const scopes = table.scopes.join();
	for (let around: Element | null = element; around && around.localName !== "body"; around = around.parentElement) {
		if (shownIn(around, scopes).length > 0) return [];
		const composers = shownIn(around, table.composers.join());
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
export function focusIn(tree: DocumentOrShadowRoot): Element | null {
	let focus = tree.activeElement;
	while (focus?.shadowRoot?.activeElement) focus = focus.shadowRoot.activeElement;
	return focus;
}

/** The one part that all these composers are in; without any, the one part on the page. */
function onlyScope(table: ScopeTable, composers: Element[], page?: Document): Element | "ambiguous" | undefined {
	const selector = table.scopes.join();
	const all = composers.map((composer) => composer.closest(selector));
	// A composer in no part at all searches, or writes something else, unless a part without one is a part unseen.
	const scopes = new Set(page && !table.oneComposer ? all.filter((part) => part !== null) : all);
	if (composers.length === 0 && page) {
		// Without a composer to tell them apart, parts within parts are one conversation unless each has its own.
		const parts = shownIn(page, selector);
		for (const part of table.oneComposer ? parts : innermost(parts)) scopes.add(part);
	}
	const [scope] = scopes;
	return scopes.size > 1 ? "ambiguous" : (scope ?? undefined);
}

export const innermost = (parts: Element[]) =>
	parts.filter((part) => !parts.some((other) => other !== part && part.contains(other)));

function hasTwoComposers(table: ScopeTable, scope: Element): boolean {
	const selector = table.scopes.join();
	const own = shownIn(scope, table.composers.join()).filter((composer) => composer.closest(selector) === scope);
	return own.length > 1;
}
