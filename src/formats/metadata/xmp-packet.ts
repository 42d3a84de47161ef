// XMP: RDF in XML, flattened to named values. https://developer.adobe.com/xmp/docs/XMPSpecifications/

import {
	attributesOf,
	attributeText,
	textBetween,
	walkXml,
	type XmlAttribute,
	type XmlBytes,
	type XmlTag,
	xmlOf,
} from "../containers/xml";
import { InvalidFileError } from "../invalid-file-error";
import { isForRendering, isRenderingNamespace, meta, rdf, type XmpProperty } from "./rendering-xmp";
import { decodeText, readable } from "./text";

export type XmpPacket = {
	properties: XmpProperty[];
	/** What else stands in it that no packet needs: told where it is all there is. */
	rest: string[];
};

/** Elements that are no property, in the namespaces that XMP is written in or, by mistake, without their declaration. */
const shells: Readonly<Record<string, RegExp>> = {
	[rdf]: /^(RDF|Description|Seq|Bag|Alt|li|value|type)$/,
	[meta]: /^(xmpmeta|xapmeta)$/,
	rdf: /^(RDF|Description|Seq|Bag|Alt|li)$/,
	x: /^(xmpmeta|xapmeta)$/,
};

/** Processing instructions around packets, and what filters of Adobe's are told. */
const usualMarkup =
	/^<\?(xpacket(\s+(begin|end|id|bytes|encoding)=(["'])([^\w"']{0,8}|W5M0MpCehiHzreSzNTczkc9d|[rw]|\d{1,9}|utf-?(8|16)|ï»¿)\4)+|xml(\s+(version|encoding|standalone)=["'][\w.-]{1,12}["'])+|adobe-xap-filters esc="CR(LF)?")\s*\?>$/i;

/** Windows writes this one about every picture. */
const windowsAbout = /^uuid:faf5bdd5-ba3d-11da-ad31-d33d75182f1b$/;

/** The properties of an XMP packet, with what people wrote beside them; what is not well-formed gives the ones before it. */
export function readXmp(packet: Uint8Array): XmpPacket {
	const properties: XmpProperty[] = [];
	const rest: string[] = [];
	const xml = xmlOf(inUtf8(packet));
	const elements = new Map<XmlTag | undefined, Element>([[undefined, { ...outside }]]);
	const add = (uri: string, name: string, value: string) => {
		const text = readable(value);
		const property = { uri, name: name.replace(regionList, "Region"), value: text };
		if (text !== "") properties.push(property);
		else if (!isForRendering(property)) rest.push(name);
	};
	let looked = 0;
	/** Text that is the value of nothing. */
	const lookUpTo = (end: number) => {
		const text = readable(textBetween(xml, looked, end));
		if (text !== "") add("", "Text", text);
		looked = end;
	};
	const open = (tag: XmlTag) => {
		lookUpTo(tag.start);
		looked = tag.end;
		const around = elements.get(tag.parent) ?? outside;
		around.isLeaf = false;
		const attributes = attributesOf(xml, tag);
		const scope = scopeWith(around.scope, xml, attributes);
		const own = scope.get(tag.prefix) ?? tag.prefix;
		if (own === tag.prefix) rest.push(own);
		const isShell = shells[own]?.test(tag.name) ?? false;
		const uri = around.uri || (isShell ? "" : own);
		const path = isShell ? around.path : around.path + capital(tag.name);
		const element = { scope, uri, path, isLeaf: true };
		elements.set(tag, element);
		let end = tag.start + 1 + (tag.prefix ? tag.prefix.length + 1 : 0) + tag.name.length;
		for (const attribute of attributes) {
			end = attribute.end;
			const value = attributeText(xml, attribute);
			const { prefix, name } = attribute;
			const namespace = prefix === "" ? (isShell ? own : "") : (scope.get(prefix) ?? prefix);
			if (isDeclaration(attribute)) {
				if (!isRenderingNamespace(prefix && name, value)) rest.push(value);
			} else if (prefix === "xml") {
				if (value !== "x-default") rest.push(value);
			} else if (namespace === meta) add("", name === "xmptk" ? "XMPToolkit" : name, value);
			else if (namespace !== rdf) {
				element.isLeaf = false;
				add(uri || namespace, path + capital(name), value);
			} else if (name === "resource") {
				element.isLeaf = false;
				add(uri, path, value);
			} else if (name === "about" && isShell) {
				if (value.trim() && !windowsAbout.test(value))
					add("", /^\w+:[\w:]*[\da-f]{8}-/i.test(value) ? "AboutUUID" : "AboutText", value);
			} else if (!/^parseType(Resource|Literal|Collection)$/.test(name + value)) rest.push(value);
		}
		const more = xml.text.slice(end, tag.end - (tag.isEmpty ? 2 : 1)).trim();
		if (more !== "") add("", "Text", more);
	};
	const close = (tag: XmlTag, start: number, end: number) => {
		const element = elements.get(tag);
		elements.delete(tag);
		if (element?.isLeaf && element.path !== "") add(element.uri, element.path, textBetween(xml, tag.end, start));
		else lookUpTo(start);
		looked = end;
		if (end > start && !/^<\/\S+\s*>$/.test(xml.text.slice(start, end))) rest.push(xml.text.slice(start, end));
	};
	const aside = (start: number, end: number) => {
		const markup = xml.text.slice(start, end);
		if (markup.startsWith("<![CDATA[") || usualMarkup.test(markup)) return;
		// Adobe's first programs wrote down so which names are others
		if (/^<!-- \w+:\w+ is aliased -->$/.test(markup)) rest.push(markup);
		else add("", "Comment", decodeText(xml.bytes.subarray(start, end)).replace(/^<(!--|\?|!)|(--|\?)?>$/g, ""));
	};
	try {
		walkXml(xml, open, close, aside);
	} catch (error) {
		if (!(error instanceof InvalidFileError) || error.reason !== "damaged") throw error;
		rest.push(error.message);
	}
	lookUpTo(xml.text.length);
	return { properties, rest };
}

/** Regions stand in lists in lists, by Adobe's way and by Microsoft's: ExifTool calls them `RegionName` and so on. */
const regionList = /^(RegionsRegionList|RegionInfoRegions)/;

type Scope = ReadonlyMap<string, string>;
type Element = { scope: Scope; uri: string; path: string; isLeaf: boolean };

const outside: Element = { scope: new Map(), uri: "", path: "", isLeaf: false };

/** The namespaces that prefixes stand for within an element that has these attributes. */
function scopeWith(around: Scope, xml: XmlBytes, attributes: readonly XmlAttribute[]): Scope {
	const declared = attributes.filter(isDeclaration);
	if (declared.length === 0) return around;
	return new Map([
		...around,
		...declared.map((attribute): [string, string] => [
			attribute.prefix && attribute.name,
			attributeText(xml, attribute),
		]),
	]);
}

function isDeclaration({ prefix, name }: XmlAttribute): boolean {
	return prefix === "xmlns" || (prefix === "" && name === "xmlns");
}

/** UTF-8 almost always; UTF-16 without a byte order mark shows by the zero beside the first `<`. */
function inUtf8(packet: Uint8Array): Uint8Array<ArrayBuffer> {
	const [first, second] = packet;
	if (first !== 0 && second !== 0) return packet.slice();
	return new TextEncoder().encode(new TextDecoder(first === 0 ? "utf-16be" : "utf-16le").decode(packet));
}

function capital(name: string): string {
	return name.charAt(0).toUpperCase() + name.slice(1);
}
