// What songs and recordings tell by tags of other tags: chapters, notes of studios, covers; and what of them is kept because it plays.
import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { keepNothing } from "../../src/core/keep";
import {
	cleanMix,
	codedAs,
	dirtyMix,
	flacBlock,
	flacFrames,
	frame,
	id3,
	streamInfo,
	waveWith,
} from "../fixtures/audio";
import { chunk } from "../fixtures/avi";
import { bytes, u32 } from "../fixtures/bytes";
import { mp3Tone } from "../fixtures/clips";
import { media } from "../fixtures/media";
import { film, item, itemList } from "../fixtures/mp4";
import { cleanVoiceNote } from "../fixtures/ogg";
import { exiftool, have, output } from "../tools";
import { findingsOf, inspectBytes, stripped, withFiles } from "./checks";

const song = (name: string) => media.mp3.dirty[name]?.bytes ?? new Uint8Array();

test("an immersive mix keeps where its sound goes, and loses every name", async () => {
	expect(await findingsOf(dirtyMix)).toEqual(
		expect.arrayContaining([
			expect.objectContaining({ source: "axml", tag: "AudioObjectName", value: "Alice's voice" }),
			expect.objectContaining({ source: "axml", tag: "Creator", value: "Alice Example", kind: "person" }),
			expect.objectContaining({ source: "axml", tag: "AudioObjectLabel", value: "Home" }),
			expect.objectContaining({ source: "axml", tag: "Comment", value: "<!-- at Bob's -->" }),
		]),
	);
	const model = (file: Uint8Array) => Buffer.from(file).toString("latin1").split("<?xml")[1];
	expect(model(await stripped(dirtyMix))?.trim()).toBe(model(cleanMix)?.trim());
});

test("chapters tell their names, links and pictures", async () => {
	const findings = await findingsOf(song("dirty-podcast.mp3"));
	expect(findings).toEqual(
		expect.arrayContaining([
			expect.objectContaining({ kind: "text", tag: "ChapterTitle", value: "All of Alice" }),
			expect.objectContaining({ kind: "text", tag: "ChapterTitle", value: "At the bank" }),
			expect.objectContaining({ kind: "tracking", value: "https://t.example/u/alice" }),
			expect.objectContaining({ kind: "thumbnail", tag: "ChapterPicture" }),
			expect.objectContaining({ kind: "location", source: "Exif" }),
		]),
	);
	// Nothing of a chapter can be kept by itself.
	expect(findings.filter(({ choice }) => choice)).toEqual([]);
	expect(findings.some(({ kind }) => kind === "unknown")).toBe(false);
});

