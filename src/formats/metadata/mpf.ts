// The index of a JPEG's pictures (MPF): what it says beyond where they stand. https://www.cipa.jp/std/documents/e/DC-X007-KEY_E.pdf

import type { Finding } from "../../core/finding";
import { labelled, phrase } from "../../core/phrase";
import { subtract } from "../containers/byte-ranges";
import type { ByteSource } from "../containers/byte-source";
import { latin1 } from "../containers/numbers";
import { readTiff, type Tiff, type TiffEntry, unsigned } from "../containers/tiff";
import { InvalidFileError } from "../invalid-file-error";
import { readable, wordsIn } from "./text";
import { orphanFindings } from "./trailing";

const tags = { version: 0xb000, count: 0xb001, entries: 0xb002, ids: 0xb003, frames: 0xb004, number: 0xb101 } as const;
const isNumber: ReadonlySet<number> = new Set([tags.count, tags.frames, tags.number]);
const longType = 4;
const headerSize = 8;
const told = { kind: "unknown", severity: "medium", source: "MPF", tag: "MPF" } as const;

/** @param at - where the block stands in the file; @param fileSize - within which its pictures have to be. */
export async function indexFindings(block: ByteSource, at: number, fileSize: number): Promise<Finding[]> {
	let tiff: Tiff;
	try {
		tiff = await readTiff(block);
	} catch (error) {
		if (!(error instanceof InvalidFileError) || error.reason === "unreadable") throw error;
		return [unreadIndex(await block.read(0, block.size))];
	}
	const findings: Finding[] = [];
	const entries = tiff.directories.flatMap((directory) => directory.entries);
	const [count = 0] = entries.filter(({ tag }) => tag === tags.count).flatMap((entry) => unsigned(tiff, entry));
	const seen = new Set<number>();
	const others: TiffEntry[] = [];
	for (const entry of entries) {
		const bytes = entry.bytes ?? new Uint8Array(0);
		if (entry.tag === tags.ids && bytes.some((byte) => byte !== 0)) {
			const value = readable(latin1(bytes));
			findings.push({ kind: "device", severity: "high", source: "MPF", tag: "ImageUIDList", value });
		} else if (seen.has(entry.tag) || !isPlain(entry, count)) others.push(entry);
		else if (entry.tag === tags.entries && !isWithin(tiff, bytes, at, fileSize)) {
			findings.push({ ...told, severity: "low", value: phrase("missingPictures") });
		}
		seen.add(entry.tag);
	}
	if (others.length > 0) {
		const words = others.map(({ bytes }) => (bytes ? wordsIn(bytes) : "")).filter((found) => found !== "");
		const value = words.length > 0 ? readable(words.join(", ")) : phrase("moreTags", { count: others.length });
		findings.push({ ...told, value });
	}
	const unused = subtract(
		[{ start: 0, end: block.size }],
		[{ start: 0, end: headerSize }, ...tiff.directories, ...entries],
	);
	return [...findings, ...(await orphanFindings(block, unused, "MPF"))];
}

/** Classes of pictures: the first one in the size of a screen of 640 or of 1920 pixels. */
const smallerClasses: ReadonlySet<number> = new Set([0x01_0001, 0x01_0002]);
const classBits = 0x00ff_ffff;

/** Where the pictures start that the index calls smaller copies of the first one. @param at - as above. */
export async function smallerCopies(block: ByteSource, at: number): Promise<ReadonlySet<number>> {
	const starts = new Set<number>();
	try {
		const { littleEndian, directories } = await readTiff(block);
		const entry = directories[0]?.entries.find(({ tag }) => tag === tags.entries);
		for (const [picture, , offset] of entry?.bytes ? picturesOf(littleEndian, entry.bytes) : []) {
			if (smallerClasses.has(picture & classBits)) starts.add(at + offset);
		}
	} catch (error) {
		if (!(error instanceof InvalidFileError) || error.reason === "unreadable") throw error;
	}
	return starts;
}

/** An index that cannot be read, or a second one. */
export function unreadIndex(bytes: Uint8Array): Finding {
	return { ...told, value: labelled(wordsIn(bytes), bytes.length) };
}

const entrySize = 16;

/** A version, a number of pictures, or an entry for each of them. */
function isPlain({ tag, type, bytes = new Uint8Array(0) }: TiffEntry, count: number): boolean {
	if (tag === tags.version) return /^\d{4}$/.test(latin1(bytes));
	if (tag === tags.entries) return bytes.length === count * entrySize;
	return isNumber.has(tag) && type === longType && bytes.length === 4;
}

/** The classes of the standard: a thumbnail, a part of a panorama, the picture itself. */
const unusedOfClass = 0x00f8_fff0;

/** Whether each entry names a picture in the file by its class, and no pictures it depends on that there are none of. */
function isWithin({ littleEndian }: Tiff, bytes: Uint8Array<ArrayBuffer>, block: number, fileSize: number): boolean {
	return picturesOf(littleEndian, bytes).every(([picture, size, offset, ...dependent]) => {
		const start = offset ? block + offset : 0;
		if (start + size > fileSize || picture & unusedOfClass) return false;
		return dependent.every((number) => number <= bytes.length / entrySize);
	});
}

type IndexEntry = readonly [picture: number, size: number, offset: number, dependent: number, dependent: number];

function picturesOf(littleEndian: boolean, bytes: Uint8Array<ArrayBuffer>): IndexEntry[] {
	const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const pictures: IndexEntry[] = [];
	for (let at = 0; at + entrySize <= bytes.length; at += entrySize) {
		const long = (field: number) => data.getUint32(at + field, littleEndian);
		const short = (field: number) => data.getUint16(at + field, littleEndian);
		pictures.push([long(0), long(4), long(8), short(12), short(14)]);
	}
	return pictures;
}
