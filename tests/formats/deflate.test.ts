// Unpacking to a told size and to an unknown one, whatever the ratio, and never beyond a limit.
import { deflateRawSync, deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { deflate, unpackDeflate, unpackZlib } from "../../src/formats/containers/deflate";

const plain = new Uint8Array(
	Buffer.from(Array.from({ length: 20_000 }, (_, index) => `obj ${(index * 7919) % 9973} `).join("")),
);
const zeros = new Uint8Array(3_000_000);

test.each([
	["text", plain],
	["a thousand to one", zeros],
	["nothing", new Uint8Array(0)],
])("%s unpacks whole", async (_, bytes) => {
	const results = [
		unpackZlib(deflateSync(bytes), 10_000_000),
		await unpackDeflate(deflateRawSync(bytes), bytes.length),
		unpackZlib(await deflate(bytes, "zlib"), 10_000_000),
		await unpackDeflate(await deflate(bytes), bytes.length),
	];
	expect(results.map((result) => Buffer.compare(result, bytes))).toEqual([0, 0, 0, 0]);
});

test("a line end behind a stream is no harm", () => {
	const unpacked = unpackZlib(Buffer.concat([deflateSync(plain), Buffer.from("\r\n")]), 10_000_000);
	expect(Buffer.compare(unpacked, plain)).toBe(0);
});

test.each([
	["small", plain],
	["large", zeros],
])("a wrong size and damage are said: %s", async (_, bytes) => {
	const packed = deflateRawSync(bytes);
	await expect(unpackDeflate(packed, bytes.length - 1)).rejects.toThrow("does not unpack");
	await expect(unpackDeflate(packed, bytes.length + 1)).rejects.toThrow("does not unpack");
	packed[0] = 0xff;
	await expect(unpackDeflate(packed, bytes.length)).rejects.toThrow("not Deflate");
});

test("a stray byte behind what is large is no harm", async () => {
	const unpacked = await unpackDeflate(Buffer.concat([deflateRawSync(zeros), Buffer.from("\n")]), zeros.length);
	expect(Buffer.compare(unpacked, zeros)).toBe(0);
});

test("a limit and damage are said", () => {
	expect(() => unpackZlib(deflateSync(zeros), 1_000_000)).toThrow("more than");
	expect(() => unpackZlib(plain, 1_000_000)).toThrow("not zlib");
});
