// What stands in a film's pictures and beside them: Exif of pictures that are files of their own, messages to decoders, profiles, buyers.
import { describe, expect, test } from "vitest";
import { film as avi, chunk } from "../fixtures/avi";
import { bytes, doubleLE, u16, u32 } from "../fixtures/bytes";
import { description, iccProfile } from "../fixtures/icc";
import { element, movieOf, thirdTrack } from "../fixtures/matroska";
import { box, film, fragmented } from "../fixtures/mp4";
import { cleanPhoto, gpsPhoto, gpsPng } from "../fixtures/photo";
import { exiftool, have } from "../tools";
import { findingsOf, stripBytes, stripped, withFiles } from "./checks";

type Bytes = Uint8Array<ArrayBuffer>;

const photo = gpsPhoto();
const filmOf = (coding: string, samples: readonly Uint8Array[], ...entry: readonly Uint8Array[]) =>
	film({ tracks: [{ handler: "vide", coding, samples, entry: bytes(new Uint8Array(70), ...entry) }] });
const matroskaOf = (codec: string, data: Uint8Array, ...samples: readonly Uint8Array[]) =>
	movieOf({
		track: thirdTrack(1, codec, data),
		after: samples.map((sample) => element(0x1f43b675, element(0xe7, [1]), element(0xa3, [0x83, 0, 0, 0], sample))),
	});
const noData = element(0xec, [0]);
const videoForWindows = element(0x63a2, new Uint8Array(16), "MJPG", new Uint8Array(20));

describe("pictures that are files of their own", () => {
	test.each<[string, Bytes]>([
		["QuickTime's Photo-JPEG", filmOf("jpeg", [photo])],
		["Motion-JPEG", filmOf("mjpa", [cleanPhoto(), photo])],
		["PNG", filmOf("png ", [gpsPng()])],
		["JPEG under another name", filmOf("png ", [photo])],
		[
			"a still picture",
			film({ tracks: [{ handler: "pict", coding: "jpeg", samples: [photo], entry: bytes(new Uint8Array(70)) }] }),
		],
		[
			"the middle of a long film",
			filmOf("jpeg", [...Array<Bytes>(4).fill(cleanPhoto()), photo, ...Array<Bytes>(3).fill(cleanPhoto())]),
		],
		["Matroska", matroskaOf("V_MJPEG", noData, photo)],
		["Matroska with a name of Windows'", matroskaOf("V_MS/VFW/FOURCC", videoForWindows, photo)],
		["AVI", avi({ coding: "MJPG", among: chunk("00dc", photo) })],
	])("%s: what they say is told, and stays", async (_, file) => {
		const findings = (await findingsOf(file)).filter(({ stays }) => stays);
		expect(findings).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ kind: "location", severity: "high", tag: "GPSPosition" }),
				expect.objectContaining({ kind: "person", value: "Alice Example" }),
			]),
		);
		expect(findings.every(({ choice }) => choice === undefined)).toBe(true);
		expect(Buffer.from(await stripped(file)).includes(Buffer.from(photo.subarray(-100)))).toBe(
			Buffer.from(file).includes(Buffer.from(photo.subarray(-100))),
		);
	});

	test("pictures that say nothing are nothing to tell", async () => {
		expect(await findingsOf(filmOf("jpeg", [cleanPhoto(), cleanPhoto()]))).toEqual([]);
	});
});

