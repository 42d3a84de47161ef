// Colour profiles: whether bytes are one, and what its texts say of a screen or a person. https://www.color.org/specification/ICC.2-2023.pdf (7.2)
import type { Finding, FindingKind } from "../../core/finding";
import { latin1, uint32BE } from "../containers/numbers";
import { readable, untilZero, wordsIn } from "./text";

const headerSize = 128;
const signatureAt = 36;
const entrySize = 12;
const maxTags = 100;

/** Whether bytes begin as a profile does and hold no more than it says: what does not is shown by nobody. */
export function isProfile(bytes: Uint8Array): boolean {
	if (bytes.length < headerSize || latin1(bytes, signatureAt, signatureAt + 4) !== "acsp") return false;
	return bytes.subarray(Math.max(headerSize, uint32BE(bytes, 0))).every((byte) => byte === 0);
}

/**
 * What a profile says that is none of the colour spaces everybody has: the screen a screenshot was taken on, who measured
 * that. A profile stays to the byte, since colours hang on it, so this stays as well.
 */
export function profileFindings(bytes: Uint8Array): Finding[] {
	if (bytes.length < headerSize + 4) return [];
	const findings = new Map<string, Finding>();
	for (let index = 0; index < Math.min(uint32BE(bytes, headerSize), maxTags); index++) {
		const at = headerSize + 4 + index * entrySize;
		if (at + entrySize > bytes.length) break;
		const name = latin1(bytes, at, at + 4);
		const start = uint32BE(bytes, at + 4);
		const [kind, tag, isUsual] = tags[name] ?? ["unknown", name, /^$/];
		const texts = textsOf(bytes.subarray(start, start + uint32BE(bytes, at + 8)));
		// of a text in many languages one is enough to know it by
		const value = texts.some((text) => isUsual.test(text)) ? undefined : texts[0];
		const severity = tag === serialNumber ? "medium" : "low";
		if (value) findings.set(value, { kind, severity, source: "ICC", tag, value, stays: true });
	}
	return [...findings.values()];
}

const usualSpace =
	/RGB|\bP3|Gr[ae]y|Gamma|Coated|Dot Gain|FOGRA|SWOP|GRACoL|Newsprint|Rec(\.|ommendation)|BT\.|ITU|HDTV|XYZ|Lab\b|CMYK|^c2(ci)?$|^uncalibrated|^(Color )?LCD$|^Display$|^iMac$|^Reference |^none$|^Artifex|^calibrated/i;
const usualCompany = /^(IEC http|GIMP|KODAK|none|Apple|Adobe|Google|Hewlett|HP|Microsoft|Nikon|Canon|Sony|Epson)/i;
const usualCopyright =
	/\b(Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|GmbH|AG|Consortium|Association|ECI|ICC|IDEAlliance|Software|Systems|Google|Facebook|Kodak|Epson|Canon|Nikon|Sony|X-Rite|Datacolor)\b|public domain|no copyright|freely|creator of this profile|CC0|creativecommons|royalty|^none$/i;

const serialNumber = "DisplaySerialNumber";

/** Texts for people, with what they say of everybody's profiles. What is in no other tag is numbers, or nobody's business. */
const tags: Readonly<Record<string, readonly [FindingKind, string, RegExp]>> = {
	desc: ["device", "ProfileDescription", usualSpace],
	dscm: ["device", "ProfileDescriptionML", usualSpace],
	dmdd: ["device", "DeviceModelDesc", usualSpace],
	dmnd: ["device", "DeviceMfgDesc", usualCompany],
	cprt: ["person", "ProfileCopyright", usualCopyright],
	vued: ["text", "ViewingCondDesc", /IEC/],
	mmod: ["device", serialNumber, /^(0|16843009)$/], // none, or bytes that are all 1
};

/** The texts of a tag by its type, in all languages; of other types what can be read in them. */
function textsOf(data: Uint8Array): string[] {
	if (data.length < 12) return [];
	switch (latin1(data, 0, 4)) {
		case "desc":
			return [readable(untilZero(latin1(data, 12)))];
		case "text":
			return [readable(latin1(data, 8))];
		case "mluc": {
			const count = Math.min(uint32BE(data, 8), maxTags, Math.floor((data.length - 16) / entrySize));
			return Array.from({ length: Math.max(count, 0) }, (_, index) => {
				const at = 16 + index * entrySize;
				const start = uint32BE(data, at + 8);
				return readable(utf16.decode(data.subarray(start, start + uint32BE(data, at + 4))));
			});
		}
		case "mmod":
			return data.length < 20 ? [] : [`${uint32BE(data, 16)}`];
		default:
			return numeric.test(latin1(data, 0, 4)) ? [] : [wordsIn(data)];
	}
}

const utf16 = new TextDecoder("utf-16be");
/** Types of values that are numbers alone. */
const numeric = /^(XYZ |curv|para|[su]f32|mft[12]|m(AB|BA) |mpet|sig |meas|view|chrm|ui\d\d|clrt|ncl2|vcg[tp]|ndin)$/;
