// The element itself while it is in the document, else where the person is now.
import { shadowRootOf } from "./shadow-roots";

export function inDocument(element: Element): Element {
	return element.isConnected ? element : focused();
}

/** What has the focus, inside shadow trees too. */
export function focused(): Element {
	let focus = document.activeElement ?? document.body;
	for (;;) {
		const inner = shadowRootOf(focus)?.activeElement;
		if (!inner) return focus;
		focus = inner;
	}
}
