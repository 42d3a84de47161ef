// What films tell in the words of their makers, as an independent reader does.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { keepNothing } from "../../src/core/keep";
import { windowedSource } from "../../src/formats/containers/byte-source";
import { inspect } from "../../src/formats/index";
import { telemetryInText } from "../../src/formats/metadata/telemetry";
import { wayOf } from "../../src/formats/metadata/timed-metadata";
import { film as avi, chunk } from "../fixtures/avi";
import { bytes, u16, u32 } from "../fixtures/bytes";
import { droneHead, drones } from "../fixtures/dji";
import { element, movieOf, thirdTrack } from "../fixtures/matroska";
import {
	box,
	cameraXml,
	canonThumbnail,
	canonUuid,
	chapterList,
	droneFilm,
	exifUuid,
	film,
	fragmentIndex,
	receiver,
	recordedAt,
	userData,
} from "../fixtures/mp4";
import { gpsPhoto } from "../fixtures/photo";
import { exiftool, have, output } from "../tools";
import { findingsOf, stripped, withFiles } from "./checks";

describe("a Sony camera's XML", () => {
	const file = film({ after: [cameraXml] });

	test("tells place, time, device and serial number", async () => {
		expect(await findingsOf(file)).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ kind: "location", tag: "GPSPosition", value: "48.85840, 2.29450" }),
				expect.objectContaining({ kind: "time", tag: "GPSDateTime", value: "2024-05-01 08:00:00 UTC" }),
				expect.objectContaining({ kind: "time", tag: "CreationDateValue" }),
				expect.objectContaining({ kind: "device", tag: "DeviceModelName", value: "ILCE-7M4" }),
				expect.objectContaining({ kind: "device", severity: "high", tag: "DeviceSerialNo", value: "4294967" }),
			]),
		);
		expect((await findingsOf(file)).some(({ value }) => value.includes("AVC"))).toBe(false);
	});

	test.skipIf(!have("perl"))("has the values that ExifTool reads", async () => {
		const [tags = {}] = withFiles({ "a.mp4": file }, exiftool);
		for (const { tag, value } of await findingsOf(file))
			if (/^Device|Umid/.test(tag)) expect(String(tags[`XML:${tag}`])).toBe(value);
	});
});

test("an audiobook's chapters are told as ExifTool reads them", async () => {
	const file = film({ movie: [box("udta", chapterList)] });
	const value = "[0:00:00.000] At home, [0:00:01.000] At the bank";
	expect(await findingsOf(file)).toMatchObject([{ kind: "text", tag: "ChapterList", value }]);
	if (have("perl"))
		expect([withFiles({ "a.mp4": file }, exiftool)[0]?.["UserData:ChapterList"]].flat().join(", ")).toBe(value);
});

describe("tracks that are off", () => {
	const off = { handler: "vide", coding: "avc1", samples: [bytes("another camera's picture")], off: true } as const;
	const told = {
		kind: "hidden-media",
		tag: "TrackEnabled",
		value: "2 s of a video that players do not show",
		stays: true,
	};

	test("pictures are told, and stay", async () => {
		const file = film({ tracks: [off] });
		expect(await findingsOf(file)).toMatchObject([told]);
		expect(await stripped(file)).toEqual(file);
	});

	test("pictures are told in Matroska", async () => {
		const track = (flag: number) =>
			element(
				0xae,
				element(0xd7, [3]),
				element(0x73c5, [3]),
				element(0x83, [1]),
				element(0xb9, [flag]),
				element(0x86, "V_VP8"),
			);
		expect(await findingsOf(movieOf({ track: track(0) }))).toMatchObject([told]);
		expect(await findingsOf(movieOf({ track: track(1) }))).toEqual([]);
	});

	const german = 0x10b5;
	const quiet = { ...off, handler: "soun", coding: "mp4a", samples: [bytes("another microphone")] } as const;
	const unheard = { ...told, value: "2 s of sound that players do not play" };
	/** What plays has a language. */
	const inEnglish = (file: Uint8Array<ArrayBuffer>) => {
		const all = Buffer.from(file.buffer);
		for (let at = all.indexOf("mdhd"); at >= 0; at = all.indexOf("mdhd", at + 1))
			if (all.readUInt16BE(at + 24) === 0x55c4) all.writeUInt16BE(0x15c7, at + 24);
		return file;
	};

	test("sound is told, and stays", async () => {
		const file = film({ tracks: [quiet] });
		expect(await findingsOf(file)).toMatchObject([unheard]);
		expect(await stripped(file)).toEqual(file);
		expect(await findingsOf(inEnglish(film({ tracks: [{ ...quiet, language: 0x15c7 }] })))).toMatchObject([unheard]);
	});

	test("sound in another language, and the same in another coding, is no such thing", async () => {
		expect(await findingsOf(inEnglish(film({ tracks: [{ ...quiet, language: german }] })))).toEqual([]);
		const fallback = box("tref", box("fall", u32(4)));
		expect(await findingsOf(film({ tracks: [{ ...quiet, off: undefined, references: fallback }, quiet] }))).toEqual([]);
	});

	test("sound is told in Matroska", async () => {
		const track = (...flags: readonly Uint8Array[]) => thirdTrack(2, "A_VORBIS", element(0x22b59c, "und"), ...flags);
		expect(await findingsOf(movieOf({ track: track(element(0xb9, [0])) }))).toMatchObject([
			{ ...unheard, source: "Track4" },
		]);
		// The clip's own is not the one that players prefer, where one is.
		expect(await findingsOf(movieOf({ track: track() }))).toMatchObject([{ ...unheard, source: "Track3" }]);
		expect(await findingsOf(movieOf({ track: track(element(0x88, [0])) }))).toEqual([]);
	});

	test("the picture of a film whose only one it is is none either", async () => {
		const file = film();
		file.set(
			[0, 0, 0],
			file.findIndex((_, at) =>
				Buffer.from(file)
					.subarray(at, at + 4)
					.equals(Buffer.from("tkhd")),
			) + 5,
		);
		expect(await findingsOf(file)).toEqual([]);
	});
});

