// ZIP: the entries its central directory names. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import { InvalidFileError } from "../invalid-file-error";
import type { ByteSource } from "./byte-source";
import { crc32 } from "./crc32";
import { maxRatio, unpackDeflate } from "./deflate";
import { latin1 } from "./numbers";

export type ZipEntry = {
	name: string;
	/** The name's bytes as they stand, kept so that a name in an old code page stays itself. */
	nameBytes: Uint8Array<ArrayBuffer>;
	flags: number;
	/** 0 stored, 8 Deflate. */
	method: number;
	/** MS-DOS date in the high 16 bits, time in the low. */
	modified: number;
	crc: number;
	packedSize: number;
	size: number;
	/** Where the local header starts, and where the packed bytes do. */
	headerStart: number;
	dataStart: number;
	/** Host system and version, and the attributes that say whether it is a folder or may be run. */
	madeBy: number;
	attributes: number;
	/** Ids of the extra fields of both headers. */
	extras: readonly number[];
	comment: string;
};

export type Zip = {
	entries: readonly ZipEntry[];
	comment: string;
	/** Bytes that belong to no entry: before the first, between two, after the end. */
	strayBytes: number;
};

export const encryptedFlag = 0x0001;
export const utf8Flag = 0x0800;

const maxEntries = 100_000;
const maxEntrySize = 512 * 1024 * 1024;
/** The end record and the longest comment there can be. */
const tailSize = 22 + 0xffff;

/**
 * The entries in the order of the central directory.
 * @throws InvalidFileError `damaged` where headers lie outside the file, overlap or contradict each other,
 * `too-complex` beyond `maxEntries`.
 */
export async function readZip(source: ByteSource): Promise<Zip> {
	const end = await findEnd(source);
	if (end.count > maxEntries) throw new InvalidFileError("too-complex", `${end.count} entries`);
	const directory = view(await source.read(end.directoryStart, end.directoryStart + end.directorySize));
	// An archive behind other bytes (a self-extracting one) counts its offsets from its own first byte.
	const entries: ZipEntry[] = [];
	let position = 0;
	for (let index = 0; index < end.count; index++) {
		const { entry, size } = centralEntry(directory, position, end.shift);
		position += size;
		entries.push(await withLocalHeader(source, entry));
	}
	return { entries, comment: end.comment, strayBytes: strayBytes(entries, end, source.size) };
}

/**
 * What an entry unpacks to, checked against its CRC.
 * @throws InvalidFileError `damaged`, `encrypted`, `too-complex` when it is larger than `maxEntrySize`.
 */
export async function entryBytes(source: ByteSource, entry: ZipEntry): Promise<Uint8Array<ArrayBuffer>> {
	if (entry.flags & encryptedFlag) throw new InvalidFileError("encrypted", entry.name);
	if (entry.size > maxEntrySize) throw new InvalidFileError("too-complex", `${entry.name}: ${entry.size} bytes`);
	const packed = await source.read(entry.dataStart, entry.dataStart + entry.packedSize);
	const bytes = await unpack(packed, entry);
	if (crc32(bytes) !== entry.crc) throw new InvalidFileError("damaged", `${entry.name}: wrong CRC`);
	return bytes;
}

/** Whether an entry is packed in one of the two ways that every program knows. */
export function isUnpackable({ method }: ZipEntry): boolean {
	return method === 0 || method === 8;
}

/** Whether two entries have one name: which of them is meant, every program decides for itself. */
export function hasTwins(entries: readonly ZipEntry[]): boolean {
	return new Set(entries.map(({ name }) => name)).size < entries.length;
}

async function unpack(packed: Uint8Array<ArrayBuffer>, entry: ZipEntry): Promise<Uint8Array<ArrayBuffer>> {
	if (entry.method === 8 && entry.size <= packed.length * maxRatio) return unpackDeflate(packed, entry.size);
	if (entry.method === 0 && entry.size === entry.packedSize) return packed;
	throw new InvalidFileError("damaged", `${entry.name}: method ${entry.method}, ${entry.packedSize} of ${entry.size}`);
}

