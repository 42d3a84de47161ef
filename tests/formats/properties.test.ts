// Whatever bytes come: an answer in bounded reads, and never a clean bill for a file that still says something.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keepNothing } from "../../src/core/keep";
import { strip } from "../../src/formats";
import { type ByteSource, bytesSource } from "../../src/formats/containers/byte-source";
import { documents } from "../fixtures/documents";
import type { FormatFixtures } from "../fixtures/formats";
import { images } from "../fixtures/images";
import { media } from "../fixtures/media";
import { readOnlyPictures } from "../fixtures/read-only";
import { have } from "../tools";
import { findingsOf, inEnglishWords, inspectBytes, privateTags, stripped } from "./checks";

type Bytes = Uint8Array<ArrayBuffer>;

/** Cases per format: 500 in every run, any number by `LAST_LOOK_FUZZ=10000`. */
const cases = Number(process.env["LAST_LOOK_FUZZ"] ?? 500);

/** The same cases in every run of the tests, so that what fails fails for everybody; new ones where one goes looking. */
const seed = process.env["LAST_LOOK_FUZZ"] === undefined ? { seed: 20_261_122 } : {};

const filesOf = ({ dirty, clean }: FormatFixtures): Bytes[] => [
	...Object.values(dirty).map(({ bytes }) => bytes),
	...Object.values(clean),
];

const originals: [string, Bytes[]][] = [
	...Object.entries<FormatFixtures>({ ...images, ...media }).map(([format, fixtures]): [string, Bytes[]] => [
		format,
		filesOf(fixtures),
	]),
	...Object.entries(documents),
	["pictures that are read only", Object.values(readOnlyPictures).map(({ bytes }) => bytes)],
];

describe.each(originals)("%s", (format, files) => {
	test(
		"damaged in any way, it ends as failed, unsupported or truly clean",
		async () => {
			const read: Record<string, Bytes> = {};
			await fc.assert(
				fc.asyncProperty(damaged(files), async (file) => {
					const { source, largestRead } = counting(file);
					const stripping = await strip(source, keepNothing, AbortSignal.timeout(20_000));
					expect(largestRead()).toBeLessThanOrEqual(file.length);
					expect(stripping).not.toMatchObject({ reason: "internal" });
					expect(stripping).not.toMatchObject({ reason: "stopped" });
					if (stripping.status === "clean" && format in images) read[nameOf(read)] ??= file;
					if (stripping.status !== "stripped") return;
					const once = await stripped(file);
					if (stripping.kept.length === 0 && format in images) read[nameOf(read)] ??= once;
					expect(once.length).toBeGreaterThan(0);
					expect(await findingsOf(once)).toEqual(inEnglishWords(stripping.kept));
					expect(await inspectBytes(await stripped(once))).toEqual(await inspectBytes(once));
				}),
				{ numRuns: cases, endOnFailure: true, ...seed },
			);
			if (format in images && have("perl"))
				expect(Object.entries(privateTags(read)).filter(([, tags]) => tags.length > 0)).toEqual([]);
		},
		cases * 1000,
	);
});

/** Of what is called clean so many files are read by ExifTool as well: all at once, since it takes long to start. */
const readByOthers = 60;

function nameOf(read: Readonly<Record<string, Bytes>>): string {
	return `${Math.min(Object.keys(read).length, readByOthers - 1)}.bin`;
}

/** A file with bytes changed, taken out, put in or cut off at the end. */
function damaged(files: readonly Bytes[]): fc.Arbitrary<Bytes> {
	const change = fc.record({
		at: fc.double({ min: 0, max: 1, noNaN: true }),
		kind: fc.constantFrom("flip", "remove", "insert", "truncate", "repeat"),
		bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
	});
	return fc
		.tuple(fc.constantFrom(...files), fc.array(change, { minLength: 1, maxLength: 4 }))
		.map(([file, changes]) => changes.reduce<Bytes>(changed, file));
}

type Change = { at: number; kind: string; bytes: Uint8Array };

function changed(whole: Bytes, { at, kind, bytes }: Change): Bytes {
	const start = Math.floor(at * whole.length);
	const [before, after] = [whole.subarray(0, start), whole.subarray(start)];
	switch (kind) {
		case "flip":
			return concat(before, bytes, after.subarray(bytes.length));
		case "remove":
			return concat(before, after.subarray(bytes.length * 16));
		case "insert":
			return concat(before, bytes, after);
		case "repeat":
			return concat(whole, after);
		default:
			return concat(before);
	}
}

function concat(...parts: readonly Uint8Array[]): Bytes {
	return new Uint8Array(Buffer.concat(parts));
}

function counting(file: Bytes): { source: ByteSource; largestRead: () => number } {
	const inner = bytesSource(file);
	let largest = 0;
	return {
		source: {
			size: inner.size,
			read(start, end) {
				largest = Math.max(largest, end - start);
				return inner.read(start, end);
			},
		},
		largestRead: () => largest,
	};
}
