// Excel's shared strings: those that only hidden cells use go with them. ECMA-376 part 1, 18.4

import { keepNothing } from "../../core/keep";
import { attributeOf, type XmlBytes } from "../containers/xml";
import { type ChoiceEdit, editsUnder, editXml } from "../containers/xml-edits";

/** The indices that a sheet still uses once `edits` took its hidden cells away. */
export function stringsUsed(xml: XmlBytes, edits: readonly ChoiceEdit[]): Set<number> {
	const used = new Set<number>();
	const gone = editsUnder(edits, { ...keepNothing, hiddenContent: false });
	let next = 0;
	editXml(xml, (tag, editor) => {
		if (tag.name !== "c" || tag.isEmpty || attributeOf(xml, tag, "t") !== "s") return;
		for (let edit = gone[next]; edit !== undefined && edit.end <= tag.start; edit = gone[++next]);
		const edit = gone[next];
		if (edit && edit.start <= tag.end && edit.end > tag.end && edit.bytes?.length === 0) return;
		editor.onClose(tag, (start, end) => {
			const value = /<(?:\w+:)?v>(\d+)</.exec(xml.text.slice(start, end));
			if (value) used.add(Number(value[1]));
		});
	});
	return used;
}

/** Empties the strings that no sheet uses any more; their places stay, since cells count by them. */
export function unusedStrings(xml: XmlBytes, used: ReadonlySet<number>): ChoiceEdit[] {
	let index = 0;
	return editXml(xml, (tag, editor) => {
		if (tag.name !== "si") return;
		if (!used.has(index++)) editor.setText(tag, "", "hiddenContent");
	});
}
