// Word text that is hidden, by itself or by its style. ECMA-376 part 1, 17.3.2.41 (vanish) and 17.7.3 (toggle properties)
import { attributeOf, textBetween, walkXml, type XmlBytes, type XmlTag } from "../containers/xml";
import type { XmlEditor, XmlRule } from "../containers/xml-edits";
import type { ChangeLog } from "./change-log";

export type HiddenStyles = {
	/** Whether text is hidden that says nothing about it. */
	isDefault: boolean;
	/** Styles that hide, of paragraphs and of characters. */
	ids: ReadonlySet<string>;
	/** The style of a paragraph that names none. */
	ofParagraphs: string;
};

export const noHiddenStyles: HiddenStyles = { isDefault: false, ids: new Set(), ofParagraphs: "" };

type Style = { basedOn: string; vanish?: boolean };

/** Styles that are based on each other in a circle end somewhere. */
const longestChain = 100;

/** What `styles.xml` hides. */
export function hiddenStylesOf(xml: XmlBytes): HiddenStyles {
	const styles = new Map<string, Style>();
	let current: Style | undefined;
	let ofParagraphs = "";
	let isDefault = false;
	walkXml(xml, (tag) => {
		switch (tag.name) {
			case "style": {
				const id = attributeOf(xml, tag, "styleId") ?? "";
				current = { basedOn: "" };
				styles.set(id, current);
				const isParagraph = attributeOf(xml, tag, "type") === "paragraph";
				if (isParagraph && isOn(attributeOf(xml, tag, "default") ?? "0")) ofParagraphs = id;
				return;
			}
			case "basedOn":
				if (current) current.basedOn = attributeOf(xml, tag, "val") ?? "";
				return;
			case "vanish": {
				if (tag.parent?.name !== "rPr") return;
				const around = tag.parent.parent?.name;
				if (around === "rPrDefault") isDefault = isOn(attributeOf(xml, tag, "val") ?? "");
				else if (around === "style" && current) current.vanish = isOn(attributeOf(xml, tag, "val") ?? "");
			}
		}
	});
	const hides = (id: string): boolean => {
		let style = styles.get(id);
		for (let steps = 0; style && steps < longestChain; steps++) {
			if (style.vanish !== undefined) return style.vanish;
			style = styles.get(style.basedOn);
		}
		return false;
	};
	return { isDefault, ofParagraphs, ids: new Set([...styles.keys()].filter(hides)) };
}

/** What is known of a run or paragraph that is open. */
type Known = { style?: string; vanish?: boolean };

/** The rule for one part: hidden runs are told, and go where hidden content is to go. */
export function hiddenTextRule(log: ChangeLog, styles: HiddenStyles): XmlRule {
	const open = new Map<XmlTag, Known>();
	const hidesByStyle = styles.isDefault || styles.ids.size > 0;
	const know = (tag: XmlTag | undefined, what: Known) => {
		if (tag) open.set(tag, { ...open.get(tag), ...what });
	};
	return (tag, editor) => {
		const { xml } = editor;
		const around = tag.parent?.parent;
		switch (tag.name) {
			case "vanish":
				if (tag.parent?.name !== "rPr" || around?.name !== "r") return;
				if (!hidesByStyle) watch(around, editor);
				return know(around, { vanish: isOn(attributeOf(xml, tag, "val") ?? "") });
			case "rStyle":
				if (hidesByStyle && around?.name === "r") know(around, { style: attributeOf(xml, tag, "val") ?? "" });
				return;
			case "pStyle":
				if (hidesByStyle && around?.name === "p") know(around, { style: attributeOf(xml, tag, "val") ?? "" });
				return;
			case "r":
				if (hidesByStyle && !tag.isEmpty) watch(tag, editor);
				return;
			case "p":
				if (hidesByStyle) editor.onClose(tag, () => open.delete(tag));
		}
	};

	function watch(run: XmlTag, editor: XmlEditor): void {
		editor.onClose(run, (start, end, after) => {
			if (isHidden(run)) {
				const text = textBetween(editor.xml, start, end);
				if (text !== "") log.hiddenText.push(text);
				editor.replace(run.start, after, "", "hiddenContent");
			}
			open.delete(run);
		});
	}

	/** What a run says itself counts; two styles that both hide show again, as the specification has it. */
	function isHidden(run: XmlTag): boolean {
		const { vanish, style = "" } = open.get(run) ?? {};
		if (vanish !== undefined) return vanish;
		if (styles.isDefault) return true;
		let paragraph = run.parent;
		while (paragraph && paragraph.name !== "p") paragraph = paragraph.parent;
		const known = paragraph && open.get(paragraph);
		return styles.ids.has(known?.style ?? styles.ofParagraphs) !== styles.ids.has(style);
	}
}

/** A property that is there without a value is on. */
function isOn(value: string): boolean {
	return !/^(?:0|false|off)$/.test(value);
}
