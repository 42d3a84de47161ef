// How long a FLAC frame is, of frames that encoders seldom write.
import { expect, test } from "vitest";
import { flacFrameSize } from "../../src/formats/containers/flac-frame-end";

/** 16 samples of 16 bits, mono, under a header of 7 bytes. */
const header = [0xff, 0xf8, 0x60, 0x08, 0x00, 15, 0x00];
const behind = [1, 2, 3, 4, 5];

test("samples that are written plainly, each of three bits", () => {
	// a fixed predictor of order 0; one partition, whose parameter says that none is coded; three bits; 48 bits; their sum
	const plain = [0x10, 0b00000011, 0b11000110, 0, 0, 0, 0, 0, 0, 0, 0];
	expect(flacFrameSize(Uint8Array.from([...header, ...plain, ...behind]), header.length, 16)).toBe(18);
});

test("more partitions than samples: each has none", () => {
	// a fixed predictor of order 1; 32 partitions of no sample, the first of them of one less than none
	const none = [0x12, 0, 0, 0b00010111, 0b11000000, ...Array(40).fill(0)];
	expect(flacFrameSize(Uint8Array.from([...header, ...none]), header.length, 16)).toBeGreaterThan(header.length);
});
