// Matroska's clusters, walked by the headers of what they hold: blocks of tracks that do not play go, and whatever is no block.
// https://www.rfc-editor.org/rfc/rfc9559#name-cluster-element
import type { ByteRange, Finding } from "../core/finding";
import { sized } from "../core/phrase";
import type { ByteSource } from "./containers/byte-source";
import { crcId, type Element, elementsIn, readElement, variableInteger, voidId } from "./containers/ebml";
import { isPaddingAt } from "./containers/isobmff";
import { latin1 } from "./containers/numbers";
import { walkReader } from "./containers/walk-reader";
import type { ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { voided } from "./matroska-masters";
import { ids, isClusterChild } from "./metadata/matroska-ids";
import type { MatroskaTrack } from "./metadata/matroska-tracks";
import { isTelemetry, trackFindings } from "./metadata/timed-metadata";
import { type Part, part } from "./parts";

/** A block with its group, and what it holds behind its head. */
type Block = { whole: Element; payload: ByteRange };

/** Blocks that may have to go; a film whose hidden track has more was made to be slow. */
const maxBlocks = 1_000_000;
/** The number of none. */
const noTrack = -1;
/** A number of a track, a time and flags. */
const blockHeadSize = 16;
/** Subtitles say where they stand on the screen beside themselves; what else they say goes. */
const longestSettings = 1024;
const cueSettings = /^\s*((vertical|line|position|size|align|region):\S+\s*)*$/;

/** What of clusters goes, and the numbers of the tracks that go with it. */
export async function clusterParts(
	source: ByteSource,
	clusters: readonly Element[],
	tracks: readonly MatroskaTrack[],
	seconds: number,
	{ signal }: ReadContext,
): Promise<{ parts: Part[]; gone: Set<number> }> {
	const read = walkReader(source);
	const byNumber = new Map(tracks.map((track) => [track.number, track]));
	const blocks = new Map<number, Block[]>();
	const strays: Element[] = [];
	const sums: Element[] = [];
	let count = 0;

	const children = async (parent: Element, visit: (child: Element) => Promise<void>) => {
		for (let at = parent.body; at < parent.end; ) {
			if (signal.aborted) throw new InvalidFileError("stopped", "while walking blocks");
			const child = await readElement(source, at, parent.end, read);
			if (!child) throw new InvalidFileError("damaged", `no element at ${at}`);
			at = child.end;
			if (child.id === crcId && child.end - child.body === 4) sums.push(child);
			else if (child.id === voidId) {
				const { body, end } = child;
				if (!(await isPaddingAt({ size: source.size, read }, body, end, signal))) strays.push(child);
			} else if (isClusterChild(parent.id, child)) await visit(child);
			else strays.push(child);
		}
	};
	/** The track of a block, which is remembered where it may go. */
	const blockOf = async ({ body, end }: Element, whole: Element): Promise<MatroskaTrack | undefined> => {
		const head = await read(body, Math.min(body + blockHeadSize, end));
		const number = variableInteger(head, 0, 8);
		const track = number && byNumber.get(number.value);
		if (track?.plays && !track.subtitles) return track;
		if (++count > maxBlocks)
			throw new InvalidFileError("too-complex", `more than ${maxBlocks} blocks that do not play`);
		const key = track ? track.number : noTrack;
		const list = blocks.get(key) ?? [];
		list.push({ whole, payload: { start: Math.min(body + (number?.length ?? 0) + 3, end), end } });
		blocks.set(key, list);
		return track;
	};
	const group = async (whole: Element) => {
		let track: MatroskaTrack | undefined;
		let additions: Element | undefined;
		const before = count;
		await children(whole, async (child) => {
			if (child.id === ids.block) track = await blockOf(child, whole);
			else if (child.id === ids.blockAdditions) additions = child;
		});
		const goes = count > before && !track?.plays;
		if (!track && !goes) strays.push(whole);
		if (additions && !goes && !track?.additions) {
			const { body, end } = additions;
			const short = track?.subtitles && end - body < longestSettings;
			if (!short || !isCueSettings(await read(body, end))) strays.push(additions);
		}
	};
	for (const cluster of clusters) {
		await children(cluster, async (child) => {
			if (child.id === ids.simpleBlock) await blockOf(child, child);
			else if (child.id === ids.blockGroup) await group(child);
		});
	}
	return gather(source, { tracks: byNumber, blocks, strays, sums, seconds });
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

async function gather(
	source: ByteSource,
	{ tracks, blocks, strays, sums, seconds }: Found,
): Promise<{ parts: Part[]; gone: Set<number> }> {
	const findings: Finding[] = [];
	const gone = new Set<number>();
	const going = [...strays];
	for (const { number, name, codec, plays } of tracks.values()) {
		const found = blocks.get(number) ?? [];
		const ranges = found.map(({ payload }) => payload);
		const track = { name, coding: codec, handler: "", seconds };
		if (plays && !(await isTelemetry(source, track, ranges))) continue;
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
	if (going.length === 0) return { parts: findings.length > 0 ? [part(findings, [])] : [], gone };
	return { parts: [part(findings, outermost([...going, ...sums]).flatMap(voided))], gone };
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
