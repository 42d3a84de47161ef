// A first answer while the rest is read: what the head of a photo says, out of one read of it.
import { expect, test } from "vitest";
import type { Finding } from "../../src/core/finding";
import { open } from "../../src/formats";
import { windowedSource } from "../../src/formats/containers/byte-source";
import { bytes } from "../fixtures/bytes";
import { gpsPhoto } from "../fixtures/photo";

const { signal } = new AbortController();

/** Of a scan's data, so that the photo does not end in the first window. */
const scan = new Uint8Array(9 * 1024 * 1024);

test("place and camera are told after one read of 64 KB, and stand in the last one", async () => {
	const small = gpsPhoto();
	const photo = bytes(small.subarray(0, -2), scan, small.subarray(-2));
	const reads: number[] = [];
	const source = windowedSource(photo.length, async (start, end) => {
		reads.push(end - start);
		return photo.slice(start, end);
	});
	const told: { findings: readonly Finding[]; reads: number[] }[] = [];
	const { inspection } = await open(
		source,
		signal,
		() => {},
		(findings) => told.push({ findings, reads: [...reads] }),
	);
	const [first, second] = told;
	expect(second).toBeUndefined();
	expect(first?.reads).toEqual([64 * 1024]);
	expect(reads.length).toBeGreaterThan(1);
	expect(first?.findings.map(({ tag }) => tag)).toEqual(expect.arrayContaining(["GPSPosition", "Make", "Model"]));
	const place = first?.findings.filter(({ kind }) => kind === "location");
	expect(inspection.status === "found" && inspection.findings).toEqual(expect.arrayContaining(place ?? []));
});
