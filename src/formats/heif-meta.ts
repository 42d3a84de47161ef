// The `meta` box of a HEIF file: items that are no picture go, and what decoders read stays where it is. ISO/IEC 14496-12 8.11

import type { ByteRange, Finding } from "../core/finding";
import { labelled, phrase, sized } from "../core/phrase";
import { subtract } from "./containers/byte-ranges";
import type { ByteSource } from "./containers/byte-source";
import { freed } from "./containers/free-box";
import { type HeifItem, type HeifMeta, readHeifMeta } from "./containers/heif-items";
import { type Box, boxesIn, isPadding, isPaddingAt } from "./containers/isobmff";
import { latin1, latin1Bytes } from "./containers/numbers";
import type { ReadContext } from "./handler";
import { type ItemReading, itemReading, type Notes } from "./heif-item-reading";
import { otherPictures } from "./heif-pictures";
import { removalEdits } from "./heif-removal";
import { propertyEnd, surplusOf } from "./heif-surplus";
import { InvalidFileError } from "./invalid-file-error";
import { streamParts } from "./jpeg-stream";
import { isProfile, profileFindings } from "./metadata/icc";
import { decodeText, readable, wordsIn } from "./metadata/text";
import { type Part, part, zeroed } from "./parts";
import type { Edit } from "./splice";

/** Items that are pictures, or how pictures are put together. */
const pictureItems: ReadonlySet<string> = new Set(
	"hvc1 hev1 lhv1 hvt1 av01 avc1 vvc1 evc1 jpeg j2k1 unci mski grid iovl iden tmap tili".split(" "),
);
/** Children of `meta` that decoders read. */
const neededChildren: ReadonlySet<string> = new Set("hdlr pitm iinf iloc iref iprp idat dinf grpl".split(" "));
/** Properties that items are decoded and shown with. */
const rendering: ReadonlySet<string> = new Set(
	`ispe pixi pasp clap irot imir auxC hvcC lhvC av1C avcC vvcC vvnC evcC j2kH jpgC a1op a1lx lsel clli mdcv cclv amve
	ndwt reve oinf tols rloc rref scal iscl cmpd uncC cmpC icef cpat splz snuc cloc disp mskC subs tmap dfor colm wipe zoom
	fade splt stpe ccst`.split(/\s+/),
);
/** Of the others, those that are known: free text, and when a picture was made. */
const describing: Readonly<Record<string, Pick<Finding, "kind" | "severity" | "tag">>> = {
	udes: { kind: "text", severity: "medium", tag: "UserDescription" },
	altt: { kind: "text", severity: "medium", tag: "AccessibilityText" },
	crtt: { kind: "time", severity: "high", tag: "CreateDate" },
	mdft: { kind: "time", severity: "high", tag: "ModifyDate" },
	cmin: { kind: "device", severity: "low", tag: "CameraIntrinsics" },
	cmex: { kind: "device", severity: "medium", tag: "CameraExtrinsics" },
};
/** How the two cameras of a stereo pair see and where they stand to each other, and the most bytes of it: shown by in depth. */
const ofStereo: Readonly<Record<string, number>> = { cmin: 24, cmex: 32 };
/** Names that encoders give their items. */
const genericName =
	/^(|(HEVC|AV1|AVC|JPEG|Color|Colour|Alpha|Depth|HDR|Gain ?Map|Master|Primary|Thumbnail|Grid|Tile|Image|Exif|XMP|tmap|Auxiliary|Metadata|[\s\d_.-])+)$/i;

/** The bytes of a box and where they stand. */
export type LoadedBox = { bytes: Uint8Array<ArrayBuffer>; base: number; root: Box };

