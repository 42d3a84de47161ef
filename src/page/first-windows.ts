// A listener that a page puts on the first, empty window of a frame or popup stays there when its own page has loaded, and
// comes before any of ours there: content/ puts its own on that window first. What a page gets as `window[0]` we cannot see.
// https://html.spec.whatwg.org/#initialise-the-document-object
import { tell, tellOpened } from "./line";
import { wrapGetter, wrapMethod } from "./wrap";

export function tellOfFrames(): void {
	for (const owner of [HTMLIFrameElement, HTMLObjectElement, HTMLFrameElement]) {
		for (const key of ["contentWindow", "contentDocument"]) {
			wrapGetter(owner.prototype, key, (frame) => tell("lookingInto", frame));
		}
	}
	wrapMethod<unknown, unknown[], Window | null>(globalThis, "open", (_self, _args, proceed) => {
		const opened = proceed();
		if (opened) tellOpened(opened);
		return opened;
	});
}
