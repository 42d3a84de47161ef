// XMP: RDF in XML, flattened to named values. https://developer.adobe.com/xmp/docs/XMPSpecifications/

import type { Finding } from "../../core/finding";
import { phrase } from "../../core/phrase";
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
import { coordinatesInWords } from "./gps";
import { oncePerFact, tagFinding, tagKind } from "./tag-kinds";
import { readable } from "./text";

export type XmpProperty = {
	/** The namespace of the outermost property. */
	uri: string;
	/** Local names from the outside in, as ExifTool joins them: `HistoryAction`. */
	name: string;
	value: string;
};

const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const meta = "adobe:ns:meta/";
const transparent = new Set(["RDF", "Description", "Seq", "Bag", "Alt", "li", "xmpmeta", "xapmeta"]);

/** Namespaces whose properties say how the picture is shown, not who took it where. */
const renderingNamespaces: Readonly<Record<string, RegExp>> = {
	"http://ns.adobe.com/hdr-gain-map/1.0/":
		/^(Version|BaseRenditionIsHDR|GainMapM(in|ax)|Gamma|Offset[SH]DR|HDRCapacityM(in|ax))$/,
	"http://ns.apple.com/HDRGainMap/1.0/": /^HDRGainMap(Version|Headroom)$/,
	"http://ns.apple.com/pixeldatainfo/1.0/": /^(AuxiliaryImage(Sub)?Type|(Stored|Native)Format)$/,
	"http://ns.apple.com/depthData/1.0/": /^(DepthDataVersion|Accuracy|Filtered|Quality|Float\w+)$/,
	"http://ns.google.com/photos/1.0/container/": /^Directory(Item)?(Mime|Semantic|Length|Padding)?$/,
	"http://ns.google.com/photos/1.0/panorama/":
		/^(UsePanoramaViewer|ProjectionType|Cropped\w+|FullPano\w+|Initial\w+|LargestValid\w+|Pose(Pitch|Roll)Degrees|StereoMode)$/,
	"http://ns.google.com/videos/1.0/spherical/":
		/^(Spherical|Stitched|ProjectionType|StereoMode|Initial\w+|Cropped\w+|FullPano\w+)$/,
	"http://ns.adobe.com/tiff/1.0/": /^Orientation$/,
};

/** The properties of an XMP packet; what is not well-formed gives the ones before it. */
export function readXmp(packet: Uint8Array): XmpProperty[] {
	const properties: XmpProperty[] = [];
	const xml = xmlOf(inUtf8(packet));
	const elements = new Map<XmlTag | undefined, Element>([[undefined, outside]]);
	const add = (uri: string, name: string, value: string) => {
		const text = readable(value);
		if (text !== "") properties.push({ uri, name: name.replace(regionList, "Region"), value: text });
	};
	const open = (tag: XmlTag) => {
		const around = elements.get(tag.parent) ?? outside;
		around.isLeaf = false;
		const attributes = attributesOf(xml, tag);
		const scope = scopeWith(around.scope, xml, attributes);
		const own = scope.get(tag.prefix) ?? tag.prefix;
		const isShell = own === rdf || transparent.has(tag.name);
		const uri = around.uri || (isShell ? "" : own);
		const path = isShell ? around.path : around.path + capital(tag.name);
		elements.set(tag, { scope, uri, path, isLeaf: true });
		for (const attribute of attributes) {
			const namespace = scope.get(attribute.prefix) ?? attribute.prefix;
			const isResource = attribute.name === "resource";
			if (/^xml(ns)?$/.test(attribute.prefix) || attribute.name === "xmlns" || (namespace === rdf && !isResource))
				continue;
			const value = attributeText(xml, attribute);
			if (namespace === meta) add("", attribute.name === "xmptk" ? "XMPToolkit" : attribute.name, value);
			else if (isResource) add(uri, path, value);
			else if (attribute.prefix !== "") add(uri || namespace, path + capital(attribute.name), value);
		}
	};
	const close = (tag: XmlTag, start: number) => {
		const element = elements.get(tag);
		elements.delete(tag);
		if (element?.isLeaf && element.path !== "") add(element.uri, element.path, textBetween(xml, tag.end, start));
	};
	try {
		walkXml(xml, open, close);
	} catch (error) {
		if (!(error instanceof InvalidFileError) || error.reason !== "damaged") throw error;
	}
	return properties;
}

/** Regions stand in lists in lists, by Adobe's way and by Microsoft's: ExifTool calls them `RegionName` and so on. */
const regionList = /^(RegionsRegionList|RegionInfoRegions)/;

type Scope = ReadonlyMap<string, string>;
type Element = { scope: Scope; uri: string; path: string; isLeaf: boolean };

const outside: Element = { scope: new Map(), uri: "", path: "", isLeaf: false };

/** The namespaces that prefixes stand for within an element that has these attributes. */
function scopeWith(around: Scope, xml: XmlBytes, attributes: readonly XmlAttribute[]): Scope {
	const declared = attributes.filter(({ prefix }) => prefix === "xmlns");
	if (declared.length === 0) return around;
	return new Map([
		...around,
		...declared.map((attribute): [string, string] => [attribute.name, attributeText(xml, attribute)]),
	]);
}

/** What a renderer can read: numbers and the words of these namespaces. Any other value is somebody's. */
const renderingValue =
	/^([-+\d., eE/]+|true|false|equirectangular|cylindrical|mono|top-bottom|left-right|none|relative|absolute|high|low|raw|primary|gainmap|original|depth(map)?|confidence|motionphoto|alpha|(image|video|audio)\/[\w.+-]+)$/i;

