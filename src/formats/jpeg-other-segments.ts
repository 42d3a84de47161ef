// What segments of a JPEG say that are neither needed nor of a kind of their own: comments and vendors' blocks.

import { type Finding, withoutChoice } from "../core/finding";
import { labelled } from "../core/phrase";
import { markers, type Segment } from "./containers/jpeg-segments";
import { uint16BE } from "./containers/numbers";
import { tagFinding } from "./metadata/tag-kinds";
import { decodeText, readable, wordsIn } from "./metadata/text";

/** What Photoshop wrote for the web. https://exiftool.org/TagNames/APP12.html#Ducky */
const ducky = /^Ducky/;
const duckyTexts: Readonly<Record<number, string>> = { 2: "Comment", 3: "Copyright" };

/** Vendors' blocks, known by how they begin. */
const vendorBlocks: readonly [RegExp, Pick<Finding, "kind" | "severity">, string][] = [
	[/^(JFXX|FPXR)/, { kind: "thumbnail", severity: "medium" }, "ThumbnailImage"],
	[/^AROT/, { kind: "unknown", severity: "low" }, "AROT"],
	[/^FLIR/, { kind: "device", severity: "high" }, "FLIR"],
	[/^GoPro/, { kind: "device", severity: "high" }, "GoPro"],
	[/^(Meta|META|Exif)/, { kind: "device", severity: "medium" }, "Meta"],
	[/^.{6}HEAPJPGM/s, { kind: "device", severity: "high" }, "CIFF"],
	[/^[^ -~]?(PENTAX|SAMSUNG|HUAWEI|Qualcomm|RMETA|Agfa)/i, { kind: "device", severity: "high" }, "MakerNote"],
	[/^(\[picture info\]|OLYMPUS|Type=)/, { kind: "device", severity: "high" }, "PictureInfo"],
	[ducky, { kind: "software", severity: "low" }, "Ducky"],
	[/^Adobe_CM/, { kind: "software", severity: "low" }, "AdobeCM"],
];

/** A blank one says nothing. */
export function otherFindings(segment: Segment, head: string, data: Uint8Array): Finding[] {
	if (segment.marker === markers.com) {
		const value = readable(decodeText(data));
		return value === "" ? [] : [{ kind: "text", severity: "medium", source: "JPEG", tag: "Comment", value }];
	}
	if (data.every((byte) => byte === 0)) return [];
	const name = segmentName(segment.marker);
	const [, told, tag] = vendorBlocks.find(([signature]) => signature.test(head)) ?? [];
	const texts = ducky.test(head) ? duckyFindings(data, name) : [];
	if (texts.length > 0) return texts;
	const value = labelled(told?.kind === "thumbnail" ? "" : wordsIn(data), data.length);
	return [{ kind: "unknown", severity: "medium", ...told, source: name, tag: tag ?? name, value }];
}

/** Each text stands behind its number, its size, and how many letters of two bytes it has. */
function duckyFindings(data: Uint8Array, source: string): Finding[] {
	const found: Finding[] = [];
	for (let at = "Ducky".length; at + 4 <= data.length; ) {
		const tag = duckyTexts[uint16BE(data, at)];
		const end = at + 4 + uint16BE(data, at + 2);
		const value = readable(utf16.decode(data.subarray(at + 8, end)));
		if (tag !== undefined && value !== "") found.push(withoutChoice(tagFinding(source, tag, value)));
		at = end;
	}
	return found;
}

const utf16 = new TextDecoder("utf-16be");

function segmentName(marker: number): string {
	return marker >= markers.app0 && marker <= markers.app15
		? `APP${marker - markers.app0}`
		: `0xFF${marker.toString(16).toUpperCase()}`;
}
