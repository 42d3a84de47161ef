// Matroska and WebM: what goes becomes Void of the same size, so that cues and seek heads stay true. https://www.rfc-editor.org/rfc/rfc9559

import type { Finding } from "../core/finding";
import { sized } from "../core/phrase";
import type { ByteSource } from "./containers/byte-source";
import { crcId, type Element, readElement, voidId } from "./containers/ebml";
import { isPaddingAt } from "./containers/isobmff";
import { walkReader, walkThrough } from "./containers/walk-reader";
import type { Handler, ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { type ClusterWalk, clusterWalk } from "./matroska-clusters";
import { type Group, groupPart, load, masterPart, voided } from "./matroska-masters";
import { encoderFindings } from "./metadata/encoder-text";
import { ids } from "./metadata/matroska-ids";
import { attachmentItems, chapterItems, tagItems } from "./metadata/matroska-tags";
import { type MatroskaTrack, matroskaTracks, secondsOf } from "./metadata/matroska-tracks";
import { unshownFindings } from "./metadata/unshown-tracks";
import { type Part, part, readingOf, trailingParts, zeroed } from "./parts";

/** A day of film has some 50,000 clusters. */
const maxElements = 1_000_000;

const segmentIds: ReadonlySet<number> = new Set([ids.info, ids.tracks, ids.cues, ids.cluster, ids.tags, ids.seekHead]);

export const matroska: Handler = {
	format: "matroska",
	async read(source, context) {
		const parts: Part[] = [];
		let cluster: Element | undefined;
		let at = 0;
		while (at < source.size) {
			const element = await readElement(source, at, source.size);
			if (element?.id !== ids.header && element?.id !== ids.segment && element?.id !== voidId) {
				// A segment that tells too small a size: what follows is still film.
				if (element && segmentIds.has(element.id)) throw new InvalidFileError("damaged", `a segment ends before ${at}`);
				break;
			}
			if (element.id === ids.segment) {
				const children = await segmentChildren(source, element, context);
				cluster ??= children.elements.find(({ id }) => id === ids.cluster);
				parts.push(...(await segmentParts(source, children, context)));
			} else if (element.id === voidId) parts.push(...(await voidParts(source, element, context)));
			else parts.push(await masterPart(await load(source, element), new Set(), [], context));
			at = element.end;
		}
		if (at === 0) throw new InvalidFileError("damaged", "no EBML header");
		parts.push(...(await trailingParts(source, at, "Matroska", context.signal)));
		if (cluster)
			parts.push(part(await encoderFindings(source, "Matroska", { start: cluster.body, end: cluster.end }), []));
		return readingOf("matroska", source.size, parts);
	},
};

/** A segment's children by their headers. */
type Children = { elements: Element[]; tracks: MatroskaTrack[]; clusters: ClusterWalk };

/**
 * Clusters are walked as they come, so that nothing is read twice.
 * @param known the tracks, where they stand behind the first cluster.
 */
async function segmentChildren(
	source: ByteSource,
	segment: Element,
	context: ReadContext,
	known: readonly MatroskaTrack[] = [],
): Promise<Children> {
	const walk = walkReader(source);
	const clusters = clusterWalk(source, walk, context);
	const elements: Element[] = [];
	const tracks = [...known];
	clusters.addTracks(tracks);
	let hasCluster = false;
	let late = false;
	for (let at = segment.body; at < segment.end; ) {
		if (context.signal.aborted) throw new InvalidFileError("stopped", "while walking elements");
		if (elements.length > maxElements) throw new InvalidFileError("too-complex", `more than ${maxElements} elements`);
		const child = await readElement(source, at, segment.end, walk.read);
		if (!child) throw new InvalidFileError("damaged", `no element at ${at}`);
		let { end } = child;
		if (child.id === ids.cluster) {
			hasCluster = true;
			end = await walkThrough(clusters.walk(child), walk, context.signal);
		} else if (child.id === ids.tracks && known.length === 0) {
			const { bytes, root } = await load(source, child);
			const found = matroskaTracks(bytes, root);
			clusters.addTracks(found);
			tracks.push(...found);
			late ||= hasCluster;
		}
		elements.push({ ...child, end });
		at = end;
	}
	return late && tracks.length > 0 ? segmentChildren(source, segment, context, tracks) : { elements, tracks, clusters };
}

/** What blocks say decides which tracks go. */
async function segmentParts(
	source: ByteSource,
	{ elements, tracks, clusters }: Children,
	context: ReadContext,
): Promise<Part[]> {
	const info = elements.find(({ id }) => id === ids.info);
	const loaded = info && (await load(source, info));
	const seconds = loaded ? secondsOf(loaded.bytes, loaded.root) : 0;
	const gone = await clusters.gone(seconds);
	const played = tracks.flatMap(({ name, plays, played }) => (plays && played ? [{ name, seconds, ...played }] : []));
	const parts = [...gone.parts, part(unshownFindings(played), [])];
	const groups: Group[] = [];
	for (const child of elements)
		if (child.id !== ids.cluster) parts.push(...(await childParts(source, child, gone.tracks, groups, context)));
	return parts;
}

async function childParts(
	source: ByteSource,
	child: Element,
	gone: ReadonlySet<number>,
	groups: Group[],
	context: ReadContext,
): Promise<Part[]> {
	switch (child.id) {
		case crcId:
			// Of the whole segment, which is not read as a whole.
			return [part([], voided(child))];
		case voidId:
			return voidParts(source, child, context);
		case ids.seekHead:
		case ids.cues:
		case ids.info:
		case ids.tracks:
			return [await masterPart(await load(source, child), gone, groups, context)];
		case ids.tags: {
			const master = await load(source, child);
			return [groupPart(master, tagItems(master.bytes, master.root), groups)];
		}
		case ids.attachments: {
			const master = await load(source, child);
			return [groupPart(master, await attachmentItems(master.bytes, master.root, master.base, context), groups)];
		}
		case ids.chapters: {
			const master = await load(source, child);
			return [groupPart(master, chapterItems(master.bytes, master.root), groups)];
		}
		default: {
			const finding: Finding = {
				kind: "unknown",
				severity: "medium",
				source: "Matroska",
				tag: child.id.toString(16),
				value: sized(child.end - child.body),
			};
			return [part([finding], voided(child))];
		}
	}
}

/** What a place left free still holds. */
async function voidParts(source: ByteSource, { body, end }: Element, { signal }: ReadContext): Promise<Part[]> {
	if (await isPaddingAt(source, body, end, signal)) return [];
	const finding = { kind: "history", severity: "high", source: "Matroska", tag: "Void" } as const;
	return [part([{ ...finding, value: sized(end - body) }], zeroed(body, end))];
}
