// What stands in Matroska's blocks is told as well where a muxer packed them.
import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { bytes, u32 } from "../fixtures/bytes";
import { element, movieOf, spoken, thirdTrack } from "../fixtures/matroska";
import { gpsPhoto } from "../fixtures/photo";
import { findingsOf, stripBytes, stripped } from "./checks";

type Bytes = Uint8Array<ArrayBuffer>;

const zlib = 0;
const bzlib = 1;
const headless = 3;
const packing = (algorithm: number, ...settings: readonly Uint8Array[]) =>
	element(0x6d80, element(0x6240, element(0x5034, element(0x4254, [algorithm]), ...settings)));
const encryption = element(0x6d80, element(0x6240, element(0x5033, [1]), element(0x5035, element(0x47e1, [5]))));
const packed = (...lines: readonly string[]) => lines.map((line) => deflateSync(line).toString("latin1"));
const flown = ["GPS(2.2945,48.8584,19) ISO:100", "GPS(2.2946,48.8585,19) ISO:100", "GPS(2.2947,48.8586,19)"];
/** Packed as nobody here can undo it. */
const opaque = [1, 2, 3].map((first) => Buffer.from([first, 200, 7, 255, 0, 130]).toString("latin1"));
const linesOf = (encodings: Uint8Array, ...lines: readonly string[]) =>
	movieOf({ track: thirdTrack(0x11, "S_TEXT/UTF8", encodings), after: [spoken(...lines)] });
const pictured = (codec: string, encodings: Uint8Array, sample: Uint8Array) =>
	movieOf({
		track: thirdTrack(1, codec, encodings),
		after: [element(0x1f43b675, element(0xe7, [1]), element(0xa3, [0x83, 0, 0, 0], sample))],
	});
/** A message of an encoder's, with the length before it. */
const settings = "x264 - core 164 r3095 - H.264/MPEG-4 AVC codec - options: crf=23";
const message = bytes(
	[6, 5, settings.length + 16],
	Buffer.from("dc45e9bde6d948b7962cd820d923eeef", "hex"),
	settings,
	[0x80],
);
const sample = bytes(u32(message.length), message, u32(3), [0x65, 1, 2]);

describe("a drone's subtitles", () => {
	test.each<[string, Bytes]>([
		["deflated", linesOf(packing(zlib), ...packed(...flown))],
		[
			"without their common beginning",
			linesOf(packing(headless, element(0x4255, "GPS(")), ...flown.map((line) => line.slice(4))),
		],
	])("%s are told, and go", async (_, file) => {
		expect(await findingsOf(file)).toContainEqual(
			expect.objectContaining({
				kind: "location",
				tag: "GPSCoordinates",
				picture: expect.objectContaining({ type: "place" }),
			}),
		);
		const once = await stripped(file);
		expect(Buffer.from(once).includes("S_TEXT/UTF8")).toBe(false);
		expect(await findingsOf(once)).toEqual([]);
	});

	test("that nobody can look into stay, and it is said", async () => {
		const told = { kind: "unknown", severity: "medium", tag: "ContentEncoding", stays: true };
		expect(await findingsOf(linesOf(packing(bzlib), ...opaque))).toMatchObject([
			{ ...told, value: "S_TEXT/UTF8 cannot be checked" },
		]);
		expect(await findingsOf(linesOf(encryption, ...opaque))).toMatchObject([
			{ ...told, value: "S_TEXT/UTF8 is encrypted" },
		]);
		const twice = element(0x6d80, ...[0, 1].map((order) => element(0x6240, element(0x5031, [order]), element(0x5034))));
		expect(await findingsOf(linesOf(twice, ...opaque))).toMatchObject([told]);
	});
});

test("people's own lines stay, deflated", async () => {
	const file = linesOf(packing(zlib), ...packed("Good morning.", "How are you?"));
	expect(await findingsOf(file)).toEqual([]);
	expect((await stripBytes(file)).status).toBe("clean");
});

describe("pictures", () => {
	test.each<[string, Bytes, object]>([
		[
			"JPEG, deflated",
			pictured("V_MJPEG", packing(zlib), deflateSync(gpsPhoto())),
			{ kind: "location", tag: "GPSPosition" },
		],
		[
			"JPEG without its first bytes",
			pictured("V_MJPEG", packing(headless, element(0x4255, gpsPhoto().subarray(0, 4))), gpsPhoto().subarray(4)),
			{ kind: "location", tag: "GPSPosition" },
		],
		[
			"H.264, deflated",
			pictured("V_MPEG4/ISO/AVC", packing(zlib), deflateSync(sample)),
			{ kind: "software", tag: "Encoder", value: settings },
		],
		[
			"sound, deflated",
			movieOf({
				track: thirdTrack(2, "A_MPEG/L3", packing(zlib)),
				after: [element(0x1f43b675, element(0xe7, [1]), element(0xa3, [0x83, 0, 0, 0], deflateSync("LAME3.100UUUU")))],
			}),
			{ kind: "software", tag: "Encoder", value: "LAME3.100" },
		],
	])("%s: what they say is told, and stays", async (_, file, told) => {
		expect(await findingsOf(file)).toContainEqual(expect.objectContaining({ ...told, stays: true }));
	});
});

describe("the settings of a packing", () => {
	test("go where it has none", async () => {
		const file = linesOf(packing(zlib, element(0x4255, "Alice was here")), ...packed("Good morning."));
		expect(await findingsOf(file)).toMatchObject([{ kind: "unknown" }]);
		expect(Buffer.from(await stripped(file)).includes("Alice")).toBe(false);
	});

	test("are told where they are words, and stay", async () => {
		const file = linesOf(packing(headless, element(0x4255, "Alice was here")), " and here.");
		expect(await findingsOf(file)).toMatchObject([{ kind: "unknown", tag: "ContentEncoding", stays: true }]);
	});
});
