// Bytes among a film's samples that no track plays: what an editor cut out, and what dash cameras hide between the pictures.
import type { ByteRange, Finding } from "../../core/finding";
import { phrase, sized } from "../../core/phrase";
import type { ByteSource } from "../containers/byte-source";
import { openEnd } from "../containers/chunk-ranges";
import { isPadding } from "../containers/isobmff";
import { latin1 } from "../containers/numbers";
import { type Part, part, zeroed } from "../parts";
import { spread } from "./spread";

/** What is smaller aligns samples, and holds nothing. */
const smallestGap = 16;
/** Gaps that are read as a whole: as many, and of as many bytes together. */
const fewGaps = 48;
const fewBytes = 1024 * 1024;
/** Of more, so many are looked at, spread over the film: where they begin, and where the last one ends. */
const gapsProbed = 16;
const probeSize = 4096;
/** More than that many gaps were made to be slow. */
const maxGaps = 1_000_000;

/** @param known - what tracks play, and what goes for other reasons. */
export async function unplayedParts(
	source: ByteSource,
	media: readonly ByteRange[],
	known: readonly ByteRange[],
): Promise<Part[]> {
	const gaps = gapsIn(media, known).filter(({ start, end }) => end - start >= smallestGap);
	if (gaps.length === 0 || gaps.length > maxGaps) return [];
	const size = gaps.reduce((sum, { start, end }) => sum + end - start, 0);
	let found = false;
	let places = false;
	for (const { start, end } of gaps.length <= fewGaps && size <= fewBytes ? gaps : probesIn(gaps)) {
		const bytes = await source.read(start, end);
		found ||= !isPadding(bytes);
		places ||= /freeGPS |\$G[PN](RMC|GGA)/.test(latin1(bytes));
	}
	if (!found) return [];
	const finding: Finding = places
		? {
				kind: "location",
				severity: "high",
				source: "QuickTime",
				tag: "freeGPS",
				value: phrase("betweenPictures", { count: gaps.length }),
			}
		: { kind: "history", severity: "high", source: "QuickTime", tag: "mdat", value: sized(size) };
	return [
		part(
			[finding],
			gaps.flatMap(({ start, end }) => zeroed(start, end)),
		),
	];
}

function probesIn(gaps: readonly ByteRange[]): ByteRange[] {
	const starts = spread(gaps, gapsProbed).map(({ start, end }) => ({ start, end: Math.min(start + probeSize, end) }));
	const last = gaps.at(-1);
	return last ? [...starts, { start: Math.max(last.start, last.end - probeSize), end: last.end }] : starts;
}

/** What of `media` no range of `known` covers. */
function gapsIn(media: readonly ByteRange[], known: readonly ByteRange[]): ByteRange[] {
	const sorted = [...known].sort((a, b) => a.start - b.start);
	const gaps: ByteRange[] = [];
	let index = 0;
	for (const { start, end } of [...media].sort((a, b) => a.start - b.start)) {
		let at = start;
		for (; index < sorted.length; index++) {
			const range = sorted[index];
			if (!range || range.start >= end) break;
			if (range.start > at) gaps.push({ start: at, end: range.start });
			const next = sorted[index + 1]?.start ?? end;
			at = Math.max(at, range.end === openEnd ? Math.max(range.start, next) : range.end);
			// A range may reach into the next box of media.
			if (range.end > end && range.end !== openEnd) break;
		}
		if (at < end) gaps.push({ start: at, end });
	}
	return gaps;
}
