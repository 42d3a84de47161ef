// MP4, QuickTime, M4A, M4V, 3GP, fragmented or not: no box moves, so that every offset stays true. ISO/IEC 14496-12 and -14
import type { ByteRange, Finding } from "../core/finding";
import type { ByteSource } from "./containers/byte-source";
import { freed } from "./containers/free-box";
import { type Box, boxesIn, isPaddingAt, topBoxes } from "./containers/isobmff";
import { fragmentSamples } from "./containers/movie-fragment";
import { sampleRanges } from "./containers/sample-table";
import type { Handler, ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { encoderFindings } from "./metadata/encoder-text";
import { metaParts } from "./metadata/item-list";
import {
	defaultSizes,
	joinRanges,
	type Movie,
	planMovie,
	remainsFinding,
	type Track,
	trackRemoval,
	userDataParts,
} from "./metadata/movie";
import { isTelemetry, trackFindings } from "./metadata/timed-metadata";
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

type MovieTracks = { movie: Movie; root: Box; gone: Track[] };

export const mp4: Handler = {
	format: "mp4",
	async read(source, context) {
		const { boxes, rest } = await topBoxes(source, context.signal);
		const media = boxes
			.filter(({ type }) => type === "mdat" || type === "imda")
			.map(({ body, end }) => ({ start: body, end }));
		const parts: Part[] = [];
		const movies: MovieTracks[] = [];
		const cut = await trailingParts(source, boxes, rest, context);
		parts.push(...cut.parts);

		for (const box of boxes) {
			if (box.start >= cut.from) break;
			if (box.type === "moov") {
				const movie = await loadBox(source, box, maxMovieSize);
				const root = { ...box, start: 0, body: box.body - box.start, end: box.end - box.start };
				const plan = await planMovie(movie, root, context);
				const drones: Track[] = [];
				for (const track of plan.subtitles)
					if (await isTelemetry(source, track, rangesOf(movie, track))) drones.push(track);
				parts.push(...plan.parts);
				movies.push({ movie, root, gone: [...plan.dropped, ...drones] });
			} else if (box.type !== "moof") parts.push(...(await topBoxParts(source, box, context)));
		}
		const fragments = boxes.filter(({ type, start }) => type === "moof" && start < cut.from);
		parts.push(...(await trackParts(source, movies, fragments, media, context)));
		const first = media[0];
		if (first) parts.push(part(await encoderFindings(source, "QuickTime", first), []));
		return readingOf("mp4", source.size, parts);
	},
};

/** A box's bytes; places in them count from its start. */
async function loadBox(source: ByteSource, { start, end, type }: Box, maxSize: number): Promise<Movie> {
	if (end - start > maxSize) throw new InvalidFileError("too-complex", `${type} of ${end - start} bytes`);
	return { bytes: await source.read(start, end), base: start };
}

/** A box at the top that is neither `moov` nor `moof`. */
async function topBoxParts(source: ByteSource, box: Box, context: ReadContext): Promise<Part[]> {
	if (keptBoxes.has(box.type) || (await isPaddingAt(source, box.body, box.end, context.signal))) return [];
	if (paddingBoxes.has(box.type)) {
		const head = await source.read(box.body, Math.min(box.end, box.body + 4096));
		return [part([{ ...remainsFinding(head), value: `${box.end - box.body} bytes` }], zeroed(box.body, box.end))];
	}
	if (!/^(udta|meta|uuid)$/.test(box.type)) return [part([unknownFinding(box)], freed(0, box))];
	const movie = await loadBox(source, box, maxTagsSize);
	const inside = { ...box, start: 0, body: box.body - box.start, end: box.end - box.start };
	if (box.type === "uuid") return uuidParts(movie.bytes, inside, box.start);
	if (box.type === "udta") return userDataParts(movie, inside, context);
	return metaParts(movie.bytes, inside, box.start, context);
}

function unknownFinding({ type, body, end }: Box): Finding {
	const tag = type.replace(/[^\x20-\x7e©]/g, "?");
	return { kind: "trailing-data", severity: "high", source: "QuickTime", tag, value: `${end - body} bytes` };
}

/** Unknown boxes and bytes that are no box at the end of the file are cut off: nothing stands behind them. */
async function trailingParts(
	source: ByteSource,
	boxes: readonly Box[],
	rest: number,
	{ signal }: ReadContext,
): Promise<{ parts: Part[]; from: number }> {
	const known = boxes.findLastIndex(
		({ type }) => keptBoxes.has(type) || paddingBoxes.has(type) || /^(moov|moof|udta|meta|uuid)$/.test(type),
	);
	const tail = boxes.slice(known + 1);
	const from = tail[0]?.start ?? rest;
	if (known < 0) throw new InvalidFileError("damaged", "no box of a film");
	const findings = tail.map(unknownFinding);
	if (!(await isPaddingAt(source, rest, source.size, signal))) {
		findings.push(unknownFinding({ type: "trailer", start: rest, body: rest, end: source.size }));
	}
	return { parts: findings.length > 0 ? [part(findings, [{ start: from, end: source.size }])] : [], from };
}

/** Tracks that do not play: their boxes, fragments and samples go together. */
async function trackParts(
	source: ByteSource,
	movies: readonly MovieTracks[],
	fragments: readonly Box[],
	media: readonly ByteRange[],
	context: ReadContext,
): Promise<Part[]> {
	const parts: Part[] = [];
	const edits: Edit[] = [];
	const samples = new Map<Track, ByteRange[]>();
	const tracks = new Map<number, Track>();
	const sizes = new Map<number, number>();
	for (const { movie, root, gone } of movies) {
		if (gone.length > 0) edits.push(...trackRemoval(movie, root, gone));
		for (const track of gone) {
			tracks.set(track.id, track);
			samples.set(track, rangesOf(movie, track));
		}
		for (const [track, size] of defaultSizes(movie.bytes, root)) sizes.set(track, size);
	}
	for (const box of fragments) {
		if (context.signal.aborted) throw new InvalidFileError("stopped", "while walking fragments");
		const movie = await loadBox(source, box, maxTagsSize);
		const root = { ...box, start: 0, body: box.body - box.start, end: box.end - box.start };
		const gone = new Set<number>();
		for (const traf of boxesIn(movie.bytes, root.body, root.end).boxes.filter(({ type }) => type === "traf")) {
			const { track: id, ranges } = fragmentSamples(movie.bytes, traf, box.start, (track) => sizes.get(track) ?? 0);
			const track = tracks.get(id);
			if (!track) continue;
			samples.get(track)?.push(...ranges);
			edits.push(...freed(box.start, traf));
			gone.add(traf.start);
		}
		parts.push(...(await planMovie(movie, root, context, gone)).parts);
	}
	if (samples.size === 0) return parts;
	const findings: Finding[] = [];
	for (const [track, ranges] of samples) findings.push(...(await trackFindings(source, track, ranges)));
	const zeros = joinRanges([...samples.values()].flat(), media).flatMap(({ start, end }) => zeroed(start, end));
	return [...parts, part(findings, [...edits, ...zeros])];
}

function rangesOf(movie: Movie, { samples }: Track): ByteRange[] {
	return samples ? sampleRanges(movie.bytes, samples) : [];
}
