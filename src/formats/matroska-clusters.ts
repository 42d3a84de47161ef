// Matroska's clusters, walked by the headers of what they hold: blocks of tracks that do not play go, and whatever is no block.
// https://www.rfc-editor.org/rfc/rfc9559#name-cluster-element
import type { ByteRange, Finding } from "../core/finding";
import { sized } from "../core/phrase";
import type { ByteSource } from "./containers/byte-source";
import { crcId, type Element, elementAt, elementsIn, maxHeaderSize, variableInteger, voidId } from "./containers/ebml";
import { isPadding, isPaddingAt } from "./containers/isobmff";
import { latin1 } from "./containers/numbers";
import type { Walk, Walking } from "./containers/walk-reader";
import type { ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { voided } from "./matroska-masters";
import { ids, isClusterChild } from "./metadata/matroska-ids";
import type { MatroskaTrack } from "./metadata/matroska-tracks";
import { pictureFindings } from "./metadata/picture-messages";
import { subtitleFindings, trackFindings } from "./metadata/timed-metadata";
import { type Part, part } from "./parts";

/** A block with its group, and what it holds behind its head. */
type Block = { whole: Element; payload: ByteRange };

/** A day of film has some 50,000 clusters, and some ten million blocks. */
const maxElements = 20_000_000;
/** Identifiers of elements that stand in a segment have four bytes, those in a cluster fewer. */
const segmentLevel = 0x10000000;
/** Longer ones are rare, and looked at by themselves. */
const longVoid = 64 * 1024;
/** Blocks that may have to go; a film whose hidden track has more was made to be slow. */
const maxBlocks = 1_000_000;
/** The first pictures of a track are looked at for what they say besides. */
const picturesLooked = 4;
/** The number of none. */
const noTrack = -1;
/** A number of a track, a time and flags. */
const blockHeadSize = 16;
/** Subtitles say where they stand on the screen beside themselves; what else they say goes. */
const longestSettings = 1024;
const cueSettings = /^\s*((vertical|line|position|size|align|region):\S+\s*)*$/;

/** What of clusters goes, and the numbers of the tracks that go with it. */
export type Gone = { parts: Part[]; tracks: Set<number> };

export type ClusterWalk = {
	/** Must be told before the clusters that hold their blocks are walked. */
	addTracks(tracks: readonly MatroskaTrack[]): void;
	/** Gives where the cluster ends, which live streams do not tell. */
	walk(cluster: Element): Walking<number>;
	/** @param seconds how long the film is. */
	gone(seconds: number): Promise<Gone>;
};

export function clusterWalk(source: ByteSource, { held }: Walk, context: ReadContext): ClusterWalk {
	const { signal } = context;
	const byNumber = new Map<number, MatroskaTrack>();
	const blocks = new Map<number, Block[]>();
	const pictures = new Map<MatroskaTrack, ByteRange[]>();
	const strays: Element[] = [];
	const sums: Element[] = [];
	const longVoids: Element[] = [];
	let elements = 0;
	let count = 0;

	function* children(
		parent: Element,
		visit: (child: Element, head: Uint8Array) => Walking<void> | undefined,
	): Walking<number> {
		let at = parent.body;
		while (at < parent.end) {
			if (++elements > maxElements) throw new InvalidFileError("too-complex", `more than ${maxElements} elements`);
			const to = Math.min(at + maxHeaderSize + blockHeadSize, parent.end);
			const head = held(at, to) ?? (yield { start: at, end: to });
			const child = elementAt(head, at, at, parent.end);
			if (!child) throw new InvalidFileError("damaged", `no element at ${at}`);
			const { id, body, end } = child;
			if (id >= segmentLevel && parent.id === ids.cluster && parent.sizeUnknown) break;
			at = end;
			if (id === crcId && end - body === 4) sums.push(child);
			else if (id === voidId) {
				if (end - body > longVoid) longVoids.push(child);
				else if (!isPadding(held(body, end) ?? (yield { start: body, end }))) strays.push(child);
			} else if (isClusterChild(parent.id, child)) {
				const inner = visit(child, head);
				if (inner) yield* inner;
			} else strays.push(child);
		}
		return at;
	}
	/** The track of a block, which is remembered where it may go. */
	const blockOf = ({ start, body, end }: Element, whole: Element, head: Uint8Array): MatroskaTrack | undefined => {
		const number = variableInteger(head, body - start, 8);
		const track = number && byNumber.get(number.value);
		const payload = { start: Math.min(body + (number?.length ?? 0) + 3, end), end };
		if (track?.plays && !track.subtitles) {
			const looked = track.pictures && (pictures.get(track) ?? []);
			if (looked && looked.length < picturesLooked) pictures.set(track, [...looked, payload]);
			return track;
		}
		if (++count > maxBlocks)
			throw new InvalidFileError("too-complex", `more than ${maxBlocks} blocks that do not play`);
		const key = track ? track.number : noTrack;
		const list = blocks.get(key) ?? [];
		list.push({ whole, payload });
		blocks.set(key, list);
		return track;
	};
	function* group(whole: Element): Walking<void> {
		let track: MatroskaTrack | undefined;
		let additions: Element | undefined;
		const before = count;
		yield* children(whole, (child, head) => {
			if (child.id === ids.block) track = blockOf(child, whole, head);
			else if (child.id === ids.blockAdditions) additions = child;
			return undefined;
		});
		const goes = count > before && !track?.plays;
		if (!track && !goes) strays.push(whole);
		if (additions && !goes && !track?.additions) {
			const { body: start, end } = additions;
			const short = track?.subtitles && end - start < longestSettings;
			if (!short || !isCueSettings(held(start, end) ?? (yield { start, end }))) strays.push(additions);
		}
	}
	return {
		addTracks(tracks) {
			for (const track of tracks) byNumber.set(track.number, track);
		},
		walk: (cluster) =>
			children(cluster, (child, head) => {
				if (child.id === ids.simpleBlock) blockOf(child, child, head);
				return child.id === ids.blockGroup ? group(child) : undefined;
			}),
		async gone(seconds) {
			for (const long of longVoids) if (!(await isPaddingAt(source, long.body, long.end, signal))) strays.push(long);
			const gone = await gather(source, { tracks: byNumber, blocks, strays, sums, seconds });
			for (const [{ name, pictures: track, unpack }, payloads] of pictures) {
				const coded = track && { name, ...track, ...(unpack && { unpack }) };
				const said = coded ? await pictureFindings(source, coded, payloads, context) : [];
				if (said.length > 0) gone.parts.push(part(said, []));
			}
			return gone;
		},
	};
}

/** Whether additions of a block say where subtitles stand on the screen, and nothing else. */
function isCueSettings(bytes: Uint8Array): boolean {
	return elementsIn(bytes).every(
		(more) =>
			more.id === ids.blockMore &&
			elementsIn(bytes, more.body, more.end).every(({ id, body, end }) =>
				id === ids.addition ? cueSettings.test(latin1(bytes, body, end)) : id === ids.additionId && end - body <= 8,
			),
	);
}

type Found = {
	tracks: ReadonlyMap<number, MatroskaTrack>;
	/** By number of the track; those of none by a number that no track has. */
	blocks: ReadonlyMap<number, readonly Block[]>;
	strays: readonly Element[];
	sums: readonly Element[];
	seconds: number;
};

async function gather(source: ByteSource, { tracks, blocks, strays, sums, seconds }: Found): Promise<Gone> {
	const findings: Finding[] = [];
	const gone = new Set<number>();
	const going = [...strays];
	for (const { number, name, codec, plays, unpack, staying } of tracks.values()) {
		const found = blocks.get(number) ?? [];
		const ranges = found.map(({ payload }) => payload);
		const track = { name, coding: codec, handler: "", seconds, ...(unpack && { unpack }) };
		const told = plays ? await subtitleFindings(source, track, ranges) : { goes: true, findings: [] };
		findings.push(...told.findings);
		if (!told.goes) {
			findings.push(...staying);
			continue;
		}
		gone.add(number);
		findings.push(...(await trackFindings(source, track, ranges)));
		for (const { whole } of found) going.push(whole);
	}
	const lost = [...(blocks.get(noTrack) ?? []).map(({ whole }) => whole), ...strays];
	for (const { whole } of blocks.get(noTrack) ?? []) going.push(whole);
	if (lost.length > 0) {
		const value = sized(lost.reduce((size, { start, end }) => size + end - start, 0));
		findings.push({ kind: "hidden-media", severity: "high", source: "Matroska", tag: "Cluster", value });
	}
	if (going.length === 0) return { parts: findings.length > 0 ? [part(findings, [])] : [], tracks: gone };
	return { parts: [part(findings, outermost([...going, ...sums]).flatMap(voided))], tracks: gone };
}

/** In order, those that stand in none of the others. */
function outermost(elements: readonly Element[]): Element[] {
	let at = 0;
	return [...elements]
		.sort((a, b) => a.start - b.start || b.end - a.end)
		.filter(({ start, end }) => {
			const outer = start >= at;
			if (outer) at = end;
			return outer;
		});
}
