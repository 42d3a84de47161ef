// Pieces of a file say the same bytes however they are joined.
import { expect, test } from "vitest";
import type { Piece } from "../../src/core/inspection";
import { byteParts, joinedPieces, pieceSize, splice } from "../../src/formats/splice";

const original = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 31) % 251);
const edits = [
	{ start: 2, end: 40, bytes: Uint8Array.of(1, 2, 3) },
	{ start: 60, end: 5_000 },
	{ start: 5_500, end: 5_500, bytes: new Uint8Array(70_000).fill(7) },
	{ start: 150_000, end: 150_010, bytes: Uint8Array.of(9) },
	{ start: 299_999, end: 300_000 },
];
const pieces = splice(original.length, edits);
const bytesOf = (some: readonly Piece[]) => Buffer.concat(byteParts(original, some));

test("short runs that are in memory and bytes side by side become one piece, and the file stays the same", () => {
	const joined = joinedPieces(pieces, [{ base: 0, bytes: original }]);
	expect(bytesOf(joined).equals(bytesOf(pieces))).toBe(true);
	expect(joined.map((piece) => (piece instanceof Uint8Array ? "bytes" : "run"))).toEqual([
		...["bytes", "bytes", "run", "bytes", "run"],
	]);
	expect(joined.map(pieceSize)).toEqual([2 + 3 + 20 + 500, 70_000, 144_500, 1, 149_989]);
});

test("what is not in memory stays a run of the original", () => {
	const joined = joinedPieces(pieces, [{ base: 40, bytes: original.subarray(40, 100) }]);
	expect(bytesOf(joined).equals(bytesOf(pieces))).toBe(true);
	expect(joined[0]).toEqual({ start: 0, end: 2 });
	expect(joined[1]).toHaveLength(3 + 20);
	expect(joined[2]).toEqual({ start: 5_000, end: 5_500 });
});
