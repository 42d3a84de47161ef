// Somebody's words put into a clean film, wherever its container has room for them: they are told or gone, and never called clean.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytes, u16, u32 } from "../fixtures/bytes";
import { element, matroskas, movieOf, thirdTrack } from "../fixtures/matroska";
import { box, film } from "../fixtures/mp4";
import { findingsOf, inspectBytes, stripBytes, stripped } from "./checks";

type Bytes = Uint8Array<ArrayBuffer>;

const words = "Alice Example 48.13743 11.57549 +49 151 12345678";

/** Told in the first place; and afterwards gone, unless it is said that they stay. */
async function expectToldOrGone(file: Bytes): Promise<void> {
	expect(Buffer.from(file).includes(words)).toBe(true);
	const { status } = await stripBytes(file);
	if (status === "failed" || status === "unsupported") return;
	expect(await inspectBytes(file)).toMatchObject({ status: "found" });
	const result = await stripped(file);
	const told = (await findingsOf(result)).filter(({ tag }) => tag !== "Encoder");
	expect(told.filter(({ stays }) => !stays)).toEqual([]);
	if (told.length === 0) expect(Buffer.from(result).includes(words)).toBe(false);
}

describe("matroska", () => {
	/** An element as a tree: masters hold others. */
	type Node = { id: number; content: Bytes | Node[] };
	const masters = new Set([
		...[0x1a45dfa3, 0x18538067, 0x114d9b74, 0x4dbb, 0x1549a966, 0x1654ae6b, 0xae, 0xe0, 0xe1, 0x55b0, 0x55d0, 0x7670],
		...[0x1c53bb6b, 0xbb, 0xb7, 0x1254c367, 0x7373, 0x63c0, 0x67c8, 0x1941a469, 0x61a7, 0x1f43b675, 0xa0, 0x75a1, 0xa6],
	]);
	const sum = 0xbf;

	function nodesIn(file: Bytes): Node[] {
		const nodes: Node[] = [];
		const integer = (at: number, marked: boolean) => {
			const length = Math.clz32(file[at] ?? 0) - 23;
			const value = Buffer.from(file).readUIntBE(at, Math.min(length, 6));
			if (length === 8) return { value: Number(Buffer.from(file).readBigUInt64BE(at) & 0xffffffffffffffn), length };
			return { value: marked ? value : value - 2 ** (7 * length), length };
		};
		for (let at = 0; at < file.length; ) {
			const id = integer(at, true);
			const size = integer(at + id.length, false);
			const body = at + id.length + size.length;
			const content = file.slice(body, body + size.value);
			if (id.value !== sum) nodes.push({ id: id.value, content: masters.has(id.value) ? nodesIn(content) : content });
			at = body + size.value;
		}
		return nodes;
	}
	const written = (nodes: readonly Node[]): Bytes =>
		bytes(...nodes.map(({ id, content }) => element(id, Array.isArray(content) ? written(content) : content)));
	/** The lists of children, with what each may be given. */
	const listsIn = (nodes: Node[]): Node[][] => [
		nodes,
		...nodes.flatMap(({ content }) => (Array.isArray(content) ? listsIn(content) : [])),
	];
	const leavesIn = (nodes: Node[]): Node[] =>
		nodes.flatMap((node) => (Array.isArray(node.content) ? leavesIn(node.content) : [node]));
	/** Payloads of picture and sound and what decoders are given: nobody reads words there, and they have tests of their own. */
	const coded = new Set([0xa1, 0xa3, 0xa5, 0x465c, 0x63a2, 0x7672]);
	/** Void, sums, names, codec data, tags, blocks, whole masters, and what nobody knows. */
	const hiding = [
		0xec, 0xbf, 0x86, 0x63a2, 0x4487, 0x45a3, 0x4485, 0x7ba9, 0x536e, 0x22b59c, 0x466e, 0x467e, 0xa3, 0xa0, 0xa1,
	];
	const unknown = [0x7373, 0x1254c367, 0x4282, 0x5854, 0xaf, 0xa4, 0x4fff, 0x1a2b3c4d, 0xe7, 0x73c5, 0x75a1, 0x63ca];

	const files = Object.entries(matroskas.clean);

	test("words hidden in it are told or gone", async () => {
		const ids = fc.constantFrom(...hiding, ...unknown);
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...files),
				ids,
				fc.nat(1000),
				fc.nat(1000),
				async ([, file], id, list, place) => {
					const nodes = nodesIn(file);
					const lists = listsIn(nodes);
					const chosen = lists[list % lists.length] ?? nodes;
					chosen.splice(place % (chosen.length + 1), 0, { id, content: bytes(words) });
					await expectToldOrGone(written(nodes));
				},
			),
			{ numRuns: 300, seed: 20_261_128 },
		);
	});

	test("words in the place of any value are told or gone", async () => {
		for (const [, file] of files) {
			for (const [index, { id }] of leavesIn(nodesIn(file)).entries()) {
				if (coded.has(id)) continue;
				const nodes = nodesIn(file);
				const leaf = leavesIn(nodes)[index];
				if (leaf) leaf.content = bytes(words);
				await expectToldOrGone(written(nodes));
			}
		}
	});

	const head = (codec: string, text: string) => ({ track: thirdTrack(0x11, codec, element(0x63a2, text)) });
	const block = (text: string) => element(0x1f43b675, element(0xe7, [1]), element(0xa3, [0x83, 0, 0, 0], text));
	const additions = (text: string) =>
		element(
			0x1f43b675,
			element(0xe7, [1]),
			element(
				0xa0,
				element(0xa1, [0x83, 0, 0, 0], "We met at six."),
				element(0x75a1, element(0xa6, element(0xa5, text))),
			),
		);
	const clusterOfUnknownSize = bytes(
		[0x1f, 0x43, 0xb6, 0x75, 0x01, 255, 255, 255, 255, 255, 255, 255],
		element(0xe7, [9]),
	);

	test.each<[string, Bytes]>([
		[
			"a camera's subtitles",
			movieOf({ track: thirdTrack(0x11, "S_TEXT/UTF8"), after: [block(`GPS (11.5755, 48.1374, 19) ${words}`)] }),
		],
		["a track of metadata", movieOf({ track: thirdTrack(0x21, "S_GPMF"), after: [block(words)] })],
		["metadata as WebVTT", movieOf({ track: thirdTrack(0x11, "D_WEBVTT/METADATA"), after: [block(words)] })],
		["a track of no known kind", movieOf({ track: thirdTrack(0x7f, "X_ACME"), after: [block(words)] })],
		["a block of no track", movieOf({ after: [block(words)] })],
		[
			"what stands beside subtitles",
			movieOf({ track: thirdTrack(0x11, "S_TEXT/WEBVTT"), after: [additions(`line:0\nNOTE ${words}`)] }),
		],
		[
			"the author of USF",
			movieOf(head("S_TEXT/USF", `<USFSubtitles><metadata><author>${words}</author></metadata></USFSubtitles>`)),
		],
		["a note in WebVTT", movieOf(head("S_TEXT/WEBVTT", `WEBVTT\n\nNOTE ${words}\n`))],
		["a comment of VobSub", movieOf(head("S_VOBSUB", `# ${words}\nsize: 720x576\n`))],
		["codec data of sound that needs none", movieOf({ track: thirdTrack(2, "A_PCM/INT/LIT", element(0x63a2, words)) })],
		["behind a live film", bytes(movieOf({ live: true }), clusterOfUnknownSize, words)],
		["in a Void behind a live film", bytes(movieOf({ live: true }), clusterOfUnknownSize, element(0xec, words))],
		[
			"in an old tag behind a live film",
			bytes(movieOf({ live: true }), clusterOfUnknownSize, `TAG${words}`.padEnd(128, "\0")),
		],
	])("%s", async (_, file) => {
		await expectToldOrGone(file);
		expect((await stripBytes(file)).status).toBe("stripped");
	});

	test("subtitles that people wrote stay, with where they stand on the screen", async () => {
		const file = movieOf({
			track: thirdTrack(0x11, "S_TEXT/WEBVTT", element(0x63a2, "WEBVTT\n\nSTYLE\n::cue { color: red }\n")),
			after: [additions("line:0 align:start")],
		});
		expect(await findingsOf(file)).toEqual([]);
		expect((await stripBytes(file)).status).toBe("clean");
	});

	test("what stands beside a picture that has it stays: transparency, brightness", async () => {
		const pictures = thirdTrack(1, "V_VP9", element(0x55ee, [1]), element(0xe0, element(0x53c0, [1])));
		expect(await findingsOf(movieOf({ track: pictures, after: [additions("a layer")] }))).toEqual([]);
	});

	test("nothing is left of tags of which nothing stays", async () => {
		const tags = element(
			0x1254c367,
			element(
				0x7373,
				element(0x63c0, element(0x68ca, [50])),
				element(0x67c8, element(0x45a3, "ARTIST"), element(0x4487, words)),
			),
		);
		const once = Buffer.from(await stripped(movieOf({ after: [tags] })));
		expect(once.includes(Buffer.from("1254c367", "hex"))).toBe(false);
	});

	test("cues point at no track that has gone", async () => {
		const positions = (number: number) => element(0xb7, element(0xf7, [number]), element(0xf1, [9]));
		const point = (...tracks: readonly number[]) => element(0xbb, element(0xb3, [0]), ...tracks.map(positions));
		const file = movieOf({
			track: thirdTrack(0x21, "S_GPMF"),
			before: [element(0x1c53bb6b, point(1), point(3), point(1, 3))],
		});
		const cues = Buffer.from(await stripped(file));
		expect(cues.includes(Buffer.from(positions(3)))).toBe(false);
		expect(cues.includes(Buffer.from(point(1)))).toBe(true);
	});
});