test("a dash camera's place in a skipped box is told as a place", async () => {
	expect(await findingsOf(film({ before: [receiver] }))).toMatchObject([
		{ kind: "location", severity: "high", value: "48.85840, 2.29450", picture: { type: "place" } },
	]);
});

describe("what recorders leave in a film", () => {
	test.each([
		["the index of its fragments", [fragmentIndex], { severity: "low", value: "an earlier index of it, 72 bytes" }],
		[
			"with words in it",
			[box("moof", box("mfhd", "met Alice Example at home")), bytes(fragmentIndex)],
			{ severity: "high", tag: "mdat" },
		],
		["with a scene behind it", [bytes(fragmentIndex, "a scene that was cut out")], { severity: "high", tag: "mdat" }],
	])("%s", async (_, left, told) => {
		expect(await findingsOf(film({ before: [box("mdat", ...left)] }))).toMatchObject([{ kind: "history", ...told }]);
	});

	test("when every fragment was recorded is told once", async () => {
		const file = film({ before: Array<Uint8Array>(500).fill(recordedAt), after: [recordedAt] });
		expect(await findingsOf(file)).toMatchObject([{ kind: "time", tag: "prft", value: "2024-05-01T10:00:00Z" }]);
		expect(Buffer.from(await stripped(file)).includes("prft")).toBe(false);
	});
});

test("an encoder's settings in what decoders are told before the pictures are told", async () => {
	const message = "x265 (build 199) - 3.5+1-f0c1022b6 - options: crf=28.0 keyint=250";
	const configuration = bytes([1, 1, 0x60], new Uint8Array(20), message, 0);
	const told = { kind: "software", tag: "Encoder", value: message, stays: true };
	const entry = bytes(new Uint8Array(70), box("hvcC", configuration));
	const files = [
		film({ tracks: [{ handler: "vide", coding: "hvc1", samples: [bytes("a picture")], entry }] }),
		movieOf({
			track: thirdTrack(1, "V_MPEGH/ISO/HEVC", element(0x63a2, configuration)),
		}),
	];
	for (const file of files) {
		expect(await findingsOf(file)).toContainEqual(expect.objectContaining(told));
		expect(await stripped(file)).toEqual(file);
	}
});

