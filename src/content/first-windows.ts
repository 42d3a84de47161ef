// Guards the first, empty window of a frame or popup before the page gets hold of it: a listener that the page puts there stays when
// its own page has loaded, and comes before those of our script in it.
// https://html.spec.whatwg.org/#initialise-the-document-object

/** @param guard - puts our listeners on a window. */
export function guardFirstWindows(guard: (inner: Window) => unknown): (place: EventTarget) => void {
	const guarded = new WeakSet<Document>();
	return (place) => {
		const inner = firstWindow(place);
		if (!inner || guarded.has(inner.document)) return;
		guarded.add(inner.document);
		guard(inner);
	};
}

/** A window, or a frame's, while it is still the page's own to look into and shows nothing yet. */
function firstWindow(place: EventTarget): Window | undefined {
	try {
		const inner = isWindow(place) ? place : "contentWindow" in place && place.contentWindow;
		return isWindow(inner) && inner.document.URL === "about:blank" ? inner : undefined;
	} catch {
		return undefined; // of another origin, and so out of the page's reach too
	}
}

function isWindow(place: unknown): place is Window {
	return typeof place === "object" && place !== null && "window" in place && place.window === place;
}
