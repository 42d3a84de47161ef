// WordprocessingML: tracked changes, comments and what Word notes about its user. ECMA-376 part 1, 17
import type { KeepChoice } from "../../core/finding";
import { attributeText, textBetween, type XmlTag } from "../containers/xml";
import type { XmlEditor, XmlRule } from "../containers/xml-edits";
import type { ChangeLog } from "./change-log";

/** Elements that go with all that is in them. A data binding would fetch its text anew from a part that has gone. */
const going: Record<string, KeepChoice | undefined> = {
	rsids: undefined,
	docVars: undefined,
	attachedTemplate: undefined,
	mailMerge: undefined,
	dataBinding: undefined,
	docId: undefined,
	printerSettings: undefined,
	writeProtection: undefined,
	moveFromRangeStart: undefined,
	moveFromRangeEnd: undefined,
	moveToRangeStart: undefined,
	moveToRangeEnd: undefined,
	commentRangeStart: "comments",
	commentRangeEnd: "comments",
	commentReference: "comments",
	annotationRef: "comments",
	rPrChange: "trackedChanges",
	pPrChange: "trackedChanges",
	sectPrChange: "trackedChanges",
	tblPrChange: "trackedChanges",
	tblPrExChange: "trackedChanges",
	tblGridChange: "trackedChanges",
	trPrChange: "trackedChanges",
	tcPrChange: "trackedChanges",
	numberingChange: "trackedChanges",
	cellIns: "trackedChanges",
	cellDel: "trackedChanges",
	cellMerge: "trackedChanges",
};

/** Cheap test whether a tag may have an attribute that goes. */
const mayGo = /rsid|author|date|initials|:paraId|:textId/;

/** The rule for one part; `isComments` where paragraph ids tie answers to their comments. */
export function wordRule(log: ChangeLog, isComments: boolean): XmlRule {
	return (tag, editor) => {
		if (Object.hasOwn(going, tag.name)) {
			const choice = going[tag.name];
			editor.remove(tag, choice);
			if (choice === "trackedChanges") log.otherChanges++;
			if (tag.name === "docId") log.documentIds.add(firstValue(tag, editor));
			if (tag.name === "docVars" || tag.name === "mailMerge") noteSetting(tag, editor, log);
		}
		if (mayGo.test(editor.xml.text.slice(tag.start, tag.end))) attributeRule(tag, editor, log, isComments);
		const { xml } = editor;
		switch (tag.name) {
			case "ins":
				return insertion(tag, editor, log);
			case "moveTo":
				return editor.unwrap(tag);
			case "del":
			case "moveFrom":
				return deletion(tag, editor, log);
			case "comment":
				return editor.onClose(tag, (start, end) => log.comments.push(textBetween(xml, start, end)));
		}
	};
}

function attributeRule(tag: XmlTag, editor: XmlEditor, log: ChangeLog, isComments: boolean): void {
	for (const attribute of editor.attributes(tag)) {
		const { name } = attribute;
		const value = () => attributeText(editor.xml, attribute);
		if (name.startsWith("rsid")) {
			log.revisionIds.add(value());
			editor.removeAttribute(attribute);
		} else if (name === "author") {
			if (value() === "") continue;
			log.authors.push(value());
			editor.setAttribute(attribute, "");
		} else if ((name === "date" || name === "dateUtc") && attribute.prefix !== "") {
			log.times.push(value());
			editor.removeAttribute(attribute);
		} else if (name === "initials") {
			editor.removeAttribute(attribute);
		} else if ((name === "paraId" || name === "textId") && attribute.prefix !== "" && !isComments) {
			if (log.documentIds.size === 0) log.documentIds.add(value());
			editor.removeAttribute(attribute);
		}
	}
}

/** A mark on a paragraph or row is an empty element; on text it is an element around runs. */
function insertion(tag: XmlTag, editor: XmlEditor, log: ChangeLog): void {
	if (tag.isEmpty) {
		log.otherChanges++;
		editor.remove(tag, "trackedChanges");
		return;
	}
	editor.unwrap(tag, "trackedChanges");
	editor.onClose(tag, (start, end) => log.inserted.push(textBetween(editor.xml, start, end)));
}

function deletion(tag: XmlTag, editor: XmlEditor, log: ChangeLog): void {
	const row = tag.parent?.name === "trPr" ? tag.parent.parent : undefined;
	if (row) {
		editor.onClose(row, (start, end) => log.deleted.push(textBetween(editor.xml, start, end)));
		editor.remove(row);
		return;
	}
	editor.remove(tag);
	if (tag.isEmpty) deletedMark(tag, editor, log);
	else editor.onClose(tag, (start, end) => log.deleted.push(textBetween(editor.xml, start, end)));
}

/** A paragraph goes with its mark when all of its runs were deleted too; else only its text did. */
function deletedMark(tag: XmlTag, editor: XmlEditor, log: ChangeLog): void {
	log.deleted.push("");
	const paragraph = tag.parent?.parent?.parent;
	if (paragraph?.name !== "p" || paragraph.parent?.name !== "body") return;
	editor.onClose(paragraph, (start, end) => {
		const rest = editor.xml.text
			.slice(start, end)
			.replace(/<w:pPr>[\s\S]*?<\/w:pPr>/, (properties) => (properties.includes("<w:sectPr") ? "<w:r>" : ""))
			.replace(/<w:(del|moveFrom)\s[^>]*[^/]>[\s\S]*?<\/w:\1>/g, "");
		if (!/<(?!\/|w:(?:bookmark|proofErr|moveFromRange))/.test(rest)) editor.remove(paragraph);
	});
}

function noteSetting(tag: XmlTag, editor: XmlEditor, log: ChangeLog): void {
	editor.onClose(tag, (start, end) => {
		const values = [...editor.xml.text.slice(start, end).matchAll(/:val="([^"]*)"/g)].map(([, value]) => value ?? "");
		const label = tag.name === "docVars" ? "DocumentVariables" : "MailMerge";
		log.findings.push({
			kind: "text",
			severity: "high",
			source: "DOCX",
			tag: label,
			value: values.slice(0, 6).join(", "),
		});
	});
}

function firstValue(tag: XmlTag, editor: XmlEditor): string {
	const attribute = editor.attributes(tag).find(({ name }) => name === "val");
	return attribute ? attributeText(editor.xml, attribute) : "";
}
