// A listener that a page puts on the first, empty window of a frame stays on it when the frame's own page has loaded, and
// comes before any of ours there: content/ puts its own on that window first. What a page gets as `window[0]` we cannot see.
// https://html.spec.whatwg.org/#initialise-the-document-object
import { tell } from "./line";
import { wrapGetter } from "./wrap";

export function tellOfFrames(): void {
	for (const owner of [HTMLIFrameElement, HTMLObjectElement, HTMLFrameElement]) {
		for (const key of ["contentWindow", "contentDocument"]) {
			wrapGetter(owner.prototype, key, (frame) => tell("lookingInto", frame));
		}
	}
}
