// Office Open XML: DOCX, XLSX, PPTX and their macro and template kin. https://ecma-international.org/publications-and-standards/standards/ecma-376/

import type { Finding } from "../core/finding";
import { phrase } from "../core/phrase";
import { baseName, readArchive, readNested, unpackEntry, zipFindings } from "./archive-plan";
import { attributeText, holdsMore, textBetween, xmlOf } from "./containers/xml";
import { type ChoiceEdit, editXml, type XmlRule } from "./containers/xml-edits";
import type { ZipEntry } from "./containers/zip";
import type { Handler } from "./handler";
import { asideEdits } from "./office/asides";
import { type ChangeLog, logFindings } from "./office/change-log";
import { emptySheet, excelRule, noteShapeRule, type Workbook } from "./office/excel";
import { planHiddenCells, planHiddenSlides } from "./office/hidden-parts";
import { hiddenShapeRule } from "./office/hidden-shapes";
import { type HiddenStyles, hiddenStylesOf, hiddenTextRule, noHiddenStyles } from "./office/hidden-styles";
import { isKnownPart } from "./office/known-parts";
import { mayHoldPath, withoutFolders } from "./office/local-path";
import {
	contentTypes,
	linkFindings,
	openPackage,
	orphanFindings,
	type Package,
	packagePieces,
	planEdits,
} from "./office/package";
import { goneFindings, macroFindings, printerFinding, thumbnailFinding } from "./office/part-findings";
import { powerpointRule, type Slides } from "./office/powerpoint";
import { propertyFindings } from "./office/properties";
import { partOfRels, type Relationship } from "./office/relationships";
import { visioRule } from "./office/visio";
import { wordRule } from "./office/word";
import { unreadFinding } from "./unread-finding";

/** What the parts learn from each other while they are read. */
type Shared = { slides: Slides; workbook: Workbook; formulas: Map<string, ChoiceEdit[]>; hidden: HiddenStyles };

export const ooxml: Handler = {
	format: "ooxml",
	async read(source, context) {
		const zip = await readArchive(source, context);
		const file = await openPackage(source, zip.entries, context);
		const shared: Shared = {
			slides: { hidden: new Set() },
			workbook: { hiddenSheets: new Map(), hasHidden: false },
			formulas: new Map(),
			hidden: await readHiddenStyles(file),
		};
		const findings = [...zipFindings(zip)];
		for (const entry of inReadingOrder(file)) findings.push(...(await readPart(file, shared, entry)));
		if (shared.workbook.hasHidden) await planHiddenCells(file, shared.formulas);
		await planHiddenSlides(file, shared.slides.hidden);
		findings.push(...logFindings(file.label, file.log), ...linkFindings(file), ...orphanFindings(file));
		return { format: "ooxml", findings, strip: (keep, onProgress) => packagePieces(file, keep, onProgress) };
	},
};

async function readHiddenStyles({ source, context, entryOf, outgoing, mainPart, label }: Package) {
	const part = outgoing.get(mainPart)?.find(({ type, isExternal }) => type === "styles" && !isExternal);
	const entry = label === "DOCX" && part ? entryOf.get(part.target) : undefined;
	return entry ? hiddenStylesOf(xmlOf(await unpackEntry(source, entry, context))) : noHiddenStyles;
}

/** A workbook says which of its sheets are hidden, a slide itself whether it is: the one is read first, the other last. */
function inReadingOrder({ entries, mainPart, label }: Package): ZipEntry[] {
	const main = entries.filter(({ name }) => name === mainPart);
	const others = entries.filter(({ name }) => name !== mainPart);
	return label === "PPTX" ? [...others, ...main] : [...main, ...others];
}

async function readPart(file: Package, shared: Shared, entry: ZipEntry): Promise<readonly Finding[]> {
	const { name } = entry;
	const incoming = file.incoming.get(name);
	if (name === contentTypes || partOfRels(name) !== undefined || name.endsWith("/")) return [];
	if (incoming?.type === "thumbnail") return readThumbnail(file, entry);
	if (!/\.(?:xml|vml)$/i.test(name)) return readBinary(file, entry, incoming);
	const xml = xmlOf(await unpackEntry(file.source, entry, file.context));
	if (/^(?:core|extended|custom)-properties$/.test(incoming?.type ?? "")) return propertyFindings(baseName(name), xml);
	if (incoming?.goes && incoming.goes.choice === undefined) return goneFindings(incoming.type, xml, file.log);
	const comments = file.log.comments.length;
	planEdits(file, name, xml, editXml(xml, ...rulesFor(file, shared, name)));
	planEdits(
		file,
		name,
		xml,
		asideEdits(xml, (words) => file.log.asides.push(words)),
	);
	// Programs write a list of comments where nobody made any: nothing to keep.
	if (incoming?.type === "comments" && file.log.comments.length === comments) incoming.goes = {};
	const isUnknown = incoming !== undefined && !isKnownPart(incoming.type);
	return isUnknown ? [unreadFinding(baseName(name), "wasNotChecked")] : [];
}

/** A thumbnail goes whole, but a picture of a camera's says where it was taken all the same. */
async function readThumbnail({ source, context }: Package, entry: ZipEntry): Promise<readonly Finding[]> {
	const inside = await readNested(source, entry, context, new Map());
	return [thumbnailFinding(entry), ...(inside ?? []).filter(({ tag }) => tag !== "NotChecked")];
}

