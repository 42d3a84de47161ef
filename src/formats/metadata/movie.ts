// A `moov` box as parts that can go: what players need stays, whatever else it holds becomes zeroed `free` boxes in place.
// ISO/IEC 14496-12, 8; https://developer.apple.com/documentation/quicktime-file-format

import type { Finding } from "../../core/finding";
import { isCoarse } from "../../core/keep";
import { sized } from "../../core/phrase";
import { freed } from "../containers/free-box";
import { type Box, boxesIn, isPadding } from "../containers/isobmff";
import { bytesBE, joinBytes, latin1, latin1Bytes, uint8, uint32BE, uint64BE } from "../containers/numbers";
import type { ReadContext } from "../handler";
import { InvalidFileError } from "../invalid-file-error";
import { type Part, part, zeroed } from "../parts";
import { boxTail, hasWords } from "./box-sizes";
import { coarseIso6709 } from "./coarse-place";
import { coordinatesInWords, receiverPlace } from "./gps";
import { handlerParts } from "./handler-box";
import { metaParts } from "./item-list";
import { macTime, mediaFinding } from "./media-tags";
import { type Movie, type Track, undetermined } from "./movie-tracks";
import { userDataTag } from "./quicktime-tags";
import { sampleEntryParts } from "./sample-entries";
import { cameraPlaces } from "./unplayed";
import { userDataFindings } from "./user-data";
import { uuidParts } from "./uuid-boxes";

/** The children that each box keeps: all that decoding, timing, geometry, language and protection need. */
const keptChildren: Readonly<Record<string, readonly string[]>> = {
	moov: ["mvhd", "trak", "mvex", "iods", "pssh", "ctab"],
	trak: ["tkhd", "edts", "tref", "mdia", "tapt", "load", "imap", "clip", "matt"],
	edts: ["elst"],
	mdia: ["mdhd", "hdlr", "minf", "elng"],
	minf: ["vmhd", "smhd", "hmhd", "nmhd", "sthd", "gmhd", "hdlr", "dinf", "stbl"],
	gmhd: ["gmin", "text"],
	dinf: ["dref"],
	stbl: `stsd stts ctts cslg stsc stsz stz2 stco co64 stss stps sdtp stsh sbgp sgpd subs saiz saio stdp padb`.split(
		" ",
	),
	mvex: ["mehd", "trex", "leva", "trep"],
	tapt: ["clef", "prof", "enof"],
	moof: ["mfhd", "traf", "pssh"],
	traf: ["tfhd", "tfdt", "trun", "sbgp", "sgpd", "subs", "saiz", "saio", "senc"],
};

/** What is made of numbers, whose own size is not looked at: with words in it, it is no such thing. */
const numbersAlone = new Set(
	"iods pssh ctab load imap clip matt sdtp sgpd sbgp subs stdp padb leva trep cslg".split(" "),
);

/** Of user data: how a film loops, loudness, and which tracks are alternatives. */
const keptUserData = new Set(["LOOP", "SelO", "AllF", "ludt", "tsel", "kind", "strk", "tagc"]);

