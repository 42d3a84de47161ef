// What the descriptions of a track's coding say besides how to decode it. ISO/IEC 14496-12, 8.5.2; QuickTime File Format

import type { Finding } from "../../core/finding";
import { sized } from "../../core/phrase";
import { freed } from "../containers/free-box";
import { type Box, boxesIn } from "../containers/isobmff";
import { latin1, latin1Bytes, uint8, uint16BE, uint32BE } from "../containers/numbers";
import type { ReadContext } from "../handler";
import { type Part, part, zeroed } from "../parts";
import type { Edit } from "../splice";
import { hasWords } from "./box-sizes";
import { croppedFindings } from "./cropped";
import { blankedBlocks } from "./flac-blocks";
import { isProfile, profileFindings } from "./icc";
import { mediaFinding } from "./media-tags";
import type { Track } from "./movie-tracks";
import { configurationFindings, lengthSizeIn, type PictureTrack } from "./picture-messages";
import { protectionParts, purchaseParts } from "./protection";
import { subtitleHeadLines } from "./subtitle-head";

/** Boxes in a sample entry that decoders and screens need; the rest go. */
const kept = new Set(
	`avcC hvcC lhvC vvcC evcC mvcC svcC av1C vpcC dvcC dvvC dvwC hvcE avcE esds alac dOps dfLa dac3 dec3 dac4 dmlp ddts udts
	mhaC pcmC wave frma enda chan chnl srat SA3D SAND colr pasp clap fiel gama clli mdcv SmDm CoLL amve btrt bitr ccst auxi
	sv3d st3d vexu hfov d263 damr glbl jp2h ftab styl ACLR APRG ARES ADHR strf mjqt mjht CTAB
	apvC av3c iacb dapa uncC cmpd cuvv cclv reve ndwt dqcp devc dsmv adrm`.split(/\s+/),
);
/** Codings of which that is all that decoders need; what stands beside another may be needed. */
const knownCoding =
	/^(avc\d|hvc1|hev1|dv[ah][1ev]|vvc1|av01|vp0[89]|mp4[avs]|s263|h263|jpeg|mjp[ab2]|png |ap[cn4]\w|raw |rle |SVQ\d|DIVX|XVID|alac|[ae]c-[34]|Opus|fLaC|s[ae]\w[rbp]|\.mp3|twos|sowt|lpcm|in24|in32|fl32|fl64|NONE|ulaw|alaw|ima4|Qc\w\w|enc[avst]|drm[si]|pinf|tx3g|text|wvtt|stpp)$/;
const longestConfiguration = 4096;

/** What has entries of pictures: films, and the sequences and masks of HEIF. */
const pictured: ReadonlySet<string> = new Set(["vide", "pict", "auxv"]);
/** Where fields of a picture's entry stand, from the start of its box. */
const compressorName = { start: 50, end: 82 };
const visualSize = 86;
const audioSizes = [36, 52, 72];
const vendorAt = 20;

/** Vendors that stand in what everybody's muxer writes. */
const constantVendors = new Set(["\0\0\0\0", "appl", "FFMP", "    "]);

/** The parts of an `stsd` box that can go. `base` is where `bytes` stand in the file. */
export async function sampleEntryParts(
	bytes: Uint8Array<ArrayBuffer>,
	table: Box,
	base: number,
	{ handler, name }: Pick<Track, "handler" | "name">,
	context: ReadContext,
): Promise<Part[]> {
	if (table.end - table.body < 8) return [];
	const parts: Part[] = [];
	for (const entry of boxesIn(bytes, table.body + 8, table.end).boxes) {
		const children = (start: number) => childParts(bytes, entry, start, base, name, context);
		if (pictured.has(handler) && entry.end - entry.start >= visualSize) {
			parts.push(
				...vendorPart(bytes, entry.start + vendorAt, base, name),
				...compressorPart(bytes, entry, base, name),
				...(await children(entry.start + visualSize)),
			);
		} else if (handler === "soun" && entry.end - entry.start >= (audioSizes[0] ?? 0)) {
			const version = uint16BE(bytes, entry.start + 16);
			const isoLayout = uint8(bytes, table.body) > 0;
			const usual = audioSizes[isoLayout ? 0 : version] ?? 36;
			// Some muxers write the other layout than they say.
			const start = [usual, ...audioSizes].find((size) => isAllBoxes(bytes, entry.start + size, entry.end)) ?? usual;
			parts.push(...vendorPart(bytes, entry.start + vendorAt, base, name), ...(await children(entry.start + start)));
		} else if (entry.type === "wvtt") parts.push(...(await children(entry.start + plainSize)));
		else if (!drawnEntries.has(entry.type)) parts.push(...textPart(bytes, entry, name));
	}
	return parts;
}

