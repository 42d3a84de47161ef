// Matroska's masters in memory: what of them goes becomes Void of the same size, or blanks, and their sums are written anew.
import { type Finding, withoutChoice } from "../core/finding";
import { type Keep, mayStay } from "../core/keep";
import type { ByteSource } from "./containers/byte-source";
import { crc32 } from "./containers/crc32";
import { crcId, type Element, elementsIn, voidHeader, voidId } from "./containers/ebml";
import { bytesLE, uintBE } from "./containers/numbers";
import type { ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { needsNoPrivate, type PrivateComment, privateComments } from "./metadata/codec-private";
import { ids, isKept, masters } from "./metadata/matroska-ids";
import { isStraySettings } from "./metadata/matroska-packing";
import { elementFinding, type Item, textOf } from "./metadata/matroska-tags";
import { configurationFindings, configurationOf } from "./metadata/picture-messages";
import { type Part, zeroed } from "./parts";
import type { Edit } from "./splice";

const maxMasterSize = 256 * 1024 * 1024;
const maxDepth = 8;

/** An element that was loaded; places in it count from its start. */
export type Master = { bytes: Uint8Array<ArrayBuffer>; base: number; root: Element };
/** Tags, attachments and chapters, and whether something of them stays. */
export type Group = { id: number; stays(keep: Keep): boolean };

/** Something in a master that goes: as Void, or blanked where the element itself must stay. */
type Change = { findings: Finding[]; apply(bytes: Uint8Array): void };

export async function load(source: ByteSource, element: Element): Promise<Master> {
	const { start, body, end } = element;
	if (end - start > maxMasterSize) throw new InvalidFileError("too-complex", `an element of ${end - start} bytes`);
	return {
		bytes: await source.read(start, end),
		base: start,
		root: { ...element, start: 0, body: body - start, end: end - start },
	};
}

/** Edits that make an element Void. */
export function voided({ start, end }: Element): Edit[] {
	const header = voidHeader(end - start);
	return [{ start, end: start + header.length, bytes: header }, ...zeroed(start + header.length, end)];
}

/** Makes an element Void in bytes in memory. */
function voidIn(bytes: Uint8Array, { start, end }: Element): void {
	const header = voidHeader(end - start);
	bytes.set(header, start);
	bytes.fill(0, start + header.length, end);
}

/** A master that stays, without what it says, the tracks in `gone`, and what says where their samples are. */
export async function masterPart(
	{ bytes, base, root }: Master,
	gone: ReadonlySet<number>,
	groups: readonly Group[],
	context: ReadContext,
): Promise<Part> {
	const changes: Change[] = [];
	await collect(bytes, root, "Info", maxDepth, changes, gone, context);
	const pointers = elementsIn(bytes, root.body, root.end).filter(({ id }) => id === ids.seek);
	return {
		findings: changes.flatMap(({ findings }) => findings),
		edits: (keep) =>
			rewritten({ bytes, base, root }, [
				...changes.filter(
					({ findings }) =>
						!(findings.length > 0 && findings.every((finding) => finding.stays || mayStay(finding, keep))),
				),
				...pointers
					.filter((pointer) => pointsAtGone(bytes, pointer, groups, keep))
					.map((pointer) => voiding(pointer, [])),
			]),
	};
}

/** Entries of the seek head that point at what goes, go with it. */
function pointsAtGone(bytes: Uint8Array, pointer: Element, groups: readonly Group[], keep: Keep): boolean {
	const id = elementsIn(bytes, pointer.body, pointer.end).find((child) => child.id === ids.seekId);
	const target = id && uintBE(bytes, id.body, Math.min(id.end - id.body, 4));
	const pointed = groups.filter((group) => group.id === target);
	return pointed.length > 0 && !pointed.some((group) => group.stays(keep));
}

function voiding(element: Element, findings: Finding[]): Change {
	return { findings, apply: (copy) => voidIn(copy, element) };
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
	gone: ReadonlySet<number>,
	context: ReadContext,
): Promise<void> {
	const children = elementsIn(bytes, parent.body, parent.end);
	const codecId = children.find(({ id }) => id === ids.codecId);
	const codec = codecId ? textOf(bytes, codecId) : "";
	for (const [index, child] of children.entries()) {
		const { id, body, end } = child;
		const blank = () => bytes.subarray(body, end).every((byte) => byte === 0 || byte === 0x20);
		if (isOfGone(bytes, child, gone)) changes.push(voiding(child, []));
		else if (id === voidId || id === ids.muxingApp || id === ids.writingApp) {
			if (!blank())
				changes.push({ findings: [elementFinding(bytes, child, source)], apply: (copy) => copy.fill(0, body, end) });
		} else if (
			!isKept(parent.id, child, bytes) ||
			(id === ids.codecPrivate && needsNoPrivate.test(codec)) ||
			(id === ids.compressionSettings && isStraySettings(bytes, parent))
		) {
			changes.push(voiding(child, [elementFinding(bytes, child, source)]));
		} else if (id === ids.codecPrivate) {
			const comments = await privateComments(bytes, codec, { start: body, end }, context);
			const said = configurationFindings(bytes.subarray(body, end), configurationOf(codec), source);
			if (said.length > 0) changes.push({ findings: said, apply: () => {} });
			changes.push(...comments.filter(({ findings }) => findings.length > 0).map(commentChange));
		} else if (masters.has(id) && depth > 0) {
			const name = id === ids.trackEntry ? `Track${index + 1}` : source;
			await collect(bytes, child, name, depth - 1, changes, gone, context);
		}
	}
}

/** Whether a track goes, or is all that an entry of the cues points at. */
function isOfGone(bytes: Uint8Array, element: Element, gone: ReadonlySet<number>): boolean {
	if (gone.size === 0) return false;
	const children = (id: number) => elementsIn(bytes, element.body, element.end).filter((child) => child.id === id);
	const names = (id: number) =>
		children(id).some(({ body, end }) => gone.has(uintBE(bytes, body, Math.min(end - body, 8))));
	switch (element.id) {
		case ids.trackEntry:
			return names(ids.trackNumber);
		case ids.cuePositions:
			return names(ids.cueTrack);
		case ids.cuePoint: {
			const positions = children(ids.cuePositions);
			return positions.length > 0 && positions.every((position) => isOfGone(bytes, position, gone));
		}
		default:
			return false;
	}
}

function commentChange({ findings, blank }: PrivateComment): Change {
	return { findings: findings.map(withoutChoice), apply: blank };
}

/** A master that goes as a whole unless something in it is needed or kept. */
export function groupPart(master: Master, items: readonly Item[], groups: Group[]): Part {
	const stays = ({ needed, findings }: Item, keep: Keep) =>
		needed
			? findings.every((finding) => finding.stays)
			: findings.length > 0 && findings.every((finding) => mayStay(finding, keep));
	const staysAny = (keep: Keep) => items.some((item) => !item.beside && stays(item, keep));
	groups.push({ id: master.root.id, stays: staysAny });
	const { base, root } = master;
	return {
		findings: items.flatMap((item) => item.findings),
		edits(keep) {
			if (!staysAny(keep)) return voided({ ...root, start: base, end: base + root.end });
			return rewritten(
				master,
				items.filter((item) => !stays(item, keep)).map(({ element }) => voiding(element, [])),
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
