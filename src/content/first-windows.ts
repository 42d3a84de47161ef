// Guards the first, empty window of a frame before the page gets hold of it: a listener that the page puts there stays when
// the frame's own page has loaded, and comes before those of our script in it.
// https://html.spec.whatwg.org/#initialise-the-document-object

/** @param guard - puts our listeners on a window. */
export function guardFirstWindows(guard: (inner: Window) => void): (frame: Element) => void {
	const guarded = new WeakSet<Document>();
	return (frame) => {
		const inner = firstWindow(frame);
		if (!inner || guarded.has(inner.document)) return;
		guarded.add(inner.document);
		guard(inner);
	};
}

/** A frame's window, while it is still the page's own to look into and shows nothing yet. */
function firstWindow(frame: Element): Window | undefined {
	try {
		const inner = "contentWindow" in frame ? (frame as HTMLIFrameElement).contentWindow : undefined;
		return inner?.document.URL === "about:blank" ? inner : undefined;
	} catch {
		return undefined; // of another origin, and so out of the page's reach too
	}
}
