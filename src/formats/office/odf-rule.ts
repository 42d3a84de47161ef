// OpenDocument content: changes, comments, notes, fields that would change with the properties.
// https://docs.oasis-open.org/office/OpenDocument/v1.3/
import { phrase } from "../../core/phrase";
import { attributeText, escapeXml, textBetween, type XmlTag, xmlOf } from "../containers/xml";
import type { XmlEditor, XmlRule } from "../containers/xml-edits";
import { readableTime } from "../readable";
import type { ChangeLog } from "./change-log";
import { mayHoldPath, withoutFolders } from "./local-path";
import { type Deletions, deletionMark } from "./odf-deletions";

/** Settings that name a printer, a database or an editing session. */
const goingSettings = /^(?:Printer(?:Name|Setup)|PrintFaxName|Rsid|RsidRoot|CurrentDatabase\w*)$/;
const privateSettings = /^(?:Printer(?:Name|Setup)|PrintFaxName|CurrentDatabase(?:DataSource|Command))$/;

/** Fields that repeat what the properties say: without the tags they stay the words that were seen. */
const propertyFields = new Set([
	...["initial-creator", "creator", "author-name", "author-initials", "title", "subject", "description", "keywords"],
	...["creation-date", "creation-time", "modification-date", "modification-time", "print-date", "print-time"],
	...["printed-by", "editing-cycles", "editing-duration", "user-defined", "file-name", "template-name"],
]);

/** The date that says nothing, where one is required. */
const noDate = "1980-01-01T00:00:00";

type State = {
	/** Tracked changes, and those of them that are deletions. */
	regions: number;
	deletions: number;
	/** What the deletions are called whose words may stand in the text. */
	marks: Deletions;
};

export function odfRule(log: ChangeLog): XmlRule {
	const state: State = { regions: 0, deletions: 0, marks: { places: new Map(), open: new Map() } };
	let commenter = "";
	return (tag, editor) => {
		if (tag.end - tag.start > tag.name.length + 8) attributeRule(tag, editor, log);
		const { xml } = editor;
		const attribute = (name: string) => {
			const found = editor.attributes(tag).find((other) => other.name === name);
			return found && attributeText(xml, found);
		};
		const parent = tag.parent?.name ?? "";
		const textOf = (then: (text: string) => void) =>
			editor.onClose(tag, (start, end) => then(textBetween(xml, start, end).trim()));
		switch (tag.name) {
			case "config-item":
				return setting(tag, editor, attribute("name") ?? "", log);
			case "tracked-changes":
				return trackedChanges(tag, editor, log, state);
			case "changed-region":
				state.regions++;
				return;
			case "deletion":
				return deletion(tag, editor, log, state);
			case "insertion":
			case "format-change":
				log.otherChanges++;
				return;
			case "change":
				return editor.remove(tag);
			case "change-start":
			case "change-end":
				if (!deletionMark(tag, attribute("change-id") ?? "", state.marks, editor, log))
					editor.remove(tag, "trackedChanges");
				return;
			case "annotation":
			case "annotation-end":
				editor.remove(tag, "comments");
				return;
			case "p":
				if (parent !== "annotation") return;
				return editor.onClose(tag, (start, end) => {
					log.comments.push(textBetween(xml, start, end).trim());
					withoutName(editor, commenter, start, end);
				});
			case "creator":
			case "creator-initials":
			case "sender-initials":
				if (parent !== "change-info" && parent !== "annotation") break;
				return textOf((text) => {
					if (text === "") return;
					if (tag.name === "creator") log.authors.push(text);
					if (tag.name === "creator" && parent === "annotation") commenter = text;
					editor.setText(tag, "");
				});
			case "time":
			case "date":
				if (tag.prefix === "text") return clockField(tag, editor, log);
				if (parent === "annotation") editor.remove(tag);
				if (parent !== "annotation" && parent !== "change-info") return;
				return textOf((text) => {
					if (text.startsWith(noDate)) return;
					log.times.push(text);
					if (parent === "change-info") editor.setText(tag, noDate);
				});
			case "notes":
				if (tag.prefix !== "presentation") return;
				return textOf((whole) => {
					// A page of notes repeats the number of its slide.
					const text = whole.replace(/<number>/g, "").trim();
					if (text === "" || /^\d+$/.test(text)) return;
					log.notes.push(text);
					editor.remove(tag, "hiddenContent");
				});
			case "desc":
			case "title":
				if (tag.prefix !== "svg") break;
				return textOf((text) => {
					const short = withoutFolders(text);
					if (short === text) return;
					log.paths.push(text);
					editor.setText(tag, short);
				});
			case "scripts":
				if (!tag.isEmpty) editor.remove(tag, "macros");
				return;
			case "event-listeners":
				return editor.remove(tag, "macros");
		}
		if (tag.prefix === "text" && propertyFields.has(tag.name)) editor.unwrap(tag);
	};
}