/** A track of pictures, and how long the lengths before the units of its samples are. */
export function pictureTrack(bytes: Uint8Array, { name, coding, samples }: Track): PictureTrack {
	const table = samples && boxesIn(bytes, samples.body, samples.end).boxes.find(({ type }) => type === "stsd");
	const entry = table && boxesIn(bytes, Math.min(table.body + 8, table.end), table.end).boxes[0];
	const boxes = entry ? boxesIn(bytes, Math.min(entry.start + visualSize, entry.end), entry.end).boxes : [];
	const configuration = boxes.find(({ type }) => /^(avcC|hvcC|vvcC)$/.test(type));
	const lengthSize = configuration
		? lengthSizeIn(bytes.subarray(configuration.body, configuration.end), configuration.type)
		: 4;
	return { name, coding, lengthSize };
}

function vendorPart(bytes: Uint8Array, at: number, base: number, track: string): Part[] {
	const vendor = latin1(bytes, at, at + 4);
	if (constantVendors.has(vendor)) return [];
	return told(track, "VendorID", vendor, zeroed(base + at, base + at + 4));
}

function compressorPart(bytes: Uint8Array, entry: Box, base: number, track: string): Part[] {
	const [start, end] = [entry.start + compressorName.start, entry.start + compressorName.end];
	if (bytes.subarray(start, end).every((byte) => byte === 0)) return [];
	const size = uint8(bytes, start);
	const name = size > 0 && size < 32 ? latin1(bytes, start + 1, start + 1 + size) : latin1(bytes, start, end);
	return told(track, "CompressorName", name.replace(/\0/g, ""), zeroed(base + start, base + end));
}

function isAllBoxes(bytes: Uint8Array, start: number, end: number): boolean {
	return start <= end && bytes.subarray(boxesIn(bytes, start, end).rest, end).every((byte) => byte === 0);
}

