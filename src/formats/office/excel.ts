// SpreadsheetML: hidden sheets, rows and columns, comments, caches, and what Excel notes about its user. ECMA-376 part 1, 18

import type { KeepChoice } from "../../core/finding";
import { phrase } from "../../core/phrase";
import { attributeText, holdsMore, textBetween, type XmlTag } from "../containers/xml";
import type { ChoiceEdit, XmlEditor, XmlRule } from "../containers/xml-edits";
import { own } from "../own";
import { excerpt, listed } from "../readable";
import type { ChangeLog } from "./change-log";
import { cleanConnection } from "./connection";

/** The name of a commenter who is to be none: Excel asks for one. */
const noName = "Author";

/** Elements that go with all that is in them. */
const going: Record<string, KeepChoice | undefined> = {
	absPath: undefined,
	revisionPtr: undefined,
	fileSharing: undefined,
};

/** Attributes that go, by name. */
const goingAttributes: Record<string, "author" | "time" | "id"> = {
	refreshedBy: "author",
	refreshedDate: "time",
	refreshedDateIso: "time",
	userName: "author",
	dT: "time",
	uid: "id",
};

/** Cheap test whether a tag may have one of them: a sheet has millions of cells. */
const mayGo = /refreshed|userName|dT=|:uid=/;

/** What the parts of a workbook tell each other. */
export type Workbook = {
	/** Names of hidden sheets by the relationship that leads to them. */
	hiddenSheets: Map<string, string>;
	/** Whether a hidden sheet, row or column holds anything. */
	hasHidden: boolean;
};

/** What one sheet's rule found on its way. */
export type Sheet = {
	/** The name of the sheet when all of it is hidden. */
	hiddenAs: string | undefined;
	/** Whether its drawing stays even then: a chart on a sheet of its own cannot be without, nor can buttons. */
	keepsDrawing: boolean;
	hiddenColumns: { first: number; last: number }[];
	hiddenRows: number;
	hiddenCells: number;
	/** Formulas, which become their values when what they count on goes. */
	formulas: ChoiceEdit[];
};

export function emptySheet(hiddenAs: string | undefined, keepsDrawing: boolean): Sheet {
	return { hiddenAs, keepsDrawing, hiddenColumns: [], hiddenRows: 0, hiddenCells: 0, formulas: [] };
}

export function excelRule(log: ChangeLog, workbook: Workbook, sheet: Sheet): XmlRule {
	const commenters: string[] = [];
	return (tag, editor) => {
		if (Object.hasOwn(going, tag.name)) editor.remove(tag, going[tag.name]);
		if (holdsMore(tag) && mayGo.test(editor.xml.text.slice(tag.start, tag.end))) attributeRule(tag, editor, log);
		const { xml } = editor;
		const attribute = (name: string) => {
			const found = editor.attributes(tag).find((other) => other.name === name);
			return found && attributeText(xml, found);
		};
		switch (tag.name) {
			case "fileSharing":
				log.authors.push(attribute("userName") ?? "");
				return;
			case "sheet":
				if (/^(?:hidden|veryHidden)$/.test(attribute("state") ?? "")) {
					workbook.hiddenSheets.set(attribute("id") ?? "", attribute("name") ?? "");
				}
				return;
			case "sheetData":
				if (sheet.hiddenAs !== undefined) hiddenCells(tag, editor, sheet, log, workbook);
				return;
			case "drawing":
				if (sheet.hiddenAs !== undefined) noteDrawing(sheet.hiddenAs, sheet.keepsDrawing, log);
				return;
			case "dataValidations":
			case "conditionalFormatting":
			case "conditionalFormattings":
			case "headerFooter":
			case "hyperlinks":
			case "tableParts": // a table repeats the words of its first row
				if (sheet.hiddenAs === undefined || !/^(?:worksheet|ext|extLst)$/.test(tag.parent?.name ?? "")) return;
				log.hidden.push(phrase("hiddenSheet", sheet.hiddenAs));
				return editor.remove(tag.parent?.name === "ext" ? tag.parent : tag, "hiddenContent");
			case "sharedItems":
				return sharedItems(tag, editor, log);
			case "row":
				if (isTrue(attribute("hidden"))) hiddenCells(tag, editor, sheet, log, workbook);
				return;
			case "col":
				if (!isTrue(attribute("hidden"))) return;
				sheet.hiddenColumns.push({ first: Number(attribute("min")), last: Number(attribute("max")) });
				return;
			case "c":
				if (sheet.hiddenColumns.length === 0) return;
				if (isInColumns(attribute("r") ?? "", sheet)) hiddenCells(tag, editor, sheet, log, workbook);
				return;
			case "f":
				return editor.onClose(tag, (_, __, after) => {
					sheet.formulas.push({ start: tag.start, end: after, choice: "hiddenContent" });
				});
			case "author":
				return editor.onClose(tag, (start, end) => {
					const name = textBetween(xml, start, end);
					if (name.trim() === "" || name.startsWith("tc={")) return;
					commenters.push(name);
					log.authors.push(name);
					editor.setText(tag, "");
				});
			case "t":
				// Excel begins a note with its author's name in bold.
				if (commenters.length === 0) return;
				return editor.onClose(tag, (start, end) => {
					const text = textBetween(xml, start, end).trimStart();
					const name = commenters.find((commenter) => text.startsWith(`${commenter}:`));
					if (name !== undefined) editor.setText(tag, text.slice(name.length));
				});
			case "text":
				if (tag.parent?.name !== "comment" && tag.parent?.name !== "threadedComment") return;
				return editor.onClose(tag, (start, end) => log.comments.push(textBetween(xml, start, end)));
			case "person":
				return person(tag, editor, log);
			case "customWorkbookView":
				return personalView(tag, editor, log);
			case "scenario":
				return scenario(tag, editor, log);
			case "pivotCacheRecords":
				log.hidden.push(phrase("pivotCache", { count: Number(attribute("count") ?? 0) }));
				return;
			case "connection":
			case "dbPr":
				return cleanConnection(tag, editor, log, "XLSX");
			case "sheetDataSet":
				if (tag.isEmpty) return;
				log.hidden.push(phrase("otherWorkbook"));
				return editor.remove(tag, "hiddenContent");
		}
	};
}

