// MP4, QuickTime, M4A, M4V, 3GP, fragmented or not: no box moves, so that every offset stays true. ISO/IEC 14496-12 and -14

import type { ByteRange, Finding } from "../core/finding";
import { phrase, sized } from "../core/phrase";
import type { ByteSource } from "./containers/byte-source";
import { chunkRanges } from "./containers/chunk-ranges";
import { freed } from "./containers/free-box";
import { type Box, boxesIn, isPaddingAt, topBoxes } from "./containers/isobmff";
import { fragmentSamples } from "./containers/movie-fragment";
import { bytesBE, latin1 } from "./containers/numbers";
import { chunkStarts, sampleRanges } from "./containers/sample-table";
import type { Handler, ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { encoderFindings } from "./metadata/encoder-text";
import { metaParts } from "./metadata/item-list";
import { movieParts, remainsFinding, userDataParts } from "./metadata/movie";
import {
	defaultSizes,
	emptiedTables,
	gpsBlocks,
	hiddenSeconds,
	joinRanges,
	type Movie,
	readTracks,
	type Track,
	trackRemoval,
} from "./metadata/movie-tracks";
import { isTelemetry, trackFindings } from "./metadata/timed-metadata";
import { unplayedParts } from "./metadata/unplayed";
import { uuidParts } from "./metadata/uuid-boxes";
import { type Part, part, readingOf, zeroed } from "./parts";
import type { Edit } from "./splice";

/** A film of a day at 60 pictures a second has tables of some 100 MB. */
const maxMovieSize = 256 * 1024 * 1024;
/** Boxes of tags are read whole. */
const maxTagsSize = 64 * 1024 * 1024;

/** What a player reads besides `moov` and `moof`. */
const keptBoxes = new Set(["ftyp", "styp", "mdat", "imda", "mfra", "sidx", "ssix", "pdin"]);
const paddingBoxes = new Set(["free", "skip", "wide"]);
const filmBox = /^(moov|moof|mdat|sidx)$/;
const knownBox = /^(moov|moof|udta|meta|uuid|free|skip|wide)$/;

/** Encoders leave out some hundredths of a second at the start; people trim away more. */
const trimmedSeconds = 1;
/** Blocks looked at to tell whether a table of places is one. */
const blocksChecked = 8;

type MovieTracks = {
	movie: Movie;
	root: Box;
	playing: Track[];
	gone: Track[];
	/** Subtitles a camera wrote. */
	emptied: Track[];
};

export const mp4: Handler = {
	format: "mp4",
	async read(source, context) {
		const { boxes, rest } = await topBoxes(source, context.signal);
		if (!boxes.some(({ type }) => filmBox.test(type))) throw new InvalidFileError("damaged", "no box of a film");
		// Without its index nobody knows what of it would play.
		if (!boxes.some(({ type }) => /^moo[fv]$/.test(type))) throw new InvalidFileError("damaged", "no index of a film");
		const movies: MovieTracks[] = [];
		for (const box of boxes) if (box.type === "moov") movies.push(await loadTracks(source, box));
		const parts: Part[] = [];
		let starts: number[] | undefined;
		const used = ({ start, end }: ByteRange) => {
			starts ??= movies.flatMap(playedChunks);
			return starts.some((at) => at >= start && at < end);
		};
		const media = boxes
			.filter(({ type }) => type === "mdat" || type === "imda")
			.map(({ body, end }) => ({ start: body, end }));

		parts.push(...claimedParts(boxes, rest, source.size, used));
		const cut = await trailingParts(source, boxes, rest, used, context);
		parts.push(...cut.parts);
		for (const { movie, root, playing, gone } of movies) {
			parts.push(...hiddenParts(movie, root, playing));
			parts.push(...(await movieParts(movie, root, new Set(gone.map(({ box }) => box.start)), playing, context)));
		}
		for (const box of boxes) {
			if (box.start < cut.from && box.type !== "moov" && box.type !== "moof") {
				parts.push(...(await topBoxParts(source, box, used, context)));
			}
		}
		const fragments = boxes.filter(({ type, start }) => type === "moof" && start < cut.from);
		const tracks = await trackParts(source, movies, fragments, media, context);
		parts.push(...tracks.parts);
		const mdats = boxes.filter(({ type }) => type === "mdat").map(({ body, end }) => ({ start: body, end }));
		if (tracks.known) parts.push(...(await unplayedParts(source, mdats, tracks.known)));
		const first = media[0];
		if (first) parts.push(part(await encoderFindings(source, "QuickTime", first), []));
		return readingOf(
			"mp4",
			source.size,
			parts,
			movies.map(({ movie }) => movie),
		);
	},
};

/** A `moov` box with its tracks. Subtitles that a camera wrote stay, without words: players offer what they offered. */
async function loadTracks(source: ByteSource, box: Box): Promise<MovieTracks> {
	const { movie, root } = await loadBox(source, box, maxMovieSize);
	const tracks = readTracks(movie.bytes, root);
	const emptied: Track[] = [];
	for (const track of tracks.playing) {
		const subtitles = /^(text|sbtl|subt)$/.test(track.handler);
		if (subtitles && (await isTelemetry(source, track, rangesOf(movie, track)))) emptied.push(track);
	}
	return { movie, root, playing: tracks.playing, gone: tracks.silent, emptied };
}

/** What was trimmed away with an edit list only: it cannot go without coding anew, so it is told and stays. */
function hiddenParts({ bytes }: Movie, root: Box, playing: readonly Track[]): Part[] {
	return playing.flatMap((track) => {
		const seconds = hiddenSeconds(bytes, root, track);
		if (seconds < trimmedSeconds) return [];
		const value = phrase("trimmed", { seconds });
		return [
			part([{ kind: "hidden-media", severity: "medium", source: track.name, tag: "EditList", value, stays: true }], []),
		];
	});
}

/** Where a dash camera wrote places between the samples. */
async function dashCameraBlocks(source: ByteSource, { movie, root }: MovieTracks): Promise<ByteRange[]> {
	const blocks = gpsBlocks(movie.bytes, root);
	for (const { start, end } of blocks.slice(0, blocksChecked)) {
		if (end > source.size || end - start < 16) return [];
		if (latin1(await source.read(start + 4, start + 12)) !== "freeGPS ") return [];
	}
	return blocks;
}

/** Where the chunks of tracks that play begin: what stands there is media, whatever its box says. */
function playedChunks({ movie, playing }: MovieTracks): number[] {
	return playing.flatMap(({ samples }) => (samples ? chunkStarts(movie.bytes, samples) : []));
}

/** A box's bytes; places in them count from its start. */
async function loadBox(source: ByteSource, box: Box, maxSize: number): Promise<{ movie: Movie; root: Box }> {
	const { type, start, body, end } = box;
	if (end - start > maxSize) throw new InvalidFileError("too-complex", `${type} of ${end - start} bytes`);
	return {
		movie: { bytes: await source.read(start, end), base: start },
		root: { type, start: 0, body: body - start, end: end - start },
	};
}

/** A box at the top that is neither `moov` nor `moof`. */
async function topBoxParts(
	source: ByteSource,
	box: Box,
	used: (range: ByteRange) => boolean,
	context: ReadContext,
): Promise<Part[]> {
	if (keptBoxes.has(box.type) || (await isPaddingAt(source, box.body, box.end, context.signal)) || used(box)) return [];
	if (paddingBoxes.has(box.type)) {
		const head = await source.read(box.body, Math.min(box.end, box.body + 4096));
		return [part([{ ...remainsFinding(head), value: sized(box.end - box.body) }], zeroed(box.body, box.end))];
	}
	if (!/^(udta|meta|uuid)$/.test(box.type)) return [part([unknownFinding(box)], freed(0, box))];
	const { movie, root } = await loadBox(source, box, maxTagsSize);
	if (box.type === "uuid") return uuidParts(movie.bytes, root, box.start);
	if (box.type === "udta") return userDataParts(movie, root, context);
	return metaParts(movie.bytes, root, box.start, context);
}

/** Media behind a `mdat` box that is too small for it: the box is made to hold it. */
function claimedParts(boxes: readonly Box[], rest: number, size: number, used: (range: ByteRange) => boolean): Part[] {
	return boxes.flatMap((box, index) => {
		const next = boxes[index + 1] ?? { type: "", start: rest, end: size };
		if (box.type !== "mdat" || box.body - box.start !== 8 || knownBox.test(next.type) || keptBoxes.has(next.type))
			return [];
		if (next.start === next.end || next.end - box.start > 0xffffffff || !used(next)) return [];
		return [part([], [{ start: box.start, end: box.start + 4, bytes: bytesBE(next.end - box.start, 4) }])];
	});
}

function unknownFinding({ type, body, end }: Box): Finding {
	const tag = type.replace(/[^\x20-\x7e©]/g, "?");
	return { kind: "trailing-data", severity: "high", source: "QuickTime", tag, value: sized(end - body) };
}

/** Unknown boxes and bytes that are no box at the end of the file are cut off: nothing stands behind them. */
async function trailingParts(
	source: ByteSource,
	boxes: readonly Box[],
	rest: number,
	used: (range: ByteRange) => boolean,
	{ signal }: ReadContext,
): Promise<{ parts: Part[]; from: number }> {
	const known = boxes.findLastIndex((box) => knownBox.test(box.type) || keptBoxes.has(box.type) || used(box));
	const tail = boxes.slice(known + 1);
	const from = tail[0]?.start ?? rest;
	const findings = tail.map(unknownFinding);
	if (!(await isPaddingAt(source, rest, source.size, signal)) && !used({ start: rest, end: source.size })) {
		findings.push(unknownFinding({ type: "trailer", start: rest, body: rest, end: source.size }));
	}
	return { parts: findings.length > 0 ? [part(findings, [{ start: from, end: source.size }])] : [], from };
}

/**
 * Tracks that do not play: their boxes, fragments and samples go together.
 * `known` is what all tracks say where their samples are; `undefined` where something does not say it.
 */
async function trackParts(
	source: ByteSource,
	movies: readonly MovieTracks[],
	fragments: readonly Box[],
	media: readonly ByteRange[],
	context: ReadContext,
): Promise<{ parts: Part[]; known: ByteRange[] | undefined }> {
	const parts: Part[] = [];
	const edits: Edit[] = [];
	let known = playedRanges(movies);
	const samples = new Map<Track, ByteRange[]>();
	const tracks = new Map<number, Track>();
	const sizes = new Map<number, number>();
	for (const { movie, root, gone, emptied } of movies) {
		for (const track of emptied) {
			samples.set(track, rangesOf(movie, track));
			edits.push(...emptiedTables(movie, track));
		}
		if (gone.length > 0) edits.push(...trackRemoval(movie, root, gone));
		for (const track of gone) {
			tracks.set(track.id, track);
			samples.set(track, rangesOf(movie, track));
		}
		for (const [track, size] of defaultSizes(movie.bytes, root)) sizes.set(track, size);
	}
	for (const box of fragments) {
		if (context.signal.aborted) throw new InvalidFileError("stopped", "while walking fragments");
		const { movie, root } = await loadBox(source, box, maxTagsSize);
		const gone = new Set<number>();
		let implicit = box.start;
		for (const traf of boxesIn(movie.bytes, root.body, root.end).boxes.filter(({ type }) => type === "traf")) {
			const places = { moofStart: box.start, implicit };
			const found = fragmentSamples(movie.bytes, traf, places, (track) => sizes.get(track) ?? 0);
			implicit = found.end;
			known?.push(...joinRanges(found.ranges, everywhere));
			if (boxesIn(movie.bytes, traf.body, traf.end).boxes.some(({ type }) => type === "saio")) known = undefined;
			const track = tracks.get(found.track);
			if (!track) continue;
			for (const range of found.ranges) samples.get(track)?.push(range);
			edits.push(...freed(box.start, traf));
			gone.add(traf.start);
		}
		parts.push(...(await movieParts(movie, root, gone, [], context)));
	}
	const blocks: ByteRange[] = [];
	for (const movie of movies) blocks.push(...(await dashCameraBlocks(source, movie)));
	known?.push(...blocks);
	if (samples.size === 0 && blocks.length === 0) return { parts, known };
	const findings: Finding[] = [];
	if (blocks.length > 0) {
		const value = phrase("betweenPictures", { count: blocks.length });
		findings.push({ kind: "location", severity: "high", source: "QuickTime", tag: "freeGPS", value });
	}
	for (const [track, ranges] of samples) {
		for (const range of ranges) known?.push(range);
		findings.push(...(await trackFindings(source, track, ranges)));
	}
	const zeros = joinRanges([...blocks, ...[...samples.values()].flat()], media).flatMap(({ start, end }) =>
		zeroed(start, end),
	);
	return { parts: [...parts, part(findings, [...edits, ...zeros])], known };
}

const everywhere: readonly ByteRange[] = [{ start: 0, end: Number.POSITIVE_INFINITY }];

/** Where the tracks that play have their samples; `undefined` where one's tables do not add up, or nothing plays. */
function playedRanges(movies: readonly MovieTracks[]): ByteRange[] | undefined {
	const known: ByteRange[] = [];
	for (const { movie, playing } of movies) {
		for (const { samples, handler } of playing) {
			if (!samples) return undefined;
			const stray = boxesIn(movie.bytes, samples.body, samples.end).boxes.some(({ type }) => type === "saio");
			const ranges = stray ? undefined : chunkRanges(movie.bytes, samples, handler);
			if (!ranges) return undefined;
			for (const range of ranges) known.push(range);
		}
	}
	return movies.some(({ playing }) => playing.length > 0) ? known : undefined;
}

function rangesOf(movie: Movie, { samples }: Track): ByteRange[] {
	return samples ? sampleRanges(movie.bytes, samples) : [];
}
