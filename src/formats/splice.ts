// Edits over an original become pieces, and pieces become a file or a source: nothing is copied.
import type { Piece } from "../core/inspection";
import { type ByteSource, windowedSource } from "./containers/byte-source";
import { joinBytes } from "./containers/numbers";

/** Replaces the original's bytes `[start, end)`; `start === end` inserts. */
export type Edit = { start: number; end: number; bytes?: Uint8Array<ArrayBuffer> };

/**
 * The original of `size` bytes with `edits` made: runs of the original between replacement bytes, in order.
 * Edits may come in any order and must not overlap; two inserts at one place keep their order.
 * @throws RangeError when edits overlap or lie outside the file: a defect of the caller, not of the file.
 */
export function splice(size: number, edits: readonly Edit[]): Piece[] {
	const pieces: Piece[] = [];
	let position = 0;
	for (const { start, end, bytes } of inOrder(edits)) {
		if (start < position || end < start || end > size) {
			throw new RangeError(`edit ${start}–${end} after ${position} in ${size} bytes`);
		}
		if (start > position) pieces.push({ start: position, end: start });
		if (bytes && bytes.length > 0) pieces.push(bytes);
		position = end;
	}
	if (position < size) pieces.push({ start: position, end: size });
	return pieces;
}

/** Bytes of the original that are in memory, and where they stand in it. */
export type Held = { base: number; bytes: Uint8Array<ArrayBuffer> };

/** A run of the original below which its bytes are cheaper than itself: in a Blob each run is a Blob of its own. */
const shortRun = 4096;
/** Pieces are not joined to more than this. */
const joinedSize = 64 * 1024;

/** The same pieces, fewer: short runs of the original that are in memory as bytes, and bytes joined to those beside them. */
export function joinedPieces(pieces: readonly Piece[], held: readonly Held[]): Piece[] {
	const joined: Piece[] = [];
	let waiting: Uint8Array<ArrayBuffer>[] = [];
	let size = 0;
	const flush = () => {
		const [first, ...more] = waiting;
		if (first) joined.push(more.length === 0 ? first : joinBytes(waiting));
		waiting = [];
		size = 0;
	};
	for (const piece of pieces) {
		const bytes = piece instanceof Uint8Array ? piece : shortRunBytes(piece, held);
		if (!bytes || size + bytes.length > joinedSize) flush();
		if (bytes) {
			waiting.push(bytes);
			size += bytes.length;
		} else joined.push(piece);
	}
	flush();
	return joined;
}

function shortRunBytes({ start, end }: { start: number; end: number }, held: readonly Held[]) {
	if (end - start > shortRun) return undefined;
	const found = held.find(({ base, bytes }) => start >= base && end <= base + bytes.length);
	return found?.bytes.subarray(start - found.base, end - found.base);
}

/** Whether two edits change the same bytes: what a file asks for that claims them for two things. */
export function overlapping(edits: readonly Edit[]): boolean {
	let position = 0;
	return inOrder(edits).some(({ start, end }) => {
		const overlaps = start < position;
		position = end;
		return overlaps;
	});
}

function inOrder(edits: readonly Edit[]): Edit[] {
	return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The bytes of a piece. */
export function pieceSize(piece: Piece): number {
	return piece instanceof Uint8Array ? piece.length : piece.end - piece.start;
}

/** The result as a source, to be read again for proof before it is released. */
export function piecesSource(original: ByteSource, pieces: readonly Piece[]): ByteSource {
	const starts: number[] = [];
	let size = 0;
	for (const piece of pieces) {
		starts.push(size);
		size += pieceSize(piece);
	}
	return windowedSource(size, async (start, end) => {
		const result = new Uint8Array(end - start);
		const reads: Promise<void>[] = [];
		const put = (at: number, bytes: Uint8Array) => result.set(bytes, at - start);
		for (let index = pieceAt(starts, start); index < pieces.length; index++) {
			const piece = pieces[index];
			const pieceStart = starts[index];
			if (piece === undefined || pieceStart === undefined || pieceStart >= end) break;
			const from = Math.max(start, pieceStart) - pieceStart;
			const to = Math.min(end - pieceStart, pieceSize(piece));
			if (from >= to) continue;
			const at = pieceStart + from;
			if (piece instanceof Uint8Array) put(at, piece.subarray(from, to));
			else reads.push(original.read(piece.start + from, piece.start + to).then((bytes) => put(at, bytes)));
		}
		// Side by side: waiting for one after the other takes several times as long.
		await Promise.all(reads);
		return result;
	});
}

/** The result as a Blob's parts: slices of the original, which copy nothing, and new bytes. */
export function blobParts(original: Blob, pieces: readonly Piece[]): BlobPart[] {
	return pieces.map((piece) => (piece instanceof Uint8Array ? piece : original.slice(piece.start, piece.end)));
}

/** The result's bytes in parts, where the original is in memory. */
export function byteParts(original: Uint8Array<ArrayBuffer>, pieces: readonly Piece[]): Uint8Array<ArrayBuffer>[] {
	return pieces.map((piece) => (piece instanceof Uint8Array ? piece : original.subarray(piece.start, piece.end)));
}

/** The index of the last piece that starts at or before `position`. */
function pieceAt(starts: readonly number[], position: number): number {
	let low = 0;
	let high = starts.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((starts[middle] ?? 0) <= position) low = middle;
		else high = middle - 1;
	}
	return low;
}
