// Which styles of an OpenDocument hide what has them: those of a part itself, and the common ones that all parts share.
// https://docs.oasis-open.org/office/OpenDocument/v1.3/ (part 3, 16)
import { attributeOf, escapeXml, type XmlBytes, type XmlTag, xmlOf } from "../containers/xml";

type Style = { parent: string; isHidden: boolean | undefined };

/** Styles by family and name, and whether any of them hides. */
export type OdfStyles = { byName: Map<string, Style>; mayHide: boolean };

export type StyleFamily = "text" | "paragraph" | "table" | "drawing-page";

/** Parents are few; a circle of them is none. */
const maxParents = 50;

export function noStyles(): OdfStyles {
	return { byName: new Map(), mayHide: false };
}

/** Notes what an element of a style says: that there is one, and whether it hides. */
export function noteStyle(xml: XmlBytes, tag: XmlTag, own: OdfStyles, common: OdfStyles): void {
	const style = tag.name === "style" ? tag : tag.parent;
	if (style?.name !== "style") return;
	const styles = style.parent?.name === "automatic-styles" ? own : common;
	const key = keyOf(attributeOf(xml, style, "family") ?? "", attributeOf(xml, style, "name") ?? "");
	const before = styles.byName.get(key);
	if (style === tag) {
		styles.byName.set(key, { parent: attributeOf(xml, style, "parent-style-name") ?? "", isHidden: before?.isHidden });
		return;
	}
	const isHidden = hides(xml, tag);
	if (isHidden === undefined) return;
	styles.byName.set(key, { parent: before?.parent ?? "", isHidden });
	styles.mayHide ||= isHidden;
}

/** What hides and what shows again; `undefined` where neither is said. */
function hides(xml: XmlBytes, tag: XmlTag): boolean | undefined {
	const display = attributeOf(xml, tag, "display");
	switch (tag.name) {
		case "text-properties":
			return display === undefined ? undefined : display === "none";
		case "table-properties":
			return display === undefined ? undefined : display === "false";
		case "drawing-page-properties": {
			const visibility = attributeOf(xml, tag, "visibility");
			return visibility === undefined ? undefined : visibility === "hidden";
		}
		default:
			return undefined;
	}
}

export function isHiddenStyle(family: StyleFamily, name: string, own: OdfStyles, common: OdfStyles): boolean {
	return saidOf(family, name, own, common) === true;
}

/** Names, as they stand in the bytes, of styles of text that show again what hides around them. */
export function showingStyles(own: OdfStyles, common: OdfStyles): string[] {
	return [...own.byName.keys(), ...common.byName.keys()]
		.filter((key) => key.startsWith("text:"))
		.map((key) => key.slice("text:".length))
		.filter((name) => saidOf("text", name, own, common) === false)
		.map((name) => xmlOf(new TextEncoder().encode(escapeXml(name))).text);
}

function saidOf(family: StyleFamily, name: string, own: OdfStyles, common: OdfStyles): boolean | undefined {
	let style = own.byName.get(keyOf(family, name)) ?? common.byName.get(keyOf(family, name));
	for (let step = 0; style !== undefined && step < maxParents; step++) {
		if (style.isHidden !== undefined) return style.isHidden;
		style = common.byName.get(keyOf(family, style.parent));
	}
	return undefined;
}

function keyOf(family: string, name: string): string {
	return `${family}:${name}`;
}
