// What of ours lies over a page must not stay there for ever: Firefox ends content/ without a word when the extension is
// updated or switched off, and a modal dialog that nobody can answer would be the end of the page.
import { lastWords } from "../core/page-line";
import { clearInterval, getAttribute, removeElement, setInterval, alert as tellPerson } from "./natives";

/** In ms. */
const lookEvery = 1_000;

let timer = 0;

/** For as long as `host` has last words: says them and takes it away once `isThere` is false. */
export function keepWatch(host: HTMLElement, isThere: () => boolean): void {
	clearInterval(timer);
	timer = setInterval(() => {
		const words = getAttribute(host, lastWords);
		if (words !== null && isThere()) return;
		clearInterval(timer);
		if (words === null) return;
		removeElement(host);
		if (words) tellPerson(words);
	}, lookEvery);
}
