// Where a Deflate stream ends, told without unpacking it, as zlib unpacks it.
import { constants, deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { deflateExtent } from "../../src/formats/containers/deflate-end";

const strategies = [constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY, constants.Z_RLE];
const data = fc.oneof(
	fc.uint8Array({ maxLength: 5000 }),
	fc.tuple(fc.nat(40_000), fc.nat(255)).map(([length, byte]) => new Uint8Array(length).fill(byte)),
	fc
		.tuple(fc.nat(60_000), fc.integer({ min: 1, max: 40 }))
		.map(([length, step]) => new Uint8Array(length).map((_, index) => (index * step) >> 3)),
);
const stream = fc
	.tuple(data, fc.integer({ min: 0, max: 9 }), fc.constantFrom(...strategies))
	.map(([bytes, level, strategy]) => ({ bytes, packed: deflateRawSync(bytes, { level, strategy }) }));

test("a stream ends where it ends, whatever follows it and in whatever pieces it comes", async () => {
	await fc.assert(
		fc.asyncProperty(stream, fc.uint8Array(), fc.integer({ min: 1, max: 70_000 }), async (made, tail, size) => {
			const extent = await deflateExtent(pieces(Buffer.concat([made.packed, tail]), size));
			expect(extent).toEqual({ length: made.packed.length, unpacked: made.bytes.length });
		}),
		{ numRuns: 300, seed: 1 },
	);
}, 60_000);

test("a stream that breaks off has no end", async () => {
	await fc.assert(
		fc.asyncProperty(stream, fc.integer({ min: 1, max: 100 }), async ({ packed }, missing) => {
			const cut = packed.subarray(0, Math.max(0, packed.length - missing));
			expect(await deflateExtent(pieces(cut, 1000))).toBeUndefined();
		}),
		{ numRuns: 300, seed: 1 },
	);
}, 60_000);

function pieces(bytes: Uint8Array, size: number): () => Promise<Uint8Array | undefined> {
	let at = 0;
	return async () => {
		if (at >= bytes.length) return undefined;
		at += size;
		return bytes.subarray(at - size, at);
	};
}
