// Firefox lets no `input` event out of a shadow tree: content/ must listen on a root before the page can.
import { tell } from "./line";
import { isFirefox } from "./natives";
import { wrapGetter, wrapMethod } from "./wrap";

export function tellOfShadowRoots(): void {
	if (!isFirefox) return;
	wrapMethod<unknown, unknown[], ShadowRoot>(Element.prototype, "attachShadow", (host, _args, proceed) => {
		const root = proceed();
		tell("rooted", host);
		return root;
	});
	// Those that came with the page's own HTML.
	wrapGetter(Element.prototype, "shadowRoot", (host) => tell("rooted", host));
}
