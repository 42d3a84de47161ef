// Compound files, which old Office documents are: sectors, chains of them, and a directory of named streams.
// https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb
import type { ByteRange } from "../../core/finding";
import { InvalidFileError } from "../invalid-file-error";
import { piecesSource } from "../splice";
import type { ByteSource } from "./byte-source";

export type CompoundStream = { name: string; isStorage: boolean; size: number; start: number };

export type CompoundFile = {
	streams: readonly CompoundStream[];
	/** A stream as a source of its own, wherever its sectors lie; it ends early where its chain does. */
	open(stream: CompoundStream): Promise<ByteSource>;
	/** A stream's bytes, at most `limit` of them. */
	read(stream: CompoundStream, limit: number): Promise<Uint8Array<ArrayBuffer>>;
};

const headerSize = 512;
const entrySize = 128;
const maxSectors = 4_000_000;
const lastSector = 0xfffffffa;
/** Streams below this size lie in the mini stream. */
const miniLimit = 4096;
const miniSector = 64;

/** @throws InvalidFileError `damaged` when chains run in circles or out of the file. */
export async function readCompoundFile(source: ByteSource): Promise<CompoundFile> {
	if (source.size < headerSize) throw new InvalidFileError("damaged", "the header is cut off");
	const header = view(await source.read(0, headerSize));
	const sectorSize = 1 << header.getUint16(30, true);
	if (sectorSize !== 512 && sectorSize !== 4096)
		throw new InvalidFileError("damaged", `sectors of ${sectorSize} bytes`);
	if (source.size < sectorSize) throw new InvalidFileError("damaged", "no sector");
	const sector = async (number: number) => {
		const start = (number + 1) * sectorSize;
		return source.read(start, start + sectorSize);
	};
	const table = await sectorTable(header, sector, sectorSize);
	const chained = (first: number, size: number) => {
		const numbers = chainOf(table, first, Math.ceil(size / sectorSize));
		return piecesSource(source, runsOf(numbers, sectorSize, sectorSize, Math.min(size, source.size), source.size));
	};
	const joined = async (first: number, limit: number) => {
		const stream = chained(first, limit);
		return stream.read(0, stream.size);
	};
	const directory = view(await joined(header.getUint32(48, true), 64 * 1024 * 1024));
	const streams: CompoundStream[] = [];
	for (let at = 0; at + entrySize <= directory.byteLength; at += entrySize) {
		const stream = entryAt(directory, at);
		if (stream) streams.push(stream);
	}
	// The first entry, whatever its name: Office for Mac calls it "R".
	const root = directory.byteLength >= entrySize ? entryAt(directory, 0) : undefined;
	const miniTable = view(await joined(header.getUint32(60, true), 64 * 1024 * 1024));
	const open: CompoundFile["open"] = async (stream) => {
		if (stream.size >= miniLimit) return chained(stream.start, stream.size);
		if (!root) throw new InvalidFileError("damaged", "no root entry");
		const mini = chained(root.start, root.size);
		const numbers = chainOf(words(miniTable), stream.start, Math.ceil(stream.size / miniSector));
		return piecesSource(mini, runsOf(numbers, miniSector, 0, stream.size, mini.size));
	};
	return {
		streams,
		open,
		async read(stream, limit) {
			const opened = await open(stream);
			return opened.read(0, Math.min(opened.size, limit));
		},
	};
}

function entryAt(directory: DataView<ArrayBuffer>, at: number): CompoundStream | undefined {
	const nameSize = Math.min(64, directory.getUint16(at + 64, true));
	const type = directory.getUint8(at + 66);
	if (type === 0 || nameSize < 2) return undefined;
	return {
		name: new TextDecoder("utf-16le").decode(new Uint8Array(directory.buffer, at, nameSize - 2)),
		isStorage: type !== 2,
		size: directory.getUint32(at + 120, true),
		start: directory.getUint32(at + 116, true),
	};
}

/** Where the first `size` bytes of a chain stand, in as few runs as can be: sectors of a stream mostly follow each other. */
function runsOf(numbers: readonly number[], sector: number, base: number, size: number, end: number): ByteRange[] {
	const runs: ByteRange[] = [];
	let left = size;
	for (const number of numbers) {
		const start = base + number * sector;
		if (start >= end) throw new InvalidFileError("damaged", `a chain leads to ${start} of ${end} bytes`);
		const take = Math.min(sector, left, end - start); // the last sector of a file may be cut off
		const last = runs.at(-1);
		if (last?.end === start) last.end += take;
		else runs.push({ start, end: start + take });
		left -= take;
	}
	return runs;
}

async function sectorTable(
	header: DataView<ArrayBuffer>,
	sector: (number: number) => Promise<Uint8Array<ArrayBuffer>>,
	sectorSize: number,
): Promise<Uint32Array> {
	const places: number[] = [];
	for (let at = 76; at < 512; at += 4) places.push(header.getUint32(at, true));
	const count = header.getUint32(44, true);
	if (count * (sectorSize / 4) > maxSectors) throw new InvalidFileError("too-complex", `${count} sectors of table`);
	let more = header.getUint32(68, true);
	for (let seen = 0; more < lastSector && places.length < count; seen++) {
		if (seen > count) throw new InvalidFileError("damaged", "the table's list runs in a circle");
		const list = words(view(await sector(more)));
		places.push(...list.subarray(0, -1));
		more = list.at(-1) ?? lastSector;
	}
	const table = new Uint32Array(count * (sectorSize / 4));
	for (const [index, place] of places.slice(0, count).entries()) {
		if (place < lastSector) table.set(words(view(await sector(place))), index * (sectorSize / 4));
	}
	return table;
}

function chainOf(table: Uint32Array, first: number, limit: number): number[] {
	const numbers: number[] = [];
	for (let number = first; number < lastSector && numbers.length < limit; number = table[number] ?? lastSector) {
		if (numbers.length > table.length) throw new InvalidFileError("damaged", "a chain runs in a circle");
		numbers.push(number);
	}
	return numbers;
}

function words(data: DataView<ArrayBuffer>): Uint32Array {
	return Uint32Array.from({ length: Math.floor(data.byteLength / 4) }, (_, index) => data.getUint32(index * 4, true));
}

function view(bytes: Uint8Array<ArrayBuffer>): DataView<ArrayBuffer> {
	const copy = bytes.slice();
	return new DataView(copy.buffer);
}
