import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { keepNothing } from "../../src/core/keep";
import { read } from "../../src/formats";
import type { ByteSource } from "../../src/formats/containers/byte-source";
import { walkReader } from "../../src/formats/containers/walk-reader";
import { bytes, u32 } from "../fixtures/bytes";
import { element, movieOf } from "../fixtures/matroska";
import { box, film, item, itemList } from "../fixtures/mp4";

const { signal } = new AbortController();
const megabyte = 1024 * 1024;

const noise = randomBytes(24 * megabyte);

/** Bytes at random, and what is read of them. */
function counted(size: number) {
	const reads: [number, number][] = [];
	const source: ByteSource = {
		size,
		async read(start, end) {
			if (start < 0 || end > size || end < start) throw new RangeError(`${start}–${end} of ${size}`);
			reads.push([start, end]);
			return bytes(noise.subarray(start, end));
		},
	};
	return { source, reads, total: () => reads.reduce((sum, [start, end]) => sum + end - start, 0) };
}

test("whatever a walk asks for, forwards or back, it gets the bytes that stand there", async () => {
	const { source } = counted(9 * megabyte);
	const { read: walk, held } = walkReader(source);
	let at = 0;
	for (const [index, step] of [10, 3000, 65_530, 8, 70_000, 1_000_000, 4, 3_000_000, 900, 70_000, 900].entries()) {
		for (let turn = 0; turn < 12; turn++) {
			at = (at + step) % (source.size - 300);
			const end = at + 16 + index * 20;
			const found = held(at, end) ?? (await walk(at, end));
			expect(Buffer.from(found).equals(noise.subarray(at, end))).toBe(true);
		}
	}
});

test("headers close together are read once in few reads, those far apart each by itself", async () => {
	const close = counted(24 * megabyte);
	const dense = walkReader(close.source);
	for (let at = 0; at + 28 < close.source.size; at += 20_000) await dense.read(at, at + 28);
	expect(close.reads.length).toBeLessThan(12);
	expect(close.total()).toBeLessThan(1.01 * close.source.size);

	const apart = counted(24 * megabyte);
	const sparse = walkReader(apart.source);
	for (let at = 0; at + 28 < apart.source.size; at += 2 * megabyte) await sparse.read(at, at + 28);
	expect(apart.reads.length).toBe(12);
	expect(apart.total()).toBeLessThan(megabyte);
});

test("a window that cannot be read fails the walk that asks for it, and no other", async () => {
	const { source } = counted(8 * megabyte);
	const broken = {
		size: source.size,
		read: async (start: number, end: number) => {
			if (end > 5 * megabyte) throw new Error("gone");
			return source.read(start, end);
		},
	};
	const { read: walk } = walkReader(broken);
	for (let at = 0; at < 900_000; at += 20_000) await walk(at, at + 28);
	await expect(walk(6 * megabyte, 6 * megabyte + 28)).rejects.toThrow("gone");
});

/** What a film costs to be read. */
async function costOf(file: Uint8Array<ArrayBuffer>) {
	const reads: number[] = [];
	const source: ByteSource = {
		size: file.length,
		async read(start, end) {
			reads.push(end - start);
			return file.subarray(start, end);
		},
	};
	const reading = await read(source, signal);
	if ("status" in reading) throw new Error(reading.reason);
	const pieces = (await reading.strip?.(keepNothing)) ?? [];
	return { reads, total: reads.reduce((sum, size) => sum + size, 0), findings: reading.findings, pieces };
}

test("a film of many fragments is read once", async () => {
	const defaults = box("mvex", box("trex", u32(0), u32(1), u32(1), u32(1000), u32(0), u32(0)));
	const head = (offset: number) =>
		box(
			"moof",
			box("mfhd", u32(0), u32(1)),
			box("traf", box("tfhd", [0, 2, 0, 0], u32(1)), box("trun", [0, 0, 2, 1], u32(1), u32(offset), u32(20_000))),
		);
	const piece = bytes(head(head(0).length + 8), box("mdat", new Uint8Array(20_000)));
	const file = bytes(
		film({ movie: [itemList(item("©nam", "Home")), defaults] }),
		...Array.from({ length: 500 }, () => piece),
	);
	const { reads, total, findings } = await costOf(file);
	expect(findings.map(({ value }) => value)).toEqual(["Home"]);
	expect(total).toBeLessThan(1.05 * file.length);
	expect(reads.length).toBeLessThan(20);
});

test.each(["told", "not told"])("a film of many clusters, whose sizes are %s, is read once", async (sizes) => {
	const block = element(0xa3, [0x81, 0, 0, 0], new Uint8Array(20_000));
	const blocks = bytes(element(0xe7, [0]), ...Array<Uint8Array>(10).fill(block));
	const live = bytes([0x1f, 0x43, 0xb6, 0x75, 0x01, 255, 255, 255, 255, 255, 255, 255], blocks);
	const cluster = sizes === "told" ? element(0x1f43b675, blocks) : live;
	const file = movieOf({ info: [element(0x7ba9, "Home")], after: [...Array<Uint8Array>(50).fill(cluster)] });
	const { reads, total, findings } = await costOf(file);
	expect(findings.map(({ value }) => value)).toContain("Home");
	expect(total).toBeLessThan(1.05 * file.length);
	expect(reads.length).toBeLessThan(20);
});

test("a track that is described behind its clusters is known by then", async () => {
	const cluster = element(0x1f43b675, element(0xe7, [0]), element(0xa3, [0x89, 0, 0, 0], "Alice Example was here"));
	const buttons = element(
		0xae,
		element(0xd7, [9]),
		element(0x73c5, [9]),
		element(0x83, [0x12]),
		element(0x86, "B_VOBBTN"),
	);
	const { findings, pieces } = await costOf(movieOf({ after: [cluster, element(0x1654ae6b, buttons)] }));
	expect(findings.map(({ tag }) => tag)).toEqual(["B_VOBBTN"]);
	expect(pieces.length).toBeGreaterThan(1);
});
