// The CRC-32 of an edited file, derived from the old one. https://www.zlib.net/crc_v3.txt
import type { Piece } from "../../core/inspection";
import { pieceSize } from "../splice";
import { type ByteSource, windowSize } from "./byte-source";
import { crc32, polynomial } from "./crc32";

/** The CRC-32 of two runs one after the other. */
export function joinCrc(first: number, second: number, secondSize: number): number {
	return (multiply(powerOfX(secondSize * 8), first) ^ second) >>> 0;
}

/**
 * The CRC-32 of `pieces` of `source`, whose own CRC is known: all but the largest run of the original is read,
 * and that run's CRC follows from the rest, since a CRC is linear.
 * @throws InvalidFileError as the source does.
 */
export async function crcOfPieces(source: ByteSource, crc: number, pieces: readonly Piece[]): Promise<number> {
	const largest = { start: 0, end: 0 };
	for (const piece of pieces) {
		if (!(piece instanceof Uint8Array) && pieceSize(piece) > largest.end - largest.start) Object.assign(largest, piece);
	}
	const before = await crcOfRange(source, 0, largest.start);
	const after = await crcOfRange(source, largest.end, source.size);
	const tail = source.size - largest.end;
	const middle = source.size - largest.start;
	// crc = before·x^middle + run·x^tail + after, so the run's CRC is what remains, moved back by the tail.
	const moved = crc ^ after ^ multiply(powerOfX(middle * 8), before);
	const run = multiply(inversePowerOfX(tail * 8), moved) >>> 0;
	let result = 0;
	for (const piece of pieces) {
		if (piece instanceof Uint8Array) result = crc32(piece, result);
		else if (piece.start === largest.start && piece.end === largest.end) {
			result = joinCrc(result, run, pieceSize(piece));
		} else result = joinCrc(result, await crcOfRange(source, piece.start, piece.end), pieceSize(piece));
	}
	return result;
}

async function crcOfRange(source: ByteSource, start: number, end: number): Promise<number> {
	let crc = 0;
	for (let position = start; position < end; position += windowSize) {
		crc = crc32(await source.read(position, Math.min(position + windowSize, end)), crc);
	}
	return crc;
}

/** Product of two polynomials modulo the CRC's, lowest power in the highest bit. */
function multiply(a: number, b: number): number {
	let product = 0;
	let factor = b;
	for (let bit = 0x80000000; bit !== 0; bit >>>= 1) {
		if (a & bit) product ^= factor;
		factor = factor & 1 ? (factor >>> 1) ^ polynomial : factor >>> 1;
	}
	return product;
}

/** x to the power of `exponent`; x has order 2³² − 1. */
function powerOfX(exponent: number): number {
	let result = 0x80000000;
	let square = 0x40000000;
	for (let rest = exponent % 0xffffffff; rest > 0; rest = Math.floor(rest / 2)) {
		if (rest % 2 === 1) result = multiply(square, result);
		square = multiply(square, square);
	}
	return result;
}

function inversePowerOfX(exponent: number): number {
	return powerOfX(0xffffffff - (exponent % 0xffffffff));
}
