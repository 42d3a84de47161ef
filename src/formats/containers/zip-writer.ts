// Writes a ZIP from pieces: no times, no extra fields, no comments. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import type { Piece } from "../../core/inspection";
import { utf8Flag, type ZipEntry } from "./zip";

/** An entry to write: its packed bytes are pieces of the original file and new bytes. */
export type ZipMember = {
	nameBytes: Uint8Array<ArrayBuffer>;
	isUtf8: boolean;
	method: number;
	crc: number;
	packedSize: number;
	size: number;
	data: readonly Piece[];
	madeBy: number;
	attributes: number;
};

/** 1 January 1980, midnight: the date that says nothing. */
const noTime = 0x00210000;

const wide = 0xffffffff;

/** An entry of the original as it stands: its packed bytes are a run of the original. */
export function keptMember(entry: ZipEntry): ZipMember {
	const { nameBytes, method, crc, packedSize, size, dataStart } = entry;
	return {
		...{ nameBytes, method, crc, packedSize, size, isUtf8: (entry.flags & utf8Flag) !== 0 },
		data: packedSize === 0 ? [] : [{ start: dataStart, end: dataStart + packedSize }],
		...keptAttributes(entry),
	};
}

/** Of the attributes only what unpacking needs: a folder is one, a program may be run. Not the host, nor whose it is. */
function keptAttributes({ madeBy, attributes }: ZipEntry): { madeBy: number; attributes: number } {
	const isUnix = madeBy >> 8 === 3;
	const mode = isUnix ? attributes >>> 16 : 0;
	const isSpecial = (mode & 0o111) !== 0 || (mode & 0o170000) === 0o120000;
	return isSpecial
		? { madeBy: (3 << 8) | 20, attributes: ((mode & 0o170777) << 16) | (attributes & 0x10) }
		: { madeBy: 20, attributes: attributes & 0x10 };
}

/** The archive of `members`, in order. */
export function zipPieces(members: readonly ZipMember[]): Piece[] {
	const pieces: Piece[] = [];
	const directory: Uint8Array<ArrayBuffer>[] = [];
	let position = 0;
	for (const member of members) {
		const local = localHeader(member);
		directory.push(centralHeader(member, position));
		pieces.push(local, ...member.data);
		position += local.length + member.packedSize;
	}
	const directorySize = directory.reduce((sum, { length }) => sum + length, 0);
	pieces.push(...directory, endRecords(members.length, directorySize, position));
	return pieces;
}

function localHeader(member: ZipMember): Uint8Array<ArrayBuffer> {
	const isWide = member.size >= wide || member.packedSize >= wide;
	const extra = isWide ? wideField([member.size, member.packedSize]) : new Uint8Array(0);
	const header = fields([
		[4, 0x04034b50],
		...common(member, isWide),
		[4, isWide ? wide : member.packedSize],
		[4, isWide ? wide : member.size],
		[2, member.nameBytes.length],
		[2, extra.length],
	]);
	return joined(header, member.nameBytes, extra);
}

function centralHeader(member: ZipMember, offset: number): Uint8Array<ArrayBuffer> {
	const values = [member.size, member.packedSize, offset];
	const large = values.filter((value) => value >= wide);
	const extra = large.length > 0 ? wideField(large) : new Uint8Array(0);
	const header = fields([
		[4, 0x02014b50],
		[2, member.madeBy],
		...common(member, large.length > 0),
		[4, Math.min(member.packedSize, wide)],
		[4, Math.min(member.size, wide)],
		[2, member.nameBytes.length],
		[2, extra.length],
		[2, 0],
		[2, 0],
		[2, 0],
		[4, member.attributes],
		[4, Math.min(offset, wide)],
	]);
	return joined(header, member.nameBytes, extra);
}

function common({ isUtf8, method, crc }: ZipMember, isWide: boolean): Field[] {
	return [
		[2, isWide ? 45 : 20],
		[2, isUtf8 ? utf8Flag : 0],
		[2, method],
		[4, noTime],
		[4, crc],
	];
}

function endRecords(count: number, directorySize: number, directoryStart: number): Uint8Array<ArrayBuffer> {
	const end = fields([
		[4, 0x06054b50],
		[4, 0],
		[2, Math.min(count, 0xffff)],
		[2, Math.min(count, 0xffff)],
		[4, Math.min(directorySize, wide)],
		[4, Math.min(directoryStart, wide)],
		[2, 0],
	]);
	if (count < 0xffff && directorySize < wide && directoryStart < wide) return end;
	const wideEnd = fields([
		[4, 0x06064b50],
		[8, 44],
		[2, 45],
		[2, 45],
		[8, 0],
		[8, count],
		[8, count],
		[8, directorySize],
		[8, directoryStart],
	]);
	const locator = fields([
		[4, 0x07064b50],
		[4, 0],
		[8, directoryStart + directorySize],
		[4, 1],
	]);
	return joined(wideEnd, locator, end);
}

function wideField(values: readonly number[]): Uint8Array<ArrayBuffer> {
	return fields([[2, 0x0001], [2, values.length * 8], ...values.map((value): Field => [8, value])]);
}

/** A little-endian number: its size in bytes and its value. */
type Field = [size: 2 | 4 | 8, value: number];

function fields(list: readonly Field[]): Uint8Array<ArrayBuffer> {
	const data = new DataView(new ArrayBuffer(list.reduce((sum, [size]) => sum + size, 0)));
	let at = 0;
	for (const [size, value] of list) {
		if (size === 2) data.setUint16(at, value, true);
		else if (size === 4) data.setUint32(at, value, true);
		else data.setBigUint64(at, BigInt(value), true);
		at += size;
	}
	return new Uint8Array(data.buffer);
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const result = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		result.set(part, at);
		at += part.length;
	}
	return result;
}
