// SVG: text is edited, never written anew, and pictures inside are stripped as files of their own. https://www.w3.org/TR/SVG2/

import type { Finding } from "../core/finding";
import { sized } from "../core/phrase";
import { insideEdits } from "./base64-inside";
import type { ByteSource } from "./containers/byte-source";
import { latin1Bytes } from "./containers/numbers";
import { attributeText, textBetween, type XmlAttribute, type XmlBytes, type XmlTag, xmlOf } from "./containers/xml";
import { type ChoiceEdit, editsUnder, editXml, type XmlEditor } from "./containers/xml-edits";
import { type DataUri, dataUris } from "./data-uris";
import type { Handler, ReadContext, Reading } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { oncePerFact } from "./metadata/tag-kinds";
import { decodeText, readable } from "./metadata/text";
import { withoutRange } from "./picture-ranges";
import { byteParts, splice } from "./splice";
import { addressesIn, fetchedByStyle } from "./svg-addresses";
import { expandEntities } from "./svg-entities";
import { type HiddenText, type Hiding, hiddenTextEdits, hidingOf } from "./svg-hidden";
import { hasLayerName, type LayerName, layerNameEdits } from "./svg-layer-names";
import { markupEdits } from "./svg-markup";
import { metadataFindings } from "./svg-metadata";
import { isDrawnAttribute, svgElements, textElements, toldAttributes } from "./svg-names";
import { isReferredTo, referringPart } from "./svg-references";
import { pathEdits, styleEdits } from "./svg-styles";
import { attributeFinding, foreignFinding } from "./svg-surplus";

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
	const referring = referringPart(xml.text);
	const scopes: Scopes = {
		...{ namespaces: new Map(), gone: new Set(), textual: new Set(), hidings: new Map() },
		...{ told: new Map(), names: [], hidden: [], referring },
	};
	let textFrom = 0;
	let elements = 0;
	const edits: ChoiceEdit[] = editXml(xml, (tag, editor) => {
		if (elements++ === 0 && tag.name !== "svg")
			throw new InvalidFileError("damaged", `an SVG that starts with ${tag.name}`);
		if (tag.parent) textRule(textFrom, tag.start, tag.parent, editor, scopes, findings);
		textFrom = tag.end;
		elementRule(tag, editor, scopes, findings);
		editor.onClose(tag, (_, end, after) => {
			textRule(textFrom, end, tag, editor, scopes, findings);
			textFrom = after;
			scopes.namespaces.delete(tag);
			scopes.gone.delete(tag);
			scopes.textual.delete(tag);
			scopes.hidings.delete(tag);
		});
	});
	const behind = readable(textBetween(xml, textFrom, xml.text.length));
	if (behind && elements > 0) {
		findings.push({ kind: "trailing-data", severity: "high", source: "SVG", tag: "Trailer", value: behind });
		edits.push({ start: textFrom, end: xml.text.length });
	}
	if (elements === 0) throw new InvalidFileError("damaged", "an SVG without an element");
	edits.push(
		...markupEdits(xml, findings, (tag, value) => tellStaying(scopes.told, tag, value)),
		...layerNameEdits(xml, referring, scopes.names, findings),
		...hiddenTextEdits(xml, referring, scopes.hidden, findings),
	);
	for (const [tag, values] of scopes.told) {
		const value = readable([...values].join(", "));
		findings.push({ kind: "text", severity: "low", ...staying[tag], source: "SVG", tag, value, stays: true });
	}
	const pictures = await Promise.all(dataUris(xml).map((uri) => pictureOf(uri, context)));
	for (const { uri, reading } of pictures) {
		const stays = reading?.strip ? {} : { stays: true as const };
		findings.push(...(reading?.findings.map((finding) => ({ ...withoutRange(finding), ...stays })) ?? []));
		for (const { place, value } of uri.surplus) {
			findings.push({ kind: "text", severity: "medium", source: "SVG", tag: "DataParameter", value: readable(value) });
			edits.push(place);
		}
	}
	return {
		format,
		findings: oncePerFact(findings),
		async strip(keep) {
			const inside = pictures.flatMap(({ uri: { file }, reading }) =>
				file && reading && reading.findings.length > 0 ? [{ file, ...reading }] : [],
			);
			const all = [...edits, ...(await insideEdits(inside, keep))];
			const pieces = splice(xml.bytes.length, editsUnder(all, keep));
			return xml.bytes === original ? pieces : byteParts(xml.bytes, pieces);
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
const svgNamespaces: ReadonlySet<string> = new Set(["", "http://www.w3.org/2000/svg"]);
const mathml = "http://www.w3.org/1998/Math/MathML";
/** Elements of HTML that show nothing. */
const unshown: ReadonlySet<string> = new Set(["meta", "title", "template", "noscript", "datalist", "annotation"]);

type Scopes = {
	/** What prefixes stand for within each element. */
	namespaces: Map<XmlTag, ReadonlyMap<string, string>>;
	/** Elements that go with all that is in them. */
	gone: Set<XmlTag>;
	/** Elements whose text is shown. */
	textual: Set<XmlTag>;
	/** What hides elements. */
	hidings: Map<XmlTag, Hiding>;
	/** What is told and stays, by the element or attribute. */
	told: Map<string, Set<string>>;
	/** Ids and classes in words of somebody's own, and text that is hidden. */
	names: LayerName[];
	hidden: HiddenText[];
	/** Style sheets and scripts, which may ask for an attribute of any name. */
	referring: string;
};

/**
 * Charts have a tooltip for every point: what a script says is read by nobody, a tooltip by everybody. What a drawing
 * fetches when it is opened by itself, and whom its links write to or call, is told more.
 */
const staying: Readonly<Record<string, Pick<Finding, "kind" | "severity">>> = {
	script: { kind: "text", severity: "medium" },
	ExternalLink: { kind: "tracking", severity: "medium" },
	Contact: { kind: "person", severity: "medium" },
};

function tellStaying(told: Scopes["told"], name: string, value: string): void {
	if (value) told.set(name, (told.get(name) ?? new Set()).add(value));
}

/** Text where none is shown. */
function textRule(
	start: number,
	end: number,
	parent: XmlTag,
	{ xml, replace }: XmlEditor,
	{ gone, textual, hidings, hidden }: Scopes,
	findings: Finding[],
): void {
	if (start >= end || gone.has(parent)) return;
	if (textual.has(parent)) {
		const by = hidings.get(parent)?.by;
		if (by && !/^(?:desc|title|script|style)$/.test(parent.name)) hidden.push({ start, end, parent, by });
		return;
	}
	const value = readable(textBetween(xml, start, end));
	if (/^[\s/<>"']*$/.test(value.replace(escaped, ""))) return;
	replace(start, end, "");
	findings.push({ kind: "text", severity: "medium", source: "SVG", tag: parent.name, value });
}

/** What is left of a tag that programs escaped, once or again and again. */
const escaped = /&(?:amp;)*(?:[lg]t|quot|apos);/g;

/** Elements and attributes of drawing programs' own, and what the document says of itself. */
function elementRule(tag: XmlTag, editor: XmlEditor, scopes: Scopes, findings: Finding[]): void {
	const { namespaces, gone, textual, hidings, told, referring } = scopes;
	const { xml } = editor;
	const attributes = editor.attributes(tag);
	const scope = scopeWith((tag.parent && namespaces.get(tag.parent)) ?? rootScope, xml, attributes);
	namespaces.set(tag, scope);
	const namespaceOf = (prefix: string) => scope.get(prefix) ?? prefix;
	const uri = namespaceOf(tag.prefix);
	const isSvg = svgNamespaces.has(uri);
	const goes = (then: (start: number, end: number, after: number) => void) => {
		gone.add(tag);
		editor.remove(tag);
		editor.onClose(tag, then);
	};
	const goesAsText = (name: string, words: string) =>
		goes((start, end, after) => {
			const value = readable(`${textBetween(xml, start, end)} ${words}`);
			if (value) findings.push({ kind: "text", severity: "medium", source: "SVG", tag: name, value });
			else if (name === tag.name)
				findings.push({ kind: "unknown", severity: "low", source: "SVG", tag: name, value: sized(after - tag.start) });
		});
	if (tag.parent && gone.has(tag.parent)) {
		gone.add(tag);
		return;
	}
	if (tag.name === "metadata" && drawn.has(uri)) {
		goes((start, end) => findings.push(...metadataFindings(xml, tag, start, end)));
		return;
	}
	if (!drawn.has(uri)) {
		goes((_, __, after) => findings.push(foreignFinding(tag, uri, after - tag.start)));
		return;
	}
	const isRoots = tag.parent !== undefined && tag.parent.parent === undefined;
	if (isSvg && (tag.name === "title" || tag.name === "desc") && isRoots) {
		goesAsText(tag.name === "title" ? "Title" : "Desc", "");
		return;
	}
	if (isSvg ? !svgElements.has(tag.name) : unshown.has(tag.name)) {
		goesAsText(tag.name, attributes.map((attribute) => textOf(xml, attribute)).join(" "));
		return;
	}
	const hiding = hidingOf(xml, tag, attributes, tag.parent && hidings.get(tag.parent));
	if (hiding) hidings.set(tag, hiding);
	if (!isSvg || textElements.has(tag.name) || (tag.name === "a" && tag.parent && textual.has(tag.parent)))
		textual.add(tag);
	// a tooltip, and what a script says, are what somebody may see
	if (tag.name === "script" || (isSvg && (tag.name === "title" || tag.name === "desc")))
		editor.onClose(tag, (start, end) => tellStaying(told, tag.name, readable(textBetween(xml, start, end))));
	const { edits } = editor;
	if (tag.name === "style")
		editor.onClose(tag, (start, end) => {
			edits.push(...styleEdits(xml, start, end, findings), ...pathEdits(xml, start, end, "style", findings));
			for (const address of fetchedByStyle(textBetween(xml, start, end))) tellStaying(told, "ExternalLink", address);
		});
	for (const attribute of attributes) {
		const { prefix, name, valueStart, valueEnd } = attribute;
		const value = readable(textOf(xml, attribute));
		if (prefix === "xmlns") {
			const address = xml.text.slice(valueStart, valueEnd);
			if (drawn.has(address)) continue;
			editor.removeAttribute(attribute);
			const tag = `xmlns:${name}`;
			findings.push({ kind: "software", severity: "low", source: "SVG", tag, value: readable(address) });
		} else if (prefix !== "" && !drawn.has(namespaceOf(prefix))) {
			editor.removeAttribute(attribute);
			if (value) findings.push(attributeFinding(`${prefix}:${name}`, value));
		} else if (toldAttributes.test(name)) {
			tellStaying(told, name, value);
		} else if (uri !== mathml && !isDrawnAttribute(name, value)) {
			const finding = attributeFinding(name, value || name);
			if (isReferredTo(name, referring)) findings.push({ ...finding, stays: true });
			else {
				editor.removeAttribute(attribute);
				findings.push(finding);
			}
		} else {
			if (name === "style") edits.push(...styleEdits(xml, valueStart, valueEnd, findings));
			edits.push(...pathEdits(xml, valueStart, valueEnd, name, findings));
			if (hasLayerName(attribute, value)) scopes.names.push({ tag, attribute });
			if (!/[\\/:&]/.test(value)) continue; // a shape's many numbers
			const { fetched, contacts } = addressesIn(tag.name, name, attributeText(xml, attribute));
			for (const address of fetched) tellStaying(told, "ExternalLink", readable(address));
			for (const address of contacts) tellStaying(told, "Contact", readable(address));
		}
	}
}

function textOf({ bytes }: XmlBytes, { valueStart, valueEnd }: { valueStart: number; valueEnd: number }): string {
	return new TextDecoder().decode(bytes.subarray(valueStart, valueEnd));
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

async function pictureOf(uri: DataUri, context: ReadContext): Promise<{ uri: DataUri; reading: Reading | undefined }> {
	return { uri, reading: uri.file && (await context.nested(uri.file.source)) };
}
