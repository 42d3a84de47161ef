// Every image format alike: reads, strips to the same pixels, strips twice as once, and refuses what is damaged.
import { describe, expect, test } from "vitest";
import type { FormatFixtures } from "../fixtures/formats";
import { images } from "../fixtures/images";
import { have } from "../tools";
import { type Decoder, findingsOf, inspectBytes, pixelsOf, privateTags, stripBytes, stripped } from "./checks";

type Files = Record<string, Uint8Array<ArrayBuffer>>;

describe.each<[string, FormatFixtures]>(Object.entries(images))(
	"%s",
	(format, { extension, decoder: named, dirty, clean, invalid }) => {
		const decoder: Decoder = named ?? "identify";

		test.each(Object.entries(dirty))("%s says what it gives away", async (_, { bytes, kinds }) => {
			const found = (await findingsOf(bytes)).map(({ kind }) => kind);
			expect(found).toEqual(expect.arrayContaining([...kinds]));
		});

		test.each(Object.entries(dirty))("%s strips to a clean file, and twice is as once", async (_, { bytes }) => {
			const once = await stripped(bytes);
			expect(await inspectBytes(once)).toEqual({ status: "clean", format });
			expect(await stripped(once)).toEqual(once);
		});

		test.skipIf(!have(decoder))("decoded pixels stay the same, all frames of them", async () => {
			const before: Files = {};
			const after: Files = {};
			for (const [name, { bytes, undecodable }] of Object.entries(dirty)) {
				if (undecodable) continue;
				before[`${name}.${extension}`] = bytes;
				after[`${name}.${extension}`] = await stripped(bytes);
			}
			const pixels = pixelsOf(before, decoder);
			expect(Object.keys(pixels).length).toBe(Object.keys(before).length);
			expect(pixelsOf(after, decoder)).toEqual(pixels);
		});

		test.skipIf(!have("perl"))("ExifTool finds nothing private in what was stripped", async () => {
			const files: Files = {};
			for (const [name, { bytes }] of Object.entries(dirty)) files[`${name}.${extension}`] = await stripped(bytes);
			expect(Object.entries(privateTags(files)).filter(([, tags]) => tags.length > 0)).toEqual([]);
		});

		test.each(Object.entries(clean))("%s passes untouched", async (_, bytes) => {
			expect(await inspectBytes(bytes)).toEqual({ status: "clean", format });
			expect(await stripBytes(bytes)).toEqual({ status: "clean", format });
		});

		test.each(Object.entries(invalid))("%s is refused", async (_, bytes) => {
			expect(await inspectBytes(bytes)).toMatchObject({ status: "failed", reason: "damaged" });
			expect(await stripBytes(bytes)).toMatchObject({ status: "failed", reason: "damaged" });
		});
	},
);
