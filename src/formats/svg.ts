// SVG: text is edited, never written anew, and pictures inside are stripped as files of their own. https://www.w3.org/TR/SVG2/

import type { Finding } from "../core/finding";
import { phrase, sized } from "../core/phrase";
import type { Base64File } from "./containers/base64-file";
import type { ByteSource } from "./containers/byte-source";
import { latin1Bytes } from "./containers/numbers";
import { textBetween, type XmlAttribute, type XmlBytes, type XmlTag, xmlOf } from "./containers/xml";
import { type ChoiceEdit, editsUnder, editXml, type XmlEditor } from "./containers/xml-edits";
import type { Handler, ReadContext, Reading } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { oncePerFact } from "./metadata/tag-kinds";
import { decodeText, readable } from "./metadata/text";
import { propertyFindings, readXmp } from "./metadata/xmp";
import { splice } from "./splice";
import { expandEntities } from "./svg-entities";
import { dataUris } from "./svg-pictures";

export const svg: Handler = {
	format: "svg",
	async read(source, context): Promise<Reading> {
		if (source.size > longestSvg) throw new InvalidFileError("too-complex", `an SVG of ${source.size} bytes`);
		return readSvg(source, context, "svg");
	},
};

const longestSvg = 64 * 1024 * 1024;

/** What an SVG says; `format` is what the file around it is called. */
export async function readSvg(source: ByteSource, context: ReadContext, format: string): Promise<Reading> {
	const original = await source.read(0, source.size);
	const { xml, declared } = expandEntities(xmlOf(original));
	const findings = declarationFindings(declared);
	const scopes: Scopes = { namespaces: new Map(), gone: new Set() };
	let elements = 0;
	const edits: ChoiceEdit[] = editXml(xml, (tag, editor) => {
		if (elements++ === 0 && tag.name !== "svg")
			throw new InvalidFileError("damaged", `an SVG that starts with ${tag.name}`);
		elementRule(tag, editor, scopes, findings);
	});
	if (elements === 0) throw new InvalidFileError("damaged", "an SVG without an element");
	edits.push(...markupEdits(xml, findings));
	edits.push(...styleEdits(xml, edits, findings));
	const pictures = await Promise.all(dataUris(xml).map((uri) => pictureOf(uri, context)));
	for (const { reading } of pictures) findings.push(...(reading?.findings.map(withoutRange) ?? []));
	return {
		format,
		findings: oncePerFact(findings),
		async strip(keep) {
			const all = [...edits];
			for (const picture of pictures) {
				if (picture.reading?.strip && picture.reading.findings.length > 0) {
					all.push({ ...picture.uri.place, bytes: await picture.uri.stripped(await picture.reading.strip(keep)) });
				}
			}
			const pieces = splice(xml.bytes.length, editsUnder(all, keep));
			if (xml.bytes === original) return pieces;
			return pieces.map((piece) => (piece instanceof Uint8Array ? piece : xml.bytes.slice(piece.start, piece.end)));
		},
	};
}

