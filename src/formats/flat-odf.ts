// OpenDocument in one XML file: FODT, FODS, FODP, FODG. https://docs.oasis-open.org/office/OpenDocument/v1.3/ (part 3, 3.1.2)
import type { Finding } from "../core/finding";
import { type Inside, insideEdits, readInside } from "./base64-inside";
import { type Base64File, base64File } from "./containers/base64-file";
import { type XmlBytes, xmlOf } from "./containers/xml";
import { editsUnder, editXml, type XmlRule } from "./containers/xml-edits";
import type { Handler } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { oncePerFact } from "./metadata/tag-kinds";
import { emptyLog, logFindings } from "./office/change-log";
import { odfHiddenRule } from "./office/odf-hidden";
import { odfRule } from "./office/odf-rule";
import { noStyles } from "./office/odf-styles";
import { propertyFindings } from "./office/properties";
import { splice } from "./splice";

const longest = 128 * 1024 * 1024;
const maxPictures = 10_000;

export const flatOdf: Handler = {
	format: "flat-odf",
	async read(source, context) {
		if (source.size > longest) throw new InvalidFileError("too-complex", `${source.size} bytes of XML`);
		const xml = xmlOf(await source.read(0, source.size));
		const log = emptyLog();
		const findings: Finding[] = [];
		const files: Base64File[] = [];
		const edits = editXml(xml, metaRule(findings), fileRule(files), odfRule(log), odfHiddenRule(log, noStyles()));
		findings.push(...logFindings("ODF", log));
		const inside: Inside[] = [];
		for (const file of files) {
			const one = await readInside(file, "picture", context);
			findings.push(...one.findings);
			if (one.strip) inside.push(one);
		}
		return {
			format: "flat-odf",
			findings: oncePerFact(findings),
			async strip(keep) {
				return splice(xml.bytes.length, editsUnder([...edits, ...(await insideEdits(inside, keep))], keep));
			},
		};
	},
};

/** What in a package is the part `meta.xml`. */
function metaRule(findings: Finding[]): XmlRule {
	return (tag, editor) => {
		if (tag.name !== "meta" || tag.parent?.name !== "document") return;
		editor.remove(tag);
		editor.onClose(tag, (start, end) => {
			findings.push(...propertyFindings("meta", between(editor.xml, start, end)));
		});
	};
}

function fileRule(files: Base64File[]): XmlRule {
	return (tag, editor) => {
		if (tag.name !== "binary-data") return;
		editor.onClose(tag, (start, end) => {
			const file = base64File(editor.xml.text.slice(start, end), start);
			if (file && files.length < maxPictures) files.push(file);
		});
	};
}

function between({ bytes, text }: XmlBytes, start: number, end: number): XmlBytes {
	return { bytes: bytes.subarray(start, end), text: text.slice(start, end) };
}
