// Ogg pages and the packets laced into them. https://www.rfc-editor.org/rfc/rfc3533
import { InvalidFileError } from "../invalid-file-error";
import type { ByteSource } from "./byte-source";
import { bytesLE, joinBytes, latin1, uint8, uint32LE } from "./numbers";
import type { Walk } from "./walk-reader";

/** A page: `[start, end)` of the file. */
export type OggPage = {
	start: number;
	end: number;
	/** Which logical stream it belongs to, and its number within that. */
	serial: number;
	sequence: number;
	flags: number;
	/** Of its last whole packet in time. */
	position: Uint8Array;
	/** Lengths of segments; one below 255 ends a packet. */
	lacing: Uint8Array;
	body: number;
};

export const continuedFlag = 1;
export const firstFlag = 2;
export const lastFlag = 4;
const headerSize = 27;
const maxSegments = 255;
const searchStep = 256 * 1024;
/** What looks like a page is rarely none, and its sum takes long. */
const maxWrongSums = 10_000;
export const maxPageSize = headerSize + maxSegments + maxSegments * 255;

/** The page at `at`; `undefined` where none begins, or where it is cut off. */
export async function readPage(read: Walk["read"], at: number, size: number): Promise<OggPage | undefined> {
	return pageAt(await read(at, Math.min(at + headerSize + maxSegments, size)), 0, at, size);
}

/** The page whose header is at `head` of `bytes`, and at `at` of a file of `size` bytes. */
function pageAt(bytes: Uint8Array, head: number, at: number, size: number): OggPage | undefined {
	if (head + headerSize > bytes.length || latin1(bytes, head, head + 4) !== "OggS" || uint8(bytes, head + 4) !== 0)
		return undefined;
	const segments = uint8(bytes, head + 26);
	const bodyAt = head + headerSize + segments;
	if (bodyAt > bytes.length) return undefined;
	const lacing = bytes.subarray(head + headerSize, bodyAt);
	const body = at + headerSize + segments;
	const end = body + lacing.reduce((sum, length) => sum + length, 0);
	if (end > size) return undefined;
	return {
		start: at,
		end,
		serial: uint32LE(bytes, head + 14),
		sequence: uint32LE(bytes, head + 18),
		flags: uint8(bytes, head + 5),
		// of their own: pages are kept, and would keep the whole window that they were read in
		position: bytes.slice(head + 6, head + 14),
		lacing: lacing.slice(),
		body,
	};
}

/** The last whole page of a file, looked for in what two pages can hold. */
export async function lastPage(source: ByteSource): Promise<OggPage | undefined> {
	const start = Math.max(0, source.size - 2 * maxPageSize);
	const bytes = await source.read(start, source.size);
	for (let at = bytes.length - headerSize; at >= 0; at--) {
		if (bytes[at] !== 0x4f) continue;
		const page = pageAt(bytes, at, start + at, source.size);
		if (page) return page;
	}
	return undefined;
}

/** Finds the next whole page from a place on whose sum is right. */
export function pageSearch(source: ByteSource, signal: AbortSignal): (from: number) => Promise<OggPage | undefined> {
	let wrong = 0;
	return async (from) => {
		for (let start = from; start + headerSize <= source.size; start += searchStep) {
			if (signal.aborted) throw new InvalidFileError("stopped", "while looking for a page");
			const bytes = await source.read(start, Math.min(start + searchStep + maxPageSize, source.size));
			for (let at = bytes.indexOf(0x4f); at >= 0 && at < searchStep; at = bytes.indexOf(0x4f, at + 1)) {
				const page = pageAt(bytes, at, start + at, source.size);
				if (!page) continue;
				if (hasRightSum(bytes.slice(at, at + page.end - page.start))) return page;
				if (++wrong > maxWrongSums) throw new InvalidFileError("too-complex", `${wrong} pages with wrong sums`);
			}
		}
		return undefined;
	};
}

/** Whether a page is whole: its bytes, which are changed. */
export function hasRightSum(page: Uint8Array): boolean {
	const sum = uint32LE(page, 22);
	page.fill(0, 22, 26);
	return oggCrc(page) === sum;
}