async function readBinary(
	file: Package,
	entry: ZipEntry,
	incoming: Relationship | undefined,
): Promise<readonly Finding[]> {
	switch (incoming?.type) {
		case "printerSettings":
			return [printerFinding(await unpackEntry(file.source, entry, file.context))];
		case "vbaProject":
			return macroFindings(file.label, await unpackEntry(file.source, entry, file.context));
	}
	const nested = await readNested(file.source, entry, file.context, file.plan);
	// A font is hidden from copying by its first bytes; what can be read there is none.
	if (nested === undefined && incoming?.type === "font") return [];
	const isEmbedded = incoming?.type === "package" || incoming?.type === "oleObject";
	if (nested === undefined) return [unreadFinding(baseName(entry.name), "wasNotChecked")];
	if (!isEmbedded) return nested;
	return [
		{
			kind: "hidden-media",
			severity: "medium",
			source: file.label,
			tag: "EmbeddedFile",
			value: baseName(entry.name),
			stays: true,
		},
		...nested,
	];
}

function rulesFor(file: Package, { slides, workbook, formulas, hidden }: Shared, part: string): XmlRule[] {
	const drop = (id: string) => {
		const gone = file.outgoing.get(part)?.find((one) => one.id === id);
		if (gone) gone.goes ??= { choice: "hiddenContent" };
	};
	if (hiddenSheetName(file, workbook, part) !== undefined) {
		const gone = keepsDrawing(file, part) ? /^(?:hyperlink|table)$/ : /^(?:drawing|hyperlink|table)$/;
		for (const one of file.outgoing.get(part) ?? []) if (gone.test(one.type)) one.goes ??= { choice: "hiddenContent" };
	}
	const rules = [referenceRule(file, part), pathRule(file.log), hiddenShapeRule(file.log, file.label, drop)];
	switch (file.label) {
		case "DOCX":
			return [...rules, wordRule(file.log, /\/comments\w*\.xml$/i.test(part)), hiddenTextRule(file.log, hidden)];
		case "PPTX":
			return [...rules, powerpointRule(file.log, slides, part)];
		case "XLSX":
			return [...rules, part.endsWith(".vml") ? noteShapeRule : sheetRule(file, workbook, formulas, part)];
		case "VSDX":
			return [...rules, visioRule(file.log)];
		default:
			return rules;
	}
}

function hiddenSheetName({ incoming, mainPart }: Package, workbook: Workbook, part: string): string | undefined {
	const link = incoming.get(part);
	return link?.from === mainPart ? workbook.hiddenSheets.get(link.id) : undefined;
}

function keepsDrawing({ incoming, outgoing }: Package, part: string): boolean {
	const hasButtons = (outgoing.get(part) ?? []).some(({ type }) => /^(?:control|ctrlProp)$/.test(type));
	return hasButtons || incoming.get(part)?.type !== "worksheet";
}

function sheetRule(file: Package, workbook: Workbook, formulas: Shared["formulas"], part: string): XmlRule {
	const sheet = emptySheet(hiddenSheetName(file, workbook, part), keepsDrawing(file, part));
	if (part.startsWith("xl/worksheets/")) formulas.set(part, sheet.formulas);
	const rule = excelRule(file.log, workbook, sheet);
	return (tag, editor) => {
		rule(tag, editor);
		if (tag.parent !== undefined) return;
		editor.onClose(tag, () => {
			if (sheet.hiddenRows > 0) file.log.hidden.push(phrase("hiddenRows", { count: sheet.hiddenRows }, baseName(part)));
			if (sheet.hiddenCells > 0) file.log.hidden.push(phrase("hiddenColumnsIn", baseName(part)));
		});
	};
}

/** What points to a part that goes, goes with it: the whole element, or where the element has other duties the attribute. */
function referenceRule({ outgoing }: Package, part: string): XmlRule {
	const going = new Map((outgoing.get(part) ?? []).filter(({ goes }) => goes).map((one) => [one.id, one]));
	return (tag, editor) => {
		if (going.size === 0) return;
		for (const attribute of editor.attributes(tag)) {
			const relationship = attribute.prefix === "" ? undefined : going.get(attributeText(editor.xml, attribute));
			if (!relationship) continue;
			const choice = relationship.goes?.choice;
			const keepsElement = tag.parent === undefined || tag.name === "pageSetup";
			if (keepsElement) editor.removeAttribute(attribute, choice);
			else editor.remove(tag, choice);
		}
	};
}

/** Elements whose text is no words of the document: instructions of fields, formulas. */
const pathTexts = new Set(["instrText", "delInstrText", "f", "definedName", "CustomMenusFile", "CustomToolbarsFile"]);

/** Folders of a computer in attributes, fields and formulas; the words of the document are left alone. */
function pathRule(log: ChangeLog): XmlRule {
	return (tag, editor) => {
		const { xml } = editor;
		if (holdsMore(tag) && mayHoldPath.test(xml.text.slice(tag.start, tag.end))) {
			for (const attribute of editor.attributes(tag)) {
				const value = attributeText(xml, attribute);
				const short = attribute.prefix === "xmlns" ? value : withoutFolders(value);
				if (short === value) continue;
				log.paths.push(value);
				editor.setAttribute(attribute, short);
			}
		}
		if (!pathTexts.has(tag.name)) return;
		editor.onClose(tag, (start, end) => {
			if (!mayHoldPath.test(xml.text.slice(start, end))) return;
			const value = textBetween(xml, start, end);
			const short = withoutFolders(value);
			if (short === value) return;
			log.paths.push(value);
			editor.setText(tag, short);
		});
	};
}