describe("a drone's own records", () => {
	test.each(Object.entries(drones))("of %s tell its way, its model and serial number", async (_, drone) => {
		const file = droneFilm(drone);
		const findings = await findingsOf(file);
		expect(findings.slice(0, 2)).toMatchObject([
			{ kind: "location", tag: "GPSCoordinates", source: "Track3", severity: "high" },
			{ kind: "device", severity: "high", tag: "SerialNumber", value: "1581F6ABC0123" },
		]);
		expect(findings[0]?.value).toBe("3 points over 2 s, from 48.85840, 2.29450 to 48.86040, 2.29450");
		expect(findings).toContainEqual(expect.objectContaining({ tag: "Model", value: "Acme Drone" }));
		expect(findings).toContainEqual(
			expect.objectContaining({ kind: "device", tag: "dbgi", value: "1 sample over 2 s" }),
		);
		const times = findings.filter(({ tag }) => tag === "GPSDateTime").map(({ value }) => value);
		expect(times).toEqual(drone.time ? ["2024-05-01 08:00:00"] : []);
		const left = Buffer.from(await stripped(file));
		expect(left.includes("1581F6ABC0123") || left.includes("dbginfo")).toBe(false);
	});

	test.skipIf(!have("perl"))("are read as ExifTool reads them", async () => {
		for (const drone of Object.values(drones)) {
			const [tags = {}] = withFiles({ "a.mp4": droneFilm(drone) }, exiftool);
			for (const { tag, value } of await findingsOf(droneFilm(drone)))
				if (/^(SerialNumber|Model|GPSDateTime)$/.test(tag))
					expect(`${tags[`Track3:${tag}`]}`.replace(/^(\d{4}):(\d\d):/, "$1-$2-")).toBe(value);
			expect(tags["Track3:GPSLatitude"]).toContain(`48 deg 51' 30.24" N`);
		}
	});

	test("of a long flight are read at their ends, and the rest when the way is shown", async () => {
		const flight = droneFilm(drones["Avata 2"], 60, 70_000);
		let read = 0;
		const source = windowedSource(flight.length, async (from, to) => {
			read += to - from;
			return flight.slice(from, to);
		});
		const inspection = await inspect(source, new AbortController().signal);
		const way = inspection.status === "found" && inspection.findings.find(({ kind }) => kind === "location");
		if (!way || way.picture?.type !== "track") throw new Error("no way");
		expect(read).toBeLessThan(15 * 70_000);
		expect(await wayOf(source, way.picture)).toHaveLength(60);
	});

	test.each([
		["in a protocol of tomorrow", droneHead("dvtm_tomorrow"), { kind: "device", tag: "SerialNumber" }],
		["that are no messages", bytes([0xff, 0xff, 0xff]), { kind: "location", tag: "djmd", value: "1 sample over 2 s" }],
		["cut in the middle", droneHead("dvtm_Air3").subarray(0, 9), { kind: "location", tag: "djmd" }],
	])("%s", async (_, sample, told) => {
		const file = film({ tracks: [{ handler: "meta", coding: "djmd", samples: [sample] }] });
		expect(await findingsOf(file)).toContainEqual(expect.objectContaining(told));
	});
});

test.skipIf(!have("ffmpeg"))("an AVI as ffmpeg writes it, with room for an index, says nothing", async () => {
	const file = withFiles({ "a.avi": new Uint8Array() }, ([path = ""]) => {
		const source = ["-f", "lavfi", "-i", "testsrc=size=32x32:duration=1", "-f", "lavfi", "-i", "sine=duration=1"];
		const bare = ["-fflags", "+bitexact", "-flags", "+bitexact"];
		output("ffmpeg", "-v", "error", "-y", ...source, "-c:v", "mjpeg", "-c:a", "pcm_s16le", ...bare, path);
		return new Uint8Array(readFileSync(path));
	});
	expect(Buffer.from(file).includes("odmldmlh")).toBe(true);
	expect(await findingsOf(file)).toEqual([]);
});

describe("a place whose degrees are not padded", () => {
	test.each([
		["+48.85840+2.29450+0.35", "48.85840, 2.29450 (0.35 m above sea level)"],
		["-4.32500-15.32222/", "-4.32500, -15.32222"],
	])("is told as a place: %s", async (text, value) => {
		const file = film({ movie: [userData(["©xyz", text])] });
		expect(await findingsOf(file)).toMatchObject([
			{ kind: "location", severity: "high", tag: "GPSCoordinates", value, picture: { type: "place" } },
		]);
		const [coarse] = await findingsOf(await stripped(file, { ...keepNothing, place: "10km" }));
		expect(coarse).toMatchObject({ tag: "GPSCoordinates", severity: "medium", choice: "place" });
	});

	test("numbers that are none are not", async () => {
		const [said] = await findingsOf(film({ movie: [userData(["©cmt", "EQ +3.5-2.0 dB"])] }));
		expect(said).toMatchObject({ kind: "text" });
	});
});

