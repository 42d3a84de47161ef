// Puts a page's one component into its #main, in the language of the words.
import { type ComponentChild, render } from "preact";
import { direction, language } from "../platform/words";

export function mount(page: ComponentChild): void {
	const main = document.getElementById("main");
	if (!main) throw new Error("the page has no #main");
	document.documentElement.lang = language();
	document.documentElement.dir = direction();
	render(page, main);
}
