// What a small piece of XML says that a camera, a recorder or a studio wrote: names and values, in elements and attributes.
import { type Finding, withoutChoice } from "../../core/finding";
import { attributesOf, attributeText, textBetween, walkXml, type XmlTag, xmlOf } from "../containers/xml";
import { InvalidFileError } from "../invalid-file-error";
import type { ExifValue } from "./exif-values";
import { gpsFindings } from "./gps";
import { camelCase, mediaFinding } from "./media-tags";

/** A value, and the names around it from the outside in; the outermost element is left out, as ExifTool does. */
export type XmlValue = { path: readonly string[]; value: string };

const mostValues = 1000;

/** The values in a text; what is not well-formed gives the ones before it. An element of a `name` and a `value` has that name. */
export function xmlValues(bytes: Uint8Array<ArrayBuffer>): XmlValue[] {
	const xml = xmlOf(bytes);
	const values: XmlValue[] = [];
	let last = 0;
	const add = (path: readonly string[], value: string) => {
		if (/[^\s\0]/.test(value) && values.length < mostValues) values.push({ path, value: value.trim() });
	};
	const textUntil = (end: number, tag: XmlTag | undefined) => {
		if (tag) add(pathOf(tag), textBetween(xml, last, end));
	};
	try {
		walkXml(
			xml,
			(tag) => {
				textUntil(tag.start, tag.parent);
				last = tag.end;
				const given = attributesOf(xml, tag).map((attribute) => [attribute, attributeText(xml, attribute)] as const);
				const of = (name: string) => given.find(([attribute]) => attribute.name === name)?.[1];
				const [name, value] = [of("name"), of("value")];
				if (name !== undefined && value !== undefined) add([camelCase(name)], value);
				else
					for (const [{ prefix, name }, value] of given)
						if (prefix !== "xmlns" && name !== "xmlns") add([...pathOf(tag), xmlName(name)], value);
			},
			(tag, start, end) => {
				if (!tag.isEmpty) textUntil(start, tag);
				last = end;
			},
			(start, end, parent) => {
				textUntil(start, parent);
				last = end;
				// Comments are words as well.
				const text = xml.text.slice(start, end);
				if (/^<!(--|\[CDATA)/.test(text)) add([...(parent ? pathOf(parent) : []), "Comment"], text);
			},
		);
	} catch (error) {
		if (!(error instanceof InvalidFileError)) throw error;
	}
	return values;
}

/** What Sony's cameras write beside a film: the device, its place and time. How it was coded is no secret. */
export function cameraXmlFindings(bytes: Uint8Array<ArrayBuffer>): Finding[] {
	const gps = new Map<number, ExifValue>();
	const findings: Finding[] = [];
	for (const { path, value } of xmlValues(bytes)) {
		const name = path.join("");
		const number = gpsNumbers[name];
		if (number === undefined) {
			const finding = mediaFinding("XML", name, value);
			if (finding && finding.kind !== "unknown") findings.push(finding);
		} else gps.set(number, number === dateStamp || !value.includes(":") ? value : value.split(":").map(Number));
	}
	const places = gpsFindings(gps).map((finding) => ({ ...finding, source: "XML" }));
	return [...places, ...findings].map(withoutChoice);
}

const dateStamp = 29;
/** Names of places in it, and the tags of Exif that say the same. */
const gpsNumbers: Readonly<Record<string, number>> = {
	LatitudeRef: 1,
	Latitude: 2,
	LongitudeRef: 3,
	Longitude: 4,
	TimeStamp: 7,
	DateStamp: dateStamp,
};

function pathOf(tag: XmlTag): string[] {
	const path: string[] = [];
	for (let at: XmlTag | undefined = tag; at?.parent; at = at.parent) path.unshift(xmlName(at.name));
	return path;
}

/** As ExifTool writes names that are not its own: `BWF_ORIGINATOR` becomes `BwfOriginator`. */
function xmlName(name: string): string {
	return camelCase(/[a-z]/.test(name) ? name : name.toLowerCase());
}
