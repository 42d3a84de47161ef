// The tracks of a `moov` box: which of them play, and how the others are taken out. ISO/IEC 14496-12, 8.3 and 8.4
import type { ByteRange } from "../../core/finding";
import { freed } from "../containers/free-box";
import { type Box, boxesIn } from "../containers/isobmff";
import { bytesBE, latin1, uint8, uint16BE, uint32BE, uint64BE, uintBE } from "../containers/numbers";
import { InvalidFileError } from "../invalid-file-error";
import { zeroed } from "../parts";
import type { Edit } from "../splice";
import { sampleEntryType } from "./telemetry";

/** Bytes of a `moov` or `moof` box, which stand at `base` of the file. */
export type Movie = { bytes: Uint8Array<ArrayBuffer>; base: number };

/** A track that goes, or whose samples must be looked at to know. */
export type Track = {
	id: number;
	name: string;
	box: Box;
	handler: string;
	/** Type of its first sample entry. */
	coding: string;
	samples: Box | undefined;
	seconds: number;
	/** Three letters of five bits each. */
	language: number;
	/** Whether players show it unasked. */
	enabled: boolean;
	/** There is the same in another coding, for players that do not know this one. */
	inTwoCodings: boolean;
};

/** The language `und`. */
export const undetermined = 0x55c4;

/** A film has some; one with more was made to be slow. */
const maxTracks = 1000;

/** Handlers of tracks that play; `text` only when it is not chapters and no drone wrote it. */
const playing = new Set(["vide", "soun", "auxv", "sbtl", "subt", "subp", "clcp", "text", "pict"]);

/** The tracks of a movie in their order, and which of them play. @throws InvalidFileError `too-complex`. */
export function readTracks(bytes: Uint8Array, root: Box): { playing: Track[]; silent: Track[] } {
	const children = boxesIn(bytes, root.body, root.end).boxes;
	if (children.some(({ type }) => type === "cmov")) throw new InvalidFileError("too-complex", "a compressed movie");
	const boxes = children.filter(({ type }) => type === "trak");
	if (boxes.length > maxTracks) throw new InvalidFileError("too-complex", `${boxes.length} tracks`);
	const tracks = boxes.map((box, index) => trackOf(bytes, box, `Track${index + 1}`));
	const chapters = new Set(tracks.flatMap(({ box }) => references(bytes, box, "chap")));
	const plays = ({ handler, coding, id }: Track) =>
		playing.has(handler) && coding !== "tmcd" && (handler === "soun" || !chapters.has(id));
	for (const track of tracks) {
		for (const other of references(bytes, track.box, "fall"))
			for (const one of tracks) one.inTwoCodings ||= one === track || one.id === other;
	}
	return { playing: tracks.filter(plays), silent: tracks.filter((track) => !plays(track)) };
}

/** What a `trak` box is: nothing is checked but what is needed to tell. */
function trackOf(bytes: Uint8Array, box: Box, name: string): Track {
	const inside = (parent: Box | undefined, type: string) =>
		parent && boxesIn(bytes, parent.body, parent.end).boxes.find((child) => child.type === type);
	const header = inside(box, "tkhd");
	const media = inside(box, "mdia");
	const handler = inside(media, "hdlr");
	const mediaHeader = inside(media, "mdhd");
	const samples = inside(inside(media, "minf"), "stbl");
	const entries = inside(samples, "stsd");
	return {
		id: header ? uint32BE(bytes, header.body + (uint8(bytes, header.body) === 1 ? 20 : 12)) : 0,
		name,
		box,
		handler: handler && handler.end - handler.body >= 12 ? latin1(bytes, handler.body + 8, handler.body + 12) : "",
		coding: entries ? sampleEntryType(bytes, entries.body, entries.end) : "",
		samples,
		seconds: mediaHeader ? durationOf(bytes, mediaHeader) : 0,
		inTwoCodings: false,
		enabled: !header || (uint8(bytes, header.body + 3) & 1) === 1,
		language: mediaHeader ? uint16BE(bytes, mediaHeader.body + (uint8(bytes, mediaHeader.body) === 1 ? 32 : 20)) : 0,
	};
}

function durationOf(bytes: Uint8Array, header: Box): number {
	const long = uint8(bytes, header.body) === 1;
	const scale = uint32BE(bytes, header.body + (long ? 20 : 12));
	const duration = long ? uint64BE(bytes, header.body + 24) : uint32BE(bytes, header.body + 16);
	return scale > 0 ? duration / scale : 0;
}

/** Tracks that a track names in a reference of `type`, or in any. */
function references(bytes: Uint8Array, trak: Box, type: string): number[] {
	return referenceFields(bytes, trak)
		.filter((field) => field.type === type)
		.map(({ at }) => uint32BE(bytes, at));
}

