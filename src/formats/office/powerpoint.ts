// PresentationML: hidden slides, notes, comments and their authors. ECMA-376 part 1, 19
import { attributeText, textBetween, type XmlTag } from "../containers/xml";
import type { XmlEditor, XmlRule } from "../containers/xml-edits";
import type { ChangeLog } from "./change-log";

/** What a rule learns about the part it reads. */
export type Slides = { hidden: Set<string> };

const goingElements = new Set(["creationId", "modId"]);

export function powerpointRule(log: ChangeLog, slides: Slides, part: string): XmlRule {
	const isComments = /^ppt\/comment/i.test(part);
	const isAuthors = /^ppt\/(?:commentAuthors|authors)\.xml$/i.test(part);
	return (tag, editor) => {
		const { xml } = editor;
		if (goingElements.has(tag.name) && tag.parent !== undefined) {
			if (log.revisionIds.size < 1000)
				log.revisionIds.add(firstValue(tag, editor, "val") || firstValue(tag, editor, "id"));
			editor.remove(tag.parent.name === "ext" ? tag.parent : tag);
		}
		if (isAuthors) return authorRule(tag, editor, log);
		if (isComments) return commentRule(tag, editor, log);
		switch (tag.name) {
			case "sld":
				if (/^(?:0|false)$/.test(firstValue(tag, editor, "show"))) slides.hidden.add(part);
				return;
			case "notes":
				return editor.onClose(tag, (start, end) => {
					const text = notesText(xml.text.slice(start, end), (from, to) => textBetween(xml, start + from, start + to));
					if (text !== "") log.notes.push(text);
				});
			case "modifyVerifier":
				return editor.remove(tag);
		}
	};
}

/** The words of the notes' body, without the number of the slide. */
function notesText(notes: string, textOf: (from: number, to: number) => string): string {
	const words: string[] = [];
	for (const shape of notes.matchAll(/<p:sp>[\s\S]*?<\/p:sp>/g)) {
		const isBody = /<p:ph[^>]*type="body"/.test(shape[0]) || !/<p:ph\s/.test(shape[0]);
		const body = shape[0].indexOf("<p:txBody");
		if (isBody && body !== -1) words.push(textOf(shape.index + body, shape.index + shape[0].length));
	}
	return words.join(" ").trim();
}

function authorRule(tag: XmlTag, editor: XmlEditor, log: ChangeLog): void {
	if (tag.name !== "cmAuthor" && tag.name !== "author") return;
	for (const attribute of editor.attributes(tag)) {
		const value = attributeText(editor.xml, attribute);
		if (!/^(?:name|initials|userId|providerId)$/.test(attribute.name) || value === "") continue;
		if (attribute.name === "name") log.authors.push(value);
		if (attribute.name !== "providerId") editor.setAttribute(attribute, "");
		else if (value !== "None") editor.setAttribute(attribute, "None");
	}
	// Presence ids hang on an author as extensions.
	if (!tag.isEmpty) editor.setText(tag, "");
}

/** The times of comments, answers, tasks and reactions; some elements may be without. */
const commentTimes = new Set(["dt", "created", "time", "startDate", "dueDate"]);
const optionalTimes = new Set(["startDate", "dueDate"]);

function commentRule(tag: XmlTag, editor: XmlEditor, log: ChangeLog): void {
	for (const attribute of editor.attributes(tag)) {
		if (!commentTimes.has(attribute.name) || attribute.prefix !== "") continue;
		const value = attributeText(editor.xml, attribute);
		if (optionalTimes.has(attribute.name)) {
			log.times.push(value);
			editor.removeAttribute(attribute);
			continue;
		}
		// The others are required: the date that says nothing.
		if (value === noDate) continue;
		log.times.push(value);
		editor.setAttribute(attribute, noDate);
	}
	if (tag.name === "cm") {
		editor.onClose(tag, (start, end) => log.comments.push(textBetween(editor.xml, start, end)));
	}
}

const noDate = "1980-01-01T00:00:00.000";

function firstValue(tag: XmlTag, editor: XmlEditor, name: string): string {
	const attribute = editor.attributes(tag).find((other) => other.name === name);
	return attribute ? attributeText(editor.xml, attribute) : "";
}
