import fc from "fast-check";
import { expect, test } from "vitest";
import { keyedHash } from "../../src/recipients/keyed-hash";

test("the same word under the same key is the same number of 32 bits", () => {
	fc.assert(
		fc.property(fc.string(), fc.integer(), fc.integer(), (text, a, b) => {
			const hash = keyedHash([a, b], text);
			expect(hash).toBe(keyedHash([a, b], text));
			expect(Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32).toBe(true);
		}),
	);
});

test("another key gives other numbers, and so does another word", () => {
	const words = Array.from({ length: 5000 }, (_, at) => `word${at}`);
	const hashes = new Set(words.map((word) => keyedHash([1, 2], word)));
	expect(hashes.size).toBeGreaterThan(4990);
	expect(words.filter((word) => hashes.has(keyedHash([3, 4], word))).length).toBeLessThan(5);
	expect(keyedHash([1, 2], "a")).not.toBe(keyedHash([1, 2], "a\u0000"));
});