/** Where the own fields of an entry that has none begin. */
const plainSize = 16;
/** Entries that name fonts. */
const drawnEntries: ReadonlySet<string> = new Set(["tx3g", "text", "enct"]);
/** Names of namespaces, schemas and types. */
const mimeText = /^((https?:\/\/|urn:)[\w./:#-]{1,80}|\w{1,12}\/[\w.+-]{1,40}|utf-?8|[ \0])*$/i;

/** Text that decoders ask for by its words: other words in its place are told. */
function textPart(bytes: Uint8Array, entry: Box, track: string): Part[] {
	const text = latin1(bytes, entry.start + plainSize, entry.end).replace(/\0{3}.btrt[\s\S]*$/, "");
	const finding =
		mimeText.test(text) || !hasWords(latin1Bytes(text)) ? undefined : mediaFinding(track, "SubtitleType", text);
	return finding ? [part([{ ...finding, stays: true }], [])] : [];
}

/** Boxes after the fixed fields, and what is none. */
async function childParts(
	bytes: Uint8Array<ArrayBuffer>,
	entry: Box,
	start: number,
	base: number,
	track: string,
	context: ReadContext,
): Promise<Part[]> {
	if (start > entry.end) return [];
	const { boxes, rest } = boxesIn(bytes, start, entry.end);
	const parts: Part[] = [];
	if (bytes.subarray(rest, entry.end).some((byte) => byte !== 0)) {
		const finding: Finding = { ...unknownIn(track, entry.type), value: sized(entry.end - rest) };
		// Where no box could be read, it may be a layout of its own that decoders know.
		if (boxes.length === 0) return [part([{ ...finding, stays: true }], [])];
		parts.push(part([finding], zeroed(base + rest, base + entry.end)));
	}
	for (const box of boxes) {
		// A version and flags, then blocks. https://github.com/xiph/flac/blob/master/doc/isoflac.txt
		const blocks =
			box.type === "dfLa"
				? await blankedBlocks(bytes, { start: Math.min(box.body + 4, box.end), end: box.end }, context)
				: [];
		for (const { findings, at, bytes: blank } of blocks)
			parts.push(part(findings, [{ start: base + at, end: base + at + blank.length, bytes: blank }]));
		if (box.type === "clap") parts.push(part(apertureFindings(bytes, box, entry, track), []));
		parts.push(...boxParts(bytes, box, entry.type, base, track));
	}
	return parts;
}

/** Where the size of a picture stands in its entry. */
const pictureSize = 32;

/** What is shown of pictures: a width and a height, each a ratio. */
function apertureFindings(bytes: Uint8Array, { body, end }: Box, { start }: Box, track: string): Finding[] {
	if (body + 16 > end) return [];
	const [width, height] = [body, body + 8].map((at) => uint32BE(bytes, at) / uint32BE(bytes, at + 4));
	const whole = { width: uint16BE(bytes, start + pictureSize), height: uint16BE(bytes, start + pictureSize + 2) };
	return croppedFindings(track, "CleanAperture", whole, { width: width ?? 0, height: height ?? 0 });
}

function unknownIn(source: string, tag: string) {
	return { kind: "unknown", severity: "medium", source, tag } as const;
}

function boxParts(bytes: Uint8Array, box: Box, coding: string, base: number, track: string): Part[] {
	if (box.type === "sinf" || box.type === "rinf") return protectionParts(bytes, box, base, track);
	if (box.type === "pinf") return purchaseParts(bytes, box, base, track);
	if (box.type === "colr") return colourParts(bytes, box, base, track);
	if (box.type === "d263" || box.type === "damr") return threeGppVendor(bytes, box, base, track);
	if (box.type === "sv3d") return sphericalSource(bytes, box, base, track);
	if (box.type === "vttC") {
		const lines = subtitleHeadLines(bytes, "S_TEXT/WEBVTT", { start: box.body, end: box.end }) ?? [];
		return lines.map(({ range: { start, end }, finding }) =>
			part([finding], [{ start: base + start, end: base + end, bytes: new Uint8Array(end - start).fill(0x20) }]),
		);
	}
	const content = bytes.subarray(box.body, box.end);
	if (kept.has(box.type)) {
		const said = configurationFindings(content, box.type, track);
		return said.length > 0 ? [part(said, [])] : [];
	}
	if (box.type === "\0\0\0\0" || content.every((byte) => byte === 0)) return [];
	const finding = { ...unknownIn(track, box.type), value: sized(content.length) };
	const mayBeNeeded = !knownCoding.test(coding) && content.length < longestConfiguration && !hasWords(content);
	if (mayBeNeeded) return [part([{ ...finding, severity: "low", stays: true }], [])];
	return [part([finding], freed(base, box))];
}

/** Kinds of colours as numbers, with their sizes, and those as profiles. */
const colourSizes: Readonly<Record<string, number>> = { nclc: 10, nclx: 11 };
const profileKind = /^(prof|rICC)$/;

/** Colours as numbers or as a profile, which stays to the byte and of which is told what it names. */
function colourParts(bytes: Uint8Array, box: Box, base: number, track: string): Part[] {
	const content = bytes.subarray(box.body, box.end);
	const kind = latin1(content.subarray(0, 4));
	if (profileKind.test(kind) && isProfile(content.subarray(4))) {
		const named = profileFindings(content.subarray(4));
		return named.length > 0 ? [part(named, [])] : [];
	}
	const size = colourSizes[kind] ?? 0;
	if (content.subarray(size).every((byte) => byte === 0)) return [];
	const finding = { ...unknownIn(track, "colr"), value: sized(content.length - size) };
	return [part([finding], size > 0 ? zeroed(base + box.body + size, base + box.end) : freed(base, box))];
}

/** The tool that wrote a spherical video's description. https://github.com/google/spatial-media/blob/master/docs/spherical-video-v2-rfc.md */
function sphericalSource(bytes: Uint8Array, sv3d: Box, base: number, track: string): Part[] {
	const header = boxesIn(bytes, sv3d.body, sv3d.end).boxes.find(({ type }) => type === "svhd");
	if (!header || header.end - header.body <= 4) return [];
	const name = latin1(bytes, header.body + 4, header.end).replace(/\0/g, "");
	return name === "" ? [] : told(track, "MetadataSource", name, zeroed(base + header.body + 4, base + header.end));
}

function threeGppVendor(bytes: Uint8Array, box: Box, base: number, track: string): Part[] {
	if (box.end - box.body < 5) return [];
	const vendor = latin1(bytes, box.body, box.body + 4);
	if (/^[\0 ]*$/.test(vendor)) return [];
	return told(track, "EncoderVendor", vendor, zeroed(base + box.body, base + box.body + 5));
}

function told(track: string, tag: string, value: string, edits: Edit[]): Part[] {
	const finding = mediaFinding(track, tag, value);
	return finding ? [part([finding], edits)] : [];
}