describe("boxes of cameras' own", () => {
	test.each([
		["Exif", exifUuid, ["GPSPosition", "Artist", "Model", "SerialNumber", "DateTimeOriginal"]],
		[
			"Canon",
			canonUuid,
			[
				"GPSPosition",
				"Artist",
				"Model",
				"SerialNumber",
				"DateTimeOriginal",
				"OwnerName",
				"InternalSerialNumber",
				"ThumbnailImage",
				"CompressorVersion",
			],
		],
		["a small picture", canonThumbnail, ["ThumbnailImage", "GPSPosition"]],
	])("%s tells what it holds", async (_, content, tags) => {
		const file = film({ movie: [content] });
		const findings = await findingsOf(file);
		for (const tag of tags)
			expect(
				findings.some((finding) => finding.tag === tag),
				tag,
			).toBe(true);
		expect(findings).toContainEqual(expect.objectContaining({ tag: "GPSPosition", severity: "high" }));
		expect(findings.every(({ choice }) => choice === undefined)).toBe(true);
		expect(Buffer.from(await stripped(file)).includes("Acme")).toBe(false);
	});

	test.skipIf(!have("perl"))("Canon's is read as ExifTool reads it", async () => {
		const file = film({ movie: [canonUuid] });
		const [tags = {}] = withFiles({ "a.mp4": file }, exiftool);
		for (const { tag, value } of await findingsOf(file))
			if (/^(Artist|Model|SerialNumber|OwnerName|InternalSerialNumber|CompressorVersion)$/.test(tag))
				expect(Object.entries(tags).find(([name]) => name.endsWith(`:${tag}`))?.[1]).toBe(value);
	});

	test("what cannot be read is told by its size", async () => {
		const file = film({ movie: [box("uuid", canonUuid.subarray(8, 24), "Alice was here")] });
		expect(await findingsOf(file)).toMatchObject([{ kind: "device", tag: "Canon", value: "30 bytes" }]);
	});
});

describe("edges that players do not show", () => {
	const told = {
		kind: "hidden-media",
		severity: "medium",
		value: "50 % trimmed away, but still in the file",
		stays: true,
	};
	const cropped = (...video: readonly Uint8Array[]) =>
		movieOf({
			track: thirdTrack(1, "V_VP8", element(0xe0, element(0xb0, u16(640)), element(0xba, u16(480)), ...video)),
		});
	const shown = (width: number, height: number) => {
		const entry = bytes(new Uint8Array(16), u16(640), u16(480), new Uint8Array(50));
		const clap = box("clap", u32(width), u32(1), u32(height), u32(1), u32(0), u32(1), u32(0), u32(1));
		return film({
			tracks: [{ handler: "vide", coding: "avc1", samples: [bytes("a picture")], entry: bytes(entry, clap) }],
		});
	};

	test.each<[string, Uint8Array<ArrayBuffer>, string]>([
		["MP4", shown(320, 480), "CleanAperture"],
		["Matroska", cropped(element(0x54cc, u16(300)), element(0x54dd, [20])), "PixelCrop"],
	])("are told in %s, and stay", async (_, file, tag) => {
		expect(await findingsOf(file)).toMatchObject([{ ...told, tag }]);
		expect(await stripped(file)).toEqual(file);
	});

	test("are none where they are a few lines", async () => {
		expect(await findingsOf(shown(640, 472))).toEqual([]);
		expect(await findingsOf(cropped(element(0x54aa, [8])))).toEqual([]);
		expect(await findingsOf(shown(0, 0))).toMatchObject([{ tag: "CleanAperture" }]);
	});
});

