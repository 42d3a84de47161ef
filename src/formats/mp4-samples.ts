// The samples of a film's tracks: those of tracks that do not play go, and so does what no track plays. ISO/IEC 14496-12, 8.7 and 8.8

import type { ByteRange, Finding } from "../core/finding";
import { phrase } from "../core/phrase";
import { auxiliaryRanges } from "./containers/auxiliary-ranges";
import { intersect, subtract } from "./containers/byte-ranges";
import { type ByteSource, windowSize } from "./containers/byte-source";
import { chunkRanges } from "./containers/chunk-ranges";
import { freed } from "./containers/free-box";
import { type Box, boxesIn } from "./containers/isobmff";
import { fragmentSamples } from "./containers/movie-fragment";
import { latin1 } from "./containers/numbers";
import { sampleRanges, someSamples } from "./containers/sample-table";
import type { ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { movieParts } from "./metadata/movie";
import { defaultSizes, emptiedTables, gpsBlocks, type Movie, type Track, trackRemoval } from "./metadata/movie-tracks";
import { pictureFindings } from "./metadata/picture-messages";
import { pictureTrack } from "./metadata/sample-entries";
import { type TimedTrack, trackFindings } from "./metadata/timed-metadata";
import { unplayedParts, unreadFinding } from "./metadata/unplayed";
import { type Part, part, zeroed } from "./parts";
import type { Edit } from "./splice";

/** Boxes of tags are read whole. */
export const maxTagsSize = 64 * 1024 * 1024;

/** Samples of fragments that go; a film with more was made to be slow. */
const maxSilentSamples = 2_000_000;

/** The first samples of a track of pictures, looked at for what they say beside the picture. */
const samplesLooked = 4;

/** Blocks looked at to tell whether a table of places is one. */
const blocksChecked = 8;

export type MovieTracks = {
	movie: Movie;
	root: Box;
	playing: Track[];
	gone: Track[];
	/** Subtitles a camera wrote. */
	emptied: Track[];
	/** What subtitles say that stay. */
	staying: Finding[];
};

/** A box's bytes; places in them count from its start. */
export type LoadedBox = { movie: Movie; root: Box };

/** The `moof` boxes of a film. */
export type Fragments = { boxes: readonly Box[]; load(box: Box): Promise<LoadedBox> };

/** Tracks that do not play: their boxes, fragments and samples go together; then what is left of the media that no track plays. */
export async function trackParts(
	source: ByteSource,
	movies: readonly MovieTracks[],
	fragments: Fragments,
	media: readonly ByteRange[],
	context: ReadContext,
): Promise<Part[]> {
	const parts: Part[] = [];
	const edits: Edit[] = [];
	const played = playedRanges(movies);
	const samples = new Map<TimedTrack, ByteRange[]>();
	const silent = new Map<number, TimedTrack>();
	const playing = new Map<number, Track>();
	const sizes = new Map<number, number>();
	for (const { movie, root, playing: kept, gone, emptied, staying } of movies) {
		if (staying.length > 0) parts.push(part(staying, []));
		for (const track of kept) playing.set(track.id, track);
		for (const track of emptied) {
			samples.set(track, rangesOf(movie, track));
			for (const edit of emptiedTables(movie, track)) edits.push(edit);
		}
		if (gone.length > 0) for (const edit of trackRemoval(movie, root, gone)) edits.push(edit);
		for (const track of gone) {
			silent.set(track.id, track);
			samples.set(track, rangesOf(movie, track));
		}
		for (const [track, size] of defaultSizes(movie.bytes, root)) sizes.set(track, size);
	}
	/** Who does not play a fragment's samples; of a file that is a part of a film nobody knows. */
	const silentTrack = (id: number): TimedTrack | undefined => {
		if (playing.has(id) || movies.length === 0) return undefined;
		const track = silent.get(id) ?? { name: `Track${id}`, coding: "", handler: "", seconds: 0 };
		silent.set(id, track);
		return track;
	};
	const coded = new Map<Track, ByteRange[]>();
	let count = 0;
	for (const box of fragments.boxes) {
		if (context.signal.aborted) throw new InvalidFileError("stopped", "while walking fragments");
		const { movie, root } = await fragments.load(box);
		const gone = new Set<number>();
		let implicit = box.start;
		for (const traf of boxesIn(movie.bytes, root.body, root.end).boxes.filter(({ type }) => type === "traf")) {
			const places = { moofStart: box.start, implicit };
			const found = fragmentSamples(movie.bytes, traf, places, (track) => sizes.get(track) ?? 0);
			implicit = found.end;
			const track = silentTrack(found.track);
			if (!track) {
				const known = playing.get(found.track);
				const some = known && (coded.get(known) ?? []);
				if (known && some && some.length < samplesLooked) coded.set(known, [...some, ...found.ranges.slice(0, 1)]);
				played.add(found.sized ? found.ranges : undefined);
				if (isEncrypted(known)) played.add(auxiliaryRanges(movie.bytes, traf, found.base));
				continue;
			}
			count += found.ranges.length;
			if (count > maxSilentSamples) throw new InvalidFileError("too-complex", `${count} samples that do not play`);
			const ranges = samples.get(track) ?? [];
			for (const range of found.ranges) ranges.push(range);
			samples.set(track, ranges);
			edits.push(...freed(box.start, traf));
			gone.add(traf.start);
		}
		for (const part of await movieParts(movie, root, gone, [], context)) parts.push(part);
	}
	const zeros: ByteRange[] = [];
	const findings: Finding[] = [];
	for (const movie of movies) for (const block of await dashCameraBlocks(source, movie)) zeros.push(block);
	if (zeros.length > 0) {
		const value = phrase("betweenPictures", { count: zeros.length });
		findings.push({ kind: "location", severity: "high", source: "QuickTime", tag: "freeGPS", value });
	}
	for (const [track, ranges] of samples) {
		for (const range of ranges) zeros.push(range);
		findings.push(...(await trackFindings(source, track, ranges)));
	}
	// A table that points at what plays is wrong: no picture goes for it.
	const going = subtract(intersect(zeros, media), played.ranges);
	for (const { start, end } of going) for (const edit of zeroed(start, end)) edits.push(edit);
	if (findings.length > 0) parts.push(part(findings, edits));
	for (const { movie, playing: kept } of movies) {
		for (const track of kept) {
			if (!showsPictures.has(track.handler)) continue;
			const some = track.samples ? someSamples(movie.bytes, track.samples, samplesLooked) : [];
			const said = await pictureFindings(
				source,
				pictureTrack(movie.bytes, track),
				nearSamples([...some, ...(coded.get(track) ?? [])]),
				context,
			);
			if (said.length > 0) parts.push(part(said, []));
		}
	}
	const left = subtract(subtract(media, played.ranges), going);
	if (played.complete) parts.push(...(await unplayedParts(source, left, context.signal)));
	else if (left.length > 0)
		parts.push(part([unreadFinding(left.reduce((sum, { start, end }) => sum + end - start, 0))], []));
	return parts;
}

/** Handlers of tracks of pictures. */
const showsPictures = new Set(["vide", "auxv", "pict"]);

/** Those that are read without one more window than the first and the last take. */
function nearSamples(samples: readonly ByteRange[]): ByteRange[] {
	const windowOf = (sample: ByteRange | undefined) => Math.floor((sample?.start ?? 0) / windowSize);
	return samples.filter((sample, index) => index === samples.length - 1 || windowOf(sample) === windowOf(samples[0]));
}

type Played = {
	ranges: ByteRange[];
	/** Whether all tracks say where their samples are. */
	complete: boolean;
	add(ranges: readonly ByteRange[] | undefined): void;
};

/** Where the tracks that play have their samples. */
function playedRanges(movies: readonly MovieTracks[]): Played {
	const played: Played = {
		ranges: [],
		complete: movies.some(({ playing }) => playing.length > 0),
		add(ranges) {
			if (!ranges) played.complete = false;
			for (const { start, end } of ranges ?? []) {
				const last = played.ranges.at(-1);
				if (last?.end === start) last.end = end;
				else played.ranges.push({ start, end });
			}
		},
	};
	for (const { movie, playing, emptied } of movies) {
		for (const track of playing) {
			const { samples, handler } = track;
			if (!samples) played.complete = false;
			if (!samples || emptied.includes(track)) continue;
			played.add(chunkRanges(movie.bytes, samples, handler));
			if (isEncrypted(track)) played.add(auxiliaryRanges(movie.bytes, samples, 0));
		}
	}
	return played;
}

function isEncrypted(track: Track | undefined): boolean {
	return /^(enc|drm)/.test(track?.coding ?? "enc");
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

export async function loadBox(source: ByteSource, box: Box, maxSize: number): Promise<LoadedBox> {
	const { type, start, end } = box;
	if (end - start > maxSize) throw new InvalidFileError("too-complex", `${type} of ${end - start} bytes`);
	return loadedBox(await source.read(start, end), box);
}

export function loadedBox(bytes: Uint8Array<ArrayBuffer>, { type, start, body, end }: Box): LoadedBox {
	return { movie: { bytes, base: start }, root: { type, start: 0, body: body - start, end: end - start } };
}

export function rangesOf(movie: Movie, { samples }: Track): ByteRange[] {
	return samples ? sampleRanges(movie.bytes, samples) : [];
}
