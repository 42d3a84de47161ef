// Style of a book: what its sheets hide on its pages, what stands in their comments, and pictures in them.
// https://www.w3.org/TR/epub-33/#sec-css

import type { EntryPlan } from "./archive-plan";
import { type Inside, readInside } from "./base64-inside";
import { attributeOf, textBetween, type XmlBytes, type XmlTag, xmlOf } from "./containers/xml";
import type { ChoiceEdit, XmlEditor, XmlRule } from "./containers/xml-edits";
import { type DisplayRule, displayRules, isHidden, type StyledElement } from "./css";
import { cssTokens } from "./css-tokens";
import { dataUris } from "./data-uris";
import type { ReadContext } from "./handler";
import { decodeText } from "./metadata/text";
import { resolved } from "./office/relationships";

/** The rules of each sheet by its name; those of one that is too long or holds too many are `undefined`. */
export type Sheets = ReadonlyMap<string, readonly DisplayRule[] | undefined>;

export const isSheet = (name: string) => /\.css$/i.test(name);

/** No book's sheet is that long. */
const maxSheet = 4 * 1024 * 1024;
const shownMedia = /^\s*(?:all|screen)?\s*$/i;

/** Elements in which nothing is ever shown, and lists that readers show in their own way. */
const apart = /^(?:head|nav|script|style|template|svg|math)$/;
/** What readers show beside the page: notes when they are asked for, numbers of pages. */
const shownElsewhere = /note|annotation|pagebreak|page-list|landmarks|\btoc\b|glossary/;

/** A sheet's rules, and what is to become of it. */
export async function readSheet(
	bytes: Uint8Array<ArrayBuffer>,
	label: string,
	asides: string[],
	context: ReadContext,
): Promise<{ rules: readonly DisplayRule[] | undefined; inside: readonly Inside[]; step?: EntryPlan }> {
	if (bytes.length > maxSheet) return { rules: undefined, inside: [] };
	const xml = xmlOf(bytes);
	const edits: ChoiceEdit[] = [];
	for (const { 1: comment = "", index } of xml.text.matchAll(cssTokens)) {
		if (comment.trim() === "") continue;
		// An empty comment stays: it may be all that stands between two words.
		edits.push({ start: index + 2, end: index + 2 + comment.length });
		asides.push(decodeText(xml.bytes.subarray(index + 2, index + 2 + comment.length)).trim());
	}
	const inside: Inside[] = [];
	for (const { file } of dataUris(xml)) if (file) inside.push(await readInside(file, label, context));
	const rules = displayRules(decodeText(xml.bytes));
	if (edits.length === 0 && inside.length === 0) return { rules, inside };
	return { rules, inside, step: { type: "edit", bytes: xml.bytes, edits, inside } };
}

/** The rules that count on a page: of the sheets that it names, and its own. */
export function rulesOf(page: string, xml: XmlBytes, sheets: Sheets): DisplayRule[] {
	const rules: DisplayRule[] = [];
	const add = (more: readonly DisplayRule[] | undefined) => {
		for (const rule of more ?? []) rules.push(rule);
	};
	for (const { 0: markup, 1: name, index } of xml.text.matchAll(/<(link|style)\b[^>]*>/gi)) {
		const tag = { ...noTag, name: name ?? "", start: index, end: index + markup.length };
		if (!shownMedia.test(attributeOf(xml, tag, "media") ?? "")) continue;
		if (tag.name.toLowerCase() === "style") {
			const end = xml.text.indexOf("</", tag.end);
			add(displayRules(decodeText(xml.bytes.subarray(tag.end, end === -1 ? xml.bytes.length : end))));
		} else if (/^\s*stylesheet\s*$/i.test(attributeOf(xml, tag, "rel") ?? "")) {
			add(sheets.get(resolved(page, attributeOf(xml, tag, "href") ?? "")));
		}
	}
	return rules;
}

const noTag: XmlTag = { prefix: "", name: "", start: 0, end: 0, isEmpty: true, parent: undefined };

/** Hidden words are told, and go where hidden content is to go; their element stays, since something may lead there. */
export function hiddenRule(rules: readonly DisplayRule[], note: (words: string) => void): XmlRule {
	const hiding = rules.some(({ hides }) => hides) ? rules : [];
	let passed: XmlTag | undefined;
	const pass = (tag: XmlTag, editor: XmlEditor, then: (start: number, end: number) => void = () => {}) => {
		if (tag.isEmpty) return;
		passed = tag;
		editor.onClose(tag, (start, end) => {
			passed = undefined;
			then(start, end);
		});
	};
	const styled = new WeakMap<XmlTag, StyledElement>();
	const elementOf = (tag: XmlTag, xml: XmlBytes): StyledElement => {
		const known = styled.get(tag);
		if (known) return known;
		const element: StyledElement = {
			name: tag.name.toLowerCase(),
			classes: (attributeOf(xml, tag, "class") ?? "").split(/\s+/),
			id: attributeOf(xml, tag, "id") ?? "",
			parent: () => tag.parent && elementOf(tag.parent, xml),
		};
		styled.set(tag, element);
		return element;
	};
	return (tag, editor) => {
		if (passed) return;
		if (apart.test(tag.name)) return pass(tag, editor);
		const { xml } = editor;
		const own = xml.text.slice(tag.start, tag.end);
		if (hiding.length === 0 && !/\bhidden\b|display/i.test(own)) return;
		const style = attributeOf(xml, tag, "style") ?? "";
		const hasAttribute = attributeOf(xml, tag, "hidden") !== undefined;
		if (!isHidden(elementOf(tag, xml), hiding, style, hasAttribute)) return;
		if (shownElsewhere.test(attributeOf(xml, tag, "type") ?? "")) return pass(tag, editor);
		pass(tag, editor, (start, end) => {
			const words = textBetween(xml, start, end).replace(/\s+/g, " ").trim();
			if (words === "") return;
			note(words);
			editor.replace(start, end, "", "hiddenContent");
		});
	};
}