type End = {
	count: number;
	directoryStart: number;
	directorySize: number;
	/** Bytes before the archive's own first byte. */
	shift: number;
	/** Where the end records start and end. */
	start: number;
	end: number;
	comment: string;
};

async function findEnd(source: ByteSource): Promise<End> {
	const tailStart = Math.max(0, source.size - tailSize);
	const tail = view(await source.read(tailStart, source.size));
	for (let at = tail.byteLength - 22; at >= 0; at--) {
		if (tail.getUint32(at, true) !== 0x06054b50) continue;
		const commentSize = tail.getUint16(at + 20, true);
		if (at + 22 + commentSize > tail.byteLength) continue;
		const record = {
			count: tail.getUint16(at + 10, true),
			directorySize: tail.getUint32(at + 12, true),
			offset: tail.getUint32(at + 16, true),
			start: tailStart + at,
		};
		const wide = (await zip64End(source, record.start)) ?? record;
		const directoryStart = wide.start - wide.directorySize;
		const shift = directoryStart - wide.offset;
		if (directoryStart < 0 || shift < 0) throw new InvalidFileError("damaged", "central directory outside the file");
		return {
			count: wide.count,
			directoryStart,
			directorySize: wide.directorySize,
			shift,
			start: wide.start,
			end: record.start + 22 + commentSize,
			comment: text(tail, at + 22, commentSize, true),
		};
	}
	throw new InvalidFileError("damaged", "no end of central directory");
}

async function zip64End(source: ByteSource, endStart: number) {
	if (endStart < 20 + 56) return undefined;
	const locator = view(await source.read(endStart - 20, endStart));
	if (locator.getUint32(0, true) !== 0x07064b50) return undefined;
	const start = wideAt(locator, 8);
	const record = view(await source.read(start, Math.min(start + 56, source.size)));
	if (record.byteLength < 56 || record.getUint32(0, true) !== 0x06064b50) {
		throw new InvalidFileError("damaged", "no ZIP64 end record");
	}
	return { count: wideAt(record, 32), directorySize: wideAt(record, 40), offset: wideAt(record, 48), start };
}

function centralEntry(directory: DataView<ArrayBuffer>, at: number, shift: number) {
	if (at + 46 > directory.byteLength || directory.getUint32(at, true) !== 0x02014b50) {
		throw new InvalidFileError("damaged", `no central header at ${at}`);
	}
	const nameSize = directory.getUint16(at + 28, true);
	const extraSize = directory.getUint16(at + 30, true);
	const commentSize = directory.getUint16(at + 32, true);
	const size = 46 + nameSize + extraSize + commentSize;
	if (at + size > directory.byteLength) throw new InvalidFileError("damaged", `central header at ${at} ends early`);
	const flags = directory.getUint16(at + 8, true);
	const extra = new DataView(directory.buffer, directory.byteOffset + at + 46 + nameSize, extraSize);
	const narrow = {
		size: directory.getUint32(at + 24, true),
		packedSize: directory.getUint32(at + 20, true),
		headerStart: directory.getUint32(at + 42, true),
	};
	const wide = zip64Fields(extra, narrow);
	const name = text(directory, at + 46, nameSize, (flags & utf8Flag) !== 0);
	requireSafeName(name);
	return {
		size,
		entry: {
			name,
			nameBytes: new Uint8Array(directory.buffer, directory.byteOffset + at + 46, nameSize).slice(),
			flags,
			method: directory.getUint16(at + 10, true),
			modified: directory.getUint32(at + 12, true),
			crc: directory.getUint32(at + 16, true),
			...wide,
			headerStart: wide.headerStart + shift,
			madeBy: directory.getUint16(at + 4, true),
			attributes: directory.getUint32(at + 38, true),
			extras: extraIds(extra),
			comment: text(directory, at + 46 + nameSize + extraSize, commentSize, (flags & utf8Flag) !== 0),
		},
	};
}

