import { expect, test } from "vitest";
import { bytesSource, windowSize } from "../../src/formats/containers/byte-source";
import { boxesIn, isPaddingAt, topBoxes } from "../../src/formats/containers/isobmff";
import { bytesBE, joinBytes, latin1Bytes } from "../../src/formats/containers/numbers";

const signal = new AbortController().signal;
const box = (type: string, size: number, claimed = size) =>
	joinBytes([bytesBE(claimed, 4), latin1Bytes(type), new Uint8Array(size - 8)]);
const types = (boxes: readonly { type: string }[]) => boxes.map(({ type }) => type);

test("sizes of 32 and 64 bits, and 0 for the rest", async () => {
	const large = joinBytes([bytesBE(1, 4), latin1Bytes("mdat"), bytesBE(20, 8), new Uint8Array(4)]);
	const file = joinBytes([box("ftyp", 16), large, box("free", 12, 0)]);
	const { boxes, rest } = await topBoxes(bytesSource(file), signal);
	expect(boxes).toEqual([
		{ type: "ftyp", start: 0, body: 8, end: 16 },
		{ type: "mdat", start: 16, body: 32, end: 36 },
		{ type: "free", start: 36, body: 44, end: 48 },
	]);
	expect(rest).toBe(48);
});

test("a last box that broke off ends with the file; in memory it is none", async () => {
	const file = joinBytes([box("ftyp", 16), box("mdat", 16, 5000)]);
	expect(types((await topBoxes(bytesSource(file), signal)).boxes)).toEqual(["ftyp", "mdat"]);
	expect(boxesIn(file)).toEqual({ boxes: [{ type: "ftyp", start: 0, body: 8, end: 16 }], rest: 16 });
});

test("what cannot be a box is left over", async () => {
	const file = joinBytes([box("ftyp", 16), bytesBE(4, 4), latin1Bytes("junk"), new Uint8Array(20)]);
	expect((await topBoxes(bytesSource(file), signal)).rest).toBe(16);
	await expect(topBoxes(bytesSource(new Uint8Array(20)), signal)).resolves.toMatchObject({ rest: 20 });
	await expect(topBoxes(bytesSource(bytesBE(3, 20)), signal)).resolves.toMatchObject({ rest: 20 });
	await expect(topBoxes(bytesSource(new Uint8Array(4)), signal)).rejects.toMatchObject({ reason: "damaged" });
});

test("a source far larger than memory is walked by its headers", async () => {
	const size = 2 ** 42;
	const head = joinBytes([box("ftyp", 16), bytesBE(1, 4), latin1Bytes("mdat"), bytesBE(size - 16, 8)]);
	let bytesRead = 0;
	const source = {
		size,
		async read(start: number, end: number) {
			bytesRead += end - start;
			const bytes = new Uint8Array(end - start);
			bytes.set(head.subarray(start, end));
			return bytes;
		},
	};
	const { boxes, rest } = await topBoxes(source, signal);
	expect(boxes.at(-1)).toEqual({ type: "mdat", start: 16, body: 32, end: size });
	expect(rest).toBe(size);
	expect(bytesRead).toBeLessThanOrEqual(windowSize);
});

test("padding is one value throughout", async () => {
	const bytes = new Uint8Array(200_000);
	expect(await isPaddingAt(bytesSource(bytes), 0, bytes.length, signal)).toBe(true);
	bytes[150_000] = 1;
	expect(await isPaddingAt(bytesSource(bytes), 0, bytes.length, signal)).toBe(false);
});
