// TIFF, BigTIFF and the TIFF block of Exif: directories of tagged values. https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf
import { InvalidFileError } from "../invalid-file-error";
import type { ByteSource } from "./byte-source";
import { bytesBE, bytesLE, joinBytes } from "./numbers";

/** `main`: IFD0 and its successors; `sub`: a SubIFD (raw picture, preview); the others hang on a pointer tag. */
export type TiffDirectoryKind = "main" | "sub" | "exif" | "gps" | "interop";

export type TiffEntry = {
	tag: number;
	type: number;
	count: number;
	/** Where the value stands in the source: inside the entry itself when it is small. */
	start: number;
	end: number;
	/** Where the entry stands in its directory. */
	entryStart: number;
	/** The value in the file's byte order; `undefined` when it lies outside the source or is above `largestValue`. */
	bytes: Uint8Array<ArrayBuffer> | undefined;
};

export type TiffDirectory = {
	kind: TiffDirectoryKind;
	/** Position in its chain: of the main directories 0 is IFD0, and of Exif 1 the thumbnail's. */
	index: number;
	start: number;
	/** After the pointer to the next directory. */
	end: number;
	/** Where the next directory of its chain starts; 0 for none. */
	next: number;
	entries: TiffEntry[];
};

export type Tiff = {
	littleEndian: boolean;
	/** BigTIFF: 8-byte offsets. */
	big: boolean;
	/** TIFF's own 42 or 43, or a raw format's. */
	version: number;
	directories: TiffDirectory[];
	/** Directories that a pointer names but that could not be read. */
	unreadable: number;
};

/** Values above this are not loaded: the picture's strips, thumbnails and notes are told by their range. */
export const largestValue = 64 * 1024;
/** Four million strips. */
const largestOffsets = 32 * 1024 * 1024;
const maxDirectories = 512;
const maxEntries = 4096;
/** Many entries may claim the same bytes: what is loaded is bounded, whatever the file's size. */
const maxEntriesInAll = 32_768;
const maxLoaded = 64 * 1024 * 1024;

/** Bytes per value, by type: BYTE ASCII SHORT LONG RATIONAL SBYTE UNDEFINED SSHORT SLONG SRATIONAL FLOAT DOUBLE IFD … LONG8 SLONG8 IFD8. */
const typeSizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

/** The UTF-8 of Exif 3.0 has a number far from the others. */
export const utf8Type = 129;

/** Bytes that a value takes; 0 of a type that nobody knows. */
export function sizeOf(type: number): number {
	return type === utf8Type ? 1 : (typeSizes[type] ?? 0);
}

const pointers: Readonly<Record<number, TiffDirectoryKind>> = {
	330: "sub",
	34665: "exif",
	34853: "gps",
	40965: "interop",
};

/**
 * Every directory that can be reached, each once.
 * @throws InvalidFileError `damaged` when there is no TIFF header or no readable first directory.
 */
export async function readTiff(source: ByteSource, first: TiffDirectoryKind = "main"): Promise<Tiff> {
	const head = view(await source.read(0, Math.min(16, source.size)));
	if (head.byteLength < 8) throw new InvalidFileError("damaged", "TIFF header cut short");
	const order = head.getUint16(0);
	if (order !== 0x4949 && order !== 0x4d4d) throw new InvalidFileError("damaged", "no TIFF byte order");
	const littleEndian = order === 0x4949;
	const version = head.getUint16(2, littleEndian);
	const big = version === 43;
	if (big && head.byteLength < 16) throw new InvalidFileError("damaged", "BigTIFF header cut short");
	const tiff: Tiff = { littleEndian, big, version, directories: [], unreadable: 0 };

	let entries = 0;
	let loaded = 0;
	const seen = new Set<number>();
	const waiting: { kind: TiffDirectoryKind; start: number; index: number }[] = [
		{
			kind: first,
			start: big ? Number(head.getBigUint64(8, littleEndian)) : head.getUint32(4, littleEndian),
			index: 0,
		},
	];
	for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
		if (next.start < 8 || seen.has(next.start)) continue;
		seen.add(next.start);
		if (seen.size > maxDirectories)
			throw new InvalidFileError("too-complex", `more than ${maxDirectories} directories`);
		const read = await readDirectory(source, tiff, next);
		if (read === undefined) {
			if (tiff.directories.length === 0) throw new InvalidFileError("damaged", "first TIFF directory unreadable");
			tiff.unreadable++;
			continue;
		}
		tiff.directories.push(read);
		entries += read.entries.length;
		loaded += read.entries.reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0);
		if (entries > maxEntriesInAll || loaded > maxLoaded)
			throw new InvalidFileError("too-complex", `${entries} entries of ${loaded} bytes`);
		for (const entry of read.entries) {
			const kind = pointers[entry.tag];
			if (kind === undefined) continue;
			for (const start of unsigned(tiff, entry)) waiting.push({ kind, start, index: 0 });
		}
		const chained = next.kind === "main" || next.kind === "sub";
		if (chained) waiting.push({ kind: next.kind, start: read.next, index: next.index + 1 });
	}
	return tiff;
}