/** Comment boxes of a legacy drawing, which go with their comments. */
export const noteShapeRule: XmlRule = (tag, editor) => {
	const shape = tag.parent;
	if (tag.name !== "ClientData" || shape?.name !== "shape") return;
	const isNote = editor.attributes(tag).some((attribute) => attributeText(editor.xml, attribute) === "Note");
	if (isNote) editor.remove(shape, "comments");
};

function attributeRule(tag: XmlTag, editor: XmlEditor, log: ChangeLog): void {
	for (const attribute of editor.attributes(tag)) {
		const kind = own(goingAttributes, attribute.name);
		if (kind === undefined) continue;
		// `uid` is a revision id only in Microsoft's own namespaces; elsewhere it may be a key.
		if (kind === "id" && !/^xr\d*$/.test(attribute.prefix)) continue;
		const value = attributeText(editor.xml, attribute);
		if (kind === "author") log.authors.push(value);
		else if (kind === "time") log.times.push(value);
		else log.revisionIds.add(value);
		editor.removeAttribute(attribute);
	}
}

function person(tag: XmlTag, editor: XmlEditor, log: ChangeLog): void {
	for (const attribute of editor.attributes(tag)) {
		const value = attributeText(editor.xml, attribute);
		if (value === "") continue;
		if (attribute.name === "displayName" && value !== noName) {
			log.authors.push(value);
			editor.setAttribute(attribute, noName);
		} else if (attribute.name === "userId") editor.setAttribute(attribute, "");
		else if (attribute.name === "providerId" && value !== "None") editor.setAttribute(attribute, "None");
	}
}

/** What the views are called that Excel makes in a shared workbook, for each who opens it: its name is required. */
const noView = "Personal View";

function personalView(tag: XmlTag, editor: XmlEditor, log: ChangeLog): void {
	const attributes = editor.attributes(tag);
	const name = attributes.find((attribute) => attribute.name === "name");
	const value = name && attributeText(editor.xml, name);
	if (!name || !value || value === noView) return;
	const isPersonal = attributes.some(
		(attribute) => attribute.name === "personalView" && isTrue(attributeText(editor.xml, attribute)),
	);
	if (!isPersonal && !value.endsWith(` - ${noView}`)) return;
	log.authors.push(value.replace(/ - [^-]*$/, ""));
	editor.setAttribute(name, noView);
}

/** Who made one of several cases to count with, and the line about it that Excel writes by itself. */
function scenario(tag: XmlTag, editor: XmlEditor, log: ChangeLog): void {
	for (const attribute of editor.attributes(tag)) {
		if (attribute.name !== "user" && attribute.name !== "comment") continue;
		const value = attributeText(editor.xml, attribute);
		if (attribute.name === "user") log.authors.push(value);
		else
			log.findings.push({ kind: "person", severity: "high", source: "XLSX", tag: "Scenario", value: excerpt(value) });
		editor.removeAttribute(attribute);
	}
}

function noteDrawing(hiddenAs: string, keepsDrawing: boolean, log: ChangeLog): void {
	const value = phrase("hiddenSheet", hiddenAs);
	if (!keepsDrawing) log.hidden.push(value);
	else {
		log.findings.push({
			...{ kind: "hidden-media", severity: "high", source: "XLSX", tag: "HiddenContent", value },
			stays: true,
		});
	}
}

/** The values that a pivot table groups by: those that it filters away are among them. */
function sharedItems(tag: XmlTag, editor: XmlEditor, log: ChangeLog): void {
	editor.onClose(tag, (start, end) => {
		const values = [...editor.xml.text.slice(start, end).matchAll(/<s\s[^>]*?v="([^"]+)"/g)];
		if (values.length === 0) return;
		const value = listed(
			values.map((match) =>
				excerpt(
					textBetween(
						editor.xml,
						start + match.index + match[0].length - 1 - (match[1] ?? "").length,
						start + match.index + match[0].length - 1,
					),
				),
			),
		);
		log.findings.push({ kind: "text", severity: "medium", source: "XLSX", tag: "PivotItems", value, stays: true });
	});
}

/** A hidden sheet, row or cell keeps its place and loses what is in it. */
function hiddenCells(tag: XmlTag, editor: XmlEditor, sheet: Sheet, log: ChangeLog, workbook: Workbook): void {
	editor.onClose(tag, (start, end) => {
		if (!/<(?:\w+:)?(?:v|is|f)[\s>]/.test(editor.xml.text.slice(start, end))) return;
		workbook.hasHidden = true;
		if (tag.name === "sheetData") log.hidden.push(phrase("hiddenSheet", sheet.hiddenAs ?? ""));
		else if (tag.name === "row") sheet.hiddenRows++;
		else sheet.hiddenCells++;
		editor.setText(tag, "", "hiddenContent");
	});
}

function isTrue(value: string | undefined): boolean {
	return value === "1" || value === "true";
}

function isInColumns(cell: string, { hiddenColumns }: Sheet): boolean {
	let column = 0;
	for (const letter of cell.replace(/\d+$/, "")) column = column * 26 + letter.charCodeAt(0) - 64;
	return hiddenColumns.some(({ first, last }) => column >= first && column <= last);
}