/** @param media the `mdat` boxes whose every byte some item should use; none when a film uses them as well. */
export async function heifMetaParts(
	source: ByteSource,
	{ bytes, base, root }: LoadedBox,
	media: readonly Box[],
	context: ReadContext,
): Promise<Part[]> {
	const meta = readHeifMeta(bytes, root);
	const parts: Part[] = [];
	const read: { item: HeifItem; ranges: ByteRange[]; told: ItemReading }[] = [];
	const used: ByteRange[] = [];
	const pictures: HeifItem[] = [];
	/** What one item says of another. */
	const notes: Notes = {};
	/** Packets of gain maps that go with nothing in them, but lack what only the notes say. */
	const lacking: { range: ByteRange; told: ItemReading }[] = [];
	/** What is overwritten where it stands. */
	const blanked: { finding: Finding; edits: Edit[] }[] = surplusOf(bytes, meta, root.end).map(
		({ type, start, end, bytes: content }) => ({
			finding: unknownChild({ type, body: start, end }, wordsIn(bytes.subarray(start, end))),
			edits: [{ start: base + start, end: base + end, bytes: content }],
		}),
	);
	for (const item of meta.items) {
		const ranges = rangesOf(meta, item, base, source.size);
		const isPicture = pictureItems.has(item.type);
		const told = isPicture ? undefined : await itemReading(source, item, ranges, notes, context);
		if (isPicture) pictures.push(item);
		if (item.type === "jpeg")
			for (const range of ranges) parts.push(...(await streamParts(source, range, context.signal)));
		if (told && told.findings.length > 0) read.push({ item, ranges, told });
		else {
			const [range] = ranges;
			if (told?.isLacking && range && ranges.length === 1) lacking.push({ range, told });
			used.push(...ranges);
			blanked.push(...blankedNames(item, base));
		}
	}
	parts.push({
		findings: [...read.flatMap(({ told }) => told.findings), ...blanked.map(({ finding }) => finding)],
		edits(keep) {
			const rewritten: Edit[] = [];
			const removed: HeifItem[] = [];
			const zeros: ByteRange[] = [];
			for (const { item, ranges, told } of read) {
				const [first] = ranges;
				const content = first && ranges.length === 1 ? told.left?.(keep, first.end - first.start) : undefined;
				if (first && content) rewritten.push({ ...first, bytes: content });
				else {
					removed.push(item);
					zeros.push(...ranges);
				}
			}
			for (const { range, told } of lacking) {
				const content = notes.headroom && told.left?.(keep, range.end - range.start);
				if (content) rewritten.push({ ...range, bytes: content });
			}
			const inPlace = blanked.flatMap(({ edits }) => edits);
			const entries = removed.length > 0 ? removalEdits(overwritten(bytes, base, inPlace), base, meta, removed) : [];
			const others = inPlace.filter(({ start }) => !entries.some((entry) => entry.start <= start && start < entry.end));
			const gone = subtract(zeros, used).flatMap(({ start, end }) => zeroed(start, end));
			return [...rewritten, ...entries, ...others, ...gone];
		},
	});
	const all = [...used, ...read.flatMap(({ ranges }) => ranges)];
	const idat = meta.children.filter(({ type }) => type === "idat");
	const inMeta = idat.map(({ body, end }) => ({ start: base + body, end: base + end }));
	const held = [...media.map(({ body, end }) => ({ start: body, end })), ...inMeta];
	for (const gap of subtract(held, all)) parts.push(...(await gapParts(source, gap, context)));
	for (const child of meta.children) parts.push(...childParts(bytes, base, child, meta));
	const groups = meta.children.find(({ type }) => type === "grpl");
	const isStereo = groups && boxesIn(bytes, groups.body, groups.end).boxes.some(({ type }) => type === "ster");
	const essential = new Set(meta.associations.flatMap(({ property, essential }) => (essential ? [property] : [])));
	for (const [index, property] of meta.properties.entries()) {
		const { type, body, end } = property;
		if (isStereo && end - body <= (ofStereo[type] ?? 0)) continue;
		parts.push(...propertyParts(bytes, base, property, essential.has(index + 1)));
	}
	parts.push(part(otherPictures(bytes, meta, pictures), []));
	return parts;
}

/** The bytes of `meta`, which stand at `base`, with edits of theirs done. */
function overwritten(bytes: Uint8Array, base: number, edits: readonly Edit[]): Uint8Array<ArrayBuffer> {
	const copy = bytes.slice();
	for (const { start, bytes: content } of edits) if (content) copy.set(content, start - base);
	return copy;
}

/** Where an item's bytes stand in the file. */
function rangesOf(meta: HeifMeta, item: HeifItem, base: number, size: number): ByteRange[] {
	const idat = meta.children.find(({ type }) => type === "idat");
	return item.extents.flatMap(({ within, start, length }) => {
		const [from, limit] = within === "file" ? [0, size] : idat ? [base + idat.body, base + idat.end] : [0, 0];
		const end = length === 0 ? limit : from + start + length;
		if (from + start > limit || end > limit)
			throw new InvalidFileError("damaged", `item ${item.id} lies outside of the file`);
		return from + start < end ? [{ start: from + start, end }] : [];
	});
}