/** A field that shows the date of today, or the hour, keeps when it was last shown: mostly when the file was saved. */
function clockField(tag: XmlTag, editor: XmlEditor, log: ChangeLog): void {
	const attributes = editor.attributes(tag).filter(({ prefix }) => prefix === "text");
	const isFixed = attributes.some((one) => one.name === "fixed" && attributeText(editor.xml, one) === "true");
	for (const attribute of attributes) {
		if (attribute.name !== "date-value" && attribute.name !== "time-value") continue;
		const value = attributeText(editor.xml, attribute);
		// A fixed day is what is shown of it; an hour comes to the second and beyond, whatever is shown.
		if (isFixed && !/[T:].*[1-9]/.test(value)) continue;
		if (/[1-9]/.test(value)) log.clocks.add(readableTime(value));
		if (isFixed) editor.unwrap(tag);
		else editor.removeAttribute(attribute);
	}
}

function attributeRule(tag: XmlTag, editor: XmlEditor, log: ChangeLog): void {
	const slice = editor.xml.text.slice(tag.start, tag.end);
	const hasPath = mayHoldPath.test(slice);
	if (!hasPath && !slice.includes("rsid")) return;
	for (const attribute of editor.attributes(tag)) {
		const value = attributeText(editor.xml, attribute);
		if (/^(?:paragraph-)?rsid$/.test(attribute.name)) {
			log.revisionIds.add(value);
			editor.removeAttribute(attribute);
		} else if (hasPath && attribute.prefix !== "xmlns") {
			const short = withoutFolders(value);
			if (short === value) continue;
			log.paths.push(value);
			editor.setAttribute(attribute, short);
		}
	}
}

function setting(tag: XmlTag, editor: XmlEditor, name: string, log: ChangeLog): void {
	if (!goingSettings.test(name)) return;
	editor.remove(tag);
	editor.onClose(tag, (start, end) => {
		const value = textBetween(editor.xml, start, end).trim();
		if (value === "") return;
		if (/^Rsid/.test(name)) log.revisionIds.add(value);
		if (!privateSettings.test(name)) return;
		const shown = name === "PrinterSetup" ? phrase("printerSettings") : value;
		log.findings.push({ kind: "device", severity: "high", source: "ODF", tag: name, value: shown });
	});
}

/** Deleted text always goes; when nothing else was tracked the whole list goes with it. */
function trackedChanges(tag: XmlTag, editor: XmlEditor, log: ChangeLog, state: State): void {
	if (tag.prefix === "table") {
		trackedCells(tag, editor, log);
		return;
	}
	editor.remove(tag, "trackedChanges");
	editor.onClose(tag, () => {
		if (state.regions === state.deletions) editor.remove(tag);
		if (tag.isEmpty || state.regions === 0) log.otherChanges++;
	});
}

/** In a sheet every change holds what was there before. */
function trackedCells(tag: XmlTag, editor: XmlEditor, log: ChangeLog): void {
	editor.remove(tag);
	editor.onClose(tag, (start, end) => {
		const changes = /<table:change-track-table-cell[\s>][\s\S]*?<\/table:change-track-table-cell>/g;
		for (const { index, 0: whole } of editor.xml.text.slice(start, end).matchAll(changes)) {
			log.deleted.push(textBetween(editor.xml, start + index, start + index + whole.length).trim());
		}
		if (log.deleted.length === 0) log.deleted.push("");
	});
}

function deletion(tag: XmlTag, editor: XmlEditor, log: ChangeLog, state: State): void {
	const region = tag.parent;
	if (region?.name !== "changed-region") return;
	state.deletions++;
	editor.remove(region);
	const names = editor.attributes(region).filter(({ name }) => name === "id");
	editor.onClose(tag, (start, end) => {
		for (const name of names) state.marks.places.set(attributeText(editor.xml, name), log.deleted.length);
		const info = /<office:change-info>[\s\S]*?<\/office:change-info>/.exec(editor.xml.text.slice(start, end));
		const from = info ? start + info.index + info[0].length : start;
		log.deleted.push(textBetween(editor.xml, from, end).trim());
	});
}

/** Spreadsheets' comments begin with the name of who made them, as Excel writes it. */
function withoutName({ xml, replace }: XmlEditor, name: string, start: number, end: number): void {
	if (name === "") return;
	const written = xmlOf(new TextEncoder().encode(escapeXml(name))).text;
	const before = /^(?:\s|<[^>]*>)*/.exec(xml.text.slice(start, end))?.[0].length ?? 0;
	if (xml.text.startsWith(`${written}:`, start + before)) {
		replace(start + before, start + before + written.length, "");
	}
}
