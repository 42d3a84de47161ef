// Reads of a file in windows: whoever asks for the same at once shares one read, also where it fails.
import { expect, test } from "vitest";
import { windowedSource, windowSize } from "../../src/formats/containers/byte-source";

test("reads side by side in one window are one read", async () => {
	const reads: number[] = [];
	const source = windowedSource(3 * windowSize, async (start, end) => {
		reads.push(start);
		return new Uint8Array(end - start).fill(start / windowSize);
	});
	const places = Array.from({ length: 16 }, (_, index) => windowSize + index * 100);
	const parts = await Promise.all(places.map((at) => source.read(at, at + 10)));
	expect(parts).toEqual(places.map(() => new Uint8Array(10).fill(1)));
	expect(reads).toEqual([windowSize]);
});

test("a window that could not be read is asked for again", async () => {
	let asked = 0;
	const source = windowedSource(100, async (start, end) => {
		if (++asked === 1) throw new Error("busy");
		return new Uint8Array(end - start);
	});
	const both = await Promise.allSettled([source.read(0, 10), source.read(10, 20)]);
	expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
	expect(asked).toBe(1);
	expect(await source.read(0, 10)).toHaveLength(10);
});
