// What stands around an element, beyond the shadow tree that it is in; and what is inside of one, in the trees it holds.

/** The host of the shadow tree that an element is in, if it is in one. */
export function hostOf(element: Element): Element | undefined {
	return hostOfTree(element.getRootNode());
}

/** The element that a tree hangs in, if it is a shadow tree. */
export function hostOfTree(root: Node): Element | undefined {
	return isShadowRoot(root) ? root.host : undefined;
}

/** Its parent, or the host of the shadow tree that it begins. */
export function around(element: Element): Element | undefined {
	return element.parentElement ?? hostOf(element);
}

/** Whether a part of the page holds an element, in a tree inside it too. */
export function holdsInside(part: Element, element: Element): boolean {
	for (let at: Element | undefined = element; at; at = hostOf(at)) if (part.contains(at)) return true;
	return false;
}

/** A part of the page and the shadow trees in it that the page leaves open: those of components, as pages are made of. */
export const openTreesIn = (part: ParentNode): ParentNode[] => [
	part,
	...Array.from(part.querySelectorAll("*")).flatMap(({ localName, shadowRoot }) =>
		shadowRoot && localName.includes("-") ? openTreesIn(shadowRoot) : [],
	),
];

export const isParent = (node: Node): node is Node & ParentNode => "querySelector" in node;

export const isShadowRoot = (node: Node): node is ShadowRoot => "host" in node && "mode" in node;
