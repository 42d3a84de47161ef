// Shadow roots, closed ones too: only an extension may look into those.
import { isShadowRoot } from "../messengers/reading/around";
import { isElement, isNode } from "./realms";

/** Firefox has it on the element itself, and no `chrome.dom`. */
declare const chrome: { dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null } };

/** The shadow root of an element, if it has one. https://developer.chrome.com/docs/extensions/reference/api/dom */
export function shadowRootOf(element: Element): ShadowRoot | undefined {
	try {
		const root =
			"openOrClosedShadowRoot" in element
				? element.openOrClosedShadowRoot
				: chrome.dom?.openOrClosedShadowRoot(element);
		return isNode(root) && isShadowRoot(root) ? root : undefined;
	} catch {
		return undefined; // an element that can have none: SVG, MathML
	}
}

/** The element that an event is really about: Firefox hides closed trees behind their host. */
export function innermostTarget(event: Event, find: (root: ShadowRoot) => Element | undefined): Element | undefined {
	let target = event.composedPath()[0];
	while (isElement(target)) {
		const root: ShadowRoot | undefined = shadowRootOf(target);
		const inner: Element | undefined = root && find(root);
		if (!inner || inner === target) return target;
		target = inner;
	}
	return undefined;
}
