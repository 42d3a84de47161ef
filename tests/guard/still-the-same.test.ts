// What a file must not do between the look at it and its release.
import { expect, test } from "vitest";
import { steady } from "../../src/content/steady";
import { fingerprintsOf, isStillTheSame, sampled } from "../../src/guard/still-the-same";

const MB = 1024 ** 2;

/** A file of `size` bytes, from `changedFrom` on others than before. */
function fileOf(size: number, changedFrom = size, changedTo = size): File {
	const bytes = new Uint8Array(size).fill(1, changedFrom, changedTo);
	return new File([bytes], "film.mp4", { type: "video/mp4", lastModified: 1 });
}

async function isSame(now: File, then: File): Promise<boolean> {
	return isStillTheSame(await fingerprintsOf([now], sampled), await fingerprintsOf([then], sampled));
}

test("a file that is as it was is the same", async () => {
	expect(await isSame(fileOf(20 * MB), fileOf(20 * MB))).toBe(true);
	expect(await isSame(fileOf(0), fileOf(0))).toBe(true);
});

test.each([
	["its first byte", 0, 1],
	["its last byte", 20 * MB - 1, 20 * MB],
	["everything behind its beginning", 65_536, 20 * MB],
	["a thirtieth of it in the middle", 10 * MB, 10 * MB + (20 * MB) / 30],
])("a large file is another one by %s", async (_, from, to) => {
	expect(await isSame(fileOf(20 * MB, from, to), fileOf(20 * MB))).toBe(false);
});

test.each([0, 70_000, 150_000, 299_999])("a small file is another one by any byte, %i", async (at) => {
	expect(await isSame(fileOf(300_000, at, at + 1), fileOf(300_000))).toBe(false);
});

test("small files are taken into memory, as long as there is room", async () => {
	const files = [...Array.from({ length: 10 }, () => fileOf(7 * MB)), fileOf(9 * MB), fileOf(MB)];
	const taken = await steady(files, false);
	// Nine of 7 MB are 63 MB, and one more MB fits.
	expect(taken.map((file, index) => file !== files[index])).toEqual([...Array(9).fill(true), false, false, true]);
	expect(taken.map(({ name, type, lastModified, size }) => [name, type, lastModified, size])).toEqual(
		files.map(({ name, type, lastModified, size }) => [name, type, lastModified, size]),
	);
});
