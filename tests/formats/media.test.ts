// Films and songs of every format: they say what they give away, come out clean, and play as before, packet by packet.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keepNothing } from "../../src/core/keep";
import { inspect } from "../../src/formats";
import { bytesSource } from "../../src/formats/containers/byte-source";
import { ape, frame, id3, id3v1 } from "../fixtures/audio";
import { bytes } from "../fixtures/bytes";
import { adtsTone, h264Clip, mp3Tone } from "../fixtures/clips";
import type { FormatFixtures } from "../fixtures/formats";
import { lines, movieOf, spoken } from "../fixtures/matroska";
import { media } from "../fixtures/media";
import { box, film, freeform, itemList, keyedMeta } from "../fixtures/mp4";
import { page } from "../fixtures/ogg";
import { have } from "../tools";
import { findingsOf, inspectBytes, stripBytes, stripped } from "./checks";
import { packetsOf, privateMediaTags } from "./media-checks";

type Bytes = Uint8Array<ArrayBuffer>;

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

test("what stands behind the last frame of an MP3 is cut off", async () => {
	const file = new Uint8Array(Buffer.concat([mp3Tone, Buffer.from("Alice was here. ".repeat(20))]));
	expect((await findingsOf(file)).filter((finding) => !finding.stays)).toMatchObject([
		{ kind: "trailing-data", severity: "high", value: "320 bytes" },
	]);
	expect(await stripped(file)).toEqual(mp3Tone);
});

test("a last frame of FLAC that was cut off stays", async () => {
	const file = media.flac.dirty["dirty-comment.flac"]?.bytes ?? new Uint8Array();
	const cut = file.subarray(0, file.length - 20).slice();
	expect(Buffer.from(await stripped(cut)).subarray(-400)).toEqual(Buffer.from(cut).subarray(-400));
});

test("what looks like a frame of FLAC behind the last one does not keep it", async () => {
	const song = media.flac.clean["clean.flac"] ?? bytes();
	const header = song.subarray(song.indexOf(0xff), song.indexOf(0xff) + 12);
	for (const before of ["Alice was here. ", "And here. ".repeat(20_000)]) {
		const file = bytes(song, before, header, "And here. ".repeat(20_000));
		expect(await findingsOf(file)).toMatchObject([{ kind: "trailing-data" }]);
		expect(await stripped(file)).toEqual(song);
	}
});

/** Recordings that were cut off, or whose sizes lie: what sounds must not be taken for something to cut. */
const lying: Readonly<Record<string, { file: Bytes; change(file: Bytes): void; media: string }>> = {
	"wav without sizes": {
		file: media.wav.dirty["dirty-peak.wav"]?.bytes ?? new Uint8Array(),
		change(file) {
			file.fill(0, 4, 8);
			file.fill(0, Buffer.from(file).indexOf("data") + 4, Buffer.from(file).indexOf("data") + 8);
		},
		media: "data",
	},
	"wav of too small a size": {
		file: media.wav.dirty["dirty-peak.wav"]?.bytes ?? new Uint8Array(),
		change: (file) => file.set([20], 4),
		media: "data",
	},
	"aiff without a size": {
		file: media.aiff.dirty["dirty-texts.aiff"]?.bytes ?? new Uint8Array(),
		change: (file) => file.fill(0, 4, 8),
		media: "SSND",
	},
	"avi without a size": {
		file: media.avi.dirty["dirty-info.avi"]?.bytes ?? new Uint8Array(),
		change: (file) => file.fill(0, 4, 8),
		media: "movi",
	},
};

test.each(Object.entries(lying))("%s keeps every sample", async (_, { file, change, media: id }) => {
	const broken = file.slice();
	change(broken);
	const kept = Buffer.from(await stripped(broken));
	expect((await findingsOf(broken)).length).toBeGreaterThan(0);
	const samples = Buffer.from(broken).subarray(Buffer.from(broken).indexOf(id) + 8);
	expect(kept.includes(samples.subarray(0, 400))).toBe(true);
});

const frames = (song: Bytes) => Buffer.from(song.subarray(song.indexOf(0xff)));

test.each([
	["MP3", mp3Tone, media.mp3.dirty["dirty-cover.mp3"]?.bytes],
	["AAC", adtsTone, media.aac.dirty["dirty-id3.aac"]?.bytes],
])("of songs in %s behind songs every frame stays, and no tag between them", async (_, first, second) => {
	const tail = id3v1("Home", "Alice Example");
	for (const between of [bytes(), tail, bytes(ape({ Artist: "Alice Example" }), tail, "\n"), bytes("Alice was here")]) {
		const both = await stripped(bytes(first, between, second ?? "", tail, 0));
		expect(Buffer.from(both)).toEqual(Buffer.concat([frames(first), frames(first)]));
	}
});

test("what stands between a tag and the first frame goes", async () => {
	const tag = media.mp3.clean["clean-gain.mp3"]?.subarray(0, -mp3Tone.length) ?? bytes();
	expect(await stripped(bytes(tag, "Alice was here", mp3Tone))).toEqual(bytes(tag, mp3Tone));
});

test("sound of another kind behind a tag is never called clean", async () => {
	const song = bytes(id3(3), "MP+ some other coding");
	expect(await findingsOf(song)).toMatchObject([{ kind: "unknown", stays: true }]);
});

test("bytes that look like a frame by chance are no sound", async () => {
	const noise = fc.uint8Array({ minLength: 1000, maxLength: 5000 }).filter((all) => new Set(all).size > 1);
	await fc.assert(
		fc.asyncProperty(noise, async (trailer) => {
			expect(await stripped(bytes(mp3Tone, trailer))).toEqual(mp3Tone);
		}),
		{ numRuns: 200, seed: 20_261_128 },
	);
});

