// Words that a change took away and that stand where they stood, between two marks, as LibreOffice writes them where they
// were shown when it saved. https://docs.oasis-open.org/office/OpenDocument/v1.3/ (part 3, 5.5)
import { textBetween, type XmlTag } from "../containers/xml";
import type { XmlEditor } from "../containers/xml-edits";
import type { ChangeLog } from "./change-log";

export type Deletions = {
	/** By the name of a deletion: its place among the deleted words of the log. */
	places: Map<string, number>;
	/** Those whose first mark was met. */
	open: Map<string, XmlTag>;
};

/** Whether the mark belongs to a deletion: with the second one all between them goes. */
export function deletionMark(
	mark: XmlTag,
	id: string,
	{ places, open }: Deletions,
	editor: XmlEditor,
	log: ChangeLog,
): boolean {
	const place = places.get(id);
	if (place === undefined) return false;
	if (mark.name === "change-start") {
		open.set(id, mark);
		editor.remove(mark);
		return true;
	}
	const first = open.get(id);
	open.delete(id);
	editor.remove(mark);
	if (!first) return true;
	log.deleted[place] = `${log.deleted[place] ?? ""} ${textBetween(editor.xml, first.end, mark.start)}`.trim();
	if (isBalanced(first, mark)) editor.replace(first.start, mark.end, "");
	else wordsAway(editor, first.end, mark.start);
	return true;
}

/** Whether what is open at the one is open at the other too, or elements of the same names: paragraphs become one. */
function isBalanced(first: XmlTag, last: XmlTag): boolean {
	let [one, other] = [first.parent, last.parent];
	for (; one !== other; [one, other] = [one?.parent, other?.parent])
		if (one?.name !== other?.name || one?.prefix !== other?.prefix) return false;
	return true;
}

/** Elements stay where they cannot go without what is around them. */
function wordsAway({ xml, replace }: XmlEditor, start: number, end: number): void {
	for (const { 0: words, index } of `>${xml.text.slice(start, end)}`.matchAll(/(?<=>)[^<>]+/g))
		replace(start + index - 1, start + index - 1 + words.length, "");
}
