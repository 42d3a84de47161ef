// RIFF and IFF chunks: WebP, WAV, AVI (little-endian), AIFF (big-endian).
// https://learn.microsoft.com/windows/win32/xaudio2/resource-interchange-file-format--riff-
import { InvalidFileError } from "../invalid-file-error";
import type { ByteSource } from "./byte-source";
import { latin1, uint32BE, uint32LE } from "./numbers";

/** A chunk, its header and padding included: `[start, next)`; what it holds is `[body, end)`. */
export type Chunk = { id: string; start: number; body: number; end: number; next: number };

/** An AVI of a day has some 4 million frames in its lists, which nobody needs to walk one by one. */
const maxChunks = 200_000;

const headerSize = 8;

/**
 * The chunks that begin before a file says it ends. A size too small for the sound or the pictures in chunk `media`
 * is none: a recorder that was cut off writes 0.
 */
export function countedChunks(chunks: readonly Chunk[], end: number, media: (chunk: Chunk) => boolean): Chunk[] {
	const lies = chunks.some((chunk) => media(chunk) && chunk.start >= end);
	return chunks.filter(({ start }) => lies || start < end);
}

/**
 * The chunks in `[start, end)`, by their headers alone. A last chunk that claims more than there is ends with it;
 * chunks begin at even places, and the padding may be missing at the end.
 * @param sizeOf overrides the size in a header: RF64 keeps large ones elsewhere.
 * @param until the chunk that is no longer one of these.
 * @throws InvalidFileError `too-complex`, `stopped`.
 */
export async function readChunks(
	source: ByteSource,
	start: number,
	end: number,
	signal: AbortSignal,
	{ bigEndian = false, until = "", sizeOf = (_id: string, size: number): number => size } = {},
): Promise<Chunk[]> {
	const chunks: Chunk[] = [];
	let at = start;
	while (at + headerSize <= end) {
		if (signal.aborted) throw new InvalidFileError("stopped", "while walking chunks");
		if (chunks.length === maxChunks) throw new InvalidFileError("too-complex", `more than ${maxChunks} chunks`);
		const head = await source.read(at, at + headerSize);
		const id = latin1(head, 0, 4);
		if (id === until) break;
		const size = sizeOf(id, bigEndian ? uint32BE(head, 4) : uint32LE(head, 4));
		const chunkEnd = Math.min(at + headerSize + size, end);
		const next = Math.min(chunkEnd + (size % 2), end);
		chunks.push({ id, start: at, body: at + headerSize, end: chunkEnd, next });
		at = next;
	}
	return chunks;
}