describe("mp4", () => {
	type Table = {
		size?: number;
		sizes?: readonly number[];
		count?: number;
		perChunk?: number;
		offsets?: readonly number[];
	};
	/** A track of tables that say what they are told to. */
	const track = (
		handler: string,
		entry: Uint8Array,
		{ size = 0, sizes = [], count = sizes.length, perChunk = 1, offsets = [] }: Table = {},
	) =>
		box(
			"trak",
			box("tkhd", u32(0), u32(0), u32(0), u32(9), new Uint8Array(68)),
			box(
				"mdia",
				box("mdhd", u32(0), u32(0), u32(0), u32(1000), u32(2000), u32(0)),
				box("hdlr", u32(0), u32(0), handler, new Uint8Array(12), [0]),
				box(
					"minf",
					box("nmhd", u32(0)),
					box(
						"stbl",
						box("stsd", u32(0), u32(1), entry),
						box("stts", u32(0), u32(1), u32(count), u32(1)),
						box("stsc", u32(0), u32(1), u32(1), u32(perChunk), u32(1)),
						box("stsz", u32(0), u32(size), u32(count), ...sizes.map(u32)),
						box("stco", u32(0), u32(offsets.length), Buffer.concat(offsets.map(u32))),
					),
				),
			),
		);
	const entryOf = (type: string, ...content: readonly (string | Uint8Array | readonly number[])[]) =>
		box(type, new Uint8Array(6), u16(1), ...content);
	const picture = entryOf("avc1", new Uint8Array(70));
	/** Sixteen bits, one channel, 8,000 a second. */
	const sound = entryOf("sowt", new Uint8Array(8), u16(1), u16(16), u32(0), u32(8000 * 65536));
	/** Where the samples of a `mdat` box that stands first begin. */
	const first = 40;
	const zeros = new Uint8Array(600_000);
	const defaults = box("mvex", box("trex", u32(0), u32(3), u32(1), u32(1000), u32(0), u32(0)));
	const odd = { handler: "soun", coding: "mp4a", samples: [bytes("a sound")] } as const;
	const fragmentOf = (...content: readonly Uint8Array[]) =>
		box("moof", box("mfhd", u32(0), u32(1)), box("traf", box("tfhd", [0, 2, 0, 0], u32(1)), ...content));

	const handler = (name: string, maker = "") => box("hdlr", u32(0), u32(0), "mdir", maker.padEnd(12, "\0"), name, [0]);
	const meta = (...content: readonly Uint8Array[]) => film({ movie: [box("udta", box("meta", u32(0), ...content))] });
	const spherical = (text: string) =>
		box(
			"uuid",
			Buffer.from("ffcc8263f8554a938814587a02521fdd", "hex"),
			`<rdf:SphericalVideo>${text}</rdf:SphericalVideo>`,
		);
	const data = (text: string) => box("data", u32(1), u32(0), text);

	test.each<[string, Bytes]>([
		["the name of who wrote no items", meta(handler(words), box("ilst"))],
		["an item without data", meta(handler(""), box("ilst", box("©nam", words)))],
		["a free place among items", meta(handler(""), box("ilst", box("free", words)))],
		["bytes behind items", meta(handler(""), bytes(u32(8 + words.length), "ilst", words))],
		["keys of no items", meta(handler(""), box("keys", u32(0), u32(1), box("mdta", words)), box("ilst"))],
		[
			"how loud a song is",
			meta(
				handler(""),
				box(
					"ilst",
					box(
						"----",
						box("mean", u32(0), "com.apple.iTunes"),
						box("name", u32(0), "replaygain_track_gain"),
						data(words),
					),
				),
			),
		],
		["brands of nobody", film({ after: [box("styp", "isom", u32(0), words)] })],
		["an index of fragments", film({ after: [box("sidx", words)] })],
		["an index of indexes", film({ after: [box("mfra", box("tfra", words), box("mfro", u32(0), u32(16)))] })],
		["a role", film({ movie: [box("udta", box("kind", u32(0), words, [0, 0]))] })],
		["how loud a film is", film({ movie: [box("udta", box("ludt", words))] })],
		["how it is made of objects", film({ movie: [box("iods", words)] })],
		["what decrypts it", film({ movie: [box("pssh", words)] })],
		["a table of colours", film({ movie: [box("ctab", words)] })],
		[
			"levels of fragments",
			film({ movie: [box("mvex", box("leva", u32(0), words), box("trep", u32(0), u32(1), words))] }),
		],
		...["load", "imap", "clip", "matt", "tapt"].map((type): [string, Bytes] => [
			`${type} of a track`,
			film({
				tracks: [
					{ ...odd, references: box(type, type === "tapt" ? box("clef", u32(0), u32(1), u32(1), words) : words) },
				],
			}),
		]),
		...["sgpd", "sbgp", "subs", "sdtp", "stdp", "padb"].map((type): [string, Bytes] => [
			`${type} of samples`,
			film({ tracks: [{ ...odd, tables: box(type, u32(0), words) }] }),
		]),
		["a creator of a sphere", film({ after: [spherical(`<dc:creator>${words}</dc:creator>`)] })],
		["a text in a sphere", film({ after: [spherical(words)] })],
		[
			"vectors of samples",
			film({ after: [box("uuid", Buffer.from("a2394f525a9b4f14a2446c427c648df4", "hex"), words)] }),
		],
		["a type of subtitles", film({ movie: [track("subt", entryOf("stpp", words, [0]))] })],
		[
			"a label of subtitles",
			film({ movie: [track("text", entryOf("wvtt", box("vttC", "WEBVTT"), box("vlab", words)))] }),
		],
		["a note of subtitles", film({ movie: [track("text", entryOf("wvtt", box("vttC", `WEBVTT\n\nNOTE ${words}`)))] })],
		[
			"a box before a stray byte",
			film({ movie: [track("vide", entryOf("avc1", new Uint8Array(70), box("priv", words), [1]))] }),
		],
		[
			"bytes behind a description",
			film({ movie: [track("vide", entryOf("avc1", new Uint8Array(70), [1, 2, 3], words))] }),
		],
		[
			"bytes behind a table",
			film({ movie: [box("mvex", box("trex", u32(0), u32(3), u32(1), u32(0), u32(0), u32(0), words))] }),
		],
		["behind zeros in what was cut out", film({ before: [box("mdat", zeros, words, zeros)] })],
		["in a gap of a few bytes at a time", scattered()],
		[
			"behind sound whose samples are counted",
			film({
				before: [box("mdat", new Uint8Array(200).fill(7), words)],
				movie: [track("soun", sound, { size: 2, count: 100, perChunk: 100, offsets: [first] })],
			}),
		],
		[
			"beside a track that counts a sample too many",
			film({
				before: [box("mdat", words.repeat(2))],
				movie: [track("vide", picture, { sizes: [10, 10], offsets: [first] })],
			}),
		],
		[
			"beside an empty table of offsets",
			film({ before: [box("mdat", words)], after: [fragmentOf(box("saio", u32(0), u32(0)))] }),
		],
		["in media data with a name", film({ before: [box("imda", words)] })],
		["in a fragment of no track", film({ movie: [defaults], after: fragment(7, words) })],
	])("%s", async (_, file) => {
		await expectToldOrGone(file);
	});

	/** Words in gaps of five bytes, each behind a sample of ten. */
	function scattered(): Bytes {
		const pieces = words.match(/.{1,5}/g) ?? [];
		const samples = pieces.map((piece) => bytes(new Uint8Array(10).fill(7), piece));
		const offsets = samples.map((_, index) => first + index * 15);
		const file = film({
			before: [box("mdat", ...samples)],
			movie: [track("vide", picture, { size: 10, count: samples.length, offsets })],
		});
		return bytes(file, box("free", words));
	}

	function fragment(id: number, content: string): Uint8Array[] {
		const head = (offset: number) =>
			box(
				"moof",
				box("mfhd", u32(0), u32(1)),
				box(
					"traf",
					box("tfhd", [0, 2, 0, 0], u32(id)),
					box("trun", [0, 0, 2, 1], u32(1), u32(offset), u32(content.length)),
				),
			);
		return [head(head(0).length + 8), box("mdat", content)];
	}

	test("words in gaps between samples go piece by piece", async () => {
		const once = Buffer.from(await stripped(scattered()));
		expect(once.includes("Alice") || once.includes("48.1")).toBe(false);
		expect(once.subarray(first, first + 10)).toEqual(Buffer.alloc(10, 7));
	});

	test("a table of metadata that points at the picture takes nothing of it", async () => {
		const file = film({
			movie: [track("meta", entryOf("gpmd"), { size: 1000, count: 1, offsets: [100] })],
			before: [],
		});
		const once = await stripped(file);
		expect((await stripBytes(file)).status).toBe("stripped");
		expect(once.subarray(first, 1100)).toEqual(file.subarray(first, 1100));
	});

	test("more gaps than a call takes arguments are no trouble", async () => {
		const count = 130_000;
		const media = Buffer.alloc(count * 4, "ab.-");
		const offsets = Array.from({ length: count }, (_, index) => 24 + index * 4);
		const movie = box("moov", box("mvhd", new Uint8Array(100)), track("vide", picture, { size: 2, count, offsets }));
		const file = bytes(box("ftyp", "isom", u32(0)), u32(media.length + 8), "mdat", media, movie);
		const once = await stripped(file);
		expect(once.subarray(24, 32)).toEqual(bytes("ab\0\0ab\0\0"));
	});

	test("a run that claims a million samples is no more than it holds", async () => {
		const runs = Array.from({ length: 100 }, () => box("trun", [0, 0, 0, 1], u32(1_000_000), u32(0)));
		const file = film({ movie: [track("meta", entryOf("gpmd")), defaults], after: [fragmentOf(...runs)] });
		expect((await stripBytes(file)).status).toBe("stripped");
	});
});
