// What a click presses: is it Send? Where a page has none of the Send controls we know, any button beside the composer
// may be it; to ask once more where nothing is sent costs nothing, as long as the conversation is the same.
import { shownIn } from "./place";
import type { ScopeTable } from "./scope";

export const BUTTON = "button, [role=button], input[type=submit]";

export function sendControlAt(table: ScopeTable, target: Element): Element | undefined {
	const known = table.send.join();
	if (known) {
		const control = target.closest(known);
		if (control) return control;
		const tree = target.getRootNode();
		if (isParent(tree) && tree.querySelector(known)) return undefined;
	}
	const button = target.closest(BUTTON);
	return button && isInRowOfComposer(table.composers.join(), button) ? button : undefined;
}

/**
 * Whether the button is in the row where one writes and sends: a part of the page with a heading or a menu in it is more
 * than that row.
 */
export function isInRowOfComposer(composers: string, button: Element): boolean {
	for (let around = button.parentElement; around !== null; around = around.parentElement) {
		if (around.querySelector(MORE_THAN_A_ROW)) return false;
		if (shownIn(around, composers).length > 0) return true;
	}
	return false;
}

const MORE_THAN_A_ROW = "h1, h2, h3, header, nav, [role=heading], [role=navigation]";

const isParent = (node: Node): node is Node & ParentNode => "querySelector" in node;