/** A name that leads out of the folder it is unpacked in is no honest archive's. */
function requireSafeName(name: string): void {
	const climbs = name.split(/[/\\]/).includes("..");
	if (climbs || /^([/\\]|[a-z]:)/i.test(name) || name.includes("\0")) {
		throw new InvalidFileError("damaged", "an entry's name leads out of the archive");
	}
}

/** The ZIP64 field holds, in this order, only the values that did not fit. */
function zip64Fields(extra: DataView, narrow: { size: number; packedSize: number; headerStart: number }) {
	const result = { ...narrow };
	for (const { id, start, end } of extraFields(extra)) {
		if (id !== 0x0001) continue;
		let at = start;
		for (const key of ["size", "packedSize", "headerStart"] as const) {
			if (narrow[key] !== 0xffffffff) continue;
			if (at + 8 > end) throw new InvalidFileError("damaged", "ZIP64 field ends early");
			result[key] = wideAt(extra, at);
			at += 8;
		}
	}
	return result;
}

async function withLocalHeader(source: ByteSource, entry: Omit<ZipEntry, "dataStart">): Promise<ZipEntry> {
	const header = view(await source.read(entry.headerStart, entry.headerStart + 30));
	if (header.getUint32(0, true) !== 0x04034b50) throw new InvalidFileError("damaged", `${entry.name}: no local header`);
	const extraStart = entry.headerStart + 30 + header.getUint16(26, true);
	const dataStart = extraStart + header.getUint16(28, true);
	if (dataStart + entry.packedSize > source.size) throw new InvalidFileError("damaged", `${entry.name}: ends early`);
	const extra = view(await source.read(extraStart, dataStart));
	return { ...entry, dataStart, extras: [...new Set([...entry.extras, ...extraIds(extra)])] };
}

/** Overlapping entries are how a small file becomes petabytes; gaps are where something can hide. */
function strayBytes(entries: readonly ZipEntry[], end: End, size: number): number {
	let stray = size - end.end;
	let position = 0;
	for (const entry of [...entries].sort((a, b) => a.headerStart - b.headerStart)) {
		if (entry.headerStart < position) throw new InvalidFileError("damaged", `${entry.name}: overlaps its neighbour`);
		const gap = entry.headerStart - position;
		// A data descriptor, 12 to 24 bytes with the CRC and sizes again, may follow an entry.
		if (gap > 24 || position === 0) stray += gap;
		position = entry.dataStart + entry.packedSize;
	}
	const rest = end.directoryStart - position;
	if (rest < 0) throw new InvalidFileError("damaged", "an entry overlaps the central directory");
	return rest > 24 ? stray + rest : stray;
}

function extraIds(extra: DataView): number[] {
	return [...extraFields(extra)].map(({ id }) => id);
}

function* extraFields(extra: DataView): Generator<{ id: number; start: number; end: number }> {
	for (let at = 0; at + 4 <= extra.byteLength; ) {
		const end = at + 4 + extra.getUint16(at + 2, true);
		if (end > extra.byteLength) return;
		yield { id: extra.getUint16(at, true), start: at + 4, end };
		at = end;
	}
}

function wideAt(data: DataView, at: number): number {
	const value = data.getBigUint64(at, true);
	if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new InvalidFileError("damaged", `offset ${value}`);
	return Number(value);
}

const utf8 = new TextDecoder();

function text(data: DataView, at: number, size: number, isUtf8: boolean): string {
	const bytes = new Uint8Array(data.buffer, data.byteOffset + at, size);
	return isUtf8 ? utf8.decode(bytes) : latin1(bytes);
}

function view(bytes: Uint8Array<ArrayBuffer>): DataView<ArrayBuffer> {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
