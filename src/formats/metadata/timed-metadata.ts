// What a track that does not play says, the way that it took, and whether subtitles are a drone's.

import type { Coordinates } from "../../core/coordinates";
import { type ByteRange, type Finding, type Picture, withoutChoice } from "../../core/finding";
import { phrase } from "../../core/phrase";
import { type ByteSource, windowSize } from "../containers/byte-source";
import { coordinatesInWords } from "./gps";
import type { Unpack } from "./matroska-packing";
import { mediaFinding } from "./media-tags";
import type { Track } from "./movie-tracks";
import { spread } from "./spread";
import { type Telemetry, telemetryReaders } from "./telemetry";

/** Samples read: spread over the whole track, so that an hour's ride costs what a minute's does. */
const maxSamplesRead = 256;
/** Samples read at either end of a track: what stands within one read. */
const endSamplesRead = 64;
const readTogether = 16;
/** A second of GoPro's GPMF is some 20 KB. */
const maxSampleSize = windowSize;
const maxUnpacked = 1024 * 1024;
/** Points a map draws. */
const maxPoints = 512;
/** Subtitles looked at to tell a drone's from people's. */
const subtitlesRead = 32;
/** One place may be what a film is about. */
const leastPlaces = 2;

/** Tracks whose samples are not read, by coding or handler. */
const unreadTracks: Readonly<Record<string, Pick<Finding, "kind" | "severity" | "tag">>> = {
	tmcd: { kind: "time", severity: "high", tag: "TimecodeTrack" },
	text: { kind: "text", severity: "medium", tag: "ChapterName" },
	fdsc: { kind: "device", severity: "medium", tag: "fdsc" },
	jpeg: { kind: "thumbnail", severity: "medium", tag: "ChapterImages" },
	dbgi: { kind: "device", severity: "high", tag: "dbgi" },
	hint: { kind: "software", severity: "low", tag: "HintTrack" },
};
export type TimedTrack = Pick<Track, "name" | "coding" | "handler" | "seconds"> & { unpack?: Unpack };

const unknownTrack = { kind: "location", severity: "high" } as const;

/** What a track says: the way it took, names and values, or at least what it is. */
export async function trackFindings(
	source: ByteSource,
	track: TimedTrack,
	ranges: readonly ByteRange[],
): Promise<Finding[]> {
	const { read, first, last, places, tags, texts } = await readEnough(source, track, ranges);
	const all = ranges.length / read;
	const findings: Finding[] = [];
	if (first && last) {
		const points = Math.round(places * all);
		findings.push({
			kind: "location",
			severity: "high",
			source: track.name,
			tag: "GPSCoordinates",
			value: phrase(
				all > 1 ? "pointsAbout" : "points",
				{ count: points },
				{ seconds: track.seconds },
				coordinatesInWords(first),
				coordinatesInWords(last),
			),
			// Of a way that is packed only its end is shown.
			picture: track.unpack
				? { type: "place", at: last }
				: { type: "track", at: last, samples: spread(ranges, maxSamplesRead), coding: track.coding },
		});
	}
	for (const [name, value] of tags) {
		const finding = mediaFinding(track.name, name, value);
		if (finding) findings.push(withoutChoice(finding));
	}
	if (findings.length > 0) return findings;
	const known = unreadTracks[track.coding] ??
		unreadTracks[track.handler] ?? { ...unknownTrack, tag: track.coding || track.handler };
	const value =
		texts.length > 0 ? texts.join("; ") : phrase("samples", { count: ranges.length }, { seconds: track.seconds });
	return [{ ...known, source: track.name, value }];
}

/** The way that a track took, as far as a map can show it. */
export async function wayOf(source: ByteSource, { samples, coding }: Picture & { type: "track" }) {
	const { places } = await readTelemetry(source, { coding }, samples);
	return spread(places, maxPoints);
}

/**
 * Subtitles that hold what a camera measured go: most of their lines do, where people speak of places now and then.
 * Those of people stay, and the places in them are told.
 */
export async function subtitleFindings(
	source: ByteSource,
	track: TimedTrack,
	ranges: readonly ByteRange[],
): Promise<{ goes: boolean; findings: Finding[] }> {
	const looked = spread(ranges, subtitlesRead);
	const { telling, texts, placed } = await readTelemetry(source, track, looked);
	if (telling > 0 && telling * 2 >= texts.length) return { goes: true, findings: [] };
	if (placed.length < leastPlaces) return { goes: false, findings: [] };
	const findings = await trackFindings(source, track, placed);
	return { goes: false, findings: findings.map((finding) => ({ ...finding, stays: true })) };
}

/** What is told of a track needs its ends alone, where there are places in them: the way between is read when it is shown. */
async function readEnough(source: ByteSource, track: TimedTrack, ranges: readonly ByteRange[]) {
	const [front, back] = [atFront(ranges), atFront(ranges.toReversed()).reverse()];
	if (front.length + back.length < ranges.length) {
		const [head, tail] = [await readTelemetry(source, track, front), await readTelemetry(source, track, back)];
		const [first, last] = [head.places[0], tail.places.at(-1)];
		if (first && last) {
			const tags = new Map([...tail.tags, ...head.tags]);
			const places = head.places.length + tail.places.length;
			return { read: front.length + back.length, first, last, places, tags, texts: [] };
		}
	}
	const some = spread(ranges, maxSamplesRead);
	const { places, tags, texts } = await readTelemetry(source, track, some);
	return { read: some.length, first: places[0], last: places.at(-1), places: places.length, tags, texts };
}

/** The first sample, and those that stand so close to it that they come with it. */
function atFront(ranges: readonly ByteRange[]): ByteRange[] {
	const [first] = ranges;
	return ranges
		.slice(0, endSamplesRead)
		.filter(({ end }, index) => first && (index === 0 || Math.abs(end - first.start) <= windowSize));
}

async function readTelemetry(
	source: ByteSource,
	{ coding, unpack }: Pick<TimedTrack, "coding" | "unpack">,
	ranges: readonly ByteRange[],
): Promise<{
	places: Coordinates[];
	tags: Map<string, string>;
	texts: string[];
	/** Samples that hold anything, and those that hold places. */
	telling: number;
	placed: ByteRange[];
}> {
	const read = telemetryReaders[coding];
	const places: Coordinates[] = [];
	const tags = new Map<string, string>();
	const texts: string[] = [];
	const placed: ByteRange[] = [];
	let telling = 0;
	const readable = ranges.filter(({ start, end }) => start >= 0 && end <= source.size && end > start);
	// Side by side, since what a read costs is its round trip.
	for (let at = 0; read && at < readable.length; at += readTogether) {
		const some = readable.slice(at, at + readTogether);
		const samples = await Promise.all(
			some.map(async ({ start, end }) => {
				const sample = await source.read(start, Math.min(end, start + maxSampleSize));
				return unpack ? unpack(sample, maxUnpacked) : sample;
			}),
		);
		for (const [index, sample] of samples.entries()) {
			const told: Telemetry = read(sample);
			const range = some[index];
			if (range && told.places.length > 0) placed.push(range);
			for (const place of told.places) places.push(place);
			for (const [name, value] of told.tags) if (!tags.has(name)) tags.set(name, value);
			if (told.text) texts.push(told.text);
			if (told.places.length > 0 || told.tags.length > 0) telling++;
		}
	}
	return { places, tags, texts, telling, placed };
}
