// HEIF: pictures beside the one that is shown are told, and stay; what belongs to it is not told.
import { describe, expect, test } from "vitest";
import { sampleEntryParts } from "../../src/formats/metadata/sample-entries";
import { bytes, u16, u32 } from "../fixtures/bytes";
import { another, avif, box, fullBox } from "../fixtures/heif";
import { film } from "../fixtures/mp4";
import { baseline } from "../fixtures/photo";
import { have } from "../tools";
import { findingsOf, inspectBytes, noFilesInside, pixelsOf, stripBytes, stripped } from "./checks";
import { expectToldOrGone } from "./hidden-words";

const depth = "urn:mpeg:mpegB:cicp:systems:auxiliary:depth";
const alpha = "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";
const gainMap = "urn:com:apple:photo:2020:aux:hdrgainmap";
const matte = "urn:com:apple:photo:2018:aux:portraiteffectsmatte";

test.each([
	["a second picture", avif({ items: [another("")] }), ["hidden-media", "OtherImage"]],
	["a hidden picture", avif({ items: [another("", { hidden: true })] }), ["hidden-media", "OtherImage"]],
	["a thumbnail", avif({ items: [another("thmb")] }), ["thumbnail", "ThumbnailImage"]],
	["a depth map", avif({ items: [another("auxl")], auxiliary: depth }), ["hidden-media", "DepthMap"]],
	["another layer", avif({ items: [another("auxl")], auxiliary: matte }), ["hidden-media", matte]],
])("%s is told, and the file stays as it is", async (_, file, [kind, tag]) => {
	expect(await findingsOf(file)).toMatchObject([{ kind, tag, stays: true }]);
	expect(await stripBytes(file)).toEqual({ status: "clean", format: "heif" });
});

test.each([
	["transparency", avif({ items: [another("auxl")], auxiliary: alpha })],
	["a gain map", avif({ items: [another("auxl")], auxiliary: gainMap })],
	["a part of it", avif({ items: [another("", { reference: { type: "dimg", from: true } })] })],
	["the same with more light", avif({ items: [another("dimg", { type: "tmap" })] })],
])("%s belongs to the picture", async (_, file) => {
	expect(await inspectBytes(file)).toEqual({ status: "clean", format: "heif" });
});

const words = "Alice Example, Paris";
const gainMapXmp = { type: "mime", contentType: "application/rdf+xml", data: bytes("<x/>") };
const exif = { type: "Exif", data: bytes(u32(0), "left by Bob") };

describe("words in a table of `meta`", () => {
	const tables = "hdlr pitm iloc iinf infe iref ipco ipma iprp auxC meta".split(" ");
	test.each(tables)("behind what %s holds are told and go, also where entries of it go", async (type) => {
		const tails = { [type]: type === "hdlr" ? words.slice(0, 12) : words };
		const items = [another("auxl")];
		for (const file of [
			avif({ tails, items, auxiliary: alpha }),
			avif({ tails, items: [exif, gainMapXmp, ...items], auxiliary: alpha }),
		]) {
			await expectToldOrGone(file, words.slice(0, 12));
			const result = await stripped(file);
			expect(await inspectBytes(result)).toEqual({ status: "clean", format: "heif" });
			expect(result.length).toBe(file.length);
		}
	});

	test.skipIf(!have("identify"))("are gone, and the picture is shown as before", async () => {
		const [before] = Object.values(pixelsOf({ "a.avif": avif() }, "identify"));
		for (const type of ["hdlr", "pitm", "iloc", "iinf", "infe", "ipco", "ipma", "iprp", "meta"]) {
			const tails = { [type]: type === "hdlr" ? words.slice(0, 12) : words };
			const result = await stripped(avif({ tails, items: [exif, gainMapXmp] }));
			expect(pixelsOf({ "a.avif": result }, "identify")).toEqual({ "a.avif": before });
		}
	});

	const group = (type: string, more = "") => fullBox(type, 0, u32(9), u32(2), u32(1), u32(2), more);
	const thisFile = fullBox("dref", 0, u32(1), box("url ", [0, 0, 0, 1]));
	test.each<[string, Uint8Array<ArrayBuffer>]>([
		["a second table of references", fullBox("iref", 0, box("cdsc", u16(2), u16(1), u16(1)), box("note", words))],
		["a second table of properties", box("iprp", box("ipco", box("note", words)))],
		["a second handler", fullBox("hdlr", 0, u32(0), "pict", new Uint8Array(12), words, [0])],
		["a group", box("grpl", group("altr", words))],
		["a group of nothing known", box("grpl", box("note", words))],
		["where data stands", box("dinf", fullBox("dref", 0, u32(1), fullBox("url ", 0, `file:///Users/${words}`, [0])))],
		["what protects items", fullBox("ipro", 0, u16(1), box("sinf", words))],
	])("%s is told and goes", async (_, children) => {
		await expectToldOrGone(avif({ items: [another("auxl")], auxiliary: alpha, children }), words);
	});

	test("groups and the place of data as they should be stay", async () => {
		const children = bytes(box("grpl", group("altr"), group("ster")), box("dinf", thisFile));
		const file = avif({ items: [another("auxl")], auxiliary: alpha, children });
		expect(await inspectBytes(file)).toEqual({ status: "clean", format: "heif" });
	});
});

