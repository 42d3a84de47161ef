// Style in an SVG, in sheets and in attributes: comments, and paths on a disk. https://www.w3.org/TR/css-syntax-3/
import type { Finding } from "../core/finding";
import { latin1Bytes } from "./containers/numbers";
import type { XmlBytes } from "./containers/xml";
import type { ChoiceEdit } from "./containers/xml-edits";
import { cssTokens } from "./css-tokens";
import { readable } from "./metadata/text";
import { localPaths } from "./svg-names";

/** What goes of the style in `[start, end)`. */
export function styleEdits({ text, bytes }: XmlBytes, start: number, end: number, findings: Finding[]): ChoiceEdit[] {
	const edits: ChoiceEdit[] = [];
	for (const { 0: token, 1: comment, index } of text.slice(start, end).matchAll(cssTokens)) {
		if (comment === undefined) continue;
		const at = start + index;
		edits.push({ start: at, end: at + token.length });
		const value = readable(new TextDecoder().decode(bytes.subarray(at + 2, at + 2 + comment.length)));
		if (value) findings.push({ kind: "text", severity: "medium", source: "SVG", tag: "Comment", value });
	}
	return edits;
}

/** Paths on a disk in `[start, end)`, be it a style or an address: in a style, nothing is drawn as it was by one to nowhere. */
export function pathEdits(
	{ text, bytes }: XmlBytes,
	start: number,
	end: number,
	tag: string,
	findings: Finding[],
): ChoiceEdit[] {
	const edits: ChoiceEdit[] = [];
	if (!/[\\/]|file:/i.test(text.slice(start, end))) return edits; // a shape's many numbers
	for (const { 0: path, index } of text.slice(start, end).matchAll(localPaths)) {
		const [from, to] = [start + index, start + index + path.length];
		edits.push({ start: from, end: to, bytes: latin1Bytes(/^(href|base|src)$/.test(tag) ? "" : "#-") });
		const value = readable(new TextDecoder().decode(bytes.subarray(from, to)));
		findings.push({ kind: "person", severity: "high", source: "SVG", tag, value });
	}
	return edits;
}
