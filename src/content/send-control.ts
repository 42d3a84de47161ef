// What a click or an Enter presses: is it Send? Where a page has none of the Send controls we know, any button beside the
// composer may be it; to ask once more where nothing is sent costs nothing, as long as the conversation is the same.
import type { Adapter } from "../messengers/adapter";
import { around, isParent } from "../messengers/reading/around";
import { closestAround, selectIn } from "./whole-tree";

const BUTTON = "button, [role=button], input[type=submit]";

/** The Send control that a click on `target` presses, if it is one. */
export function sendControlOf({ send, composers }: Adapter, target: Element): Element | undefined {
	if (send) {
		const control = closestAround(target, send);
		if (control) return control;
		const tree = target.getRootNode();
		if (isParent(tree) && tree.querySelector(send)) return undefined;
	}
	const button = closestAround(target, BUTTON);
	return button && isInRowOf(composers, button) ? button : undefined;
}

/** The text field that `target` lies in, if Enter there may send. */
export function composerOf({ composers }: Adapter, target: Element): Element | undefined {
	return closestAround(target, composers);
}

/**
 * Whether the button is in the row where one writes and sends: a part of the page with a heading or a menu in it is more
 * than that row.
 */
function isInRowOf(composers: string, button: Element): boolean {
	for (let part = around(button); part; part = around(part)) {
		if (selectIn(part, MORE_THAN_A_ROW).length > 0) return false;
		if (selectIn(part, composers).some((composer) => composer.checkVisibility())) return true;
	}
	return false;
}

const MORE_THAN_A_ROW = "h1, h2, h3, header, nav, [role=heading], [role=navigation]";
