// Edits of an XML part, each with the choice that holds it back, so that one reading serves every stripping.
import type { KeepChoice } from "../../core/finding";
import type { Keep } from "../../core/keep";
import type { Edit } from "../splice";
import { attributesOf, escapeXml, walkXml, type XmlAttribute, type XmlBytes, type XmlTag } from "./xml";

/** An edit that is made always, or unless its choice lets it be. */
export type ChoiceEdit = Edit & { choice?: KeepChoice | undefined };

/** What a rule may ask for; a tag is the one it was shown or one that is open around it. */
export type XmlEditor = {
	xml: XmlBytes;
	/** All that is asked for so far. */
	edits: ChoiceEdit[];
	/** The element, its tags and all within go. */
	remove(tag: XmlTag, choice?: KeepChoice): void;
	/** Its tags go, what is within stays. */
	unwrap(tag: XmlTag, choice?: KeepChoice): void;
	/** What is within becomes this text. */
	setText(tag: XmlTag, text: string, choice?: KeepChoice): void;
	/** `[start, end)` becomes this XML. */
	replace(start: number, end: number, xml: string, choice?: KeepChoice): void;
	removeAttribute(attribute: XmlAttribute, choice?: KeepChoice): void;
	setAttribute(attribute: XmlAttribute, value: string, choice?: KeepChoice): void;
	attributes(tag: XmlTag): XmlAttribute[];
	/** Called with the place of what is within, and where the element ends, once it was passed. */
	onClose(tag: XmlTag, then: (start: number, end: number, after: number) => void): void;
};

export type XmlRule = (tag: XmlTag, editor: XmlEditor) => void;

const encoder = new TextEncoder();

/**
 * Shows every element to the rules and gathers the edits they ask for.
 * @throws InvalidFileError as `walkXml` does.
 */
export function editXml(xml: XmlBytes, ...rules: readonly XmlRule[]): ChoiceEdit[] {
	const edits: ChoiceEdit[] = [];
	const closers = new Map<number, ((start: number, end: number, after: number) => void)[]>();
	const onClose: XmlEditor["onClose"] = (tag, then) => {
		const others = closers.get(tag.start);
		if (others) others.push(then);
		else closers.set(tag.start, [then]);
	};
	const editor: XmlEditor = {
		xml,
		edits,
		onClose,
		remove: (tag, choice) => onClose(tag, (_, __, after) => edits.push({ start: tag.start, end: after, choice })),
		unwrap: (tag, choice) =>
			onClose(tag, (start, end, after) =>
				edits.push({ start: tag.start, end: start, choice }, { start: end, end: after, choice }),
			),
		setText: (tag, text, choice) =>
			onClose(tag, (start, end) => {
				if (!tag.isEmpty) edits.push({ start, end, bytes: encoder.encode(escapeXml(text)), choice });
			}),
		replace: (start, end, markup, choice) => edits.push({ start, end, bytes: encoder.encode(markup), choice }),
		removeAttribute: ({ start, end }, choice) => edits.push({ start, end, choice }),
		setAttribute: ({ valueStart, valueEnd }, value, choice) =>
			edits.push({ start: valueStart, end: valueEnd, bytes: encoder.encode(escapeXml(value)), choice }),
		attributes: (tag) => attributesOf(xml, tag),
	};
	walkXml(
		xml,
		(tag) => {
			for (const rule of rules) rule(tag, editor);
		},
		(tag, start, end) => {
			if (closers.size === 0) return;
			for (const then of closers.get(tag.start) ?? []) then(tag.end, start, end);
			closers.delete(tag.start);
		},
	);
	return edits;
}

/** The edits to make under `keep`, without those inside something that goes whole. */
export function editsUnder(edits: readonly ChoiceEdit[], keep: Keep): Edit[] {
	const result: Edit[] = [];
	let position = 0;
	const asked = edits.filter(({ choice }) => goesUnder(choice, keep));
	for (const edit of asked.sort((a, b) => a.start - b.start || b.end - a.end)) {
		if (edit.start < position) continue;
		result.push(edit);
		position = edit.end;
	}
	return result;
}

/** Whether what hangs on `choice` goes; what hangs on none always does. */
export function goesUnder(choice: KeepChoice | undefined, keep: Keep): boolean {
	if (choice === undefined) return true;
	return choice === "place" ? keep.place === "none" : !keep[choice];
}
