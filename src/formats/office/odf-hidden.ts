// What is hidden in OpenDocument: text, sections, sheets, rows, columns and slides, and the formulas that count on them.
// https://docs.oasis-open.org/office/OpenDocument/v1.3/
import { phrase } from "../../core/phrase";
import { attributeText, textBetween, type XmlAttribute, type XmlTag } from "../containers/xml";
import type { XmlEditor, XmlRule } from "../containers/xml-edits";
import { excerpt } from "../readable";
import type { ChangeLog } from "./change-log";
import { isHiddenStyle, noStyles, noteStyle, type OdfStyles, type StyleFamily, showingStyles } from "./odf-styles";

type State = {
	/** The part's own styles. */
	styles: OdfStyles;
	hasCells: boolean;
	formulas: XmlAttribute[];
	/** Of the sheet that is being read: its hidden columns, and the columns and cells of the row counted so far. */
	columns: { first: number; last: number }[];
	column: number;
	cell: number;
};

/** Whether a stretch of a sheet holds anything. */
const holdsValues = /<text:p[\s>]|office:value/;

/** @param common - the styles that all parts of the document share; those of `styles.xml` are met first. */
export function odfHiddenRule(log: ChangeLog, common: OdfStyles): XmlRule {
	const state: State = { styles: noStyles(), hasCells: false, formulas: [], columns: [], column: 0, cell: 0 };
	return (tag, editor) => {
		if (tag.parent === undefined) editor.onClose(tag, () => formulasAway(editor, state));
		const { xml } = editor;
		const attribute = (name: string) => {
			const found = editor.attributes(tag).find((other) => other.name === name);
			return found && attributeText(xml, found);
		};
		const isStyled = (family: StyleFamily) =>
			(state.styles.mayHide || common.mayHide) &&
			isHiddenStyle(family, attribute("style-name") ?? "", state.styles, common);
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
			case "a":
				if (isStyled("text")) hideText();
				return;
			case "p":
			case "h":
				if (isStyled("paragraph")) hiddenParagraph(tag, editor, log, showingStyles(state.styles, common));
				return;
			case "user-field-decl":
				return unusedField(tag, editor, log);
			case "variable-set":
				if (attribute("display") === "none") noteStaying(log, attribute("string-value") ?? attribute("value") ?? "");
				return;
			case "style":
			case "text-properties":
			case "table-properties":
			case "drawing-page-properties":
				return noteStyle(xml, tag, state.styles, common);
			case "table":
				Object.assign(state, { columns: [], column: 0 });
				if (!isStyled("table")) return;
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
				if (tag.parent?.name !== "presentation" || !isStyled("drawing-page")) return;
				editor.remove(tag, "hiddenContent");
				log.hidden.push(phrase("hiddenSlide", attribute("name") ?? ""));
				return;
		}
	};
}

/** With all its words; where some of them are shown again, or a picture may be, it stays, and that is said. */
function hiddenParagraph(tag: XmlTag, editor: XmlEditor, log: ChangeLog, showing: readonly string[]): void {
	editor.onClose(tag, (start, end, after) => {
		const inside = editor.xml.text.slice(start, end);
		const words = textBetween(editor.xml, start, end).trim();
		const isPartlyShown = /<draw:/.test(inside) || showing.some((name) => inside.includes(`style-name="${name}"`));
		if (words === "") return;
		if (isPartlyShown) {
			noteStaying(log, words);
			return;
		}
		log.hiddenText.push(words);
		editor.replace(tag.start, after, "", "hiddenContent");
	});
}

/** The value of a field that no page shows. */
function unusedField(tag: XmlTag, editor: XmlEditor, log: ChangeLog): void {
	const attributes = editor.attributes(tag);
	const name = attributes.find((attribute) => attribute.name === "name");
	const value = attributes.find((attribute) => /^(?:string-|date-)?value$/.test(attribute.name));
	if (!name || !value) return;
	const { text } = editor.xml;
	// It may be shown in a header, which stands in another part: so it is said, and stays.
	const isShown = text.split(`name="${text.slice(name.valueStart, name.valueEnd)}"`).length > 2;
	if (!isShown) noteStaying(log, attributeText(editor.xml, value));
}

function noteStaying(log: ChangeLog, words: string): void {
	if (words === "") return;
	const value = phrase("quoted", excerpt(words));
	log.findings.push({ kind: "text", severity: "high", source: "ODF", tag: "HiddenText", value, stays: true });
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
