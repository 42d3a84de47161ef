// Pages of an EPUB and its old table of contents: what their heads say, who commented, folders of a computer.
// https://www.w3.org/TR/epub-33/
import type { Finding } from "../core/finding";
import { attributeOf, attributeText, textBetween, type XmlTag } from "./containers/xml";
import type { XmlEditor } from "./containers/xml-edits";
import { mayHoldPath, withoutFolders } from "./office/local-path";
import { excerpt } from "./readable";

/** What heads tell readers of how a page is to be shown; all else there tells about it. */
const renderingMeta = /^(?:|viewport|color-scheme|theme-color|dtb:(?:depth|totalPageCount|maxPageNumber)|cover)$/i;

/** Who marked or changed something, as Pandoc notes it: no reader shows it. */
const markedBy = /^data-(?:author|date)$/;

/** `neutral`: what stands for the identifier, unless that is to stay; `before`: what is told already. */
export function pageRule(
	tag: XmlTag,
	editor: XmlEditor,
	neutral: string | undefined,
	findings: Finding[],
	before: readonly Finding[],
): void {
	const { xml } = editor;
	const textOf = (then: (value: string) => void) =>
		editor.onClose(tag, (start, end) => then(excerpt(textBetween(xml, start, end))));
	const isNew = (value: string) => value !== "" && [...before, ...findings].every((other) => other.value !== value);
	attributesRule(tag, editor, findings);
	if (tag.name === "docAuthor") {
		editor.remove(tag);
		textOf((value) => {
			if (isNew(value)) findings.push({ kind: "person", severity: "high", source: "NCX", tag: "Creator", value });
		});
	} else if (tag.name === "text" && tag.parent?.name === "docTitle") {
		textOf((value) => {
			if (value === "") return;
			editor.setText(tag, "");
			if (isNew(value)) findings.push({ kind: "text", severity: "medium", source: "NCX", tag: "Title", value });
		});
	} else if (tag.name === "title" && tag.parent?.name === "head") {
		textOf((value) => {
			if (saysAgain(value, before)) editor.setText(tag, "");
		});
	} else if (tag.name === "meta") metaRule(tag, editor, neutral, isNew, findings);
}

/** Whether a title is that of the book, which is gone elsewhere, or names who made it; those of chapters stand on the page. */
export function saysAgain(title: string, told: readonly Finding[]): boolean {
	return told.some(
		({ source, tag, value }) =>
			source === "OPF" && /^(?:Title|Creator)$/.test(tag) && typeof value === "string" && title.includes(value),
	);
}

function metaRule(
	tag: XmlTag,
	editor: XmlEditor,
	neutral: string | undefined,
	isNew: (value: string) => boolean,
	findings: Finding[],
): void {
	const name = attributeOf(editor.xml, tag, "name") ?? attributeOf(editor.xml, tag, "property") ?? "";
	const content = editor.attributes(tag).find((attribute) => attribute.name === "content");
	const value = attributeOf(editor.xml, tag, "content") ?? "";
	if (name === "dtb:uid") {
		if (content && neutral !== undefined && value !== neutral) editor.setAttribute(content, neutral);
		return;
	}
	if (renderingMeta.test(name)) return;
	editor.remove(tag);
	if (!isNew(value)) return;
	const isPerson = /author|creator|owner|publisher|copyright/i.test(name);
	const kind = /generator/i.test(name) ? "software" : isPerson ? "person" : "text";
	findings.push({ kind, severity: isPerson ? "high" : "low", source: "XHTML", tag: name, value: excerpt(value) });
}

function attributesRule(tag: XmlTag, editor: XmlEditor, findings: Finding[]): void {
	const { xml } = editor;
	const slice = xml.text.slice(tag.start, tag.end);
	if (!mayHoldPath.test(slice) && !slice.includes("data-")) return;
	for (const attribute of editor.attributes(tag)) {
		const value = attributeText(xml, attribute);
		if (markedBy.test(attribute.name)) {
			editor.removeAttribute(attribute);
			const isDate = attribute.name === "data-date";
			const about = isDate
				? ({ kind: "time", tag: "ChangeDates" } as const)
				: ({ kind: "person", tag: "ChangeAuthors" } as const);
			findings.push({ ...about, severity: "high", source: "XHTML", value: excerpt(value) });
			continue;
		}
		const short = attribute.prefix === "xmlns" ? value : withoutFolders(value);
		if (short === value) continue;
		editor.setAttribute(attribute, short);
		findings.push({ kind: "person", severity: "high", source: "XHTML", tag: "LocalPath", value });
	}
}
