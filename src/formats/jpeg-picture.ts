// One picture of a JPEG file: what its segments say, and the edits that leave only what it is shown with.

import type { Finding } from "../core/finding";
import { sized } from "../core/phrase";
import { type ByteSource, bytesSource } from "./containers/byte-source";
import {
	isFrameHeader,
	type JpegImage,
	markers,
	readJpegHead,
	readJpegScans,
	type Segment,
} from "./containers/jpeg-segments";
import { joinBytes, latin1, uint32BE } from "./containers/numbers";
import type { ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { otherFindings } from "./jpeg-other-segments";
import { jumbfFindings } from "./metadata/c2pa";
import { readExif } from "./metadata/exif";
import { type KeptExif, noExif } from "./metadata/exif-kept";
import { isProfile, profileFindings } from "./metadata/icc";
import { photoshopFindings } from "./metadata/iptc";
import { indexFindings, unreadIndex } from "./metadata/mpf";
import { isForRendering, type XmpProperty } from "./metadata/rendering-xmp";
import { packetFindings, xmpFindings } from "./metadata/xmp";
import { readXmp } from "./metadata/xmp-packet";
import type { Edit } from "./splice";

export type Picture = {
	image: JpegImage;
	findings: Finding[];
	/** What goes: whole segments, and the surplus of those that stay. */
	edits: Edit[];
	/** After SOI and JFIF: where new segments go. */
	insertAt: number;
	/** What can stay of its Exif. */
	exif: KeptExif;
	/** XMP properties that say how the picture is shown. */
	rendering: XmpProperty[];
	/** ISO 21496-1 gain map parameters: they go where the gain map goes. */
	isoGainMap?: Segment;
	/** The index of further pictures (MPF): written anew or gone. */
	mpf?: Segment;
};

/** What its segments say, while where it ends is not known yet. */
type Said = Omit<Picture, "image">;

/** What segments begin with. */
export const signatures = {
	exif: "Exif\0\0",
	xmp: "http://ns.adobe.com/xap/1.0/\0",
	extendedXmp: "http://ns.adobe.com/xmp/extension/\0",
	jfif: "JFIF\0",
	icc: "ICC_PROFILE\0",
	isoGainMap: "urn:iso:std:iso:ts:21496:-1\0",
	mpf: "MPF\0",
	jumbf: "JP",
	photoshop: "Photoshop 3.0\0",
	adobe: "Adobe",
} as const;

/** Segments without which the picture does not decode, besides its frame headers. */
const needed: ReadonlySet<number> = new Set([
	markers.dht,
	markers.dac,
	markers.sos,
	markers.dqt,
	markers.dnl,
	markers.dri,
	markers.dhp,
	markers.exp,
]);

const longestSignature = 64;
/** A depth map in extended XMP has some 10 MB. */
const longestParts = 256 * 1024 * 1024;
const jfifSize = 14;
const adobeSize = 12;
/** The most bytes of a number of restarts, of lines, of an expansion, of arithmetic tables and a hierarchical frame. */
const mostBytes: Readonly<Record<number, number>> = {
	[markers.dri]: 2,
	[markers.dnl]: 2,
	[markers.exp]: 1,
	[markers.dac]: 16,
	[markers.dhp]: 18,
};
/** A GUID, the whole length and the offset of this part stand before each part of an extended XMP packet. */
const extendedXmpHeader = 40;
/** An instance and a sequence number stand before each part of a JUMBF box. */
const jumbfHeader = 8;

/**
 * @param tell hears what stands before the first scan, which one read of the file gives as a rule.
 * @throws InvalidFileError `damaged` when what stands at `start` is no picture that decodes.
 */
export async function readPicture(
	source: ByteSource,
	start: number,
	signal: AbortSignal,
	tell: ReadContext["tell"] = () => {},
): Promise<Picture> {
	const before = await readJpegHead(source, start, signal);
	const picture: Said = {
		findings: [],
		edits: [],
		insertAt: start + 2,
		exif: noExif,
		rendering: [],
	};
	const parts = { extendedXmp: [] as Uint8Array<ArrayBuffer>[], jumbf: [] as Uint8Array<ArrayBuffer>[], size: 0 };
	const profile: Segment[] = [];
	let exifSeen = false;
	let jfifSeen = false;

	await readSegments(before.segments);
	tell([...picture.findings]);
	const image = await readJpegScans(source, before, signal);
	if (!image.segments.some(({ marker }) => isFrameHeader(marker))) {
		throw new InvalidFileError("damaged", "a JPEG without a frame");
	}
	await readSegments(image.segments.slice(before.segments.length));
	await readProfile(source, picture, profile);
	if (profile.length > 0) picture.exif = { ...picture.exif, adobeRgb: false };
	if (parts.extendedXmp.length > 0) picture.findings.push(...extendedXmpFindings(parts.extendedXmp));
	if (parts.jumbf.length > 0) picture.findings.push(...jumbfFindings(joinBytes(parts.jumbf), "JPEG"));
	await readGaps(source, image, picture);
	return { ...picture, image };

	async function readSegments(segments: readonly Segment[]): Promise<void> {
		for (const segment of segments) await readSegment(segment);
	}

	async function readSegment(segment: Segment): Promise<void> {
		const size = segment.end - segment.dataStart;
		const most = mostBytes[segment.marker] ?? size;
		if ((needed.has(segment.marker) && size <= most) || isFrameHeader(segment.marker)) return;
		const head = latin1(
			await source.read(segment.dataStart, Math.min(segment.dataStart + longestSignature, segment.end)),
		);
		const is = (marker: number, signature: string) => segment.marker === marker && head.startsWith(signature);
		const after = async (skipped: number) =>
			source.read(Math.min(segment.dataStart + skipped, segment.end), segment.end);

		if (is(markers.app2, signatures.icc)) {
			profile.push(segment);
			return;
		}
		const isIso = is(markers.app2, signatures.isoGainMap) && !picture.isoGainMap;
		if (isIso && isIsoParameters(await after(signatures.isoGainMap.length))) {
			picture.isoGainMap = segment;
			return;
		}
		if (is(markers.app0, signatures.jfif) && !jfifSeen) {
			jfifSeen = true;
			if (segment === before.segments[0]) picture.insertAt = segment.end;
			shorten(picture, segment, await after(0), jfifSize, "JFIF");
			return;
		}
		if (is(markers.app14, signatures.adobe) && size >= adobeSize) {
			shorten(picture, segment, await after(0), adobeSize, "Adobe");
			return;
		}
		picture.edits.push({ start: segment.start, end: segment.end });
		if (parts.size > longestParts)
			throw new InvalidFileError("too-complex", `more than ${longestParts} bytes of XMP and JUMBF`);
		if (is(markers.app1, signatures.exif)) {
			const exif = await readExif(
				bytesSource(await after(signatures.exif.length)),
				segment.dataStart + signatures.exif.length,
			);
			picture.findings.push(...exif.findings);
			if (!exifSeen) picture.exif = exif.kept;
			exifSeen = true;
		} else if (is(markers.app1, signatures.xmp)) {
			const bytes = await after(signatures.xmp.length);
			const packet = readXmp(bytes);
			picture.rendering.push(...packet.properties.filter(isForRendering));
			picture.findings.push(...packetFindings(packet, bytes.length));
		} else if (is(markers.app1, signatures.extendedXmp)) {
			parts.size += segment.end - segment.start;
			parts.extendedXmp.push(await after(signatures.extendedXmp.length + extendedXmpHeader - 4));
		} else if (is(markers.app11, signatures.jumbf)) {
			parts.size += segment.end - segment.start;
			parts.jumbf.push(await after(jumbfHeader));
		} else if (is(markers.app13, signatures.photoshop)) {
			const skipped = signatures.photoshop.length;
			picture.findings.push(...photoshopFindings(await after(skipped), "resources", segment.dataStart + skipped));
		} else if (is(markers.app2, signatures.mpf)) {
			const block = await after(signatures.mpf.length);
			const at = segment.dataStart + signatures.mpf.length;
			picture.findings.push(
				...(picture.mpf ? [unreadIndex(block)] : await indexFindings(bytesSource(block), at, source.size)),
			);
			picture.mpf ??= segment;
		} else {
			picture.findings.push(...otherFindings(segment, head, await after(0)));
		}
	}
}

/** A number and how many there are stand before each part of a profile. What is no profile goes: nothing is shown by it. */
async function readProfile(source: ByteSource, picture: Said, segments: readonly Segment[]): Promise<void> {
	if (segments.length === 0) return;
	const data = await Promise.all(
		segments.map(({ dataStart, end }) => source.read(Math.min(dataStart + signatures.icc.length, end), end)),
	);
	data.sort(([first = 0], [second = 0]) => first - second);
	const profile = joinBytes(data.map((part) => part.subarray(2)));
	if (isProfile(profile)) {
		picture.findings.push(...profileFindings(profile));
		return;
	}
	const bytes = segments.reduce((sum, { start, end }) => sum + end - start, 0);
	picture.edits.push(...segments.map(({ start, end }) => ({ start, end })));
	picture.findings.push({
		kind: "unknown",
		severity: "medium",
		source: "APP2",
		tag: "ICC_Profile",
		value: sized(bytes),
	});
}

/** Version 0 of ISO 21496-1 and nothing else: of the picture its version alone, of its gain map fractions, once or by colour. */
function isIsoParameters(bytes: Uint8Array): boolean {
	const flags = bytes[4];
	const colours = flags !== undefined && flags & 0x80 ? 3 : 1;
	const size = flags === undefined ? 4 : 5 + (flags & 0x08 ? 12 + 20 * colours : 16 + 40 * colours);
	return bytes.length >= 4 && !bytes[0] && !bytes[1] && bytes.subarray(size).every((byte) => byte === 0);
}

/** Keeps the first `size` bytes of a segment's data; JFIF's say that there is no thumbnail after them. */
function shorten(picture: Said, segment: Segment, data: Uint8Array<ArrayBuffer>, size: number, source: string): void {
	if (data.length <= size) return;
	const kept = data.slice(0, size);
	if (source === "JFIF") kept.fill(0, 12, 14);
	const thumbnail = source === "JFIF" && (data[12] ?? 0) * (data[13] ?? 0) > 0;
	picture.edits.push({ start: segment.start, end: segment.end, bytes: newSegment(segment.marker, kept) });
	picture.findings.push({
		kind: thumbnail ? "thumbnail" : "unknown",
		severity: "medium",
		source,
		tag: thumbnail ? "ThumbnailImage" : source,
		value: sized(data.length - size),
	});
}

/** A segment with marker and length. */
export function newSegment(marker: number, ...parts: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
	const data = joinBytes(parts.map((part) => (typeof part === "string" ? new TextEncoder().encode(part) : part)));
	const length = data.length + 2;
	return joinBytes([new Uint8Array([0xff, marker, length >> 8, length & 0xff]), data]);
}

/** The parts of an extended packet, each behind its offset, in whatever order they were written. */
function extendedXmpFindings(parts: readonly Uint8Array[]): Finding[] {
	const ordered = parts
		.filter(({ length }) => length > 4)
		.map((part) => ({ offset: uint32BE(part, 0), data: part.subarray(4) }))
		.sort((a, b) => a.offset - b.offset);
	const packet = joinBytes(ordered.map(({ data }) => data));
	const findings = xmpFindings(packet);
	return findings.length > 0
		? findings
		: [{ kind: "unknown", severity: "medium", source: "XMP", tag: "ExtendedXMP", value: sized(packet.length) }];
}

/** Filling is a byte or two; what is longer goes, whatever it is. */
const longestFilling = 64 * 1024;

/** Bytes between segments: 0xFF is filling and stays, anything else is nobody's and goes. */
async function readGaps(source: ByteSource, image: JpegImage, { edits, findings }: Said): Promise<void> {
	let position = image.start + 2;
	let stray = 0;
	const gap = async (start: number, end: number) => {
		if (end <= start) return;
		if (end - start <= longestFilling && (await source.read(start, end)).every((byte) => byte === 0xff)) return;
		edits.push({ start, end });
		stray += end - start;
	};
	for (const segment of image.segments) {
		await gap(position, segment.start);
		position = segment.end;
	}
	await gap(position, image.complete ? image.end - 2 : image.end);
	if (stray > 0) {
		findings.push({
			kind: "unknown",
			severity: "medium",
			source: "JPEG",
			tag: "StrayBytes",
			value: sized(stray),
		});
	}
}
