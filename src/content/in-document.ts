// The element itself while it is in the document, else where the person is now.

export function inDocument(element: Element): Element {
	return element.isConnected ? element : focused();
}

export function focused(): Element {
	return document.activeElement ?? document.body;
}