/** One directory that stands at `start`, whose offsets count from the start of the source; `undefined` when none can. */
export async function readDirectoryAt(
	source: ByteSource,
	littleEndian: boolean,
	start: number,
): Promise<TiffDirectory | undefined> {
	return readDirectory(source, { littleEndian, big: false }, { kind: "main", start, index: 0 });
}

/** Whether a tag points to another directory. */
export function isPointer(tag: number): boolean {
	return tag in pointers;
}

/** The values of an entry of unsigned integers; none when it is of another type or could not be read. */
export function unsigned(tiff: Pick<Tiff, "littleEndian">, entry: TiffEntry): number[] {
	if (entry.bytes === undefined) return [];
	const data = view(entry.bytes);
	const size = sizeOf(entry.type);
	const values: number[] = [];
	for (let at = 0; at + size <= data.byteLength && size > 0; at += size) {
		switch (entry.type) {
			case 1:
				values.push(data.getUint8(at));
				break;
			case 3:
				values.push(data.getUint16(at, tiff.littleEndian));
				break;
			case 4:
			case 13:
				values.push(data.getUint32(at, tiff.littleEndian));
				break;
			case 16:
			case 18:
				values.push(Number(data.getBigUint64(at, tiff.littleEndian)));
				break;
			default:
				return [];
		}
	}
	return values;
}

/** As `unsigned`, for values above `largestValue` as well: a large picture has many strips. */
export async function loadUnsigned(source: ByteSource, tiff: Tiff, entry: TiffEntry): Promise<number[]> {
	const size = entry.end - entry.start;
	if (entry.bytes !== undefined || size === 0 || entry.end > source.size) return unsigned(tiff, entry);
	if (size > largestOffsets) throw new InvalidFileError("too-complex", `${size} bytes of offsets`);
	return unsigned(tiff, { ...entry, bytes: await source.read(entry.start, entry.end) });
}

/** What is written of an entry; the bytes of one that has a directory `within` are where that stands. */
export type NewEntry = Pick<TiffEntry, "tag" | "type" | "count" | "bytes"> & { within?: readonly NewEntry[] };

/**
 * A TIFF block of one directory that holds `entries`, in the byte order they were read in, and of those that hang on it.
 * Entries whose value was not loaded, or of a type that neither TIFF 6 nor Exif 3 knows, are left out.
 */
export function writeTiff(littleEndian: boolean, entries: readonly NewEntry[]): Uint8Array<ArrayBuffer> {
	const number = littleEndian ? bytesLE : bytesBE;
	const tree = (level: readonly NewEntry[], start: number): Uint8Array => {
		const own = level.map((entry) => (entry.within ? { ...entry, bytes: number(0, 4) } : entry));
		const hanging: Uint8Array[] = [];
		let free = start + directoryOf(own, start, littleEndian).length;
		for (const entry of own) {
			if (!entry.within) continue;
			const child = tree(entry.within, free);
			entry.bytes = number(free, 4);
			hanging.push(child);
			free += child.length;
		}
		return joinBytes([directoryOf(own, start, littleEndian), ...hanging]);
	};
	const order = new Uint8Array(2).fill(littleEndian ? 0x49 : 0x4d);
	return joinBytes([order, number(42, 2), number(8, 4), tree(entries, 8)]);
}

