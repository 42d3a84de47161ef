// What stands around an element, beyond the shadow tree that it is in.

/** The host of the shadow tree that an element is in, if it is in one. */
export function hostOf(element: Element): Element | undefined {
	const root = element.getRootNode();
	return isShadowRoot(root) ? root.host : undefined;
}

/** Its parent, or the host of the shadow tree that it begins. */
export function around(element: Element): Element | undefined {
	return element.parentElement ?? hostOf(element);
}

export const isShadowRoot = (node: Node): node is ShadowRoot => "host" in node && "mode" in node;
