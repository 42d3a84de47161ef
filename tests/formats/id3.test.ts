// ID3's way to write what could be taken for sound, and back.
import { expect, test } from "vitest";
import { bytesSource } from "../../src/formats/containers/byte-source";
import { readId3, writeId3 } from "../../src/formats/containers/id3";
import { frame } from "../fixtures/audio";
import { bytes } from "../fixtures/bytes";
import { gpsPhoto } from "../fixtures/photo";

const tricky = [
	[0xff],
	[0xff, 0],
	[0xff, 0, 0],
	[0xff, 0xff, 0xe0],
	[0xff, 0xdf, 0xff, 0xe0, 0],
	[0, 0xff, 0x7f, 0xff, 0xff],
	[...gpsPhoto(), 0xff],
	[...gpsPhoto(), 0xff, 0],
];

test.each(tricky.map((content) => [content.slice(0, 8), frame(3, "PRIV", "owner", 0, content)] as const))(
	"%j goes into an unsynchronised tag and comes out of it as it was",
	async (_, whole) => {
		const tag = writeId3(3, [whole], true);
		const written = Buffer.from(tag.subarray(10)).toString("latin1");
		expect(written).toBe(
			Buffer.from(whole)
				.toString("latin1")
				.replace(/\xff(?=[\0\xe0-\xff]|$)/g, "\xff\0"),
		);
		const { frames, rest, scrambled } = await readId3(bytesSource(bytes(tag)), 0, tag.length);
		expect(frames.map(({ raw }) => Buffer.from(raw).equals(Buffer.from(whole)))).toEqual([true]);
		expect({ rest, scrambled }).toEqual({ rest: 0, scrambled: true });
	},
);
