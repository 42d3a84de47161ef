// Matroska and WebM: what goes becomes Void of the same size, so that cues and seek heads stay true. https://www.rfc-editor.org/rfc/rfc9559

import type { Finding } from "../core/finding";
import { type Keep, mayStay } from "../core/keep";
import { sized } from "../core/phrase";
import type { ByteSource } from "./containers/byte-source";
import { crc32 } from "./containers/crc32";
import { crcId, type Element, elementsIn, readElement, voidHeader, voidId } from "./containers/ebml";
import { isPaddingAt } from "./containers/isobmff";
import { bytesLE, uintBE } from "./containers/numbers";
import type { Handler, ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { type PrivateComment, privateComments } from "./metadata/codec-private";
import { encoderFindings } from "./metadata/encoder-text";
import { ids, kept, masters } from "./metadata/matroska-ids";
import { attachmentItems, chapterItems, elementFinding, type Item, tagItems, textOf } from "./metadata/matroska-tags";
import { type Part, part, readingOf, trailingParts, zeroed } from "./parts";
import type { Edit } from "./splice";

/** A day of film has some 50,000 clusters; a live stream's blocks are counted one by one. */
const maxElements = 20_000_000;
const maxMasterSize = 256 * 1024 * 1024;
const maxDepth = 8;
/** Identifiers of elements that stand in a segment have four bytes, those in a cluster fewer. */
const segmentLevel = 0x10000000;

const segmentIds: ReadonlySet<number> = new Set([ids.info, ids.tracks, ids.cues, ids.cluster, ids.tags, ids.seekHead]);

/** An element that was loaded; places in it count from its start. */
type Master = { bytes: Uint8Array<ArrayBuffer>; base: number; root: Element };
/** Tags, attachments and chapters, and whether something of them stays. */
type Group = { id: number; stays(keep: Keep): boolean };

export const matroska: Handler = {
	format: "matroska",
	async read(source, context) {
		const parts: Part[] = [];
		const groups: Group[] = [];
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
				for await (const child of segmentChildren(source, element, context)) {
					if (child.id === ids.cluster) cluster ??= child;
					else parts.push(...(await childParts(source, child, groups, context)));
				}
			}
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
async function* segmentChildren(
	source: ByteSource,
	segment: Element,
	{ signal }: ReadContext,
): AsyncGenerator<Element> {
	let at = segment.body;
	let count = 0;
	const next = async () => {
		if (signal.aborted) throw new InvalidFileError("stopped", "while walking elements");
		if (++count > maxElements) throw new InvalidFileError("too-complex", `more than ${maxElements} elements`);
		return at < segment.end ? readElement(source, at, segment.end) : undefined;
	};
	for (let child = await next(); child; child = await next()) {
		let { end } = child;
		if (child.id === ids.cluster && child.sizeUnknown) {
			at = child.body;
			for (let block = await next(); block && block.id < segmentLevel; block = await next()) at = block.end;
			end = at;
		}
		yield { ...child, end };
		at = end;
	}
	if (at < segment.end) throw new InvalidFileError("damaged", `no element at ${at}`);
}

async function childParts(source: ByteSource, child: Element, groups: Group[], context: ReadContext): Promise<Part[]> {
	switch (child.id) {
		case ids.cues:
			return [];
		case crcId:
			// Of the whole segment, which is not read as a whole.
			return [part([], voided(child))];
		case voidId: {
			if (await isPaddingAt(source, child.body, child.end, context.signal)) return [];
			const finding: Finding = {
				kind: "history",
				severity: "high",
				source: "Matroska",
				tag: "Void",
				value: sized(child.end - child.body),
			};
			return [part([finding], zeroed(child.body, child.end))];
		}
		case ids.seekHead:
			return [seekPart(await load(source, child), groups)];
		case ids.info:
		case ids.tracks:
			return [await masterPart(await load(source, child), context)];
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

async function load(source: ByteSource, element: Element): Promise<Master> {
	const { start, body, end } = element;
	if (end - start > maxMasterSize) throw new InvalidFileError("too-complex", `an element of ${end - start} bytes`);
	return {
		bytes: await source.read(start, end),
		base: start,
		root: { ...element, start: 0, body: body - start, end: end - start },
	};
}

/** Edits that make an element Void. */
function voided({ start, end }: Element): Edit[] {
	const header = voidHeader(end - start);
	return [{ start, end: start + header.length, bytes: header }, ...zeroed(start + header.length, end)];
}

/** Makes an element Void in bytes in memory. */
function voidIn(bytes: Uint8Array, { start, end }: Element): void {
	const header = voidHeader(end - start);
	bytes.set(header, start);
	bytes.fill(0, start + header.length, end);
}

/** Something in a master that goes: as Void, or blanked where the element itself must stay. */
type Change = { findings: Finding[]; apply(bytes: Uint8Array): void };

/** A master that stays, without what it says. */
async function masterPart(master: Master, context: ReadContext): Promise<Part> {
	const changes: Change[] = [];
	await collect(master.bytes, master.root, "Info", maxDepth, changes, context);
	return {
		findings: changes.flatMap(({ findings }) => findings),
		edits: (keep) =>
			rewritten(
				master,
				changes.filter(({ findings }) => !(findings.length > 0 && findings.every((finding) => mayStay(finding, keep)))),
			),
	};
}

function rewritten({ bytes, base, root }: Master, changes: readonly Change[]): Edit[] {
	if (changes.length === 0) return [];
	const copy = bytes.slice();
	for (const { apply } of changes) apply(copy);
	mendCrcs(copy, root, maxDepth);
	return [{ start: base, end: base + copy.length, bytes: copy }];
}

async function collect(
	bytes: Uint8Array<ArrayBuffer>,
	parent: Element,
	source: string,
	depth: number,
	changes: Change[],
	context: ReadContext,
): Promise<void> {
	const children = elementsIn(bytes, parent.body, parent.end);
	const codec = children.find(({ id }) => id === ids.codecId);
	for (const [index, child] of children.entries()) {
		const empty = bytes.subarray(child.body, child.end).every((byte) => byte === 0 || byte === 0x20);
		if (child.id === voidId || child.id === ids.muxingApp || child.id === ids.writingApp) {
			if (!empty)
				changes.push({
					findings: [elementFinding(bytes, child, source)],
					apply: (copy) => copy.fill(0, child.body, child.end),
				});
		} else if (!kept.has(child.id)) {
			changes.push({ findings: [elementFinding(bytes, child, source)], apply: (copy) => voidIn(copy, child) });
		} else if (child.id === ids.codecPrivate && codec) {
			const comments = await privateComments(
				bytes,
				textOf(bytes, codec),
				{ start: child.body, end: child.end },
				context,
			);
			changes.push(...comments.filter(({ findings }) => findings.length > 0).map(commentChange));
		} else if (masters.has(child.id) && depth > 0) {
			const name = child.id === ids.trackEntry ? `Track${index + 1}` : source;
			await collect(bytes, child, name, depth - 1, changes, context);
		}
	}
}

function commentChange({ findings, blank }: PrivateComment): Change {
	return { findings: findings.map(({ choice: _, ...finding }) => finding), apply: blank };
}

/** A master that goes as a whole unless something in it is needed or kept. */
function groupPart(master: Master, items: readonly Item[], groups: Group[]): Part {
	const stays = ({ needed, findings }: Item, keep: Keep) =>
		needed ? findings.length === 0 : findings.length > 0 && findings.every((finding) => mayStay(finding, keep));
	groups.push({ id: master.root.id, stays: (keep) => items.some((item) => stays(item, keep)) });
	const findings = items.flatMap((item) => item.findings);
	const { base, root } = master;
	return {
		findings,
		edits(keep) {
			const gone = items.filter((item) => !stays(item, keep));
			if (gone.length === items.length) return voided({ ...root, start: base, end: base + root.end });
			return rewritten(
				master,
				gone.map((item) => ({ findings: [], apply: (copy) => voidIn(copy, item.element) })),
			);
		},
	};
}

/** Entries of the seek head that point at what goes, go with it. */
function seekPart(master: Master, groups: readonly Group[]): Part {
	const { bytes, root } = master;
	const entries = elementsIn(bytes, root.body, root.end).filter(({ id }) => id === ids.seek);
	return {
		findings: [],
		edits(keep) {
			const gone = entries.filter((entry) => {
				const id = elementsIn(bytes, entry.body, entry.end).find((child) => child.id === ids.seekId);
				const target = id && uintBE(bytes, id.body, Math.min(id.end - id.body, 4));
				const pointed = groups.filter((group) => group.id === target);
				return pointed.length > 0 && !pointed.some((group) => group.stays(keep));
			});
			return rewritten(
				master,
				gone.map((entry) => ({ findings: [], apply: (copy) => voidIn(copy, entry) })),
			);
		},
	};
}

/** Writes the CRCs of masters anew, the innermost first. */
function mendCrcs(bytes: Uint8Array, parent: Element, depth: number): void {
	const children = elementsIn(bytes, parent.body, parent.end);
	for (const child of children) if (masters.has(child.id) && depth > 0) mendCrcs(bytes, child, depth - 1);
	const [first] = children;
	if (first?.id === crcId && first.end - first.body === 4)
		bytes.set(bytesLE(crc32(bytes.subarray(first.end, parent.end)), 4), first.body);
}
