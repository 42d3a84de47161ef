// What is to become of each entry of a ZIP: the plan that documents and archives share.

import type { Finding, KeepChoice } from "../core/finding";
import type { Piece } from "../core/inspection";
import type { Keep } from "../core/keep";
import { type PhraseKey, phrase } from "../core/phrase";
import { type Inside, insideEdits } from "./base64-inside";
import { type ByteSource, bytesSource, sliceSource } from "./containers/byte-source";
import { crcOfPieces } from "./containers/crc-of-pieces";
import { crc32 } from "./containers/crc32";
import { deflate } from "./containers/deflate";
import { joinBytes } from "./containers/numbers";
import { type ChoiceEdit, editsUnder, goesUnder } from "./containers/xml-edits";
import { entryBytes, isUnpackable, readZip, type Zip, type ZipEntry } from "./containers/zip";
import { keptMember, type ZipMember, zipPieces } from "./containers/zip-writer";
import type { ReadContext, Reading } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { own } from "./own";
import { withRangeMoved } from "./picture-ranges";
import type { OnProgress } from "./progress";
import { byteParts, pieceSize, splice } from "./splice";
import { unreadFinding } from "./unread-finding";

/** Entries packed at the same time: the browser packs off the thread. */
const atOnce = 8;

/** Absent from the plan: the entry stays as it is. */
export type EntryPlan =
	| { type: "drop"; choice?: KeepChoice | undefined }
	| { type: "edit"; bytes: Uint8Array<ArrayBuffer>; edits: ChoiceEdit[]; inside?: readonly Inside[] }
	| { type: "nested"; source: ByteSource; stripNested: NonNullable<Reading["strip"]> };

/** Plans by entry name: an archive with two entries of one name is never planned. */
export type ArchivePlan = Map<string, EntryPlan>;

/** The entries of a file that is an archive, all of which are to be unpacked. */
export async function readArchive(source: ByteSource, { meter }: ReadContext): Promise<Zip> {
	const archive = await readZip(source);
	meter.expect(archive.entries.reduce((sum, entry) => sum + (isPacked(entry) ? entry.size : 0), 0));
	return archive;
}

/** What is stored is as far along as it is read. */
function isPacked({ method }: ZipEntry): boolean {
	return method !== 0;
}

/** An entry's bytes against what may be unpacked. */
export async function unpackEntry(
	source: ByteSource,
	entry: ZipEntry,
	context: ReadContext,
): Promise<Uint8Array<ArrayBuffer>> {
	context.signal.throwIfAborted();
	context.spend(entry.size);
	if (isPacked(entry)) context.meter.begin(entry.size);
	return entryBytes(source, entry);
}

/**
 * Reads a file inside the archive with the handler of its format, and plans its stripping.
 * @returns its findings, or `undefined` when no handler knows it.
 */
export async function readNested(
	source: ByteSource,
	entry: ZipEntry,
	context: ReadContext,
	plan: ArchivePlan,
): Promise<readonly Finding[] | undefined> {
	if (entry.size === 0) return [];
	const label = baseName(entry.name);
	if (!isUnpackable(entry)) return [unreadFinding(label, "cannotBeRead")];
	const isStored = entry.method === 0 && entry.packedSize === entry.size;
	const inside = isStored
		? sliceSource(source, entry.dataStart, entry.dataStart + entry.size)
		: bytesSource(await unpackEntry(source, entry, context));
	try {
		const reading = await context.nested(inside);
		if (reading === undefined) return undefined;
		if (reading.strip && reading.findings.length > 0) {
			plan.set(entry.name, { type: "nested", source: inside, stripNested: reading.strip });
		}
		const isReadOnly = reading.strip === undefined;
		return reading.findings.map((finding) => ({
			...withRangeMoved(finding, isStored ? entry.dataStart : undefined),
			source: `${label}: ${finding.source}`,
			...(isReadOnly && { stays: true as const }),
		}));
	} catch (error) {
		if (!(error instanceof InvalidFileError) || error.reason === "too-complex" || context.signal.aborted) throw error;
		return [unreadFinding(label, error.reason === "encrypted" ? "isEncrypted" : "cannotBeRead")];
	}
}

/** https://docs.oasis-open.org/office/OpenDocument/v1.3/ (part 2, 3.3), and what programs look for first in OOXML. */
const tellsKind = /^(?:mimetype|\[Content_Types\]\.xml)$/;

/** The archive with `plan` carried out under `keep`; what nothing is planned for is spliced, not copied. */
export async function planPieces(
	entries: readonly ZipEntry[],
	plan: ArchivePlan,
	keep: Keep,
	onProgress: OnProgress = () => {},
): Promise<Piece[]> {
	const staying = entries.filter(({ name }) => {
		const step = plan.get(name);
		return !(step?.type === "drop" && goesUnder(step.choice, keep));
	});
	// What tells a document's kind stands first, wherever it stood.
	staying.sort((a, b) => Number(tellsKind.test(b.name)) - Number(tellsKind.test(a.name)));
	const all = staying.reduce((sum, { name }) => sum + sizeOf(plan.get(name)), 0);
	let done = 0;
	const memberOf = async (entry: ZipEntry) => {
		const step = plan.get(entry.name);
		const member = await memberUnder(entry, step, keep);
		done += sizeOf(step);
		if (all > 0) onProgress(done / all);
		return member;
	};
	const members: ZipMember[] = [];
	for (let from = 0; from < staying.length; from += atOnce) {
		members.push(...(await Promise.all(staying.slice(from, from + atOnce).map(memberOf))));
	}
	return zipPieces(members);
}

