// What a box of user data says: a tag, a tree of tags, or a picture with an Exif of its own, as cameras put one into their films.
// https://exiftool.org/TagNames/QuickTime.html#UserData
import { type Finding, withoutChoice } from "../../core/finding";
import { sized } from "../../core/phrase";
import { type Box, boxesIn } from "../containers/isobmff";
import { latin1 } from "../containers/numbers";
import type { ReadContext } from "../handler";
import { canonFindings } from "./canon-boxes";
import { readCover } from "./cover";
import { mediaFinding } from "./media-tags";
import { userDataTag } from "./quicktime-tags";
import { telemetryReaders } from "./telemetry";
import { decodeText, untilZero } from "./text";
import { xmpFindings } from "./xmp";
import { xtraTags } from "./xtra";

/** Boxes of user data that hold tags of their own. */
const trees: Readonly<Record<string, { source: string; tags(content: Uint8Array): readonly [string, string][] }>> = {
	GPMF: { source: "GoPro", tags: (content) => telemetryReaders.gpmd?.(content).tags ?? [] },
	Xtra: { source: "Microsoft", tags: xtraTags },
	smta: { source: "Samsung", tags: samsungTags },
};

export async function userDataFindings(
	bytes: Uint8Array<ArrayBuffer>,
	box: Box,
	base: number,
	context: ReadContext,
): Promise<Finding[]> {
	const content = bytes.subarray(box.body, box.end);
	if (box.type === "XMP_") return xmpFindings(content);
	if (box.type === "CNTH") {
		const inside = await canonFindings(bytes, box, base, context);
		if (inside.length > 0) return inside.map(withoutChoice);
	}
	const picture = box.body + latin1(content.subarray(0, searched)).search(pictureHead);
	if (picture >= box.body) {
		const name = pictureNames[box.type] ?? `UserData_${box.type}`;
		const cover = await readCover("UserData", name, bytes.slice(picture, box.end), base + picture, context, false);
		const before = picture - box.body > longestHead ? tagFindings(bytes, { ...box, end: picture }) : [];
		return [...before, ...cover.findings].map(withoutChoice);
	}
	return tagFindings(bytes, box);
}

/** Behind what names its size or its kind, or behind a block of the camera's own. */
const pictureHead = /\xff\xd8\xff[\xc0-\xfe]|\x89PNG\r\n/;
const longestHead = 16;
const searched = 64 * 1024;
/** As ExifTool calls the picture in them. */
const pictureNames: Readonly<Record<string, string>> = { thmb: "ThumbnailImage", PANA: "ThumbnailImage" };

function tagFindings(bytes: Uint8Array, box: Box): Finding[] {
	const { source, name, value, place } = userDataTag(bytes, box);
	const content = bytes.subarray(box.body, box.end);
	const tree = trees[box.type];
	const findings = tree
		? tree.tags(content).map(([tag, value]) => mediaFinding(tree.source, tag, `${value}\0`))
		: [mediaFinding(source, name, value, place)];
	const told = findings.filter((finding) => finding !== undefined);
	if (told.length === 0) return [{ kind: "unknown", severity: "low", source, tag: name, value: sized(content.length) }];
	// Samsung's telephones write their model where 3GPP has the author.
	if (box.type === "auth" && typeof value === "string" && /^(Galaxy |SM-\w)/.test(value))
		return told.map((finding) => withoutChoice({ ...finding, kind: "device", severity: "medium" }));
	return told;
}

/** The model, in a box among others that are zeros. */
function samsungTags(content: Uint8Array): readonly [string, string][] {
	return boxesIn(content, samsungHead, content.length).boxes.flatMap(({ type, body, end }) =>
		type === "mdln" ? [["SamsungModel", untilZero(decodeText(content.subarray(body, end)))] as const] : [],
	);
}

const samsungHead = 4;
