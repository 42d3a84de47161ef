// Shapes that are not shown: drawings marked hidden, and those of the time before. ECMA-376 part 1, 20.1.2.2.8; part 4, 14.1
import { attributeText, textBetween, type XmlTag } from "../containers/xml";
import type { XmlEditor, XmlRule } from "../containers/xml-edits";
import type { ChangeLog } from "./change-log";

const shapes = /^(?:sp|pic|graphicFrame|grpSp|cxnSp)$/;

/** What says of a shape that it is hidden, and what goes with it. */
const wholes: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
	DOCX: { docPr: /^drawing$/, shape: /^(?:pict|object)$/ },
	XLSX: { cNvPr: shapes },
	PPTX: { cNvPr: shapes },
};

/** @param drop - takes out a relationship, with hidden content, that nothing but hidden shapes needs. */
export function hiddenShapeRule(log: ChangeLog, label: string, drop: (id: string) => void): XmlRule {
	const marks = wholes[label] ?? {};
	const gone: string[] = [];
	return (tag, editor) => {
		const { xml } = editor;
		if (tag.parent === undefined) editor.onClose(tag, () => idsOnlyIn(gone, xml.text).forEach(drop));
		const isWhole = Object.hasOwn(marks, tag.name) ? marks[tag.name] : undefined;
		if (!isWhole || !isHidden(tag, editor)) return;
		const whole = withAnchor(ancestor(tag, isWhole));
		if (!whole) return;
		const named =
			attributeNamed(tag, editor, "name") || attributeNamed(tag, editor, "alt") || attributeNamed(tag, editor, "id");
		// An animation that lost its shape would be repaired: it stays with it.
		if (xml.text.includes(`spid="${attributeNamed(tag, editor, "id")}"`)) return noteAnimated(log, label, named);
		// Programs write a drawing twice, the second time for those that do not know the first.
		if (!log.hidden.includes(named)) log.hidden.push(named);
		editor.onClose(whole, (start, end, after) => {
			const text = textBetween(xml, start, end).trim();
			if (text !== "" && !log.hiddenText.includes(text)) log.hiddenText.push(text);
			gone.push(xml.text.slice(whole.start, after));
			editor.replace(whole.start, after, "", "hiddenContent");
		});
	};
}

function isHidden(tag: XmlTag, editor: XmlEditor): boolean {
	if (tag.name === "shape") return /visibility:\s*hidden/.test(attributeNamed(tag, editor, "style"));
	return /^(?:1|true)$/.test(attributeNamed(tag, editor, "hidden"));
}

function noteAnimated(log: ChangeLog, source: string, value: string): void {
	log.findings.push({ kind: "hidden-media", severity: "medium", source, tag: "HiddenContent", value, stays: true });
}

/** Relationship ids of these stretches that stand nowhere else in the part. */
function idsOnlyIn(stretches: readonly string[], text: string): string[] {
	const inside = stretches.join("");
	const ids = new Set(Array.from(inside.matchAll(/\sr:\w+="([^"]+)"/g), ([, id = ""]) => id));
	const count = (where: string, id: string) => where.split(`"${id}"`).length;
	return [...ids].filter((id) => count(inside, id) === count(text, id));
}

function ancestor(tag: XmlTag, isWhole: RegExp): XmlTag | undefined {
	let around = tag.parent;
	while (around && !isWhole.test(around.name)) around = around.parent;
	return around;
}

/** A sheet's anchor cannot be without its shape. */
function withAnchor(shape: XmlTag | undefined): XmlTag | undefined {
	return shape?.parent?.name.endsWith("Anchor") ? shape.parent : shape;
}

function attributeNamed(tag: XmlTag, editor: XmlEditor, name: string): string {
	const found = editor.attributes(tag).find((attribute) => attribute.prefix === "" && attribute.name === name);
	return found ? attributeText(editor.xml, found) : "";
}
