// What is shown stays where it is, whatever becomes known later.
import { JSDOM } from "jsdom";
import { h, render } from "preact";
import { expect, test } from "vitest";
import { useSteadyOrder } from "../../src/ui/use-steady-order";

const { document } = new JSDOM().window;
Object.assign(globalThis, { document });

/** What a list shows, given anew each time. */
function listOf(most?: number): (...sorted: string[]) => string[] {
	const root = document.createElement("ul");
	const List = ({ sorted }: { sorted: string[] }) =>
		useSteadyOrder(sorted, (one) => one.toLowerCase(), most).map((one) => h("li", {}, one));
	return (...sorted) => {
		render(h(List, { sorted }), root);
		return [...root.children].map(({ textContent }) => textContent);
	};
}

test("what turns out to be worse says so where it stands; what is new comes behind", () => {
	const show = listOf();
	expect(show("place", "person", "picture")).toEqual(["place", "person", "picture"]);
	expect(show("PICTURE", "place", "person")).toEqual(["place", "person", "PICTURE"]);
	expect(show("history", "PICTURE", "person")).toEqual(["person", "PICTURE", "history"]);
	expect(show("place", "history")).toEqual(["place", "history"]);
});

test("of many the first are shown, and what comes among them later too", () => {
	const show = listOf(2);
	expect(show("place", "person", "time", "picture")).toEqual(["place", "person"]);
	expect(show("picture", "place", "person", "time")).toEqual(["place", "person", "picture"]);
});