function referenceFields(bytes: Uint8Array, trak: Box): { type: string; at: number }[] {
	const tref = boxesIn(bytes, trak.body, trak.end).boxes.find(({ type }) => type === "tref");
	if (!tref) return [];
	return boxesIn(bytes, tref.body, tref.end).boxes.flatMap(({ type, body, end }) =>
		Array.from({ length: Math.floor((end - body) / 4) }, (_, index) => ({ type, at: body + index * 4 })),
	);
}

/**
 * Edits that take tracks out of a movie: their boxes, their defaults for fragments, and what other tracks say of them
 * (0 names no track). Their samples are for the caller.
 */
export function trackRemoval({ bytes, base }: Movie, root: Box, gone: readonly Track[]): Edit[] {
	const ids = new Set(gone.map(({ id }) => id));
	const edits = gone.flatMap(({ box }) => freed(base, box));
	for (const box of boxesIn(bytes, root.body, root.end).boxes) {
		if (box.type === "trak" && !gone.some((track) => track.box.start === box.start)) {
			for (const { at } of referenceFields(bytes, box)) {
				if (ids.has(uint32BE(bytes, at))) edits.push({ start: base + at, end: base + at + 4, bytes: bytesBE(0, 4) });
			}
		}
		if (box.type === "mvex") {
			for (const child of boxesIn(bytes, box.body, box.end).boxes) {
				if (child.type === "trex" && ids.has(uint32BE(bytes, child.body + 4))) edits.push(...freed(base, child));
			}
		}
	}
	return edits;
}

/** Bytes of a subtitle's sample entry before its table of fonts. */
const textEntrySize = 46;

/** Edits that leave a track of subtitles without samples and fonts: all its tables but the name of its coding are zeros. */
export function emptiedTables({ bytes, base }: Movie, { samples }: Track): Edit[] {
	if (!samples) return [];
	return boxesIn(bytes, samples.body, samples.end).boxes.flatMap(({ type, body, end }) => {
		if (type !== "stsd") return zeroed(base + Math.min(body + 4, end), base + end);
		const entries = boxesIn(bytes, Math.min(body + 8, end), end).boxes.filter((entry) => entry.type === "tx3g");
		return entries.flatMap((entry) =>
			boxesIn(bytes, Math.min(entry.start + textEntrySize, entry.end), entry.end).boxes.flatMap((box) =>
				freed(base, box),
			),
		);
	});
}

/** Where a dash camera's blocks of places stand among the samples: a table of offsets and sizes in a `gps ` box. */
export function gpsBlocks(bytes: Uint8Array, root: Box): ByteRange[] {
	const table = boxesIn(bytes, root.body, root.end).boxes.find(({ type }) => type === "gps ");
	if (!table) return [];
	const count = Math.max(0, Math.floor((table.end - table.body - 8) / 8));
	return Array.from({ length: count }, (_, index) => {
		const start = uint32BE(bytes, table.body + 8 + index * 8);
		return { start, end: start + uint32BE(bytes, table.body + 12 + index * 8) };
	});
}

/** Seconds of a track that its edit list leaves out: what was trimmed away and is still there. */
export function hiddenSeconds(bytes: Uint8Array, root: Box, { box, seconds }: Track): number {
	const header = boxesIn(bytes, root.body, root.end).boxes.find(({ type }) => type === "mvhd");
	const edits = boxesIn(bytes, box.body, box.end).boxes.find(({ type }) => type === "edts");
	const list = edits && boxesIn(bytes, edits.body, edits.end).boxes.find(({ type }) => type === "elst");
	if (!header || !list) return 0;
	const scale = uint32BE(bytes, header.body + (uint8(bytes, header.body) === 1 ? 20 : 12));
	const size = uint8(bytes, list.body) === 1 ? 8 : 4;
	const count = uint32BE(bytes, list.body + 4);
	let played = 0;
	for (let index = 0, at = list.body + 8; index < count && at + size * 2 + 4 <= list.end; index++, at += size * 2 + 4) {
		const empty = uint32BE(bytes, at + size) === 0xffffffff;
		if (uint32BE(bytes, at + size * 2) !== 0x10000) return 0;
		if (!empty) played += uintBE(bytes, at, size);
	}
	return scale > 0 && played > 0 ? Math.max(0, seconds - played / scale) : 0;
}

/** What fragments say of a sample's size when they say nothing themselves. */
export function defaultSizes(bytes: Uint8Array, root: Box): Map<number, number> {
	const extension = boxesIn(bytes, root.body, root.end).boxes.find(({ type }) => type === "mvex");
	const defaults = extension ? boxesIn(bytes, extension.body, extension.end).boxes : [];
	return new Map(
		defaults
			.filter(({ type }) => type === "trex")
			.map(({ body }) => [uint32BE(bytes, body + 4), uint32BE(bytes, body + 16)]),
	);
}
