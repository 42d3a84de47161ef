// Photoshop image resources (8BIM) and the IPTC records among them. https://exiftool.org/TagNames/IPTC.html, https://www.adobe.com/devnet-apps/photoshop/fileformatashtml/

import { type Finding, withoutChoice } from "../../core/finding";
import { labelled, phrase, sized } from "../../core/phrase";
import { latin1, uint16BE, uint32BE, uintBE } from "../containers/numbers";
import { oncePerFact, tagFinding } from "./tag-kinds";
import { decodeText, readable, wordsIn } from "./text";
import { xmpFindings } from "./xmp";

/** Datasets of IPTC's application record (2), with ExifTool's names. */
const datasets: Readonly<Record<number, string>> = {
	3: "ObjectTypeReference",
	4: "ObjectAttributeReference",
	5: "ObjectName",
	7: "EditStatus",
	10: "Urgency",
	12: "SubjectReference",
	15: "Category",
	20: "SupplementalCategories",
	22: "FixtureIdentifier",
	25: "Keywords",
	26: "ContentLocationCode",
	27: "ContentLocationName",
	30: "ReleaseDate",
	35: "ReleaseTime",
	37: "ExpirationDate",
	38: "ExpirationTime",
	40: "SpecialInstructions",
	55: "DateCreated",
	60: "TimeCreated",
	62: "DigitalCreationDate",
	63: "DigitalCreationTime",
	65: "OriginatingProgram",
	70: "ProgramVersion",
	80: "By-line",
	85: "By-lineTitle",
	90: "City",
	92: "Sub-location",
	95: "Province-State",
	100: "Country-PrimaryLocationCode",
	101: "Country-PrimaryLocationName",
	103: "OriginalTransmissionReference",
	105: "Headline",
	110: "Credit",
	115: "Source",
	116: "CopyrightNotice",
	118: "Contact",
	120: "Caption-Abstract",
	121: "LocalCaption",
	122: "Writer-Editor",
	221: "Prefs",
};

/** Of its envelope record (1): to whom it was sent, by whom, and when. */
const envelope: Readonly<Record<number, string>> = {
	5: "Destination",
	30: "ServiceIdentifier",
	40: "EnvelopeNumber",
	50: "ProductID",
	70: "DateSent",
	80: "TimeSent",
	100: "UniqueObjectName",
};
const records: Readonly<Record<number, Readonly<Record<number, string>>>> = { 1: envelope, 2: datasets };

/** What every dataset begins with. */
const datasetMark = 0x1c;

const resources = {
	iptc: 0x0404,
	thumbnailBgr: 0x0409,
	thumbnail: 0x040c,
	url: 0x040b,
	copyright: 0x040a,
	xmp: 0x0424,
	iptcDigest: 0x0425,
	slices: 0x041a,
};
/** After its version and bounds a slice's group has the name under which the document was saved. */
const slicesVersion = 6;
const groupNameAt = 20;
const thumbnailHeader = 28;
/** Facebook's mark on every picture it hands out, which ties the copy to whoever fetched it. */
const facebookMark = /^FBMD/;

/** What Photoshop's image resources say, or IPTC records that stand alone (`iim`). No choice keeps any of it: they go as a whole. */
export function photoshopFindings(bytes: Uint8Array, as: "resources" | "iim", offset?: number): Finding[] {
	if (as === "iim") return oncePerFact(iptcFindings(bytes)).map(withoutChoice);
	const findings: Finding[] = [];
	let others = 0;
	for (const { id, start, end } of readResources(bytes)) {
		const data = bytes.subarray(start, end);
		switch (id) {
			case resources.iptc:
				findings.push(...iptcFindings(data));
				break;
			case resources.thumbnail:
			case resources.thumbnailBgr:
				findings.push({
					kind: "thumbnail",
					severity: "medium",
					source: "Photoshop",
					tag: "PhotoshopThumbnail",
					value: sized(data.length),
					...(offset !== undefined && data.length > thumbnailHeader
						? {
								picture: {
									type: "image" as const,
									range: { start: offset + start + thumbnailHeader, end: offset + end },
									mime: "image/jpeg",
								},
							}
						: {}),
				});
				break;
			case resources.url:
				if (data.length > 0)
					findings.push({
						kind: "text",
						severity: "medium",
						source: "Photoshop",
						tag: "URL",
						value: readable(decodeText(data)),
					});
				break;
			case resources.xmp:
				findings.push(...xmpFindings(data));
				break;
			case resources.slices: {
				const name = groupName(data);
				if (name === "") others++;
				else findings.push(tagFinding("Photoshop", "SlicesGroupName", name));
				break;
			}
			case resources.iptcDigest:
				others++;
				break;
			default:
				others++;
		}
	}
	if (others > 0 || findings.length === 0) {
		findings.push({
			kind: "software",
			severity: "low",
			source: "Photoshop",
			tag: "Photoshop",
			value: others > 0 ? phrase("programSettings", { count: others }) : sized(bytes.length),
		});
	}
	return oncePerFact(findings).map(withoutChoice);
}

