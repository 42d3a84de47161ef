// `uuid` boxes: what their 16 bytes announce. https://exiftool.org/TagNames/QuickTime.html

import { type Finding, withoutChoice } from "../../core/finding";
import { sized } from "../../core/phrase";
import { bytesSource } from "../containers/byte-source";
import { freed } from "../containers/free-box";
import type { Box } from "../containers/isobmff";
import { hex, latin1, uint16BE, uint32BE } from "../containers/numbers";
import type { ReadContext } from "../handler";
import { type Part, part } from "../parts";
import { jumbfFindings } from "./c2pa";
import { canonFindings } from "./canon-boxes";
import { readExif } from "./exif";
import { mediaFinding } from "./media-tags";
import { privateInSpherical } from "./spherical-xml";
import { oncePerFact } from "./tag-kinds";
import { readable } from "./text";
import { xmpFindings } from "./xmp";

const exif = "0537cdab9d0c4431a72afa561f2a113e";
const canon = "85c0b687820f11e08111f4ce462b6a48";

const knownBoxes: Readonly<Record<string, Pick<Finding, "kind" | "severity" | "source" | "tag">>> = {
	[exif]: { kind: "device", severity: "high", source: "Exif", tag: "Exif" },
	b14bf8bd083d4b43a5ae8cd7d5a6ce03: { kind: "location", severity: "high", source: "GeoTIFF", tag: "GeoTIFF" },
	[canon]: { kind: "device", severity: "high", source: "Canon", tag: "Canon" },
	"50524f4621d24fcebb88695cfac9c740": { kind: "device", severity: "medium", source: "QuickTime", tag: "UUID-PROF" },
	"55534d5421d24fcebb88695cfac9c740": { kind: "device", severity: "medium", source: "QuickTime", tag: "UUID-USMT" },
};

const xmp = "be7acfcb97a942e89c71999491e3afac";
const c2pa = "d8fec3d61b0e483c92975828877ec481";

/** How a spherical video is projected, and how PIFF samples are decrypted. */
const sphericalVideo = "ffcc8263f8554a938814587a02521fdd";
const sampleEncryption = "a2394f525a9b4f14a2446c427c648df4";

/** @param context for pictures in it. */
export async function uuidParts(
	bytes: Uint8Array<ArrayBuffer>,
	box: Box,
	base: number,
	context?: ReadContext,
): Promise<Part[]> {
	const idEnd = Math.min(box.body + 16, box.end);
	const id = hex(bytes.subarray(box.body, idEnd));
	if (id === sampleEncryption && isSampleEncryption(bytes, idEnd, box.end)) return [];
	if (id === sphericalVideo) return sphericalParts(latin1(bytes, idEnd, box.end), base + idEnd);
	const content = bytes.subarray(idEnd, box.end);
	if (id === xmp) return [part(xmpFindings(content).map(withoutChoice), freed(base, box))];
	if (id === c2pa) return [part(jumbfFindings(content, "QuickTime"), freed(base, box))];
	const inside = id === exif ? (await readExif(bytesSource(content.slice()), base + idEnd)).findings : [];
	if (id === canon) inside.push(...(await canonFindings(bytes, { ...box, body: idEnd }, base, context)));
	if (inside.length > 0) return [part(oncePerFact(inside).map(withoutChoice), freed(base, box))];
	const known = knownBoxes[id] ?? { kind: "unknown", severity: "medium", source: "QuickTime", tag: `UUID-${id}` };
	return [part([{ ...known, value: sized(box.end - box.body) }], freed(base, box))];
}

/** Vectors of eight or sixteen bytes, as many as it says, each with its runs of clear bytes, and nothing behind them. */
function isSampleEncryption(bytes: Uint8Array, at: number, end: number): boolean {
	const flags = at + 8 > end ? 0 : uint32BE(bytes, at) & 0xffffff;
	const from = at + (flags & 1 ? 24 : 4);
	return [8, 16].some((size) => {
		let position = from + 4;
		if (position > end) return false;
		for (let left = uint32BE(bytes, from); left > 0 && position < end; left--) {
			position += size;
			if (flags & 2) position += position + 2 > end ? 2 : 2 + uint16BE(bytes, position) * 6;
		}
		return position === end;
	});
}

function sphericalParts(xml: string, at: number): Part[] {
	return privateInSpherical(xml).map(({ start, end }) => {
		const text = xml.slice(start, end);
		const elements = [...text.matchAll(/<\w+:(\w+)[^>]*>([^<]*)</g)].map(([, name = "", value = ""]) =>
			mediaFinding("XMP", name, value),
		);
		const told = elements.filter((finding) => finding !== undefined).map(withoutChoice);
		const other: Finding = {
			kind: "unknown",
			severity: "medium",
			source: "XMP",
			tag: "Spherical",
			value: readable(text),
		};
		return part(told.length > 0 ? told : [other], [
			{ start: at + start, end: at + end, bytes: new Uint8Array(end - start).fill(0x20) },
		]);
	});
}