describe("boxes that cameras and telephones add", () => {
	test.each([
		["a drone's serial number", userData(["©csn", "1581F4XFC2"]), { kind: "device", severity: "high" }],
		["a drone's own number", userData(["©uid", "F1A2B3"]), { kind: "device", severity: "high" }],
		["how a drone flew", userData(["©fyw", "+10.0"]), { kind: "device", severity: "low", tag: "Yaw" }],
		["GoPro's model", box("udta", box("MINF", "HERO9 Black\0")), { kind: "device", tag: "Model" }],
		[
			"Samsung's model",
			box("udta", box("smta", u32(0), box("saut", u32(0)), box("mdln", "SM-S928B\0"))),
			{ kind: "device", tag: "SamsungModel", value: "SM-S928B" },
		],
	])("%s", async (_, movie, finding) => {
		expect(await findingsOf(film({ movie: [movie] }))).toMatchObject([finding]);
	});

	test("a model where an author would stand is none, and goes with credits kept too", async () => {
		const author = (name: string) => film({ movie: [box("udta", box("auth", u32(0), u16(0x15c7), `${name}\0`))] });
		expect(await findingsOf(author("Galaxy S24 Ultra"))).toMatchObject([{ kind: "device", tag: "Author" }]);
		expect(await findingsOf(await stripped(author("Galaxy S24 Ultra"), { ...keepNothing, credits: true }))).toEqual([]);
		expect(await findingsOf(author("Alice Example"))).toMatchObject([{ kind: "person", choice: "credits" }]);
	});

	test("a picture in one is shown, with the place that it tells", async () => {
		const photo = gpsPhoto();
		const file = film({ movie: [box("udta", box("PANA", "DMC-GH5 of Alice\0\0\0", photo))] });
		const findings = await findingsOf(file);
		expect(findings).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ kind: "device", tag: "PanasonicPANA", value: "DMC-GH5 of Alice" }),
				expect.objectContaining({ kind: "location", source: "Exif" }),
			]),
		);
		const range = findings.find(({ tag }) => tag === "ThumbnailImage")?.picture;
		if (range?.type !== "image") throw new Error("no picture");
		expect(file.slice(range.range.start, range.range.end)).toEqual(photo);
		const small = film({ movie: [box("udta", box("thmb", u32(0), photo))] });
		expect(await findingsOf(small)).toContainEqual(expect.objectContaining({ kind: "location" }));
	});

	test("what a telephone understood of a recording is told in its words", async () => {
		const spoken = { attributedString: { runs: ["I told ", 0, "the doctor", 1] }, locale: { identifier: "en_US" } };
		const told = { kind: "text", severity: "high", tag: "Transcript", value: "I told the doctor" };
		expect(await findingsOf(film({ movie: [box("udta", box("tsrp", JSON.stringify(spoken)))] }))).toMatchObject([told]);
		const broken = film({ movie: [box("udta", box("tsrp", "{ I told"))] });
		expect(await findingsOf(broken)).toMatchObject([{ ...told, value: "{ I told" }]);
	});
});

test("XviD's and DivX's names in the stream are told, and stay", async () => {
	for (const name of ["XviD0069", "DivX503b1393p"]) {
		const picture = chunk("00dc", [0, 0, 1, 0xb2], name, [0, 0, 1, 0xb6], new Uint8Array(40));
		expect(await findingsOf(avi({ coding: "XVID", among: picture }))).toMatchObject([
			{ kind: "software", severity: "low", tag: "Encoder", value: name, stays: true },
		]);
	}
});

describe("boxes that no player knows", () => {
	test.each([
		["a messenger's mark", { before: [box("beam", new Uint8Array(7), [1])] }, { kind: "unknown", severity: "low" }],
		["one with words", { before: [box("beam", "sent by Alice Example")] }, { kind: "unknown", severity: "medium" }],
		[
			"a large one",
			{ before: [box("beam", new Uint8Array(5000).fill(3), 4)] },
			{ kind: "trailing-data", severity: "high" },
		],
		[
			"one at the end, with its words",
			{ after: [box("cati", '{"author":"Alice Example"}')] },
			{ kind: "trailing-data", severity: "high", value: expect.stringContaining("Alice Example") },
		],
		[
			"one with a place",
			{ after: [box("cati", '{"latitude":48.8584,"longitude":2.2945}')] },
			{ kind: "location", severity: "high", value: "48.85840, 2.29450", picture: { type: "place" } },
		],
	])("%s", async (_, parts, told) => {
		const file = film(parts);
		expect(await findingsOf(file)).toMatchObject([told]);
		expect(await findingsOf(await stripped(file))).toEqual([]);
	});
});

test.each([
	["GPS (8.6499, 53.1665, 18), D 24.26m, H 6.00m", { latitude: 53.1665, longitude: 8.6499 }],
	["GPS(149.0251,-20.2533,16) BAROMETER:1.9", { latitude: -20.2533, longitude: 149.0251 }],
	["GPS(48.858370,2.294481,12)", { latitude: 48.85837, longitude: 2.294481 }],
	["[latitude: 48.858400] [longitude: 2.294500]", { latitude: 48.8584, longitude: 2.2945 }],
])("%s is a place", (line, place) => {
	expect(telemetryInText(line).places).toEqual([place]);
});