/** Bytes that would look like a mark have a 3 between them. */
const escaped = (unit: Uint8Array) => {
	let zeros = 0;
	const out: number[] = [];
	for (const byte of unit) {
		if (zeros === 2 && byte <= 3) {
			out.push(3);
			zeros = 0;
		}
		zeros = byte === 0 ? zeros + 1 : 0;
		out.push(byte);
	}
	return bytes(out);
};
const message = (head: readonly number[], id: string, data: string | Uint8Array) => {
	const content = bytes(Buffer.from(id, "hex"), data);
	const sizes = [...Array<number>(Math.floor(content.length / 255)).fill(255), content.length % 255];
	return escaped(bytes(head, [5], sizes, content, [0x80]));
};
const avc = (id: string, data: string | Uint8Array) => message([6], id, data);
const hevc = (id: string, data: string | Uint8Array) => message([39 << 1, 1], id, data);
const picture = bytes([0x65, 0x88], new Uint8Array(40).fill(9));
const behindLength = (...units: readonly Uint8Array[]) => bytes(...units.flatMap((unit) => [u32(unit.length), unit]));
const behindMarks = (...units: readonly Uint8Array[]) => bytes(...units.flatMap((unit) => [[0, 0, 0, 1], unit]));
const somebodys = "086f3693b7b34f2c965321492feee5b8";
/** As Tesla's dash cameras write them: version, speed, and the place. */
const tesla = avc(
	"424242",
	bytes("i", [8, 1, 0x18, 0xac, 2, 0x25], [0, 0, 0x90, 0x41], [0x59], doubleLE(48.8584), [0x61], doubleLE(2.2945)),
);
/** As AVCHD cameras write them: a tag, and four bytes. */
const packs = (...all: readonly (readonly number[])[]) =>
	avc("17ee8c60f84d11d98cd60800200c9a66", bytes("MDPM", [all.length], ...all));
const code = (part: string | number) => (typeof part === "string" ? part.charCodeAt(0) : part);
/** A direction, or degrees, minutes and hundredths of seconds. */
const placePacks = (first: number, values: readonly (string | number)[]) =>
	values.map((value, index) =>
		typeof value === "string"
			? [first, code(value), 0, 0, 0]
			: [first + index, ...u16(value), ...u16(index < 2 ? 1 : 100)],
	);
const avcC = box("avcC", [1, 100, 0, 31, 0xff, 0xe0, 0]);
const shortLengths = box("avcC", [1, 100, 0, 31, 0xfd, 0xe0, 0]);

