// MP4, QuickTime, M4A, M4V, 3GP, fragmented or not: no box moves, so that every offset stays true. ISO/IEC 14496-12 and -14

import type { ByteRange, Finding } from "../core/finding";
import { phrase, sized } from "../core/phrase";
import type { ByteSource } from "./containers/byte-source";
import { freed } from "./containers/free-box";
import { type Box, isPaddingAt, topBoxes } from "./containers/isobmff";
import { bytesBE } from "./containers/numbers";
import { chunkStarts } from "./containers/sample-table";
import type { Handler, ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { brandsEnd, hasWords, isFragmentIndex, isFragmentIndexes } from "./metadata/box-sizes";
import { encoderFindings } from "./metadata/encoder-text";
import { metaParts } from "./metadata/item-list";
import { liveBox, liveFindings } from "./metadata/live-boxes";
import { movieParts, remainsFinding, userDataParts } from "./metadata/movie";
import { hiddenSeconds, type Movie, readTracks, type Track, undetermined } from "./metadata/movie-tracks";
import { strangeBoxFinding } from "./metadata/strange-box";
import { subtitleFindings } from "./metadata/timed-metadata";
import { unshownFindings } from "./metadata/unshown-tracks";
import { uuidParts } from "./metadata/uuid-boxes";
import { loadBox, loadedBox, type MovieTracks, maxTagsSize, rangesOf, trackParts } from "./mp4-samples";
import { type Part, part, readingOf, zeroed } from "./parts";

/** A film of a day at 60 pictures a second has tables of some 100 MB. */
const maxMovieSize = 256 * 1024 * 1024;
/** What a player reads besides `moov` and `moof`. */
const keptBoxes = new Set(["ftyp", "styp", "mdat", "mfra", "sidx", "ssix", "pdin"]);
const paddingBoxes = new Set(["free", "skip", "wide"]);
const filmBox = /^(moov|moof|mdat|sidx)$/;
const knownBox = /^(moov|moof|udta|meta|uuid|free|skip|wide|prft|emsg)$/;

/** Boxes behind all that plays that are told one by one: of more of them the rest only goes. */
const maxTold = 32;
/** Encoders leave out some hundredths of a second at the start; people trim away more. */
const trimmedSeconds = 1;
export const mp4: Handler = {
	format: "mp4",
	async read(source, context) {
		const { boxes, rest, fragments: held } = await topBoxes(source, context.signal);
		if (!boxes.some(({ type }) => filmBox.test(type))) throw new InvalidFileError("damaged", "no box of a film");
		// Without its index nobody knows what of it would play.
		if (!boxes.some(({ type }) => /^moo[fv]$/.test(type))) throw new InvalidFileError("damaged", "no index of a film");
		// Offsets of its samples count from places of their own.
		if (boxes.some(({ type }) => type === "imda")) throw new InvalidFileError("too-complex", "identified media data");
		const movies: MovieTracks[] = [];
		for (const box of boxes) if (box.type === "moov") movies.push(await loadTracks(source, box));
		const parts: Part[] = [];
		let starts: number[] | undefined;
		const used = ({ start, end }: ByteRange) => {
			starts ??= movies.flatMap(playedChunks).sort((a, b) => a - b);
			const next = firstFrom(starts, start);
			return next !== undefined && next < end;
		};
		const media = boxes.filter(({ type }) => type === "mdat").map(({ body, end }) => ({ start: body, end }));

		parts.push(...claimedParts(boxes, rest, source.size, used));
		const cut = await trailingParts(source, boxes, rest, used, context);
		parts.push(...cut.parts);
		const live = boxes.filter((box) => liveBox.test(box.type) && !used(box));
		if (live.length > 0)
			parts.push(
				part(
					await liveFindings(source, live),
					live.flatMap((box) => freed(0, box)),
				),
			);
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
		const loadFragment = async (box: Box) => {
			const bytes = held.get(box.start);
			return bytes ? loadedBox(bytes, box) : loadBox(source, box, maxTagsSize);
		};
		for (const part of await trackParts(source, movies, { boxes: fragments, load: loadFragment }, media, context))
			parts.push(part);
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
	const staying: Finding[] = [];
	for (const track of tracks.playing) {
		if (!/^(text|sbtl|subt)$/.test(track.handler)) continue;
		const { goes, findings } = await subtitleFindings(source, track, rangesOf(movie, track));
		if (goes) emptied.push(track);
		for (const finding of findings) staying.push(finding);
	}
	return { movie, root, playing: tracks.playing, gone: tracks.silent, emptied, staying };
}

/** What was trimmed away with an edit list only, and tracks that are off: they cannot go without coding anew, so they are told and stay. */
function hiddenParts({ bytes }: Movie, root: Box, playing: readonly Track[]): Part[] {
	const tracks = playing.flatMap(({ name, seconds, handler, enabled: shown, language, inTwoCodings }) => {
		const type = handler === "vide" ? "video" : handler === "soun" && !inTwoCodings ? "sound" : undefined;
		return type
			? [{ name, seconds, type, shown, language: language === undetermined ? "" : `${language}` } as const]
			: [];
	});
	return playing
		.flatMap((track) => {
			const seconds = hiddenSeconds(bytes, root, track);
			if (seconds < trimmedSeconds) return [];
			const value = phrase("trimmed", { seconds });
			return [
				part(
					[{ kind: "hidden-media", severity: "medium", source: track.name, tag: "EditList", value, stays: true }],
					[],
				),
			];
		})
		.concat(part(unshownFindings(tracks), []));
}

/** Where the chunks of tracks that play begin: what stands there is media, whatever its box says. */
function playedChunks({ movie, playing }: MovieTracks): number[] {
	return playing.flatMap(({ samples }) => (samples ? chunkStarts(movie.bytes, samples) : []));
}

/** A box at the top that is neither `moov` nor `moof`. */
async function topBoxParts(
	source: ByteSource,
	box: Box,
	used: (range: ByteRange) => boolean,
	context: ReadContext,
): Promise<Part[]> {
	if (box.type === "ftyp" || box.type === "styp") return brandParts(source, box);
	if (/^(sidx|mfra|ssix|pdin)$/.test(box.type)) return indexParts(source, box);
	if (
		liveBox.test(box.type) ||
		keptBoxes.has(box.type) ||
		(await isPaddingAt(source, box.body, box.end, context.signal)) ||
		used(box)
	)
		return [];
	if (paddingBoxes.has(box.type)) {
		const head = await source.read(box.body, Math.min(box.end, box.body + 4096));
		return [part([remainsFinding(head, box.end - box.body)], zeroed(box.body, box.end))];
	}
	if (!/^(udta|meta|uuid)$/.test(box.type)) {
		const range = { start: box.body, end: box.end };
		return [part([await strangeBoxFinding(source, box.type, range, false)], freed(0, box))];
	}
	const { movie, root } = await loadBox(source, box, maxTagsSize);
	if (box.type === "uuid") return uuidParts(movie.bytes, root, box.start, context);
	if (box.type === "udta") return userDataParts(movie, root, context);
	return metaParts(movie.bytes, root, box.start, context);
}

/** Brands beyond those that players ask for. */
async function brandParts(source: ByteSource, box: Box): Promise<Part[]> {
	const { movie, root } = await loadBox(source, box, maxTagsSize);
	const end = box.body + brandsEnd(movie.bytes.subarray(root.body, root.end));
	if (end >= box.end) return [];
	return [part([{ ...unknownFinding({ ...box, body: end }), kind: "unknown" }], zeroed(end, box.end))];
}

/** Indexes save a player time: one that is more than that goes. */
async function indexParts(source: ByteSource, box: Box): Promise<Part[]> {
	const { movie, root } = await loadBox(source, box, maxMovieSize);
	const honest =
		box.type === "sidx"
			? isFragmentIndex(movie.bytes, root)
			: box.type === "mfra"
				? isFragmentIndexes(movie.bytes, root)
				: !hasWords(movie.bytes.subarray(root.body, root.end));
	return honest ? [] : [part([{ ...unknownFinding(box), kind: "unknown" }], freed(0, box))];
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
	const isCut = !(await isPaddingAt(source, rest, source.size, signal)) && !used({ start: rest, end: source.size });
	const behind = isCut ? [...tail, { type: "trailer", start: rest, body: rest, end: source.size }] : tail;
	const findings: Finding[] = [];
	for (const { type, body, end } of behind.slice(0, maxTold))
		findings.push(await strangeBoxFinding(source, type, { start: body, end }, true));
	return { parts: behind.length > 0 ? [part(findings, [{ start: from, end: source.size }])] : [], from };
}

/** The first of sorted numbers that is not below `least`. */
function firstFrom(sorted: readonly number[], least: number): number | undefined {
	let [low, high] = [0, sorted.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((sorted[middle] ?? 0) < least) low = middle + 1;
		else high = middle;
	}
	return sorted[low];
}
