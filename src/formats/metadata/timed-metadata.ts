// What a track that does not play says, and whether subtitles are a drone's.

import type { Coordinates } from "../../core/coordinates";
import type { ByteRange, Finding } from "../../core/finding";
import { phrase } from "../../core/phrase";
import { type ByteSource, windowSize } from "../containers/byte-source";
import { coordinatesInWords } from "./gps";
import { mediaFinding, withoutChoice } from "./media-tags";
import type { Track } from "./movie-tracks";
import { spread } from "./spread";
import { type Telemetry, telemetryReaders } from "./telemetry";

/** Samples read: spread over the whole track, so that an hour's ride costs what a minute's does. */
const maxSamplesRead = 256;
const readTogether = 16;
/** A second of GoPro's GPMF is some 20 KB. */
const maxSampleSize = windowSize;
/** Points a map draws. */
const maxPoints = 512;
/** Subtitles looked at to tell a drone's from people's. */
const subtitlesRead = 8;

/** Tracks whose samples are not read, by coding or handler. */
const unreadTracks: Readonly<Record<string, Pick<Finding, "kind" | "severity" | "tag">>> = {
	tmcd: { kind: "time", severity: "high", tag: "TimecodeTrack" },
	text: { kind: "text", severity: "medium", tag: "ChapterName" },
	fdsc: { kind: "device", severity: "medium", tag: "fdsc" },
	jpeg: { kind: "thumbnail", severity: "medium", tag: "ChapterImages" },
	hint: { kind: "software", severity: "low", tag: "HintTrack" },
};
export type TimedTrack = Pick<Track, "name" | "coding" | "handler" | "seconds">;

const unknownTrack = { kind: "location", severity: "high" } as const;

/** What a track says: the way it took, names and values, or at least what it is. */
export async function trackFindings(
	source: ByteSource,
	track: TimedTrack,
	ranges: readonly ByteRange[],
): Promise<Finding[]> {
	const { places, tags, texts } = await readTelemetry(source, track, spread(ranges, maxSamplesRead));
	const all = ranges.length > maxSamplesRead ? ranges.length / maxSamplesRead : 1;
	const findings: Finding[] = [];
	const [first, last] = [places[0], places.at(-1)];
	if (first && last) {
		const points = Math.round(places.length * all);
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
			picture: { type: "track", points: spread(places, maxPoints), seconds: track.seconds },
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

/** Whether subtitles hold what a camera measured: most of their lines do, where people speak of places now and then. */
export async function isTelemetry(
	source: ByteSource,
	track: TimedTrack,
	ranges: readonly ByteRange[],
): Promise<boolean> {
	const { telling, texts } = await readTelemetry(source, track, spread(ranges, subtitlesRead));
	return telling > 0 && telling * 2 >= texts.length;
}

async function readTelemetry(
	source: ByteSource,
	track: TimedTrack,
	ranges: readonly ByteRange[],
): Promise<{ places: Coordinates[]; tags: Map<string, string>; texts: string[]; telling: number }> {
	const read = telemetryReaders[track.coding];
	const places: Coordinates[] = [];
	const tags = new Map<string, string>();
	const texts: string[] = [];
	let telling = 0;
	const readable = ranges.filter(({ start, end }) => start >= 0 && end <= source.size && end > start);
	// Side by side, since what a read costs is its round trip.
	for (let at = 0; read && at < readable.length; at += readTogether) {
		const some = readable.slice(at, at + readTogether);
		const samples = await Promise.all(
			some.map(({ start, end }) => source.read(start, Math.min(end, start + maxSampleSize))),
		);
		for (const sample of samples) {
			const told: Telemetry = read(sample);
			for (const place of told.places) places.push(place);
			for (const [name, value] of told.tags) if (!tags.has(name)) tags.set(name, value);
			if (told.text) texts.push(told.text);
			if (told.places.length > 0 || told.tags.length > 0) telling++;
		}
	}
	return { places, tags, texts, telling };
}
