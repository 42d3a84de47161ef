import { expect, test } from "vitest";
import { bytesSource } from "../../src/formats/containers/byte-source";
import { bytesBE, bytesLE, joinBytes, latin1Bytes } from "../../src/formats/containers/numbers";
import { readChunks } from "../../src/formats/containers/riff";

const signal = new AbortController().signal;

test("chunks of odd size are padded, the last may lack it", async () => {
	const file = joinBytes([
		latin1Bytes("abcd"),
		bytesLE(3, 4),
		new Uint8Array(4),
		latin1Bytes("efgh"),
		bytesLE(1, 4),
		new Uint8Array(1),
	]);
	expect(await readChunks(bytesSource(file), 0, file.length, signal)).toEqual([
		{ id: "abcd", start: 0, body: 8, end: 11, next: 12 },
		{ id: "efgh", start: 12, body: 20, end: 21, next: 21 },
	]);
});

test("big-endian sizes, and one that claims too much", async () => {
	const file = joinBytes([latin1Bytes("SSND"), bytesBE(0xffffffff, 4), new Uint8Array(6)]);
	expect(await readChunks(bytesSource(file), 0, file.length, signal, { bigEndian: true })).toEqual([
		{ id: "SSND", start: 0, body: 8, end: 14, next: 14 },
	]);
});