const h265 = bytes(new Uint8Array(22), [2], [32], u16(1), u16(3), [1, 2, 3], [33], u16(2), u16(1), [4], u16(0));
const av1 = bytes([0x81, 0, 0x0c, 0], [0x0a, 3], "abc", [0x2e, 0, 2], "de");
const deepPixels = fullBox("pixi", 0, [3, 8, 8, 8]).subarray(8);

test.each([
	["a size", "ispe", new Uint8Array(12)],
	["a side", "irot", [0]],
	["colours", "colr", bytes("nclx", new Uint8Array(7))],
	["a depth", "pixi", deepPixels],
	["references", "rref", bytes(u32(0), [2], "hvc1av01")],
	["a place", "rloc", new Uint8Array(12)],
	["how H.265 is decoded", "hvcC", h265],
	["how AV1 is decoded", "av1C", av1],
])("%s with words behind it loses them, and says nothing without", async (_, type, content) => {
	await expectToldOrGone(avif({ more: box(type, content, words) }), words);
	const left = await stripped(avif({ more: box(type, content, words) }));
	expect(Buffer.from(left).includes(Buffer.from(bytes(type, content)))).toBe(true);
	expect(await inspectBytes(left)).toMatchObject({ status: "clean" });
});

test.each(["subs", "disp", "wipe", "clap"])("words in the place of what %s holds are told and go", async (type) => {
	await expectToldOrGone(avif({ more: box(type, words) }), words);
});

test.each(["hvcC", "uncC"])("words within what pictures are decoded with (%s) are told, and stay", async (type) => {
	const unit = bytes(new Uint8Array(22), [1], [39], u16(1), u16(words.length), words);
	const file = avif({ more: box(type, type === "hvcC" ? unit : words) });
	expect(await findingsOf(file)).toMatchObject([
		{ kind: "unknown", tag: type, stays: true, value: expect.stringContaining("Alice") },
	]);
	const tables = bytes([0xff, 0xd8], baseline.subarray(0, 320));
	expect(await inspectBytes(avif({ more: box("jpgC", tables) }))).toMatchObject({ status: "clean" });
});

test.each(["imda", "styp", "sidx", "mfra"])("without tracks %s belongs to no film", async (type) => {
	await expectToldOrGone(avif({ before: bytes(box("moov"), box(type, words)) }), words);
	await expectToldOrGone(avif({ behind: bytes(box("moov"), box(type, words)) }), words);
});

test("a film behind a picture is told as a video, and goes", async () => {
	const motion = bytes(avif(), film({}));
	expect(await findingsOf(motion)).toMatchObject([
		{
			...{ kind: "hidden-media", severity: "high", tag: "EmbeddedVideoFile" },
			value: expect.stringMatching(/^a video of .*, [\d.]+ s/),
			picture: { type: "video", range: { start: avif().length, end: motion.length } },
		},
	]);
	expect(await stripped(motion)).toEqual(avif());
	expect(await stripped(bytes(avif(), avif()))).toEqual(avif());
});

test.each(["vide", "pict", "auxv"])(
	"a coding's name in a track of %s goes, and what it is decoded with stays",
	async (handler) => {
		const track = { handler, name: "Track1" };
		const name = bytes([10], "AOM Coding", new Uint8Array(21));
		const fixed = bytes(new Uint8Array(42), name, u16(24), u16(0xffff));
		const table = box("stsd", u32(0), u32(1), box("av01", fixed, box("av1C", "81 00 0C 00"), box("ccst", u32(0))));
		const all = { type: "stsd", start: 0, body: 8, end: table.length };
		const parts = await sampleEntryParts(table, all, 0, track, noFilesInside);
		expect(parts.map(({ findings }) => findings)).toMatchObject([[{ tag: "CompressorName", value: "AOM Coding" }]]);
		expect(parts[0]?.findings[0]).not.toHaveProperty("stays");
	},
);