function blankedNames({ name, nameStart, type }: HeifItem, base: number): { finding: Finding; edits: Edit[] }[] {
	if (genericName.test(name)) return [];
	const finding: Finding = {
		kind: "text",
		severity: "low",
		source: "HEIF",
		tag: "ItemName",
		value: readable(decodeText(latin1Bytes(name))) || type,
	};
	const start = base + nameStart;
	return [{ finding, edits: [{ start, end: start + name.length, bytes: new Uint8Array(name.length).fill(0x20) }] }];
}

/** Bytes of media that no item uses. */
async function gapParts(source: ByteSource, { start, end }: ByteRange, { signal }: ReadContext): Promise<Part[]> {
	if (await isPaddingAt(source, start, end, signal)) return [];
	const value = phrase("unusedBytes", { bytes: end - start });
	return [
		part([{ kind: "trailing-data", severity: "medium", source: "HEIF", tag: "mdat", value }], zeroed(start, end)),
	];
}

/** Of what decoders read there is one of each. */
function childParts(bytes: Uint8Array<ArrayBuffer>, base: number, child: Box, { children }: HeifMeta): Part[] {
	const content = bytes.subarray(child.body, child.end);
	if (isPadding(content)) return [];
	if (children.find(({ type }) => type === child.type) === child) {
		if (child.type === "hdlr") return handlerParts(bytes, base, child);
		if (neededChildren.has(child.type)) return [];
	}
	if (child.type === "free" || child.type === "skip") {
		return [part([unknownChild(child)], zeroed(base + child.body, base + child.end))];
	}
	return [part([unknownChild(child)], freed(base, child))];
}

function unknownChild({ type, body, end }: Omit<Box, "start">, words = ""): Finding {
	const value = labelled(words, end - body);
	return { kind: "unknown", severity: "medium", source: "HEIF", tag: readable(type), value };
}

/** The handler's name is free text. */
function handlerParts(bytes: Uint8Array, base: number, { body, end }: Box): Part[] {
	const start = body + 24;
	if (start >= end) return [];
	const name = readable(latin1(bytes, start, end));
	if (name === "" || /^(pict|Pict(ure)? ?Handler)$/i.test(name)) return [];
	const finding: Finding = {
		kind: "software",
		severity: "low",
		source: "HEIF",
		tag: "HandlerDescription",
		value: name,
	};
	return [part([finding], zeroed(base + start, base + end))];
}

/** Colours by their numbers (nclx): too short for a profile. */
const longestListed = 11;

/** What pictures are decoded with: numbers and bits, in which a few letters may stand by chance. */
const decoding: ReadonlySet<string> = new Set(
	"hvcC lhvC av1C avcC vvcC vvnC evcC j2kH cmpd uncC cmpC icef cpat oinf".split(" "),
);
/** Named by a text, which is told with its picture, and tables of JPEG, which look like one. */
const likeText: ReadonlySet<string> = new Set(["auxC", "jpgC"]);
const longText = /[A-Za-z][\w .,:@+-]{11,}/;

function hasText(type: string, bytes: Uint8Array): boolean {
	if (likeText.has(type)) return false;
	return decoding.has(type) ? longText.test(latin1(bytes)) : wordsIn(bytes) !== "";
}

/** What is not known to be shown becomes padding, unless decoders must know it: then it is told, and stays. */
function propertyParts(bytes: Uint8Array, base: number, property: Box, isEssential: boolean): Part[] {
	const { type, body, end } = property;
	const whole = bytes.subarray(body, propertyEnd(bytes, property));
	if (type === "colr" && (whole.length <= longestListed || isProfile(whole.subarray(4))))
		return [part(profileFindings(whole.subarray(4)), [])];
	if (/^(free|skip)$/.test(type) && isPadding(whole)) return [];
	if (rendering.has(type) && (body + whole.length < end || !hasText(type, whole))) return [];
	const content = bytes.subarray(Math.min(body + 4, end), end);
	const text = /^(udes|altt)$/.test(type) ? readable(decodeText(content)) : wordsIn(whole);
	const known = describing[type] ?? { kind: "unknown", severity: "medium", tag: readable(type) };
	const finding: Finding = { source: "HEIF", value: text || sized(content.length), ...known };
	return isEssential || decoding.has(type)
		? [part([{ ...finding, stays: true }], [])]
		: [part([finding], freed(base, property))];
}
