// TIFF: which directories are still reached when others have gone.
import { expect, test } from "vitest";
import { bytesSource } from "../../src/formats/containers/byte-source";
import { packedSize } from "../../src/formats/containers/packed-end";
import { readTiff, unsigned } from "../../src/formats/containers/tiff";
import { bytes } from "../fixtures/bytes";
import { toLzw } from "../fixtures/lzw";
import { negativeBehindMasks, negativeWithMasks, wordsInCopy } from "../fixtures/tiff";
import { stripped } from "./checks";

test("a negative takes its preview's place, and keeps the masks that stood beside it", async () => {
	expect(await directoriesOf(await stripped(negativeWithMasks))).toEqual([
		["main", 0],
		["sub", 4],
		["sub", 4],
	]);
});

test("what stands before a negative is not taken for it: a depth map, a mask", async () => {
	expect(await directoriesOf(await stripped(negativeBehindMasks))).toEqual([
		["main", 0],
		["sub", 8],
		["sub", 4],
	]);
});

test("a smaller copy's pixels go where its picture does not say how many bytes it has", async () => {
	expect(Buffer.from(await stripped(wordsInCopy)).toString("latin1")).not.toContain("Alice");
});

test("LZW's codes end where they end, however wide they have grown", async () => {
	const packed = toLzw(new Uint8Array(40_000).map((_, index) => (index * index) >> 3));
	expect(await packedSize(bytes(packed, "by Alice Example"), 5, undefined)).toBe(packed.length);
});

async function directoriesOf(file: Uint8Array<ArrayBuffer>): Promise<unknown[]> {
	const after = await readTiff(bytesSource(file));
	return after.directories.map(({ kind, entries }) => {
		const subfile = entries.find(({ tag }) => tag === 254);
		return [kind, ...(subfile ? unsigned(after, subfile) : [])];
	});
}
