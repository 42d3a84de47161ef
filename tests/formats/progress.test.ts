// How far along a file is: it only ever goes forward, reaches the end, and a stop is heard at the next read.
import { describe, expect, test } from "vitest";
import { keepNothing } from "../../src/core/keep";
import { open } from "../../src/formats";
import { type ByteSource, bytesSource } from "../../src/formats/containers/byte-source";
import { dirtyDocx } from "../fixtures/office";
import { dirtyArchive } from "../fixtures/open-document";
import { dirtyPdf } from "../fixtures/pdf";
import { gpsPhoto } from "../fixtures/photo";

type Bytes = Uint8Array<ArrayBuffer>;

const files: readonly [what: string, file: Bytes][] = [
	["a document", dirtyDocx()],
	["a PDF", dirtyPdf()],
	["an archive", dirtyArchive(dirtyDocx())],
	["a photo", gpsPhoto()],
];

describe.each(files)("%s", (_, file) => {
	test("goes forward to the end", async () => {
		const shares: number[] = [];
		const { strip } = await open(bytesSource(file), new AbortController().signal, (share) => shares.push(share));
		expect(shares.length).toBeGreaterThan(0);
		expect(Math.max(...shares)).toBeLessThanOrEqual(0.5);
		expect(await strip(keepNothing)).toMatchObject({ status: "stripped" });
		expect(shares).toEqual([...shares].sort((a, b) => a - b));
		expect(shares.at(-1)).toBeGreaterThan(0.9);
		expect(shares.at(-1)).toBeLessThanOrEqual(1);
	});

	test.each(["reading", "proving"])("reads no further once it is told to stop while %s", async (phase) => {
		const stop = new AbortController();
		const { source, reads } = counted(file);
		let readsAtStop = Number.POSITIVE_INFINITY;
		const { inspection, strip } = await open(source, stop.signal, (share) => {
			if (share < (phase === "reading" ? 0 : 0.5) || stop.signal.aborted) return;
			stop.abort();
			readsAtStop = reads() + 1; // the one that told it is under way
		});
		const stripping = await strip(keepNothing);
		expect([inspection, stripping]).toContainEqual(expect.objectContaining({ status: "failed", reason: "stopped" }));
		expect(reads()).toBeLessThanOrEqual(readsAtStop);
	});
});

function counted(file: Bytes): { source: ByteSource; reads: () => number } {
	const inner = bytesSource(file);
	let count = 0;
	return {
		source: {
			size: inner.size,
			read(start, end) {
				count++;
				return inner.read(start, end);
			},
		},
		reads: () => count,
	};
}
