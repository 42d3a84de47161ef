// What an OpenDocument's `manifest.rdf` says beyond which of its parts is what. https://docs.oasis-open.org/office/OpenDocument/v1.3/ (part 2, 7.5)
import { attributeText, textBetween } from "../containers/xml";
import type { XmlRule } from "../containers/xml-edits";
import { excerpt } from "../readable";
import type { ChangeLog } from "./change-log";

/** What every office program writes: the kinds of parts, and which document has them. */
const known = /^(?:RDF|Description|type|hasPart|mimeType)$/;
const knownAttribute = /^(?:about|resource|ID|nodeID|base|lang)$/;

export function rdfRule(log: ChangeLog): XmlRule {
	const say = (value: string) => {
		if (value === "") return;
		log.findings.push({ kind: "text", severity: "medium", source: "ODF", tag: "RDF", value: excerpt(value) });
	};
	return (tag, editor) => {
		const { xml } = editor;
		if (tag.name === "Description" || tag.parent === undefined) {
			for (const attribute of editor.attributes(tag)) {
				if (attribute.prefix === "xmlns" || attribute.name === "xmlns" || knownAttribute.test(attribute.name)) continue;
				say(attributeText(xml, attribute));
				editor.removeAttribute(attribute);
			}
		}
		if (known.test(tag.name)) return;
		// The outermost of what is unknown says it for all within.
		if (tag.parent && !known.test(tag.parent.name)) return;
		editor.remove(tag);
		const resource = editor.attributes(tag).find(({ name }) => name === "resource");
		editor.onClose(tag, (start, end) => {
			say(textBetween(xml, start, end).trim() || (resource ? attributeText(xml, resource) : "") || tag.name);
		});
	};
}