test("a cover in APE is shown, with what it says itself", async () => {
	const file = song("dirty-ape-cover.mp3");
	const told = await inspectBytes(file);
	const findings = told.status === "found" ? told.findings : [];
	const cover = findings.find(({ tag }) => tag === "CoverArtFront");
	const range = cover?.picture?.type === "image" ? cover.picture.range : { start: 0, end: 0 };
	expect(Buffer.from(file).subarray(range.start, range.start + 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
	expect(Buffer.from(file).subarray(range.end - 2, range.end)).toEqual(Buffer.from([0xff, 0xd9]));
	expect(findings).toEqual(
		expect.arrayContaining([
			expect.objectContaining({ tag: "CoverArtFrontDesc", value: "my cover.jpg" }),
			expect.objectContaining({ tag: "Wavelets", value: expect.objectContaining({ key: "size" }) }),
			expect.objectContaining({ tag: "GPSPosition" }),
		]),
	);
	if (!have("perl")) return;
	const [tags = {}] = withFiles({ "a.mp3": file }, exiftool);
	expect(tags["APE:CoverArtFrontDesc"]).toBe("my cover.jpg");
	expect(`${tags["APE:CoverArtFront"]}`).toContain(`${range.end - range.start} bytes`);
});

test("what recorders and radio stations write is told by its names", async () => {
	const file = media.wav.dirty["dirty-studio.wav"]?.bytes ?? new Uint8Array();
	const findings = await findingsOf(file);
	const told = (kind: string, tag: string, value: string) => expect.objectContaining({ kind, tag, value });
	expect(findings).toEqual(
		expect.arrayContaining([
			told(
				"tracking",
				"BWF_UMID",
				Buffer.from("\x06\x0a\x2b\x34Zoom-MAC-001122", "latin1").toString("hex").toUpperCase().padEnd(64, "0"),
			),
			told("time", "TimeReference", "480000"),
			told("text", "Title", "Jingle"),
			told("person", "Artist", "Carol Example"),
			told("tracking", "CutID", "CUT-77"),
			told("text", "TagText", "played at home"),
			told("text", "Project", "Secret Film"),
			told("location", "LocationGps", "48.8584,2.2945"),
			told("person", "BwfOriginator", "Zoom F8"),
			told("person", "Owner", "Bob Example"),
		]),
	);
	if (!have("perl")) return;
	const [tags = {}] = withFiles({ "a.wav": file }, exiftool);
	for (const { source, tag, value } of findings)
		if (source === "RIFF" && /UMID|Reference|^Originator/.test(tag)) expect(String(tags[`RIFF:${tag}`])).toBe(value);
});

test.skipIf(!have("perl"))("comments and lyrics are told with their descriptions, as ExifTool does", async () => {
	const file = song("dirty-described.mp3");
	const [tags = {}] = withFiles({ "a.mp3": file }, exiftool);
	const values = (await findingsOf(file)).filter(({ source }) => source === "ID3v2.3").map(({ value }) => value);
	expect(values).toEqual(["(from Bob) for Alice", "(ours) La la"]);
	for (const value of values) expect(Object.values(tags)).toContain(value);
});

test("content credentials in ID3 and in WAV are told as what they are", async () => {
	const manifest = bytes(u32(60), "jumbc2pa", "oclaim_generator", [0x6c], "AcmeStudio/1", "c2pa.thumbnail.claim");
	const object = frame(3, "GEOB", 0, "application/x-c2pa-manifest-store", 0, "c2pa", 0, "manifest store", 0, manifest);
	const files = [bytes(id3(3, object), mp3Tone), waveWith(chunk("C2PA", manifest))];
	for (const file of files) {
		expect(await findingsOf(file)).toMatchObject([
			{ kind: "provenance", severity: "high", source: "C2PA", tag: "ClaimGenerator", value: "AcmeStudio/1" },
			{ kind: "thumbnail", tag: "C2PAThumbnail" },
		]);
		const kept = await stripped(file, { ...keepNothing, credentials: true });
		expect(Buffer.from(kept).includes("AcmeStudio")).toBe(false);
	}
});

describe("a recording that was interrupted is no secret", () => {
	const flac = bytes("fLaC", flacBlock(0, streamInfo, true), flacFrames);

	test("in FLAC, where it stays", async () => {
		const cut = flac.slice(0, -40);
		expect(await findingsOf(cut)).toMatchObject([{ kind: "unknown", severity: "low", tag: "Frames", stays: true }]);
		expect(await findingsOf(bytes(cut, new Uint8Array(100_000).fill(65)))).toMatchObject([
			{ kind: "unknown", severity: "high", tag: "Frames", stays: true },
		]);
	});

	test("in Ogg, where the half page goes", async () => {
		const whole = cleanVoiceNote();
		const last = Buffer.from(whole).lastIndexOf("OggS");
		const cut = whole.slice(0, Math.floor((last + whole.length) / 2));
		expect(await findingsOf(cut)).toMatchObject([{ kind: "unknown", severity: "low", tag: "Page" }]);
		expect(await stripped(cut)).toEqual(whole.slice(0, last));
		const behind = bytes(whole, "OggS", "Alice was here. ".repeat(5000));
		expect(await findingsOf(behind)).toMatchObject([{ kind: "trailing-data", severity: "high" }]);
	});
});

describe("the name of a coding in AIFF-C", () => {
	test.each(["not compressed", "32-bit floating point", "Apple IMA 4:1", "\xb5Law 2:1", ""])(
		"%j stays",
		async (name) => {
			expect(await findingsOf(codedAs(name))).toEqual([]);
		},
	);

	test("goes where it is another text", async () => {
		const file = codedAs("Alice Example, at home");
		expect(await findingsOf(file)).toMatchObject([
			{ kind: "text", severity: "medium", tag: "CompressorName", value: "Alice Example, at home" },
		]);
		const once = await stripped(file);
		expect(once.length).toBe(file.length);
		expect(Buffer.from(once).includes("Alice")).toBe(false);
		expect(await findingsOf(once)).toEqual([]);
		if (have("ffmpeg")) {
			const [before, after] = [file, once].map((bytes) =>
				withFiles(
					{ "a.aifc": bytes },
					([path = ""]) => `${output("ffmpeg", "-v", "error", "-i", path, "-f", "md5", "-")}`,
				),
			);
			expect(after).toBe(before);
		}
	});
});

describe("what matters is told as it matters", () => {
	const recorder = bytes("take 3".padEnd(256, "\0"), "Zoom F6".padEnd(32, "\0"), "USZOM1234567890".padEnd(32, "\0"));
	test.each([
		["a buyer's address", film({ movie: [itemList(item("apID", "jane@icloud.example"))] }), "person", "high"],
		["a shop's country", film({ movie: [itemList(item("sfID", bytes(u32(143455)), 21))] }), "location", "medium"],
		[
			"an artist's number in a shop",
			film({ movie: [itemList(item("atID", bytes(u32(66051)), 21))] }),
			"tracking",
			"low",
		],
		["who encoded", film({ movie: [itemList(item("©enc", "Alice Example"))] }), "person", "medium"],
		["what encoded", film({ movie: [itemList(item("©enc", "Lavf60.3.100"))] }), "software", "low"],
		["a recorder's serial number", waveWith(chunk("bext", recorder)), "device", "high", "OriginatorReference"],
		[
			"a rate",
			waveWith(chunk("iXML", "<BWFXML><SPEED><TIMECODE_RATE>25/1</TIMECODE_RATE></SPEED></BWFXML>")),
			"unknown",
			"low",
		],
	])("%s", async (_, file, kind, severity, tag?: string) => {
		const findings = (await findingsOf(file)).filter((finding) => !tag || finding.tag === tag);
		expect(findings).toMatchObject([{ kind, severity }]);
	});
});

describe("frames and fields that are written in ways of their own", () => {
	test.each([
		[3, [0, 0x80], u32(14)],
		[4, [0, 0x09], [0, 0, 0, 14]],
	] as const)("a deflated frame of version %i tells what is in it, and never stays", async (version, flags, size) => {
		const deflated = frame(version, "TPE1", size, deflateSync(bytes(0, "Alice Example")));
		deflated.set(flags, 8);
		const file = bytes(id3(version, deflated), mp3Tone);
		const [told, ...others] = await findingsOf(file);
		expect(told).toMatchObject({ kind: "person", tag: "Artist", value: "Alice Example" });
		expect([told?.choice, others]).toEqual([undefined, []]);
		expect(await findingsOf(await stripped(file, { ...keepNothing, credits: true }))).toEqual([]);
		if (have("perl")) expect(withFiles({ "a.mp3": file }, exiftool)[0]?.[`ID3v2_${version}:Artist`]).toBe(told?.value);
	});

	test("one that is encrypted, or no deflated one, is told to be packed", async () => {
		for (const flag of [0x40, 0x80]) {
			const packed = frame(3, "TPE1", "\x11\x12\x13\x14 and what no one reads");
			packed.set([0, flag], 8);
			expect(await findingsOf(bytes(id3(3, packed), mp3Tone))).toMatchObject([
				{ kind: "unknown", severity: "medium", tag: "Artist", value: expect.stringMatching(/^compressed, /) },
			]);
		}
	});

	test("who sold a song, and its kind, are told by their names", async () => {
		const sold = [frame(3, "OWNE", 0, "EUR1.99", 0, "20210714", "Alice's shop"), frame(3, "TFLT", 0, "MPG/3")];
		const findings = await findingsOf(bytes(id3(3, ...sold), mp3Tone));
		expect(findings).toMatchObject([
			{ kind: "person", severity: "high", tag: "Ownership", value: "EUR1.99; 20210714Alice's shop" },
			{ kind: "text", tag: "FileType", value: "MPG/3" },
		]);
	});

	test.skipIf(!have("perl"))("Lyrics3 is told field by field, as ExifTool reads it", async () => {
		const field = (id: string, value: string) => `${id}${String(value.length).padStart(5, "0")}${value}`;
		const fields = `LYRICSBEGIN${field("IND", "110")}${field("LYR", "[00:01]Alice at home")}${field("EAR", "Alice Example")}`;
		const file = bytes(mp3Tone, fields, String(fields.length).padStart(6, "0"), "LYRICS200");
		const findings = await findingsOf(file);
		expect(findings.map(({ tag, value }) => [tag, value])).toEqual([
			["Lyrics", "[00:01]Alice at home"],
			["ExtendedArtistName", "Alice Example"],
		]);
		const [tags = {}] = withFiles({ "a.mp3": file }, exiftool);
		expect(tags["Lyrics3:ExtendedArtistName"]).toBe("Alice Example");
		expect(await findingsOf(await stripped(file))).toEqual([]);
	});
});
