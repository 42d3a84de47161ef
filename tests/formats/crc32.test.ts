// A CRC derived from the old one and the edits is the one that reading everything gives.
import { crc32 as reference } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesSource } from "../../src/formats/containers/byte-source";
import { crcOfPieces, joinCrc } from "../../src/formats/containers/crc-of-pieces";
import { crc32 } from "../../src/formats/containers/crc32";
import { splice } from "../../src/formats/splice";

const someBytes = fc.uint8Array({ maxLength: 400 }).map((bytes) => new Uint8Array(bytes));

test("a CRC is zlib's", () => {
	fc.assert(fc.property(someBytes, (bytes) => crc32(bytes) === reference(bytes)));
});

test("the CRC of two runs is the CRC of their join", () => {
	fc.assert(
		fc.property(
			someBytes,
			someBytes,
			(a, b) => joinCrc(crc32(a), crc32(b), b.length) === crc32(new Uint8Array([...a, ...b])),
		),
	);
});

test("the CRC of an edited file follows from the old one", async () => {
	const cuts = fc.uniqueArray(fc.nat(300), { minLength: 2, maxLength: 8 });
	await fc.assert(
		fc.asyncProperty(
			fc.uint8Array({ minLength: 301, maxLength: 400 }),
			cuts,
			someBytes,
			async (from, places, fresh) => {
				const original = new Uint8Array(from);
				const sorted = [...places].sort((a, b) => a - b);
				const edits = sorted.flatMap((start, index) => {
					const end = sorted[index + 1];
					return index % 2 === 0 && end !== undefined ? [{ start, end, bytes: fresh }] : [];
				});
				const pieces = splice(original.length, edits);
				const edited = pieces.flatMap((piece) => [
					...(piece instanceof Uint8Array ? piece : original.subarray(piece.start, piece.end)),
				]);
				const derived = await crcOfPieces(bytesSource(original), reference(original), pieces);
				expect(derived).toBe(reference(new Uint8Array(edited)));
			},
		),
	);
});
