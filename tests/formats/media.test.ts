// Films and songs of every format: they say what they give away, come out clean, and play as before, packet by packet.
import { describe, expect, test } from "vitest";
import { keepNothing } from "../../src/core/keep";
import { h264Clip, mp3Tone } from "../fixtures/clips";
import type { FormatFixtures } from "../fixtures/formats";
import { media } from "../fixtures/media";
import { box } from "../fixtures/mp4";
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

test("an exact place never stays; a phone's video keeps a coarse one for whoever wants it", async () => {
	const keep = { ...keepNothing, place: "10km" as const };
	const coarse = { kind: "location", severity: "medium", tag: "GPSCoordinates", value: "48.90000, 2.30000" };
	const video = media.mp4.dirty["dirty-phone.mp4"]?.bytes ?? new Uint8Array();
	expect(await findingsOf(await stripped(video, keep))).toMatchObject([coarse]);
	for (const file of [
		video,
		media.ogg.dirty["dirty-voice.ogg"]?.bytes,
		media.matroska.dirty["dirty-place.webm"]?.bytes,
	]) {
		const kept = Buffer.from(await stripped(file ?? new Uint8Array(), keep));
		expect(kept.length).toBeGreaterThan(0);
		expect(kept.includes("48.8584")).toBe(false);
	}
});

test("who keeps credits keeps artists, and covers without their own place", async () => {
	const keep = { ...keepNothing, credits: true };
	const songs = [
		media.mp3.dirty["dirty-id3v2.3.mp3"],
		media.flac.dirty["dirty-comment.flac"],
		media.ogg.dirty["dirty-voice.ogg"],
		media.wav.dirty["dirty-info.wav"],
		media.matroska.dirty["dirty-tags.mkv"],
	];
	for (const song of songs) {
		const kept = Buffer.from(await stripped(song?.bytes ?? new Uint8Array(), keep));
		expect(kept.includes("Alice Example")).toBe(true);
		expect(kept.includes("48.8584")).toBe(false);
		expect(kept.includes("PUB9988776655")).toBe(false);
	}
	for (const song of [
		media.mp3.dirty["dirty-cover.mp3"],
		media.flac.dirty["dirty-picture.flac"],
		media.ogg.dirty["dirty-cover.ogg"],
	]) {
		const kept = await stripped(song?.bytes ?? new Uint8Array(), keep);
		const kinds = (await findingsOf(kept)).map(({ kind }) => kind);
		expect(kinds).toContain("thumbnail");
		expect(kinds).not.toContain("location");
		expect(kinds).not.toContain("device");
	}
});

test.each([
	["MPEG-TS", Uint8Array.from({ length: 376 }, (_, index) => (index % 188 === 0 ? 0x47 : 0))],
	["WMA", new Uint8Array(Buffer.from("3026b2758e66cf11a6d900aa0062ce6c0000000000000000", "hex"))],
	["AMR", new Uint8Array(Buffer.from("#!AMR\n\x3c\x48\xf5\x1f"))],
])("%s is said to be unsupported", async (_, bytes) => {
	expect(await inspectBytes(bytes)).toEqual({ status: "unsupported", format: "unknown", reason: "unknown-format" });
});

test("text in UTF-16 is no MP3, though its mark looks like a frame", async () => {
	const text = new Uint8Array(Buffer.from("\ufeffTo Alice", "utf16le"));
	expect(await inspectBytes(text)).not.toMatchObject({ format: "mp3" });
});

test("boxes a thousand deep cost nothing and say nothing", async () => {
	let nested = box("moov", box("udta", box("©xyz", "+48.8584+002.2945/")));
	for (let depth = 0; depth < 1000; depth++) nested = box("moov", nested);
	const once = await stripped(new Uint8Array(Buffer.concat([box("ftyp", "isom"), nested])));
	expect(Buffer.from(once).includes("48.8584")).toBe(false);
});

test("two movies in one file are both looked at", async () => {
	const second = box("moov", box("udta", box("©xyz", "+48.8584+002.2945/")));
	const once = await stripped(new Uint8Array(Buffer.concat([h264Clip, second])));
	expect(Buffer.from(once).includes("48.8584")).toBe(false);
});

test("what stands behind the frames that an MP3 counts is cut off", async () => {
	const file = new Uint8Array(Buffer.concat([mp3Tone, Buffer.from("Alice was here. ".repeat(20))]));
	expect((await findingsOf(file)).filter((finding) => !finding.stays)).toMatchObject([
		{ kind: "trailing-data", severity: "high", value: "320 bytes" },
	]);
	expect(await stripped(file)).toEqual(mp3Tone);
});