describe("messages beside the picture", () => {
	test.each<[string, Bytes]>([
		["H.264", filmOf("avc1", [behindLength(tesla, picture)], avcC)],
		["H.264 in fragments", fragmented({ coding: "avc1", sample: behindLength(tesla, picture) })],
		["Matroska", matroskaOf("V_MPEG4/ISO/AVC", element(0x63a2, avcC.subarray(8)), behindLength(tesla, picture))],
		["AVI", avi({ coding: "H264", among: chunk("00dc", behindMarks(bytes([9, 0xf0]), tesla, picture)) })],
	])("the place a car was at is told in %s, and stays", async (_, file) => {
		expect((await findingsOf(file)).filter(({ stays }) => stays)).toMatchObject([
			{ kind: "location", severity: "high", tag: "SEI", value: "48.85840, 2.29450", picture: { type: "place" } },
		]);
	});

	test.each<[string, Bytes, object]>([
		[
			"words with a place",
			filmOf("avc1", [behindLength(avc(somebodys, "lat=48.8584 lon=2.2945 VIN5YJ3E1EA7KF000316"), picture)], avcC),
			{ kind: "location", severity: "high", value: expect.stringContaining("VIN5YJ3E1EA7KF000316") },
		],
		[
			"H.265",
			filmOf("hvc1", [behindLength(hevc(somebodys, "Alice's own words"), picture)]),
			{ kind: "unknown", severity: "medium", value: `${somebodys}: Alice's own words` },
		],
		[
			"lengths of two bytes",
			filmOf("avc1", [bytes(u16(43), avc(somebodys, "Alice's own words, ok"), picture)], shortLengths),
			{ kind: "unknown", value: expect.stringContaining("Alice's own words") },
		],
		[
			"bytes that are no words",
			filmOf("avc1", [behindLength(avc(somebodys, bytes(new Uint8Array(8), [1, 2, 3, 200])), picture)], avcC),
			{ kind: "unknown", severity: "medium", value: somebodys },
		],
		[
			"a video camera's clock",
			filmOf("avc1", [behindLength(packs([0x18, 0, 0x20, 0x21, 7], [0x19, 0x14, 9, 0x30, 0x15]), picture)], avcC),
			{ kind: "time", severity: "high", tag: "DateTimeOriginal", value: "2021-07-14 09:30:15+00:00" },
		],
		[
			"packs that nobody knows",
			filmOf("avc1", [behindLength(packs([0x70, 1, 2, 3, 4]), picture)], avcC),
			{ kind: "device", severity: "medium", tag: "MDPM", value: "10 bytes" },
		],
		[
			"x265 in a picture",
			filmOf("hev1", [
				behindLength(hevc("2ca2de09b51747dbbb55a4fe7fc2fc4e", "x265 (build 199) - 3.5 - options: crf=28"), picture),
			]),
			{ kind: "software", severity: "low", tag: "Encoder" },
		],
		[
			"x265 in what decoders are given",
			filmOf(
				"hvc1",
				[picture],
				box(
					"hvcC",
					new Uint8Array(21),
					[0xff, 1, 39],
					u16(1),
					sized(hevc("2ca2de09b51747dbbb55a4fe7fc2fc4e", "x265 (build 199) - 3.5")),
				),
			),
			{ kind: "software", severity: "low", tag: "Encoder" },
		],
		[
			"words in what decoders are given",
			filmOf(
				"hvc1",
				[picture],
				box("hvcC", new Uint8Array(21), [0xff, 1, 39], u16(1), sized(hevc(somebodys, "Alice's own words"))),
			),
			{ kind: "unknown", severity: "medium", tag: "SEI" },
		],
		[
			"x265 in Matroska's codec data",
			matroskaOf(
				"V_MPEGH/ISO/HEVC",
				element(0x63a2, new Uint8Array(21), [0xff, 1, 39], u16(1), sized(hevc(somebodys, "x265 (build 199) - 3.5"))),
			),
			{ kind: "software", tag: "Encoder" },
		],
	])("%s", async (_, file, expected) => {
		expect((await findingsOf(file)).filter(({ stays }) => stays)).toMatchObject([expected]);
	});

	const whereabouts = packs(
		[0x18, 4, 0x20, 0x25, 5],
		[0x19, 1, 0x10, 0x11, 0x12],
		...[
			[0xb1, "N"],
			[0xb2, 48, 51, 3024],
			[0xb5, "W"],
			[0xb6, 2, 17, 4020],
		].flatMap(([first, ...values]) => placePacks(Number(first), values)),
		[0xb9, 0, 0, 0, 0],
		[0xba, 0, 35, 0, 1],
		[0xe0, 1, 8, 0, 0],
		[0xe4, ..."HDR-"].map(code),
		[0xe5, ..."CX55"].map(code),
		[0xe6, ..."0V\0\0"].map(code),
	);
	test.each<[string, Bytes]>([
		["MP4", filmOf("avc1", [behindLength(whereabouts, picture)], avcC)],
		["Matroska", matroskaOf("V_MPEG4/ISO/AVC", element(0x63a2, avcC.subarray(8)), behindLength(whereabouts, picture))],
		["AVI", avi({ coding: "H264", among: chunk("00dc", behindMarks(bytes([9, 0xf0]), whereabouts, picture)) })],
	])("where, when and with what a video camera recorded is told in %s, and stays", async (_, file) => {
		const findings = await findingsOf(file);
		expect(findings).toMatchObject([
			{
				kind: "location",
				tag: "GPSPosition",
				value: "48.85840, -2.29450 (35 m above sea level)",
				picture: { type: "place" },
			},
			{ kind: "time", tag: "DateTimeOriginal", value: "2025-05-01 10:11:12+02:00" },
			{ kind: "device", tag: "Make", value: "Sony" },
			{ kind: "device", tag: "Model", value: "HDR-CX550V" },
		]);
		expect(findings.every(({ stays, choice }) => stays && !choice)).toBe(true);
	});

	test.each<[string, Bytes]>([
		[
			"a counter of a telephone's",
			filmOf("avc1", [behindLength(avc("0387f44ecd0a4bdca1943ac3d49b171f", bytes([0])), picture)], avcC),
		],
		["a picture alone", filmOf("avc1", [behindLength(bytes([9, 0xf0]), picture)], avcC)],
		["what is no picture", filmOf("avc1", [bytes("Alice")], avcC)],
	])("%s is nothing to tell", async (_, file) => {
		expect(await findingsOf(file)).toEqual([]);
	});

	function sized(unit: Uint8Array): Bytes {
		return bytes(u16(unit.length), unit);
	}
});

