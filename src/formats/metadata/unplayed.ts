// Bytes among a film's samples that no track plays: what an editor cut out, and what dash cameras hide between the pictures.
import type { ByteRange, Finding } from "../../core/finding";
import { phrase, sized } from "../../core/phrase";
import { type ByteSource, windowSize } from "../containers/byte-source";
import { latin1, uint32BE } from "../containers/numbers";
import { InvalidFileError } from "../invalid-file-error";
import { type Part, part, zeroed } from "../parts";
import { hasWords } from "./box-sizes";
import { spread } from "./spread";

/** Windows that are read to see what stands between samples: the chunks of an hour's film that are aligned take some thousand. */
const maxWindows = 8192;
/** Of more, so many are looked at, spread over the film. */
const gapsProbed = 64;
const probeSize = 4096;
/** More than that many gaps were made to be slow. */
const maxGaps = 500_000;
/** Gaps are read together, so that small ones cost no read each. */
const readAtOnce = 1024 * 1024;

/** @param gaps - what of a film's media no track plays, in order. */
export async function unplayedParts(
	source: ByteSource,
	gaps: readonly ByteRange[],
	signal: AbortSignal,
): Promise<Part[]> {
	if (gaps.length > maxGaps) throw new InvalidFileError("too-complex", `${gaps.length} gaps between samples`);
	const size = gaps.reduce((sum, { start, end }) => sum + end - start, 0);
	const whole = windowsOf(gaps) <= maxWindows;
	/** One value fills them all: letter by letter would be words. */
	let filler: number | undefined;
	let found = false;
	let places = false;
	/** Indexes of fragments alone. */
	let indexes = true;
	for (const group of together(whole ? gaps : probesIn(gaps))) {
		if (signal.aborted) throw new InvalidFileError("stopped", "while reading between samples");
		const [first, last] = [group[0]?.start ?? 0, group.at(-1)?.end ?? 0];
		const bytes = await source.read(first, last);
		for (const { start, end } of group) {
			const gap = bytes.subarray(start - first, end - first);
			filler ??= gap[0];
			if (gap.every((byte) => byte === filler)) continue;
			found = true;
			places ||= cameraPlaces.test(latin1(gap));
			indexes &&= isIndexLeft(gap);
		}
		if (places) break;
	}
	if (!found) return whole ? [] : [part([unreadFinding(size)], [])];
	const finding: Finding = places
		? {
				kind: "location",
				severity: "high",
				source: "QuickTime",
				tag: "freeGPS",
				value: phrase("betweenPictures", { count: gaps.length }),
			}
		: indexes
			? {
					kind: "history",
					severity: "low",
					source: "QuickTime",
					tag: "moof",
					value: phrase("earlierIndex", { bytes: size }),
				}
			: { kind: "history", severity: "high", source: "QuickTime", tag: "mdat", value: sized(size) };
	return [
		part(
			[finding],
			gaps.flatMap(({ start, end }) => zeroed(start, end)),
		),
	];
}

/** Places of a dash camera: in its own block, or as satellite receivers write them. */
export const cameraPlaces = /freeGPS |\$G[PN](RMC|GGA)/;

/**
 * Whether bytes are what a recorder leaves that writes a film in fragments, in case it is cut off, and makes one whole of it
 * in the end: the boxes in front of samples.
 */
function isIndexLeft(gap: Uint8Array): boolean {
	for (let at = 0; at < gap.length; ) {
		if (at + 8 > gap.length) return false;
		const type = latin1(gap, at + 4, at + 8);
		const size = uint32BE(gap, at);
		const end = type === "mdat" ? at + (size === 1 ? 16 : 8) : at + size;
		if (!/^(moo[fv]|mdat|free)$/.test(type) || end <= at || end > gap.length) return false;
		const content = gap.subarray(at + 8, end);
		// Names of tracks are words.
		const text = type === "moov" ? latin1(content) : "mvex";
		if (!text.includes("mvex") || /udta|meta|uuid/.test(text)) return false;
		if (type !== "moov" && type !== "mdat" && hasWords(content)) return false;
		at = end;
	}
	return true;
}

/** What nobody can tell whether it plays: it stays, and is told. */
export function unreadFinding(size: number): Finding {
	return { kind: "unknown", severity: "medium", source: "QuickTime", tag: "mdat", value: sized(size), stays: true };
}

function windowsOf(gaps: readonly ByteRange[]): number {
	let count = 0;
	let last = -1;
	for (const { start, end } of gaps) {
		const [from, to] = [Math.floor(start / windowSize), Math.floor((end - 1) / windowSize)];
		count += to - Math.max(from, last + 1) + 1;
		last = Math.max(last, to);
	}
	return count;
}

function probesIn(gaps: readonly ByteRange[]): ByteRange[] {
	return spread(gaps, gapsProbed).flatMap(({ start, end }) =>
		end - start <= 2 * probeSize
			? [{ start, end }]
			: [
					{ start, end: start + probeSize },
					{ start: end - probeSize, end },
				],
	);
}

/** Gaps in groups, each within one read; a long gap as several. */
function* together(gaps: readonly ByteRange[]): Generator<ByteRange[]> {
	let group: ByteRange[] = [];
	for (const gap of gaps) {
		for (let start = gap.start; start < gap.end; start += readAtOnce) {
			const piece = { start, end: Math.min(start + readAtOnce, gap.end) };
			const near = Math.floor(piece.end / windowSize) - Math.floor((group.at(-1)?.end ?? 0) / windowSize) <= 1;
			if (group.length > 0 && (!near || piece.end - (group[0]?.start ?? 0) > readAtOnce)) {
				yield group;
				group = [];
			}
			group.push(piece);
		}
	}
	if (group.length > 0) yield group;
}
