// Films and songs of every format: they say what they give away, come out clean, and play as before, packet by packet.
import { describe, expect, test } from "vitest";
import type { FormatFixtures } from "../fixtures/formats";
import { media } from "../fixtures/media";
import { have } from "../tools";
import { findingsOf, inspectBytes, stripBytes, stripped } from "./checks";
import { packetsOf, privateMediaTags } from "./media-checks";

describe.each(Object.entries<FormatFixtures>(media))("%s", (format, { dirty, clean, invalid }) => {
	test.each(Object.entries(dirty))("%s says what it gives away", async (_, { bytes, kinds }) => {
		const found = (await findingsOf(bytes)).map(({ kind }) => kind);
		expect(found).toEqual(expect.arrayContaining([...kinds]));
	});

	test.each(Object.entries(dirty))(
		"%s comes out clean, and stripping it again changes nothing",
		async (_, { bytes }) => {
			const once = await stripped(bytes);
			const stays = (await findingsOf(once)).filter((finding) => !finding.stays);
			expect(stays).toEqual([]);
			expect(await inspectBytes(once)).toMatchObject({ format });
			expect(await stripped(once)).toEqual(once);
		},
	);

	test.each(Object.entries(clean))("%s passes untouched", async (_, bytes) => {
		expect((await findingsOf(bytes)).filter((finding) => !finding.stays)).toEqual([]);
		expect((await stripBytes(bytes)).status).toBe("clean");
	});

	test.each(Object.entries(invalid))("%s is refused, not called clean", async (_, bytes) => {
		expect((await stripBytes(bytes)).status).toBe("failed");
	});

	test.skipIf(!have("perl"))("ExifTool finds nothing private in what comes out", async () => {
		const tags = privateMediaTags(await allStripped(dirty));
		expect(tags).toEqual(Object.fromEntries(Object.keys(tags).map((name) => [name, []])));
	});

	test.skipIf(!have("ffmpeg"))("every packet of picture and sound stays the same", async () => {
		const before = Object.fromEntries(Object.entries(dirty).map(([name, { bytes }]) => [name, bytes]));
		// To ffmpeg the last packet of a FLAC file lasts to its end, tags and all.
		const decoded = format === "flac";
		const packets = packetsOf(before, { decoded });
		expect(packets.length).toBeGreaterThanOrEqual(Object.keys(before).length);
		expect(packetsOf(await allStripped(dirty), { decoded })).toEqual(packets);
	});
});

async function allStripped(dirty: FormatFixtures["dirty"]): Promise<Record<string, Uint8Array<ArrayBuffer>>> {
	const files: Record<string, Uint8Array<ArrayBuffer>> = {};
	for (const [name, { bytes }] of Object.entries(dirty)) files[name] = await stripped(bytes);
	return files;
}