/** Where packets begin in a page's body. @param continued whether it begins with the rest of one. */
export function packetStarts({ lacing }: OggPage, continued: boolean): number[] {
	const starts: number[] = [];
	let at = 0;
	let begins = !continued;
	for (const length of lacing) {
		if (begins) starts.push(at);
		at += length;
		begins = length < 255;
	}
	return starts;
}

/** Packets cut from pages in order, and what there is of another that is not whole. */
export async function packetsOf(
	source: ByteSource,
	pages: readonly OggPage[],
): Promise<{ packets: Uint8Array<ArrayBuffer>[]; cut: Uint8Array<ArrayBuffer> }> {
	const packets: Uint8Array<ArrayBuffer>[] = [];
	let parts: Uint8Array[] = [];
	for (const page of pages) {
		const body = await source.read(page.body, page.end);
		let at = 0;
		for (const length of page.lacing) {
			parts.push(body.subarray(at, at + length));
			at += length;
			if (length === 255) continue;
			packets.push(joinBytes(parts));
			parts = [];
		}
	}
	return { packets, cut: joinBytes(parts) };
}

/** Segments that packets take: a packet ends with one below 255. */
export function segmentsOf(packets: readonly Uint8Array[]): number {
	return packets.reduce((sum, { length }) => sum + Math.floor(length / 255) + 1, 0);
}

/**
 * Whole packets in exactly as many pages as there were, so that no later page needs another number.
 * There must be a segment for every page, and no more than they hold.
 */
export function writePages(pages: readonly OggPage[], packets: readonly Uint8Array[]): Uint8Array<ArrayBuffer>[] {
	const lacing = packets.flatMap(({ length }) => [...Array<number>(Math.floor(length / 255)).fill(255), length % 255]);
	const bytes = joinBytes(packets);
	if (lacing.length < pages.length || lacing.length > pages.length * maxSegments) {
		throw new InvalidFileError("damaged", `${lacing.length} segments for ${pages.length} pages`);
	}
	let at = 0;
	let segment = 0;
	return pages.map((page, index) => {
		const left = pages.length - index - 1;
		const count = Math.min(maxSegments, lacing.length - segment - left);
		const own = lacing.slice(segment, segment + count);
		const size = own.reduce((sum, length) => sum + length, 0);
		const continued = segment > 0 && lacing[segment - 1] === 255 ? continuedFlag : 0;
		const ends = own.some((length) => length < 255);
		segment += count;
		at += size;
		const position = new Uint8Array(8).fill(ends ? 0 : 0xff);
		const flags = (page.flags & firstFlag) | continued;
		return writePage({ ...page, flags, position, lacing: Uint8Array.from(own) }, bytes.subarray(at - size, at));
	});
}

/** The same pages with other bytes in them, as many as they hold. */
export function refillPages(pages: readonly OggPage[], bytes: Uint8Array): Uint8Array<ArrayBuffer>[] {
	let at = 0;
	return pages.map((page) => {
		at += page.end - page.body;
		return writePage(page, bytes.subarray(at - (page.end - page.body), at));
	});
}

function writePage({ serial, sequence, flags, position, lacing }: OggPage, body: Uint8Array): Uint8Array<ArrayBuffer> {
	const page = joinBytes([
		Uint8Array.of(0x4f, 0x67, 0x67, 0x53, 0, flags),
		position,
		bytesLE(serial, 4),
		bytesLE(sequence, 4),
		bytesLE(0, 4),
		Uint8Array.of(lacing.length, ...lacing),
		body,
	]);
	page.set(bytesLE(oggCrc(page), 4), 22);
	return page;
}

const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
	let value = byte << 24;
	for (let bit = 0; bit < 8; bit++) value = (value << 1) ^ (value < 0 ? 0x04c11db7 : 0);
	return value;
});

/** Ogg's CRC: the polynomial of ZIP's, but neither reflected nor inverted. */
function oggCrc(bytes: Uint8Array): number {
	let value = 0;
	for (const byte of bytes) value = (value << 8) ^ (crcTable[((value >>> 24) ^ byte) & 0xff] ?? 0);
	return value >>> 0;
}