/** Whether a property is there for rendering alone. */
export function isForRendering({ uri, name, value }: XmpProperty): boolean {
	return (renderingNamespaces[uri]?.test(name) ?? false) && renderingValue.test(value);
}

/** What an XMP packet says: one finding per property, history and the unknown together. */
export function xmpFindings(packet: Uint8Array): Finding[] {
	return propertyFindings(readXmp(packet), packet.length);
}

export function propertyFindings(properties: readonly XmpProperty[], packetSize: number): Finding[] {
	if (properties.length === 0 && packetSize > 0) {
		return [{ kind: "unknown", severity: "low", source: "XMP", tag: "XMP", value: phrase("emptyPacket") }];
	}
	const findings: Finding[] = [];
	const groups: Record<Group, XmpProperty[]> = { history: [], unknown: [], thumbnail: [], settings: [], hidden: [] };
	const position = positionOf(properties);
	if (position) findings.push(position);
	for (const property of properties) {
		if (isForRendering(property)) continue;
		if (position && /^GPS(Latitude|Longitude)$/.test(property.name)) continue;
		const group = groupOf(property);
		if (group) groups[group].push(property);
		else findings.push(tagFinding("XMP", property.name, property.value));
	}
	for (const uri of new Set(groups.hidden.map((property) => property.uri))) {
		const [tag, value] = hiddenMedia[uri] ?? ["XMP", uri];
		findings.push({ kind: "hidden-media", severity: "high", source: "XMP", tag, value });
	}
	if (groups.settings.length > 0) {
		const value = phrase("converterSettings", { count: groups.settings.length });
		findings.push({ kind: "software", severity: "low", source: "XMP", tag: "CameraRawSettings", value });
	}
	for (const kind of ["history", "thumbnail", "unknown"] as const) {
		const [first] = groups[kind];
		if (first === undefined) continue;
		const names = [...new Set(groups[kind].map(({ name }) => name))];
		const more = names.length > 4 ? ` and ${names.length - 4} more` : "";
		const severity = kind === "unknown" ? "low" : "medium";
		const tag = kind === "unknown" ? "XMP" : first.name;
		const value =
			kind === "history"
				? historyInWords(groups.history)
				: (kind === "thumbnail" && sizesInWords(groups.thumbnail)) || `${names.slice(0, 4).join(", ")}${more}`;
		findings.push({ kind, severity, source: "XMP", tag, value });
	}
	return oncePerFact(findings);
}

const cameraRaw = "http://ns.adobe.com/camera-raw-settings/1.0/";
/** Of a region that somebody marked in a picture, its name tells; its shape and kind go with it. */
const regionDetails = /^Region(?!(Name|PersonDisplayName|Description)$)/;

type Group = "history" | "unknown" | "thumbnail" | "settings" | "hidden";

/** Whole files in Base64 that phones put into XMP. https://developers.google.com/depthmap-metadata/reference */
const hiddenMedia: Readonly<Record<string, readonly [string, string]>> = {
	"http://ns.google.com/photos/1.0/image/": ["ImageData", "the picture as it was before it was blurred"],
	"http://ns.google.com/photos/1.0/depthmap/": ["DepthMap", "a depth map"],
	"http://ns.google.com/photos/1.0/audio/": ["AudioData", "a sound recording"],
};

/** What is told together, and not one by one. */
function groupOf({ uri, name, value }: XmpProperty): Group | undefined {
	if (uri in hiddenMedia) return "hidden";
	if (uri === cameraRaw && !/^(RawFileName|Version)$/.test(name)) return "settings";
	if (regionDetails.test(name) || /^(true|false|0)$/i.test(value)) return "unknown";
	const { kind } = tagKind(name);
	return kind === "history" || kind === "unknown" || kind === "thumbnail" ? kind : undefined;
}

function historyInWords(properties: readonly XmpProperty[]): string {
	const steps = properties.filter(({ name }) => name === "HistoryAction").map(({ value }) => value);
	if (steps.length === 0) return readable(properties.map(({ value }) => value).join(", "));
	const shown = steps.slice(-6).join(", ");
	return `${steps.length} editing ${steps.length === 1 ? "step" : "steps"}: ${shown}`;
}

/** `JPEG 256 × 88` for each small picture, as far as their sizes are told. */
function sizesInWords(properties: readonly XmpProperty[]): string {
	const valuesOf = (end: string) => properties.filter(({ name }) => name.endsWith(end)).map(({ value }) => value);
	const [formats, heights] = [valuesOf("Format"), valuesOf("Height")];
	return valuesOf("Width")
		.map((width, index) => `${formats[index] ?? ""} ${width} × ${heights[index] ?? "?"}`.trim())
		.join(", ");
}

/** XMP writes `48,51.50400N` or `48,51,30N`. */
function positionOf(properties: readonly XmpProperty[]): Finding | undefined {
	const latitude = xmpDegrees(properties.find(({ name }) => name === "GPSLatitude")?.value);
	const longitude = xmpDegrees(properties.find(({ name }) => name === "GPSLongitude")?.value);
	if (latitude === undefined || longitude === undefined) return undefined;
	const at = { latitude, longitude };
	return {
		kind: "location",
		severity: "high",
		source: "XMP",
		tag: "GPSPosition",
		value: coordinatesInWords(at),
		picture: { type: "place", at },
	};
}

function xmpDegrees(value: string | undefined): number | undefined {
	const match = /^(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?(?:,(\d+(?:\.\d+)?))?([NSEW])$/.exec(value ?? "");
	if (!match) return undefined;
	const [, whole = "0", minutes = "0", seconds = "0", side = ""] = match;
	const size = Number(whole) + Number(minutes) / 60 + Number(seconds) / 3600;
	return side === "S" || side === "W" ? -size : size;
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