/** A directory that stands at `start`, with the values behind it that do not fit into its entries. */
function directoryOf(entries: readonly NewEntry[], start: number, littleEndian: boolean): Uint8Array<ArrayBuffer> {
	const written = entries.filter(isWritten).sort((a, b) => a.tag - b.tag);
	const even = (size: number) => size + (size & 1);
	const tableSize = 2 + written.length * 12 + 4;
	const outside = written.reduce((sum, { bytes }) => sum + (bytes.length > 4 ? even(bytes.length) : 0), 0);
	const directory = new Uint8Array(tableSize + outside);
	const data = view(directory);
	data.setUint16(0, written.length, littleEndian);
	let free = tableSize;
	for (const [index, { tag, type, count, bytes }] of written.entries()) {
		const at = 2 + index * 12;
		data.setUint16(at, tag, littleEndian);
		data.setUint16(at + 2, type, littleEndian);
		data.setUint32(at + 4, count, littleEndian);
		if (bytes.length <= 4) directory.set(bytes, at + 8);
		else {
			data.setUint32(at + 8, start + free, littleEndian);
			directory.set(bytes, free);
			free += even(bytes.length);
		}
	}
	return directory;
}

function isWritten(entry: NewEntry): entry is NewEntry & { bytes: Uint8Array<ArrayBuffer> } {
	return entry.bytes !== undefined && (entry.type <= 13 || entry.type === utf8Type);
}

async function readDirectory(
	source: ByteSource,
	tiff: Pick<Tiff, "littleEndian" | "big">,
	{ kind, start, index }: { kind: TiffDirectoryKind; start: number; index: number },
): Promise<TiffDirectory | undefined> {
	const { littleEndian, big } = tiff;
	const countSize = big ? 8 : 2;
	const entrySize = big ? 20 : 12;
	const offsetSize = big ? 8 : 4;
	if (start + countSize > source.size) return undefined;
	const head = view(await source.read(start, start + countSize));
	const count = big ? Number(head.getBigUint64(0, littleEndian)) : head.getUint16(0, littleEndian);
	if (count > maxEntries) return undefined;
	const entriesStart = start + countSize;
	const entriesEnd = entriesStart + count * entrySize;
	if (entriesEnd > source.size) return undefined;
	const table = view(await source.read(entriesStart, entriesEnd));

	const entries: TiffEntry[] = [];
	for (let at = 0; at < table.byteLength; at += entrySize) {
		const type = table.getUint16(at + 2, littleEndian);
		const values = big ? Number(table.getBigUint64(at + 4, littleEndian)) : table.getUint32(at + 4, littleEndian);
		const size = sizeOf(type) * values;
		const inside = at + (big ? 12 : 8);
		const offset = big ? Number(table.getBigUint64(inside, littleEndian)) : table.getUint32(inside, littleEndian);
		const valueStart = size <= offsetSize ? entriesStart + inside : offset;
		const valueEnd = valueStart + size;
		const readable = size > 0 && size <= largestValue && valueEnd <= source.size;
		entries.push({
			tag: table.getUint16(at, littleEndian),
			type,
			count: values,
			start: valueStart,
			end: valueEnd,
			entryStart: entriesStart + at,
			bytes: readable ? await source.read(valueStart, valueEnd) : undefined,
		});
	}
	const hasNext = entriesEnd + offsetSize <= source.size;
	const pointer = hasNext ? view(await source.read(entriesEnd, entriesEnd + offsetSize)) : undefined;
	const next =
		pointer === undefined
			? 0
			: big
				? Number(pointer.getBigUint64(0, littleEndian))
				: pointer.getUint32(0, littleEndian);
	const end = hasNext ? entriesEnd + offsetSize : entriesEnd;
	return { kind, index, start, end, next, entries };
}

function view(bytes: Uint8Array<ArrayBuffer>): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