describe("descriptions of coding", () => {
	test("what a colour profile names is told, and stays to the byte", async () => {
		const named = iccProfile({
			desc: description("Jane's MacBook LCD"),
			mmod: bytes("mmod", u32(0), u32(1), u32(2), u32(99_887_766)),
		});
		const file = filmOf("avc1", [picture], box("colr", "prof", named));
		expect(await findingsOf(file)).toMatchObject([
			{ kind: "device", tag: "ProfileDescription", value: "Jane's MacBook LCD", stays: true },
			{ kind: "device", tag: "DisplaySerialNumber", stays: true },
		]);
		expect((await stripBytes(file)).status).toBe("clean");
		expect(await findingsOf(filmOf("avc1", [picture], box("colr", "prof", iccProfile())))).toEqual([]);
	});

	test.each([
		["behind numbers of colours", box("colr", "nclx", u16(1), u16(1), u16(1), [0], "Alice was here")],
		["in the place of a profile", box("colr", "prof", "Alice was here")],
		["as colours of nobody's kind", box("colr", "acme", "Alice was here")],
	])("words %s go", async (_, colours) => {
		const file = filmOf("avc1", [picture], colours);
		expect(await findingsOf(file)).toMatchObject([{ kind: "unknown", severity: "medium", tag: "colr" }]);
		const once = await stripped(file);
		expect(Buffer.from(once).includes("Alice")).toBe(false);
		expect(await findingsOf(once)).toEqual([]);
	});

	const bought = box("schi", box("user", u32(12_345)), box("key ", u32(1)), box("name", "Jane Roe".padEnd(256, "\0")));
	const song = (coding: string, protection: Uint8Array) =>
		film({
			tracks: [{ handler: "soun", coding, samples: [bytes("a sound")], entry: bytes(new Uint8Array(20), protection) }],
		});

	test.each<[string, Bytes, boolean]>([
		["protected", song("drms", box("sinf", box("frma", "mp4a"), box("schm", u32(0), "itun", u32(0)), bought)), true],
		["not protected any more", song("mp4a", box("pinf", box("frma", "mp4a"), bought)), false],
	])("who bought a song that is %s is told, and the name goes", async (_, file, stays) => {
		expect(await findingsOf(file)).toMatchObject([
			{ kind: "person", severity: "high", tag: "UserID", value: "00003039" },
			{ kind: "person", severity: "high", tag: "UserName", value: "Jane Roe" },
		]);
		const once = await stripped(file);
		expect((await findingsOf(once)).map(({ tag }) => tag)).toEqual(stays ? ["UserID"] : []);
		if (!have("perl")) return;
		const [tags = {}] = withFiles({ "song.m4p": once }, exiftool);
		expect(Object.entries(tags).filter(([name, value]) => name.endsWith(":UserName") && value !== "")).toEqual([]);
		const [before = {}] = withFiles({ "song.m4p": file }, exiftool);
		if (stays) expect(Object.keys(before).filter((name) => name.endsWith(":UserName"))).toHaveLength(1);
	});

	test.each([
		...["apvC", "av3c", "iacb", "dapa", "uncC", "cmpd", "cuvv", "cclv", "reve", "ndwt", "dqcp", "devc", "dsmv", "adrm"],
	])("%s stays, and says nothing", async (type) => {
		const file = filmOf("avc1", [picture], box(type, u32(0), [1, 2, 3, 4, 200]));
		expect(await findingsOf(file)).toEqual([]);
		expect((await stripBytes(file)).status).toBe("clean");
	});

	test("what a coding that nobody knows may need stays, and words do not", async () => {
		const settings = box("nxtC", u32(0), [1, 2, 3, 4, 200]);
		const file = filmOf("nxt1", [picture], settings, box("note", "Alice was here"));
		expect(await findingsOf(file)).toMatchObject([
			{ kind: "unknown", severity: "low", tag: "nxtC", stays: true },
			{ kind: "unknown", severity: "medium", tag: "note" },
		]);
		const once = Buffer.from(await stripped(file));
		expect(once.includes(Buffer.from(settings)) && !once.includes("Alice")).toBe(true);
		expect((await findingsOf(filmOf("avc1", [picture], settings))).map(({ stays }) => stays)).toEqual([undefined]);
	});
});
