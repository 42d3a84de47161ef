// Matroska and WebM: what goes becomes Void of the same size, so that cues and seek heads stay true. https://www.rfc-editor.org/rfc/rfc9559

import type { Finding } from "../core/finding";
import { sized } from "../core/phrase";
import type { ByteSource } from "./containers/byte-source";
import { crcId, type Element, readElement, voidId } from "./containers/ebml";
import { isPaddingAt } from "./containers/isobmff";
import { walkReader } from "./containers/walk-reader";
import type { Handler, ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { clusterParts } from "./matroska-clusters";
import { type Group, groupPart, load, masterPart, voided } from "./matroska-masters";
import { encoderFindings } from "./metadata/encoder-text";
import { ids } from "./metadata/matroska-ids";
import { attachmentItems, chapterItems, tagItems } from "./metadata/matroska-tags";
import { matroskaTracks, secondsOf } from "./metadata/matroska-tracks";
import { type Part, part, readingOf, trailingParts, zeroed } from "./parts";

/** A day of film has some 50,000 clusters, and some ten million blocks. */
const maxElements = 20_000_000;

/** Identifiers of elements that stand in a segment have four bytes, those in a cluster fewer. */
const segmentLevel = 0x10000000;

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
				cluster ??= children.find(({ id }) => id === ids.cluster);
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

/** The children of a segment by their headers; of clusters of unknown size the blocks are walked as well. */
async function segmentChildren(source: ByteSource, segment: Element, { signal }: ReadContext): Promise<Element[]> {
	const read = walkReader(source);
	const children: Element[] = [];
	let at = segment.body;
	let count = 0;
	const next = async () => {
		if (signal.aborted) throw new InvalidFileError("stopped", "while walking elements");
		if (++count > maxElements) throw new InvalidFileError("too-complex", `more than ${maxElements} elements`);
		return at < segment.end ? readElement(source, at, segment.end, read) : undefined;
	};
	for (let child = await next(); child; child = await next()) {
		let { end } = child;
		if (child.id === ids.cluster && child.sizeUnknown) {
			at = child.body;
			for (let block = await next(); block && block.id < segmentLevel; block = await next()) at = block.end;
			end = at;
		}
		children.push({ ...child, end });
		at = end;
	}
	if (at < segment.end) throw new InvalidFileError("damaged", `no element at ${at}`);
	return children;
}

/** Clusters are walked first: what their blocks say decides which tracks go. */
async function segmentParts(source: ByteSource, children: readonly Element[], context: ReadContext): Promise<Part[]> {
	const masters = await Promise.all(children.filter(({ id }) => id === ids.tracks).map((child) => load(source, child)));
	const tracks = masters.flatMap(({ bytes, root }) => matroskaTracks(bytes, root));
	const [info] = await Promise.all(children.filter(({ id }) => id === ids.info).map((child) => load(source, child)));
	const clusters = await clusterParts(
		source,
		children.filter(({ id }) => id === ids.cluster),
		tracks,
		info ? secondsOf(info.bytes, info.root) : 0,
		context,
	);
	const parts = [...clusters.parts];
	const groups: Group[] = [];
	for (const child of children)
		if (child.id !== ids.cluster) parts.push(...(await childParts(source, child, clusters.gone, groups, context)));
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
