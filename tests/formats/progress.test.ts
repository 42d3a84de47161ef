// How far along a file is: it only ever goes forward, reaches the end, and a stop is heard at the next read.
import { describe, expect, test } from "vitest";
import { keepNothing } from "../../src/core/keep";
import { open } from "../../src/formats";
import { type ByteSource, bytesSource } from "../../src/formats/containers/byte-source";
import { longWorkbook } from "../fixtures/long-workbook";
import { dirtyDocx } from "../fixtures/office";
import { dirtyArchive } from "../fixtures/open-document";
import { dirtyPdf } from "../fixtures/pdf";
import { gpsPhoto } from "../fixtures/photo";
import { zipOf } from "../fixtures/zip";

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
		let readsAtStop = -1;
		const { inspection, strip } = await open(source, stop.signal, (share) => {
			if (share < (phase === "reading" ? 0 : 0.5) || stop.signal.aborted) return;
			stop.abort();
			// The one that told it is under way, and may take several pieces of the original.
			queueMicrotask(() => {
				readsAtStop = reads();
			});
		});
		const stripping = await strip(keepNothing);
		expect([inspection, stripping]).toContainEqual(expect.objectContaining({ status: "failed", reason: "stopped" }));
		expect(reads()).toBeLessThanOrEqual(readsAtStop);
	});
});

test("a workbook that is packed to a hundredth is as far along as its sheets are", async () => {
	const { steps, end } = await stepsOf(longWorkbook(6_000_000));
	// Each of its ten sheets is a tenth of reading, and of proving.
	expect(Math.max(...steps)).toBeLessThan(0.12);
	expect(steps.filter((step) => step > 0.03).length).toBeGreaterThanOrEqual(16);
	expect(end).toBeGreaterThan(0.9);
});

test("while an archive is put together each file that is done is told", async () => {
	const photos = Array.from({ length: 8 }, (_, index) => ({ name: `${index}.jpg`, data: gpsPhoto() }));
	const shares: number[] = [];
	const archive = zipOf(photos);
	const { strip } = await open(bytesSource(archive), new AbortController().signal, (share) => shares.push(share));
	await strip(keepNothing);
	expect(shares.filter((share) => share > 0.45 && share < 0.55).length).toBeGreaterThanOrEqual(7);
});

/** How much further each word of it was. */
async function stepsOf(file: Bytes): Promise<{ steps: number[]; end: number }> {
	const shares = [0];
	const { strip } = await open(bytesSource(file), new AbortController().signal, (share) => shares.push(share));
	expect(await strip(keepNothing)).toMatchObject({ status: "stripped" });
	return { steps: shares.slice(1).map((share, index) => share - (shares[index] ?? 0)), end: shares.at(-1) ?? 0 };
}

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
