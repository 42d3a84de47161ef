// XMP: RDF in XML, flattened to named values. https://developer.adobe.com/xmp/docs/XMPSpecifications/

import { type Finding, withoutChoice } from "../../core/finding";
import { type Phrase, type PhraseKey, phrase } from "../../core/phrase";
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
import { settingsInWords, settingText } from "./camera-settings";
import { coordinatesInWords } from "./gps";
import { isForRendering, isRenderingNamespace, meta, rdf, type XmpProperty } from "./rendering-xmp";
import { oncePerFact, tagFinding, tagKind } from "./tag-kinds";
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

/** What an XMP packet says: one finding per property, history and the unknown together. No choice keeps any of it: a packet goes as a whole. */
export function xmpFindings(packet: Uint8Array): Finding[] {
	return packetFindings(readXmp(packet), packet.length);
}

export function packetFindings({ properties, rest }: XmpPacket, packetSize: number): Finding[] {
	if (properties.length === 0 && packetSize > 0) {
		return [{ kind: "unknown", severity: "low", source: "XMP", tag: "XMP", value: phrase("emptyPacket") }];
	}
	const findings: Finding[] = [];
	const groups: Record<Group, XmpProperty[]> = {
		history: [],
		unknown: [],
		thumbnail: [],
		settings: [],
		hidden: [],
		camera: [],
	};
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
		const hidden = hiddenMedia[uri];
		if (!hidden) continue;
		const [tag, key] = hidden;
		findings.push({ kind: "hidden-media", severity: "high", source: "XMP", tag, value: phrase(key) });
	}
	if (groups.settings.length > 0) {
		const value = phrase("converterSettings", { count: groups.settings.length });
		findings.push({ kind: "software", severity: "low", source: "XMP", tag: "CameraRawSettings", value });
	}
	if (groups.camera.length > 0) {
		const value = cameraInWords(groups.camera);
		findings.push({ kind: "device", severity: "low", source: "XMP", tag: "CameraSettings", value });
	}
	const [history] = groups.history;
	if (history) {
		const value = historyInWords(groups.history);
		findings.push({ kind: "history", severity: "medium", source: "XMP", tag: history.name, value });
	}
	const [thumbnail] = groups.thumbnail;
	if (thumbnail) {
		const value = sizesInWords(groups.thumbnail) || namesInWords(groups.thumbnail);
		findings.push({ kind: "thumbnail", severity: "medium", source: "XMP", tag: thumbnail.name, value });
	}
	if (groups.unknown.length > 0) {
		const severity = groups.unknown.some(({ name, value }) => words.test(value) && !programsWords.test(name))
			? "medium"
			: "low";
		findings.push({ kind: "unknown", severity, source: "XMP", tag: "XMP", value: namesInWords(groups.unknown) });
	}
	if (findings.length === 0 && rest.length > 0) {
		findings.push({ kind: "unknown", severity: "medium", source: "XMP", tag: "XMP", value: readable(rest.join(", ")) });
	}
	return oncePerFact(findings).map(withoutChoice);
}

const cameraRaw = "http://ns.adobe.com/camera-raw-settings/1.0/";
/** Of a region that somebody marked in a picture, its name tells; its shape and kind go with it. */
const regionDetails = /^Region(?!(Name|PersonDisplayName|Description)$)/;

type Group = "history" | "unknown" | "thumbnail" | "settings" | "hidden" | "camera";

/** Whole files in Base64 that phones put into XMP. https://developers.google.com/depthmap-metadata/reference */
const hiddenMedia: Readonly<Record<string, readonly [string, PhraseKey]>> = {
	"http://ns.google.com/photos/1.0/image/": ["ImageData", "beforeBlurring"],
	"http://ns.google.com/photos/1.0/depthmap/": ["DepthMap", "depthMap"],
	"http://ns.google.com/photos/1.0/audio/": ["AudioData", "soundRecording"],
};

/** What is told together, and not one by one. */
function groupOf({ uri, name, value }: XmpProperty): Group | undefined {
	if (uri in hiddenMedia) return "hidden";
	if (uri === cameraRaw && !/^(RawFileName|Version)$/.test(name)) return "settings";
	if (regionDetails.test(name) || /^(true|false|0)$/i.test(value)) return "unknown";
	const { kind, severity } = tagKind(name);
	if (kind === "device" && severity === "low" && (uri === exif || uri === exifEx)) return "camera";
	return kind === "history" || kind === "unknown" || kind === "thumbnail" ? kind : undefined;
}

const exif = "http://ns.adobe.com/exif/1.0/";
const exifEx = "http://cipa.jp/exif/1.0/";

/** Settings that people know, by their names in XMP, which writes them as fractions. */
const settingNames: Readonly<Record<string, string>> = {
	ExposureTime: "ExposureTime",
	FNumber: "FNumber",
	ISOSpeedRatings: "ISO",
	PhotographicSensitivity: "ISO",
	FocalLength: "FocalLength",
};

function cameraInWords(properties: readonly XmpProperty[]): string | Phrase {
	const shown = properties.flatMap(({ name, value }) => {
		const setting = settingNames[name];
		const [over = Number.NaN, under = 1] = value.split("/").map(Number);
		return setting ? [settingText(setting, over / under)] : [];
	});
	return settingsInWords(shown, properties.length - shown.length);
}

const shownNames = 4;
/** Two words: more than a number or a code. */
const words = /\p{L}{2}[\s,]+\p{L}{2}/u;
/** What a program says of itself or of colours, in words though it is. */
const programsWords = /^(xaptk|ICCProfile)$/;
const shortValue = 60;

/** A few properties by name, with what they say where that is short and more than yes or no. */
function namesInWords(properties: readonly XmpProperty[]): string | Phrase {
	const told = new Map<string, string>();
	for (const { name, value } of properties) {
		const isShown = value.length <= shortValue && !/^(true|false|0)$/i.test(value) && !regionDetails.test(name);
		if (!told.has(name)) told.set(name, isShown ? `${name}: ${value}` : name);
	}
	const shown = [...told.values()].slice(0, shownNames).join(", ");
	return told.size > shownNames ? phrase("andMoreTags", { count: told.size - shownNames }, shown) : shown;
}

function historyInWords(properties: readonly XmpProperty[]): string | Phrase {
	const steps = properties.filter(({ name }) => name === "HistoryAction").map(({ value }) => value);
	if (steps.length === 0) return readable(properties.map(({ value }) => value).join(", "));
	const shown = steps.slice(-6).join(", ");
	return phrase("editingSteps", { count: steps.length }, shown);
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