/** Drawing programs declare addresses of namespaces; anything else is what somebody wrote. */
const declaredAddress = /<!ENTITY\s+[\w.-]+\s+(["'])https?:[^"'\s]*\1\s*>/g;

function declarationFindings(declared: string): Finding[] {
	const words = readable(decodeText(latin1Bytes(declared.replace(declaredAddress, "").slice(1, -1))));
	if (words !== "") return [{ kind: "text", severity: "medium", source: "SVG", tag: "DOCTYPE", value: words }];
	return declared === ""
		? []
		: [{ kind: "software", severity: "low", source: "SVG", tag: "DOCTYPE", value: sized(declared.length) }];
}

/** Namespaces that a picture is drawn from. */
const drawn: ReadonlySet<string> = new Set([
	"",
	"http://www.w3.org/2000/svg",
	"http://www.w3.org/1999/xlink",
	"http://www.w3.org/1999/xhtml",
	"http://www.w3.org/1998/Math/MathML",
	"http://www.w3.org/XML/1998/namespace",
	"http://www.w3.org/2000/xmlns/",
	"http://www.w3.org/2001/xml-events",
]);
/** Attributes without a namespace that drawing programs write for themselves. */
const editorAttributes = /^(data-name|data-.*(author|user|path|file).*)$/i;

/** What prefixes stand for within each element, and the elements that go with all that is in them. */
type Scopes = { namespaces: Map<XmlTag, ReadonlyMap<string, string>>; gone: Set<XmlTag> };

/** Elements and attributes of drawing programs' own, and what the document says of itself. */
function elementRule(tag: XmlTag, editor: XmlEditor, { namespaces, gone }: Scopes, findings: Finding[]): void {
	const { xml } = editor;
	const attributes = editor.attributes(tag);
	const scope = scopeWith((tag.parent && namespaces.get(tag.parent)) ?? rootScope, xml, attributes);
	namespaces.set(tag, scope);
	editor.onClose(tag, () => {
		namespaces.delete(tag);
		gone.delete(tag);
	});
	const namespaceOf = (prefix: string) => scope.get(prefix) ?? prefix;
	const uri = namespaceOf(tag.prefix);
	if (tag.parent && gone.has(tag.parent)) {
		gone.add(tag);
		return;
	}
	if (tag.name === "metadata" && drawn.has(uri)) {
		gone.add(tag);
		editor.remove(tag);
		editor.onClose(tag, (start, end) => findings.push(...metadataFindings(xml, tag, start, end)));
		return;
	}
	if (!drawn.has(uri)) {
		gone.add(tag);
		editor.remove(tag);
		editor.onClose(tag, (_, __, after) => findings.push(foreignFinding(tag, uri, after - tag.start)));
		return;
	}
	if ((tag.name === "title" || tag.name === "desc") && tag.parent !== undefined && tag.parent.parent === undefined) {
		gone.add(tag);
		editor.remove(tag);
		editor.onClose(tag, (start, end) => {
			const value = readable(textBetween(xml, start, end));
			const name = tag.name === "title" ? "Title" : "Desc";
			if (value) findings.push({ kind: "text", severity: "medium", source: "SVG", tag: name, value });
		});
		return;
	}
	for (const attribute of attributes) {
		const value = xml.text.slice(attribute.valueStart, attribute.valueEnd);
		if (attribute.prefix === "xmlns") {
			if (!drawn.has(value)) {
				editor.removeAttribute(attribute);
				findings.push({
					kind: "software",
					severity: "low",
					source: "SVG",
					tag: `xmlns:${attribute.name}`,
					value: readable(value),
				});
			}
		} else if (attribute.prefix !== "" && !drawn.has(namespaceOf(attribute.prefix))) {
			editor.removeAttribute(attribute);
			if (readable(value))
				findings.push(attributeFinding(`${attribute.prefix}:${attribute.name}`, readable(textOf(xml, attribute))));
		} else if (attribute.prefix === "" && editorAttributes.test(attribute.name)) {
			editor.removeAttribute(attribute);
			if (readable(value)) findings.push(attributeFinding(attribute.name, readable(textOf(xml, attribute))));
		} else if (/^(href|base|src)$/.test(attribute.name) && /^(file:|[A-Za-z]:\\)/.test(value)) {
			editor.setAttribute(attribute, "");
			findings.push({
				kind: "person",
				severity: "high",
				source: "SVG",
				tag: attribute.name,
				value: readable(textOf(xml, attribute)),
			});
		}
	}
}

function textOf({ bytes }: XmlBytes, { valueStart, valueEnd }: { valueStart: number; valueEnd: number }): string {
	return new TextDecoder().decode(bytes.subarray(valueStart, valueEnd));
}

function attributeFinding(tag: string, value: string): Finding {
	const told: Pick<Finding, "kind" | "severity"> = /^(\/|[A-Za-z]:\\|file:|~)/.test(value)
		? { kind: "person", severity: "high" } // a path holds its owner's name
		: /docname|filename|absref|label|data-name/.test(tag)
			? { kind: "text", severity: "medium" }
			: { kind: "software", severity: "low" };
	return { ...told, source: "SVG", tag, value };
}

function foreignFinding(tag: XmlTag, uri: string, size: number): Finding {
	const name = tag.prefix ? `${tag.prefix}:${tag.name}` : tag.name;
	const manifest = /c2pa/i.test(`${uri}${name}`);
	return {
		kind: manifest ? "provenance" : "software",
		severity: manifest ? "high" : size > 1000 ? "medium" : "low",
		source: "SVG",
		tag: name,
		value: sized(size),
	};
}

/** XMP or any RDF, and content credentials; anything else that is in there is told as text. */
function metadataFindings(xml: XmlBytes, tag: XmlTag, start: number, end: number): Finding[] {
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
	const properties = readXmp(inScope(xml, tag, bytes)).filter(({ name }) => name !== "Manifest");
	if (properties.length > 0) findings.push(...propertyFindings(properties, bytes.length));
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
	const whole = new Uint8Array(head.length + inner.length);
	whole.set(head);
	whole.set(inner, head.length);
	return whole;
}

/** Comments, and instructions to programs other than those that style the picture. */
function markupEdits({ text, bytes }: XmlBytes, findings: Finding[]): ChoiceEdit[] {
	const edits: ChoiceEdit[] = [];
	for (const { 0: markup, index } of text.matchAll(/<!\[CDATA\[[\s\S]*?\]\]>|<!--([\s\S]*?)-->|<\?[\s\S]*?\?>/g)) {
		if (markup.startsWith("<![") || /^<\?xml(-stylesheet)?\s/.test(markup)) continue;
		edits.push({ start: index, end: index + markup.length });
		if (markup.startsWith("<?xpacket")) continue; // told with the packet
		const value = readable(
			new TextDecoder().decode(bytes.subarray(index, index + markup.length)).replace(/^<!--|-->$|^<\?|\?>$/g, ""),
		);
		const program = /generator|created with|exported|sketch|inkscape|illustrator|figma|font awesome/i.test(value);
		if (value)
			findings.push({ kind: program ? "software" : "text", severity: "medium", source: "SVG", tag: "Comment", value });
	}
	return edits;
}

/** Comments in style sheets, but for those in what goes anyway, and those that hold a picture. */
function styleEdits({ text, bytes }: XmlBytes, others: readonly ChoiceEdit[], findings: Finding[]): ChoiceEdit[] {
	const edits: ChoiceEdit[] = [];
	for (const { 0: sheet, index } of text.matchAll(/<(?:[\w-]+:)?style[\s>][\s\S]*?<\/(?:[\w-]+:)?style\s*>/g)) {
		for (const comment of sheet.matchAll(/\/\*([\s\S]*?)\*\//g)) {
			const start = index + comment.index;
			const end = start + comment[0].length;
			if (comment[0].includes("data:") || others.some((other) => other.start < end && start < other.end)) continue;
			edits.push({ start, end });
			const value = readable(new TextDecoder().decode(bytes.subarray(start + 2, end - 2)));
			if (value) findings.push({ kind: "text", severity: "medium", source: "SVG", tag: "Comment", value });
		}
	}
	return edits;
}

const rootScope: ReadonlyMap<string, string> = new Map([
	["", ""],
	["xml", "http://www.w3.org/XML/1998/namespace"],
]);

function scopeWith(
	around: ReadonlyMap<string, string>,
	{ text }: XmlBytes,
	attributes: readonly XmlAttribute[],
): ReadonlyMap<string, string> {
	const declared = attributes.filter(({ prefix, name }) => prefix === "xmlns" || (prefix === "" && name === "xmlns"));
	if (declared.length === 0) return around;
	const scope = new Map(around);
	for (const { prefix, name, valueStart, valueEnd } of declared) {
		scope.set(prefix === "" ? "" : name, text.slice(valueStart, valueEnd).trim());
	}
	return scope;
}

async function pictureOf(
	uri: Base64File,
	context: ReadContext,
): Promise<{ uri: Base64File; reading: Reading | undefined }> {
	return { uri, reading: await context.nested(uri.source) };
}

/** A range of a picture in Base64 is none of the file. */
function withoutRange({ picture, ...finding }: Finding): Finding {
	return picture === undefined || picture.type === "image" || picture.type === "video"
		? finding
		: { ...finding, picture };
}