test("film behind a segment that ends too early is refused, not cut off", async () => {
	const file = media.matroska.dirty["dirty-place.webm"]?.bytes.slice() ?? new Uint8Array();
	const cluster = Buffer.from(file).indexOf(Buffer.from("1f43b675", "hex"));
	const segment = Buffer.from(file).indexOf(Buffer.from("18538067", "hex"));
	new DataView(file.buffer).setBigUint64(segment + 4, (1n << 56n) | BigInt(cluster - segment - 12));
	expect((await stripBytes(file)).status).toBe("failed");
});

test("a page of Ogg that was cut off just before the last goes, and the last stays", async () => {
	const before = (file: Bytes) => {
		const last = Buffer.from(file).lastIndexOf("OggS");
		return [Buffer.from(file).lastIndexOf("OggS", last - 1), last] as const;
	};
	const file = media.ogg.dirty["dirty-voice.ogg"]?.bytes ?? bytes();
	const [page, last] = before(file);
	const cut = bytes(file.subarray(0, (page + last) >> 1), file.subarray(last));
	const whole = await stripped(file);
	const [pageThere, lastThere] = before(whole);
	expect(await stripped(cut)).toEqual(bytes(whole.subarray(0, pageThere), whole.subarray(lastThere)));
});

test("thousands of pages with wrong sums are refused before they cost minutes", async () => {
	const empty = bytes("OggS", new Uint8Array(23));
	const [start, end] = [media.ogg.clean["clean-voice.ogg"] ?? bytes(), media.ogg.clean["clean-gain.opus"] ?? bytes()];
	const file = bytes(start, "cut", ...Array.from({ length: 12_000 }, () => empty), "cut", end);
	expect(await inspectBytes(file)).toMatchObject({ status: "failed", reason: "too-complex" });
});

test("a page that is damaged in the middle of Ogg is refused, not cut off", async () => {
	const file = media.ogg.dirty["dirty-many-pages.opus"]?.bytes.slice() ?? new Uint8Array();
	file.fill(0, Buffer.from(file).indexOf("OggS", 70_000), Buffer.from(file).indexOf("OggS", 70_000) + 4);
	expect((await stripBytes(file)).status).toBe("failed");
});

test("lyrics that FFmpeg puts under another name, and the time of encoding, are told as what they are", async () => {
	const texts = [frame(3, "TDEN", 0, "2021-07-14T09:30:15"), frame(3, "TXXX", 0, "USLT", 0, "my words")];
	const findings = await findingsOf(bytes(id3(3, ...texts), mp3Tone));
	expect(findings.map(({ kind, tag, value }) => ({ kind, tag, value }))).toEqual([
		{ kind: "time", tag: "EncodingTime", value: "2021-07-14 09:30:15" },
		{ kind: "text", tag: "Lyrics", value: "my words" },
	]);
});

test("a file that is nothing but a tag does not become one of nothing", async () => {
	const result = await stripBytes(id3(3, frame(3, "TPE1", 0, "Alice Example")));
	expect(result.status).toBe("stripped");
	expect(await findingsOf(await stripped(id3(3, frame(3, "TPE1", 0, "Alice Example"))))).toEqual([]);
});

test("subtitles in which people speak of a place now and then stay", async () => {
	const words = ["Where are we?", "Our latitude is unknown.", "GPS: none, then.", "Just follow the coast", "north."];
	expect((await stripBytes(movieOf({ track: lines, after: [spoken(...words)] }))).status).toBe("clean");
});

test("a stream of a codec that nobody knows is told", async () => {
	const voice = media.ogg.clean["clean-voice.ogg"] ?? bytes();
	const stream = page(
		{ flags: 2, position: new Uint8Array(8), serial: 9, packets: bytes("\x80kate\0\0\0Alice") },
		0,
		[13],
	);
	expect(await findingsOf(bytes(stream, voice))).toMatchObject([
		{ kind: "unknown", tag: "Stream", value: expect.stringContaining("Alice"), stays: true },
	]);
});

test.each(["wav", "aiff"] as const)(
	"samples that some players alone would play stay in %s, and are told",
	async (format) => {
		const [song = bytes()] = Object.values(media[format].clean);
		const samples = Buffer.from(song).indexOf(format === "wav" ? "data" : "SSND");
		const twice = bytes(song, song.subarray(samples));
		new DataView(twice.buffer).setUint32(4, twice.length - 8, format === "wav");
		expect(await findingsOf(twice)).toMatchObject([{ kind: "unknown", severity: "medium", stays: true }]);
		expect(await stripped(twice)).toEqual(twice);
	},
);

test("thousands of empty RIFFs are read once", async () => {
	const source = bytesSource(bytes(...Array<string>(4000).fill("RIFF\x04\0\0\0AVI ")));
	let reads = 0;
	const counted = { ...source, read: (start: number, end: number) => (reads++, source.read(start, end)) };
	await inspect(counted, new AbortController().signal);
	expect(reads).toBeLessThan(20_000);
});

test("names that every object inherits are names like others", async () => {
	const song = film({
		movie: [itemList(freeform("constructor", "Alice")), keyedMeta({ "com.apple.quicktime.toString": "Bob Example" })],
	});
	expect(await findingsOf(song)).toEqual(
		expect.arrayContaining([
			expect.objectContaining({ tag: "Constructor", value: "Alice" }),
			expect.objectContaining({ tag: "ToString", value: "Bob Example" }),
		]),
	);
});