/** What a ZIP says by itself: when its files were last changed, on which system, comments, bytes that no entry owns. */
export function zipFindings({ entries, comment, strayBytes }: Zip): Finding[] {
	const findings: Finding[] = [];
	const times = entries
		.map(({ modified }) => modified)
		.filter((time) => time >>> 16 > 0x21 || (time >>> 16 === 0x21 && time & 0xffff));
	if (times.length > 0) {
		const [first, last] = [Math.min(...times), Math.max(...times)].map(readableDosTime);
		findings.push({
			...{ kind: "time", severity: "medium", source: "ZIP", tag: "ZipModifyDate" },
			value: first === last ? `${first}` : phrase("span", `${first}`, `${last}`),
		});
	}
	const extra = entries.flatMap(({ extras }) => extras).find((id) => !silentExtras.has(id));
	if (extra !== undefined) {
		const name = own(extraNames, `${extra}`);
		findings.push({
			kind: "device",
			severity: "low",
			source: "ZIP",
			tag: "ZipExtraField",
			value: name ? phrase(name) : `0x${extra.toString(16).padStart(4, "0")}`,
		});
	}
	const comments = [comment, ...entries.map((entry) => entry.comment)].filter((text) => text !== "");
	if (comments.length > 0) {
		findings.push({
			kind: "text",
			severity: "medium",
			source: "ZIP",
			tag: "ZipFileComment",
			value: comments.slice(0, 5).join("; "),
		});
	}
	if (strayBytes > 0) {
		findings.push({
			kind: "trailing-data",
			severity: "high",
			source: "ZIP",
			tag: "StrayBytes",
			value: phrase("bytesOfNoFile", { bytes: strayBytes }),
		});
	}
	return findings;
}

/** Extra fields that say nothing: sizes beyond 4 GB, room to grow, alignment, a program's mark, the name in Unicode. */
const silentExtras: ReadonlySet<number> = new Set([0x0001, 0xa220, 0xd935, 0xcafe, 0x7075]);

/** What others are. https://libzip.org/specifications/extrafld.txt */
const extraNames: Record<number, PhraseKey> = {
	10: "windowsFileTimes",
	13: "unixTimesAndUser",
	17491: "windowsOwner",
	21589: "exactFileTimes",
	22613: "unixTimesAndUser",
	30805: "unixUser",
	30837: "unixUserAndGroup",
	30062: "unixPermissions",
	25461: "aComment",
};

export function baseName(name: string): string {
	return name.slice(name.lastIndexOf("/") + 1);
}

/** What a plan has to work through. */
function sizeOf(step: EntryPlan | undefined): number {
	switch (step?.type) {
		case undefined:
		case "drop":
			return 0;
		case "edit":
			return step.bytes.length;
		case "nested":
			return step.source.size;
	}
}

async function memberUnder(entry: ZipEntry, step: EntryPlan | undefined, keep: Keep): Promise<ZipMember> {
	switch (step?.type) {
		case undefined:
		case "drop":
			return keptMember(entry);
		case "edit": {
			const edits = editsUnder([...step.edits, ...(await insideEdits(step.inside ?? [], keep))], keep);
			return edits.length === 0
				? keptMember(entry)
				: packedMember(entry, joinedPieces(step.bytes, splice(step.bytes.length, edits)));
		}
		case "nested":
			return nestedMember(entry, step.source, await step.stripNested(keep));
	}
}

/**
 * A stripped file is stored, since pictures and documents are packed in themselves. What was stored stays slices of the
 * original; the CRC follows from the old one either way.
 */
async function nestedMember(entry: ZipEntry, source: ByteSource, pieces: readonly Piece[]): Promise<ZipMember> {
	const size = pieces.reduce((sum, piece) => sum + pieceSize(piece), 0);
	const crc = await crcOfPieces(source, entry.crc, pieces);
	const data =
		entry.method === 0
			? pieces.map((piece) => (piece instanceof Uint8Array ? piece : moved(piece, entry.dataStart)))
			: [await piecesBytes(source, pieces)];
	return { ...keptMember(entry), method: 0, crc, size, packedSize: size, data };
}

function moved({ start, end }: { start: number; end: number }, by: number): Piece {
	return { start: start + by, end: end + by };
}

async function packedMember(entry: ZipEntry, bytes: Uint8Array<ArrayBuffer>): Promise<ZipMember> {
	const packed = entry.method === 8 ? await deflate(bytes) : bytes;
	const isSmaller = packed.length < bytes.length;
	const data = isSmaller ? packed : bytes;
	return {
		...keptMember(entry),
		method: isSmaller ? 8 : 0,
		crc: crc32(bytes),
		size: bytes.length,
		packedSize: data.length,
		data: data.length === 0 ? [] : [data],
	};
}

function joinedPieces(bytes: Uint8Array<ArrayBuffer>, pieces: readonly Piece[]): Uint8Array<ArrayBuffer> {
	return joinBytes(byteParts(bytes, pieces));
}

async function piecesBytes(source: ByteSource, pieces: readonly Piece[]): Promise<Uint8Array<ArrayBuffer>> {
	return joinedPieces(await source.read(0, source.size), pieces);
}

function readableDosTime(time: number): string {
	const date = time >>> 16;
	const pad = (value: number) => String(value).padStart(2, "0");
	const day = `${1980 + (date >> 9)}-${pad((date >> 5) & 15)}-${pad(date & 31)}`;
	return `${day} ${pad((time >>> 11) & 31)}:${pad((time >>> 5) & 63)}`;
}
