// `uuid` boxes: what their 16 bytes announce. https://exiftool.org/TagNames/QuickTime.html

import type { Finding } from "../../core/finding";
import { sized } from "../../core/phrase";
import { freed } from "../containers/free-box";
import type { Box } from "../containers/isobmff";
import { hex, latin1 } from "../containers/numbers";
import { type Part, part } from "../parts";
import { jumbfFinding } from "./c2pa";
import { xmpFindings } from "./xmp";

const knownBoxes: Readonly<Record<string, Pick<Finding, "kind" | "severity" | "source" | "tag">>> = {
	"0537cdab9d0c4431a72afa561f2a113e": { kind: "device", severity: "high", source: "Exif", tag: "Exif" },
	b14bf8bd083d4b43a5ae8cd7d5a6ce03: { kind: "location", severity: "high", source: "GeoTIFF", tag: "GeoTIFF" },
	"85c0b687820f11e08111f4ce462b6a48": { kind: "device", severity: "high", source: "Canon", tag: "Canon" },
	"50524f4621d24fcebb88695cfac9c740": { kind: "device", severity: "medium", source: "QuickTime", tag: "UUID-PROF" },
	"55534d5421d24fcebb88695cfac9c740": { kind: "device", severity: "medium", source: "QuickTime", tag: "UUID-USMT" },
};

const xmp = "be7acfcb97a942e89c71999491e3afac";
const c2pa = "d8fec3d61b0e483c92975828877ec481";

/** How a spherical video is projected, and how PIFF samples are decrypted. */
const sphericalVideo = "ffcc8263f8554a938814587a02521fdd";
const sampleEncryption = "a2394f525a9b4f14a2446c427c648df4";

/** Elements of a spherical video's XML that no player needs. */
const sphericalPrivate = /<(GSpherical:(?:StitchingSoftware|SourceCount|Timestamp|InitialViewComment))>([^<]*)<\/\1>/g;

export function uuidParts(bytes: Uint8Array, box: Box, base: number): Part[] {
	const idEnd = Math.min(box.body + 16, box.end);
	const id = hex(bytes.subarray(box.body, idEnd));
	if (id === sampleEncryption) return [];
	if (id === sphericalVideo) return sphericalParts(latin1(bytes, idEnd, box.end), base + idEnd);
	const content = bytes.subarray(idEnd, box.end);
	if (id === xmp) return [part(xmpFindings(content), freed(base, box))];
	if (id === c2pa) return [part([jumbfFinding(content, "QuickTime")], freed(base, box))];
	const known = knownBoxes[id] ?? { kind: "unknown", severity: "medium", source: "QuickTime", tag: `UUID-${id}` };
	return [part([{ ...known, value: sized(box.end - box.body) }], freed(base, box))];
}

function sphericalParts(xml: string, at: number): Part[] {
	return [...xml.matchAll(sphericalPrivate)].map(({ 0: element, 1: name = "", 2: value = "", index }) =>
		part(
			[{ kind: "software", severity: "low", source: "XMP", tag: name.replace("GSpherical:", ""), value }],
			[{ start: at + index, end: at + index + element.length, bytes: new Uint8Array(element.length).fill(0x20) }],
		),
	);
}