/** Tracks' roles are words by their nature; elsewhere there are numbers. */
const kindPattern = /^\0{4}(urn:|https?:\/\/)[\w:/.#-]{1,80}\0[\w-]{0,32}\0?$/;

function isKeptUserData(bytes: Uint8Array, { type, body, end }: Box): boolean {
	if (!keptUserData.has(type)) return false;
	const content = bytes.subarray(body, end);
	return type === "kind" ? kindPattern.test(latin1(content)) : !hasWords(content);
}

const padding = new Set(["free", "skip", "wide", "junk"]);

/** What a `moov` or `moof` box says, but for its children at `skipped`, which are known to go. */
export async function movieParts(
	movie: Movie,
	root: Box,
	skipped: ReadonlySet<number>,
	tracks: readonly Track[],
	context: ReadContext,
): Promise<Part[]> {
	requireNoRest(movie, root);
	const parts: Part[] = [];
	for (const box of boxesIn(movie.bytes, root.body, root.end).boxes) {
		if (skipped.has(box.start)) continue;
		const track = tracks.find((known) => known.box.start === box.start);
		parts.push(...(await boxParts(movie, box, root.type, track, context)));
	}
	return parts;
}

/** The parts of one box by what its parent keeps. Recursion ends because no box in the table holds itself. */
async function boxParts(
	movie: Movie,
	box: Box,
	parent: string,
	track: Track | undefined,
	context: ReadContext,
): Promise<Part[]> {
	const { bytes, base } = movie;
	const source = track?.name ?? "QuickTime";
	if (padding.has(box.type)) return paddingParts(bytes.subarray(box.body, box.end), base + box.body);
	switch (box.type) {
		case "udta":
			return userDataParts(movie, box, context);
		case "meta":
			return metaParts(bytes, box, base, context);
		case "uuid":
			return uuidParts(bytes, box, base, context);
	}
	// A track whose header names a language keeps that, and loses the region that a longer tag adds.
	if (box.type === "elng" && track?.language !== undetermined) {
		const value = latin1(bytes, Math.min(box.body + 4, box.end), box.end).replaceAll("\0", "");
		const finding: Finding = { kind: "text", severity: "low", source, tag: "ExtendedLanguageTag", value };
		return value === "" ? [] : [part([finding], freed(base, box))];
	}
	if (!keptChildren[parent]?.includes(box.type)) return unknownParts(movie, box, `${parent}/${box.type}`, source);
	const tail = boxTail(bytes, box);
	if (tail !== undefined) {
		const finding = { kind: "unknown", severity: "medium", source, tag: `${parent}/${box.type}` } as const;
		const cut = part([{ ...finding, value: sized(box.end - tail) }], zeroed(base + tail, base + box.end));
		return [cut, ...(await boxParts(movie, { ...box, end: tail }, parent, track, context))];
	}
	if (numbersAlone.has(box.type) && hasWords(bytes.subarray(box.body, box.end))) {
		const finding = { kind: "unknown", severity: "low", source, tag: box.type } as const;
		const value = sized(box.end - box.body);
		// What decrypts a film may have words in it.
		if (box.type === "pssh") return [part([{ ...finding, value, stays: true }], [])];
		return [part([{ ...finding, value }], freed(base, box))];
	}
	switch (box.type) {
		case "mvhd":
			return timeParts(movie, box, source, "");
		case "tkhd":
			return timeParts(movie, box, source, "Track");
		case "mdhd":
			return timeParts(movie, box, source, "Media");
		case "hdlr":
			return handlerParts(bytes, box, base, source);
		case "stsd":
			return sampleEntryParts(bytes, box, base, { handler: track?.handler ?? "", name: source }, context);
		case "dref":
			return dataReferenceParts(movie, box, source);
	}
	if (keptChildren[box.type] === undefined) return [];
	const parts: Part[] = [];
	for (const child of boxesIn(bytes, box.body, box.end).boxes) {
		parts.push(...(await boxParts(movie, child, box.type, track, context)));
	}
	requireNoRest(movie, box);
	return parts;
}

/** @throws InvalidFileError `damaged` when a box that decoding needs is not made of boxes; zeros may end it. */
function requireNoRest({ bytes }: Movie, box: Box): void {
	const { rest } = boxesIn(bytes, box.body, box.end);
	if (!isPadding(bytes.subarray(rest, box.end)))
		throw new InvalidFileError("damaged", `no box at ${rest} in ${box.type}`);
}

/** What is in a box besides its boxes: a terminator of zeros is usual. */
function restParts({ bytes, base }: Movie, box: Box): Part[] {
	const { rest } = boxesIn(bytes, box.body, box.end);
	return rest < box.end ? paddingParts(bytes.subarray(rest, box.end), base + rest) : [];
}

/** Padding that is none: the remains of something. */
export function paddingParts(bytes: Uint8Array, at: number): Part[] {
	return isPadding(bytes) ? [] : [part([remainsFinding(bytes)], zeroed(at, at + bytes.length))];
}

/** What the beginning of remains of `size` tells about them. */
export function remainsFinding(bytes: Uint8Array, size = bytes.length): Finding {
	const head = latin1(bytes.subarray(0, 4096));
	const finding = { source: "QuickTime", tag: "free", value: sized(size) } as const;
	if (/moov|mvhd|udta|ilst|trak/.test(head)) return { kind: "history", severity: "high", ...finding };
	const place = receiverPlace(head);
	if (place)
		return {
			...finding,
			kind: "location",
			severity: "high",
			value: coordinatesInWords(place),
			picture: { type: "place", at: place },
		};
	if (/GPS /.test(head) || cameraPlaces.test(head)) return { kind: "location", severity: "high", ...finding };
	return { kind: "unknown", severity: "medium", ...finding };
}

export function unknownParts({ bytes, base }: Movie, box: Box, tag: string, source: string): Part[] {
	const content = bytes.subarray(box.body, box.end);
	if (isPadding(content)) return [];
	return [part([{ kind: "unknown", severity: "medium", source, tag, value: sized(content.length) }], freed(base, box))];
}

export async function userDataParts(movie: Movie, udta: Box, context: ReadContext): Promise<Part[]> {
	const { bytes, base } = movie;
	const parts = restParts(movie, udta);
	for (const box of boxesIn(bytes, udta.body, udta.end).boxes) {
		if (box.type === "meta") parts.push(...(await metaParts(bytes, box, base, context)));
		else if (padding.has(box.type)) parts.push(...paddingParts(bytes.subarray(box.body, box.end), base + box.body));
		else if (!isKeptUserData(bytes, box) && bytes.subarray(box.body, box.end).some((byte) => byte !== 0)) {
			const told = await userDataFindings(bytes, box, base, context);
			const gone = part(told, freed(base, box));
			parts.push(box.type === "©xyz" ? coarsePart(movie, box, gone) : gone);
		}
	}
	return parts;
}

/** A place, which for whoever keeps a coarse one is written anew in the bytes it had. */
function coarsePart({ bytes, base }: Movie, box: Box, gone: Part): Part {
	const { place } = userDataTag(bytes, box);
	const room = box.end - box.body - 4;
	if (!place || isCoarse(place, "10km")) return gone;
	return {
		findings: gone.findings,
		edits(keep) {
			const text = keep.place === "none" ? "" : coarseIso6709(place, keep.place);
			if (text === "" || text.length > room) return gone.edits(keep);
			const language = bytes.subarray(box.body + 2, box.body + 4);
			const value = joinBytes([
				bytesBE(text.length, 2),
				language,
				latin1Bytes(text),
				new Uint8Array(room - text.length),
			]);
			return [{ start: base + box.body, end: base + box.end, bytes: value }];
		},
	};
}

/** The times of a header, in UTC as ExifTool prints them; before the epoch of QuickTime's they count from 1970. */
function timeParts({ bytes, base }: Movie, box: Box, source: string, prefix: string): Part[] {
	const size = uint8(bytes, box.body) === 1 ? 8 : 4;
	const findings: Finding[] = [];
	for (const [index, name] of ["CreateDate", "ModifyDate"].entries()) {
		const at = box.body + 4 + index * size;
		const seconds = size === 8 ? uint64BE(bytes, at) : uint32BE(bytes, at);
		if (seconds === 0) continue;
		const finding = mediaFinding(source, `${prefix}${name}`, macTime(seconds));
		if (finding) findings.push(finding);
	}
	return findings.length > 0 ? [part(findings, zeroed(base + box.body + 4, base + box.body + 4 + 2 * size))] : [];
}

/** A reference to the file itself holds nothing; one to another file names its place on somebody's disk. */
function dataReferenceParts({ bytes, base }: Movie, box: Box, source: string): Part[] {
	return boxesIn(bytes, Math.min(box.body + 8, box.end), box.end).boxes.flatMap(({ type, body, end }) => {
		const content = bytes.subarray(Math.min(body + 4, end), end);
		if (content.every((byte) => byte === 0)) return [];
		const value = latin1(content).replace(/[^\x20-\x7e]+/g, " ");
		return [
			part(
				[{ kind: "history", severity: "high", source, tag: `dref/${type}`, value }],
				zeroed(base + end - content.length, base + end),
			),
		];
	});
}