function groupName(data: Uint8Array): string {
	if (data.length < groupNameAt + 4 || uint32BE(data, 0) !== slicesVersion) return "";
	const start = groupNameAt + 4;
	return readable(utf16.decode(data.subarray(start, start + uint32BE(data, groupNameAt) * 2)));
}

const utf16 = new TextDecoder("utf-16be");

/** The data of the resources with an id. */
export function resourceData(bytes: Uint8Array, id: number): Uint8Array[] {
	return readResources(bytes)
		.filter((resource) => resource.id === id)
		.map(({ start, end }) => bytes.subarray(start, end));
}

type Resource = { id: number; start: number; end: number };

function readResources(bytes: Uint8Array): Resource[] {
	const found: Resource[] = [];
	const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let position = 0;
	while (position + 12 <= bytes.length) {
		if (!/^(8BIM|AgHg|DCSR|PHUT|MeSa)$/.test(latin1(bytes.subarray(position, position + 4)))) break;
		const id = data.getUint16(position + 4);
		const nameSize = 1 + data.getUint8(position + 6);
		const sizeAt = position + 6 + nameSize + (nameSize & 1);
		if (sizeAt + 4 > bytes.length) break;
		const start = sizeAt + 4;
		const end = Math.min(start + data.getUint32(sizeAt), bytes.length);
		found.push({ id, start, end });
		position = end + ((end - start) & 1);
	}
	return found;
}

/** Lengths that are no honest text's follow as a number of their own, of as many bytes as the field says. */
const extendedLength = 0x8000;
const longestLength = 8;

function iptcFindings(block: Uint8Array): Finding[] {
	const bytes = inOrder(block);
	const findings: Finding[] = [];
	const several = new Map<string, string[]>();
	let position = 0;
	let others = 0;
	while (position + 5 <= bytes.length && bytes[position] === datasetMark) {
		const record = bytes[position + 1] ?? 0;
		const dataset = bytes[position + 2] ?? 0;
		const field = uint16BE(bytes, position + 3);
		const lengthSize = field & extendedLength ? field - extendedLength : 0;
		const start = position + 5 + lengthSize;
		if (lengthSize > longestLength || start > bytes.length) break;
		const size = lengthSize > 0 ? uintBE(bytes, position + 5, lengthSize) : field;
		const data = bytes.subarray(start, start + size);
		position = start + data.length;
		const name = records[record]?.[dataset];
		const value = readable(decodeText(data));
		if (name === undefined) {
			const words = wordsIn(data);
			const tag = `${record}:${dataset}`;
			if (isConstant(record, dataset, data)) continue;
			if (words === "") others++;
			else findings.push({ kind: "text", severity: "medium", source: "IPTC", tag, value: words });
		} else if (facebookMark.test(value)) {
			findings.push({ kind: "tracking", severity: "high", source: "IPTC", tag: name, value });
		} else if (value !== "") {
			several.set(name, [...(several.get(name) ?? []), value]);
		}
	}
	for (const [name, values] of several) findings.push(tagFinding("IPTC", name, readable(values.join(", "))));
	const told = { kind: "unknown", source: "IPTC", tag: "IPTC" } as const;
	if (others > 0) findings.push({ ...told, severity: "low", value: phrase("moreFields", { count: others }) });
	const rest = bytes.subarray(position);
	if (rest.some((byte) => byte !== 0))
		findings.push({ ...told, severity: "medium", value: labelled(wordsIn(rest), rest.length) });
	return findings;
}

/** The version of a record, and the sign for UTF-8 or another set of characters. */
function isConstant(record: number, dataset: number, data: Uint8Array): boolean {
	if (record === 2) return dataset === 0 && data.length <= 2;
	return record === 1 && dataset === 90 && data.length <= 4;
}

/** As numbers of four bytes, which some programs declare these records to be, they are turned round. */
function inOrder(bytes: Uint8Array): Uint8Array {
	if (bytes[0] === datasetMark || bytes[3] !== datasetMark) return bytes;
	return bytes.map((_, at) => bytes[at ^ 3] ?? 0);
}
