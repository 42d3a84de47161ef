// Where two names that are easily taken for each other differ.
import { expect, test } from "vitest";
import { nameParts } from "../../src/guard/name-difference";

const marked = (name: string, other: string) =>
	nameParts(name, other)
		.map(({ text, differs }) => (differs ? `[${text}]` : text))
		.join("");

test.each([
	["Anna Kowalska", "Anna Kowalski", "Anna Kowalsk[a]"],
	["Mark Twain", "Mark Twain (work)", "Mark Twain"],
	["Mark Twain (work)", "Mark Twain", "Mark Twain[ (work)]"],
	["Zoë", "Zoe", "Zo[ë]"],
	["👩‍👧 Mum", "👩‍👦 Mum", "[👩‍👧] Mum"],
	["Jan", "Petra", "[J]a[n]"],
])("%s, not %s", (name, other, said) => {
	expect(marked(name, other)).toBe(said);
});
