// FLAC's blocks where decoders of films are told what the sound is: nothing in them says more than that.
import { describe, expect, test } from "vitest";
import { flacBlock, flacFrames, flacPicture, streamInfo, vorbisComment } from "../fixtures/audio";
import { bytes, u16, u32 } from "../fixtures/bytes";
import { element, movieOf, thirdTrack } from "../fixtures/matroska";
import { box, film } from "../fixtures/mp4";
import { gpsPhoto } from "../fixtures/photo";
import { have, output } from "../tools";
import { findingsOf, stripBytes, stripped, withFiles } from "./checks";

type Bytes = Uint8Array<ArrayBuffer>;

const matroskaOf = (...blocks: readonly Uint8Array[]): Bytes =>
	movieOf({
		track: thirdTrack(
			2,
			"A_FLAC",
			element(0x88, [0]),
			element(0x63a2, "fLaC", ...blocks),
			element(0xe1, element(0xb5, [0x45, 0xfa, 0, 0]), element(0x9f, [1])),
		),
		after: [element(0x1f43b675, element(0xe7, [0]), element(0xa3, [0x83, 0, 0, 0x80], flacFrames))],
	});
const soundEntry = (...boxes: readonly Uint8Array[]) =>
	bytes(new Uint8Array(8), u16(1), u16(16), u32(0), u32(8000 * 65_536), ...boxes);
const filmOf = (...blocks: readonly Uint8Array[]): Bytes =>
	film({
		tracks: [
			{ handler: "soun", coding: "fLaC", samples: [flacFrames], entry: soundEntry(box("dfLa", u32(0), ...blocks)) },
		],
	});
const described = flacBlock(0, streamInfo);
const seekTable = flacBlock(3, new Uint8Array(18).fill(255, 0, 8));
const end = flacBlock(1, new Uint8Array(8), true);

describe.each<[string, (...blocks: readonly Uint8Array[]) => Bytes]>([
	["Matroska", matroskaOf],
	["MP4", filmOf],
])("in %s", (_, fileOf) => {
	test.each<[string, readonly Uint8Array[], object]>([
		["a comment", [flacBlock(4, vorbisComment("", "ARTIST=Alice Example"))], { kind: "person", tag: "Artist" }],
		[
			"a second comment",
			[flacBlock(4, vorbisComment("")), flacBlock(4, vorbisComment("", "ARTIST=Alice Example"))],
			{ kind: "person", tag: "Artist" },
		],
		["a picture", [flacBlock(6, flacPicture(gpsPhoto()))], { kind: "location", tag: "GPSPosition" }],
		["what a WAV held", [flacBlock(2, bytes("riff", "Alice Example"))], { kind: "unknown", tag: "Application riff" }],
		["padding that is none", [flacBlock(1, bytes("Alice Example"))], { kind: "unknown", tag: "Padding" }],
		["a table of nothing", [flacBlock(3, bytes("Alice Example"))], { kind: "unknown", tag: "Block 3" }],
		["a catalogue", [flacBlock(5, bytes("Alice Example", new Uint8Array(400)))], { kind: "tracking", tag: "CueSheet" }],
		["words behind the last", [end, bytes("Alice Example")], { kind: "unknown", tag: "trailer" }],
		["a block that is cut off", [bytes([2, 0, 1, 0], "Alice Example")], { kind: "unknown", tag: "trailer" }],
	])("%s is told, and goes", async (_, blocks, told) => {
		const file = fileOf(described, seekTable, ...blocks, ...(blocks.includes(end) ? [] : [end]));
		const findings = await findingsOf(file);
		expect(findings).toContainEqual(expect.objectContaining(told));
		expect(findings.some(({ choice, stays }) => choice || stays)).toBe(false);
		const once = await stripped(file);
		expect(once.length).toBe(file.length);
		expect(/Alice|GPS|Canon/.test(Buffer.from(once).toString("latin1"))).toBe(false);
		expect(Buffer.from(once).includes(Buffer.from(bytes(described, seekTable)))).toBe(true);
		expect(await findingsOf(once)).toEqual([]);
	});

	test("how channels stand stays, and the comment is one", async () => {
		const mask = "WAVEFORMATEXTENSIBLE_CHANNEL_MASK=0x0004";
		const file = fileOf(described, flacBlock(4, vorbisComment("Lavf", mask, "ARTIST=Alice")), end);
		const once = Buffer.from(await stripped(file));
		expect(once.includes(mask) && once.includes(Buffer.from([4, 0, 0]))).toBe(true);
		expect(once.includes("Alice")).toBe(false);
	});

	test("blocks that say nothing stay to the byte", async () => {
		expect((await stripBytes(fileOf(described, flacBlock(4, vorbisComment("")), seekTable, end))).status).toBe("clean");
	});

	test.skipIf(!have("ffmpeg"))("the sound is the same", async () => {
		const file = fileOf(
			described,
			flacBlock(4, vorbisComment("", "ARTIST=Alice")),
			flacBlock(2, bytes("riff", "Alice")),
			end,
		);
		const [before, after] = [file, await stripped(file)].map((bytes) =>
			withFiles(
				{ "a.bin": bytes },
				([path = ""]) => `${output("ffmpeg", "-v", "error", "-i", path, "-map", "0:a:1", "-f", "md5", "-")}`,
			),
		);
		expect(after).toBe(before);
	});
});
