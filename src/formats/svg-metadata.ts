// What an SVG says of itself in `metadata`. https://www.w3.org/TR/SVG2/metadata.html
import type { Finding } from "../core/finding";
import { phrase, sized } from "../core/phrase";
import { joinBytes } from "./containers/numbers";
import { textBetween, type XmlBytes, type XmlTag } from "./containers/xml";
import { readable } from "./metadata/text";
import { packetFindings } from "./metadata/xmp";
import { readXmp } from "./metadata/xmp-packet";

/** XMP or any RDF, and content credentials; anything else that is in there is told as text. */
export function metadataFindings(xml: XmlBytes, tag: XmlTag, start: number, end: number): Finding[] {
	const bytes = xml.bytes.subarray(start, end);
	const findings: Finding[] = [];
	if (xml.text.slice(start, end).includes("c2pa:manifest")) {
		findings.push({
			kind: "provenance",
			severity: "high",
			source: "C2PA",
			tag: "Manifest",
			value: sized(end - start),
			choice: "credentials",
		});
	}
	// comments are told wherever they stand in a drawing, and text is below
	const { properties: all } = readXmp(inScope(xml, tag, bytes));
	const properties = all.filter(({ name }) => !/^(Manifest|Comment|Text)$/.test(name));
	if (properties.length > 0) findings.push(...packetFindings({ properties, rest: [] }, bytes.length));
	const text = readable(textBetween(xml, start, end));
	if (findings.length === 0 && text)
		findings.push({ kind: "text", severity: "medium", source: "SVG", tag: "Metadata", value: text });
	if (findings.length === 0)
		findings.push({ kind: "unknown", severity: "low", source: "SVG", tag: "Metadata", value: phrase("emptyEntry") });
	return findings;
}

/** What is within an element, with the namespaces that are declared around it. */
function inScope(xml: XmlBytes, tag: XmlTag, inner: Uint8Array): Uint8Array {
	const declarations: string[] = [];
	for (let around: XmlTag | undefined = tag; around; around = around.parent) {
		declarations.push(
			...(xml.text.slice(around.start, around.end).match(/xmlns:[\w.-]+\s*=\s*("[^"]*"|'[^']*')/g) ?? []),
		);
	}
	const head = new TextEncoder().encode(`<metadata ${declarations.join(" ")}>`);
	return joinBytes([head, inner]);
}
