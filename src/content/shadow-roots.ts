// Shadow roots, closed ones too: only an extension may look into those.

/** Firefox has it on the element itself, and no `chrome.dom`. */
declare const chrome: { dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null } };

/** The shadow root of an element, if it has one. https://developer.chrome.com/docs/extensions/reference/api/dom */
export function shadowRootOf(element: Element): ShadowRoot | undefined {
	if (!(element instanceof HTMLElement)) return undefined;
	const root =
		"openOrClosedShadowRoot" in element ? element.openOrClosedShadowRoot : chrome.dom?.openOrClosedShadowRoot(element);
	return root instanceof ShadowRoot ? root : undefined;
}

/** The element that an event is really about: closed trees hide it behind their host. */
export function innermostTarget(event: Event, find: (root: ShadowRoot) => Element | undefined): Element | undefined {
	let target = event.composedPath()[0];
	while (target instanceof Element) {
		const root: ShadowRoot | undefined = shadowRootOf(target);
		const inner: Element | undefined = root && find(root);
		if (!inner) return target;
		target = inner;
	}
	return undefined;
}
