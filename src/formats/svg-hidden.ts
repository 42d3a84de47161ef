// Text in an SVG that is there and not shown. https://www.w3.org/TR/SVG2/render.html#VisibilityControl
import type { Finding } from "../core/finding";
import {
	attributeOf,
	attributeText,
	textBetween,
	type XmlAttribute,
	type XmlBytes,
	type XmlTag,
} from "./containers/xml";
import type { ChoiceEdit } from "./containers/xml-edits";
import { readable } from "./metadata/text";
import { hasHandlers, hasScript, referredTo } from "./svg-references";

/** What hides an element: it is not drawn, with all that is in it, or not seen, but for what says that it is. */
export type Hiding = { by: XmlTag; how: "undrawn" | "unseen" };

export type HiddenText = { start: number; end: number; parent: XmlTag; by: XmlTag };

const zero = /^\s*\+?(?:0+\.?0*|\.0+)%?\s*$/;

/** What hides an element with these attributes, within one that is hidden by `around`. */
export function hidingOf(
	xml: XmlBytes,
	tag: XmlTag,
	attributes: readonly XmlAttribute[],
	around: Hiding | undefined,
): Hiding | undefined {
	if (around?.how === "undrawn") return around;
	let hiding = around;
	for (const attribute of attributes) {
		if (!/^(?:style|display|opacity|visibility)$/.test(attribute.name)) continue;
		const value = attributeText(xml, attribute);
		const declarations =
			attribute.name === "style" ? value.split(";").map((one) => one.split(":")) : [[attribute.name, value]];
		for (const [property = "", set = ""] of declarations) {
			const plain = set.replace(/!.*/, "").trim();
			switch (property.trim()) {
				case "display":
					if (plain === "none") return { by: tag, how: "undrawn" };
					break;
				case "opacity":
					if (zero.test(plain)) return { by: tag, how: "undrawn" };
					break;
				case "visibility":
					if (plain === "visible") hiding = undefined;
					else if (/^(?:hidden|collapse)$/.test(plain)) hiding ??= { by: tag, how: "unseen" };
			}
		}
	}
	return hiding;
}

/** It goes where that is asked for, as hidden text of documents does; where something may show it, it stays. */
export function hiddenTextEdits(
	xml: XmlBytes,
	referring: string,
	texts: readonly HiddenText[],
	findings: Finding[],
): ChoiceEdit[] {
	if (texts.length === 0) return [];
	const within = texts.map(({ parent, by }) => idsBetween(xml, parent, by));
	const copied = referredTo(xml, "", new Set(within.flat()), "id"); // by `use`, which hides nothing
	const hidden = texts.filter((_, index) => !within[index]?.some((id) => copied.has(id)));
	const value = readable(hidden.map(({ start, end }) => textBetween(xml, start, end)).join(" "));
	if (value === "") return [];
	const mayShow =
		hasScript(referring) ||
		hasHandlers(xml.text) ||
		/<(?:[\w-]+:)?(?:set|animate)[\s/>]/.test(xml.text) ||
		/display|visib|opacity/.test(referring);
	const told = { kind: "text", severity: "high", source: "SVG", tag: "HiddenText", value } as const;
	findings.push(mayShow ? { ...told, stays: true } : { ...told, choice: "hiddenContent" });
	return mayShow ? [] : hidden.map(({ start, end }) => ({ start, end, choice: "hiddenContent" }));
}

/** The ids by which a part of what `by` hides may be shown. */
function idsBetween(xml: XmlBytes, parent: XmlTag, by: XmlTag): string[] {
	const ids: string[] = [];
	for (let tag: XmlTag | undefined = parent; tag && tag !== by; tag = tag.parent) {
		const id = attributeOf(xml, tag, "id");
		if (id !== undefined) ids.push(id);
	}
	return ids;
}
