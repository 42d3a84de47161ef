// Visio's drawings: who commented and when, and where their data comes from. [MS-VSDX] 2.2.5
// https://learn.microsoft.com/openspecs/sharepoint_protocols/ms-vsdx
import { attributeText, textBetween, type XmlTag } from "../containers/xml";
import type { XmlEditor, XmlRule } from "../containers/xml-edits";
import type { ChangeLog } from "./change-log";
import { cleanConnection } from "./connection";

/** The date that says nothing, where one is required. */
const noDate = "1980-01-01T00:00:00";

export function visioRule(log: ChangeLog): XmlRule {
	return (tag, editor) => {
		switch (tag.name) {
			case "AuthorEntry":
				return author(tag, editor, log);
			case "CommentEntry":
				return comment(tag, editor, log);
			case "DataConnection":
				return cleanConnection(tag, editor, log, "VSDX");
		}
	};
}

function author(tag: XmlTag, editor: XmlEditor, log: ChangeLog): void {
	for (const attribute of editor.attributes(tag)) {
		if (!/^(?:Name|Initials|ResolutionID)$/.test(attribute.name)) continue;
		const value = attributeText(editor.xml, attribute);
		if (value === "") continue;
		if (attribute.name !== "Initials") log.authors.push(value);
		editor.setAttribute(attribute, "");
	}
}

function comment(tag: XmlTag, editor: XmlEditor, log: ChangeLog): void {
	for (const attribute of editor.attributes(tag)) {
		if (attribute.name !== "Date" && attribute.name !== "EditDate") continue;
		const value = attributeText(editor.xml, attribute);
		if (value.startsWith(noDate)) continue;
		log.times.push(value);
		editor.setAttribute(attribute, noDate);
	}
	editor.onClose(tag, (start, end) => log.comments.push(textBetween(editor.xml, start, end).trim()));
}
