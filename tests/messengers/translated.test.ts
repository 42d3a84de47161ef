// Every page in another language: all words that a messenger itself writes become others, in another script. An adapter
// then names the same conversation or says that it can't tell, and those that lean on words are few and listed.
import { expect, test } from "vitest";
import { adapterFor, adapters } from "../../src/messengers";
import { type Header, headerOf, load, reconstructions } from "./reconstruction";

const LABELS = [
	"aria-label",
	"aria-placeholder",
	"aria-roledescription",
	"placeholder",
	"data-placeholder",
	"title",
	"alt",
];
/** Its pages say in words alone where the name stands: it is read in the languages whose words are known. */
const LEAN_ON_WORDS = ["instagram"];

const known = reconstructions.filter((name) => headerOf(name).expect.untold === undefined);

test.each(known)("%s in another language", (name) => {
	expect(readTranslated(name)).toBeOneOf([expectedOf(headerOf(name)), undefined]);
});

test("all but one are read in any language", () => {
	const told = new Set(
		known.filter((name) => readTranslated(name) !== undefined).map((name) => headerOf(name).adapter),
	);
	expect(adapters.map(({ id }) => id).filter((id) => !told.has(id))).toEqual(LEAN_ON_WORDS);
});

/** The title that is read, or undefined if it can't be told. */
function readTranslated(name: string): string | undefined {
	const { header, page, target } = load(name);
	const names = namesIn(header.expect);
	for (const element of page.querySelectorAll("*")) {
		for (const label of LABELS) {
			const value = element.getAttribute(label);
			if (value !== null) element.setAttribute(label, translate(value, names));
		}
		if (element.localName === "script" || element.localName === "style" || element.localName === "title") continue;
		for (const node of element.childNodes) {
			if (node.nodeType === node.TEXT_NODE) node.nodeValue = translate(node.nodeValue ?? "", names);
		}
	}
	const read = adapterFor(page).conversation(target, page);
	return read.status === "known" ? read.title : undefined;
}

const expectedOf = ({ expect: { title, recipients = [] } }: Header) =>
	title ?? recipients.map(({ name }) => name).join(", ");

function namesIn({ title = "", recipients = [] }: Header["expect"]): string[] {
	// Emoji may be pictures, and a list of people one element each.
	const parts = title.match(/\p{L}[\p{L} ]*/gu) ?? [];
	const all = [title, ...parts, ...recipients.flatMap(({ name, address = name }) => [name, address])];
	return all.filter((one) => one !== "").sort((a, b) => b.length - a.length);
}

/** Everything but the names: digits and punctuation stay. */
function translate(text: string, names: readonly string[]): string {
	const [name, ...others] = names;
	if (name !== undefined)
		return text
			.split(name)
			.map((part) => translate(part, others))
			.join(name);
	return text.replace(/\p{L}+/gu, "სიტყვა");
}
