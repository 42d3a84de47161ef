// The page as one tree: shadow trees, closed ones too, are part of what holds them.
import { hostOf } from "../messengers/reading/around";
import { shadowRootOf } from "./shadow-roots";

/** The nearest around an element that matches, itself included. */
export function closestAround(element: Element, css: string): Element | undefined {
	for (let at: Element | undefined = element; at; ) {
		const found = at.closest(css);
		if (found) return found;
		at = hostOf(at);
	}
	return undefined;
}

/** All that matches inside an element, its shadow trees included. */
export function selectIn(part: Element, css: string): Element[] {
	return treesIn(part).flatMap((tree) => [...tree.querySelectorAll(css)]);
}

/**
 * An element and the shadow trees inside it. Only those of custom elements: any other that matters is around what was
 * pressed, and to ask every element of a page would be felt.
 */
export function treesIn(part: Element): (Element | ShadowRoot)[] {
	return [part, ...inside(part)];
}

function inside(tree: Element | ShadowRoot): ShadowRoot[] {
	const hosts = "localName" in tree ? [tree, ...tree.querySelectorAll("*")] : [...tree.querySelectorAll("*")];
	return hosts.flatMap((host) => {
		const root = host === tree || host.localName.includes("-") ? shadowRootOf(host) : undefined;
		return root ? [root, ...inside(root)] : [];
	});
}
