// Markup between the elements of an SVG: comments, instructions, the type of the document. https://www.w3.org/TR/xml/
import type { Finding } from "../core/finding";
import { latin1Bytes } from "./containers/numbers";
import type { XmlBytes } from "./containers/xml";
import type { ChoiceEdit } from "./containers/xml-edits";
import { decodeText, readable } from "./metadata/text";
import { isRemote } from "./svg-addresses";

/** What is kept: the version of XML, style sheets beside the file, and the names of W3C's types of documents. */
const knownMarkup =
	/^<\?xml(?:\s+(?:version|encoding|standalone)\s*=\s*(["'])[\w.:-]*\1)+\s*\?>$|^<\?xml-stylesheet(?!.*(?:file:|\/(?:home|users)\/|[a-z]:[\\/](?=\w)))(?:\s+(?:href|type|media|charset|alternate|title)\s*=\s*(?:"[^"]*"|'[^']*'))+\s*\?>$|^<!DOCTYPE\s+[\w:-]+(?:\s+(?:PUBLIC\s+(["'])-\/\/W3C\/\/DTD [\w .:/+-]*\2|SYSTEM)\s+["']https?:\/\/www\.w3\.org\/[\w./-]*["'])?\s*>$/i;

/** Comments, and instructions to programs other than those that style the picture. */
export function markupEdits(
	{ text, bytes }: XmlBytes,
	findings: Finding[],
	tellStaying: (tag: string, value: string) => void,
): ChoiceEdit[] {
	const edits: ChoiceEdit[] = [];
	for (const { 0: markup, index } of text.matchAll(
		/<!\[CDATA\[[\s\S]*?\]\]>|<!--([\s\S]*?)-->|<\?[\s\S]*?\?>|<!DOCTYPE[^>]*>/g,
	)) {
		if (markup.startsWith("<![") || knownMarkup.test(markup)) {
			for (const [, name, quoted = ""] of markup.matchAll(/\s(href|title)\s*=\s*("[^"]*"|'[^']*')/g)) {
				const said = decodeText(latin1Bytes(quoted.slice(1, -1)));
				if (name === "title") tellStaying("xml-stylesheet", readable(said));
				else if (isRemote(said)) tellStaying("ExternalLink", readable(said));
			}
			continue;
		}
		edits.push({ start: index, end: index + markup.length });
		if (markup.startsWith("<?xpacket")) continue; // told with the packet
		const value = readable(
			new TextDecoder().decode(bytes.subarray(index, index + markup.length)).replace(/^<!--|-->$|^<[?!]|\??>$/g, ""),
		);
		if (/["'](file:|[a-z]:[\\/]|\/(home|users)\/)/i.test(value)) {
			findings.push({ kind: "person", severity: "high", source: "SVG", tag: "Comment", value });
			continue;
		}
		const program = /generator|created with|exported|sketch|inkscape|illustrator|figma|font awesome/i.test(value);
		if (value)
			findings.push({ kind: program ? "software" : "text", severity: "medium", source: "SVG", tag: "Comment", value });
	}
	return edits;
}
