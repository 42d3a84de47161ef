// What is hidden in OpenDocument: text, sections, sheets, rows, columns and slides, and the formulas that count on them.
// https://docs.oasis-open.org/office/OpenDocument/v1.3/
import { phrase } from "../../core/phrase";
import { attributeText, textBetween, type XmlAttribute, type XmlTag } from "../containers/xml";
import type { XmlEditor, XmlRule } from "../containers/xml-edits";
import type { ChangeLog } from "./change-log";

type State = {
	/** Styles of hidden sheets and slides, and of hidden text. */
	styles: Set<string>;
	hasCells: boolean;
	formulas: XmlAttribute[];
	/** Of the sheet that is being read: its hidden columns, and the columns and cells of the row counted so far. */
	columns: { first: number; last: number }[];
	column: number;
	cell: number;
};

/** Whether a stretch of a sheet holds anything. */
const holdsValues = /<text:p[\s>]|office:value/;

export function odfHiddenRule(log: ChangeLog): XmlRule {
	const state: State = { styles: new Set(), hasCells: false, formulas: [], columns: [], column: 0, cell: 0 };
	return (tag, editor) => {
		if (tag.parent === undefined) editor.onClose(tag, () => formulasAway(editor, state));
		const { xml } = editor;
		const attribute = (name: string) => {
			const found = editor.attributes(tag).find((other) => other.name === name);
			return found && attributeText(xml, found);
		};
		const isStyled = () => state.styles.has(attribute("style-name") ?? "");
		const hideText = () => {
			editor.remove(tag, "hiddenContent");
			editor.onClose(tag, (start, end) => log.hiddenText.push(textBetween(xml, start, end).trim()));
		};
		switch (tag.name) {
			case "hidden-text":
			case "hidden-paragraph":
				editor.remove(tag, "hiddenContent");
				log.hiddenText.push(attribute("string-value") ?? "");
				return;
			case "section":
				if (attribute("display") === "none") hideText();
				return;
			case "span":
				if (state.styles.size > 0 && isStyled()) hideText();
				return;
			case "text-properties":
				if (attribute("display") === "none") state.styles.add(styleName(tag.parent, editor));
				return;
			case "table-properties":
			case "drawing-page-properties":
				if (attribute("display") !== "false" && attribute("visibility") !== "hidden") return;
				state.styles.add(styleName(tag.parent, editor));
				return;
			case "table":
				Object.assign(state, { columns: [], column: 0 });
				if (!isStyled()) return;
				state.hasCells = true;
				editor.remove(tag, "hiddenContent");
				log.hidden.push(phrase("hiddenSheet", attribute("name") ?? ""));
				return;
			case "table-column": {
				const first = state.column;
				state.column += Number(attribute("number-columns-repeated") ?? 1);
				if (isHidden(attribute("visibility"))) state.columns.push({ first, last: state.column - 1 });
				return;
			}
			case "table-row":
				state.cell = 0;
				if (isHidden(attribute("visibility"))) hiddenRow(tag, editor, log, state);
				return;
			case "table-cell":
			case "covered-table-cell": {
				const formula = editor.attributes(tag).find(({ name }) => name === "formula");
				if (formula) state.formulas.push(formula);
				const first = state.cell;
				state.cell += state.columns.length > 0 ? Number(attribute("number-columns-repeated") ?? 1) : 1;
				if (state.columns.some((hidden) => hidden.first <= first && state.cell - 1 <= hidden.last)) {
					hiddenCell(tag, editor, log, state, state.cell - first);
				}
				return;
			}
			case "page":
				if (tag.parent?.name !== "presentation" || !isStyled()) return;
				editor.remove(tag, "hiddenContent");
				log.hidden.push(phrase("hiddenSlide", attribute("name") ?? ""));
				return;
		}
	};
}

/** A row cannot be without a cell: an empty one takes the place of all. */
function hiddenRow(tag: XmlTag, editor: XmlEditor, log: ChangeLog, state: State): void {
	editor.onClose(tag, (start, end) => {
		if (!holdsValues.test(editor.xml.text.slice(start, end))) return;
		state.hasCells = true;
		log.hidden.push(phrase("someHiddenRows"));
		editor.replace(start, end, "<table:table-cell/>", "hiddenContent");
	});
}

function hiddenCell(tag: XmlTag, editor: XmlEditor, log: ChangeLog, state: State, repeated: number): void {
	editor.onClose(tag, (_, __, after) => {
		if (!holdsValues.test(editor.xml.text.slice(tag.start, after))) return;
		state.hasCells = true;
		log.hidden.push(phrase("someHiddenColumns"));
		const count = repeated > 1 ? ` table:number-columns-repeated="${repeated}"` : "";
		editor.replace(tag.start, after, `<table:${tag.name}${count}/>`, "hiddenContent");
	});
}

/** With hidden cells gone a formula would give another value: the value that was seen stays, the formula goes. */
function formulasAway(editor: XmlEditor, { hasCells, formulas }: State): void {
	if (!hasCells) return;
	for (const formula of formulas) editor.removeAttribute(formula, "hiddenContent");
}

function isHidden(visibility: string | undefined): boolean {
	return visibility === "collapse" || visibility === "filter";
}

function styleName(style: XmlTag | undefined, editor: XmlEditor): string {
	const name = style && editor.attributes(style).find((attribute) => attribute.name === "name");
	return name ? attributeText(editor.xml, name) : "";
}
