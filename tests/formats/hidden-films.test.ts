// Somebody's words put into a clean film, wherever its container has room for them: they are told or gone, and never called clean.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytes } from "../fixtures/bytes";
import { element, matroskas, movieOf } from "../fixtures/matroska";
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

	const track = (type: number, codec: string, ...more: readonly Uint8Array[]) =>
		element(0xae, element(0xd7, [3]), element(0x73c5, [3]), element(0x83, [type]), element(0x86, codec), ...more);
	const head = (codec: string, text: string) => ({ track: track(0x11, codec, element(0x63a2, text)) });
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
			movieOf({ track: track(0x11, "S_TEXT/UTF8"), after: [block(`GPS (11.5755, 48.1374, 19) ${words}`)] }),
		],
		["a track of metadata", movieOf({ track: track(0x21, "S_GPMF"), after: [block(words)] })],
		["metadata as WebVTT", movieOf({ track: track(0x11, "D_WEBVTT/METADATA"), after: [block(words)] })],
		["a track of no known kind", movieOf({ track: track(0x7f, "X_ACME"), after: [block(words)] })],
		["a block of no track", movieOf({ after: [block(words)] })],
		[
			"what stands beside subtitles",
			movieOf({ track: track(0x11, "S_TEXT/WEBVTT"), after: [additions(`line:0\nNOTE ${words}`)] }),
		],
		[
			"the author of USF",
			movieOf(head("S_TEXT/USF", `<USFSubtitles><metadata><author>${words}</author></metadata></USFSubtitles>`)),
		],
		["a note in WebVTT", movieOf(head("S_TEXT/WEBVTT", `WEBVTT\n\nNOTE ${words}\n`))],
		["a comment of VobSub", movieOf(head("S_VOBSUB", `# ${words}\nsize: 720x576\n`))],
		["codec data of sound that needs none", movieOf({ track: track(2, "A_PCM/INT/LIT", element(0x63a2, words)) })],
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
			track: track(0x11, "S_TEXT/WEBVTT", element(0x63a2, "WEBVTT\n\nSTYLE\n::cue { color: red }\n")),
			after: [additions("line:0 align:start")],
		});
		expect(await findingsOf(file)).toEqual([]);
		expect((await stripBytes(file)).status).toBe("clean");
	});

	test("what stands beside a picture that has it stays: transparency, brightness", async () => {
		const pictures = track(1, "V_VP9", element(0x55ee, [1]), element(0xe0, element(0x53c0, [1])));
		expect(await findingsOf(movieOf({ track: pictures, after: [additions("a layer")] }))).toEqual([]);
	});

	test("cues point at no track that has gone", async () => {
		const positions = (number: number) => element(0xb7, element(0xf7, [number]), element(0xf1, [9]));
		const point = (...tracks: readonly number[]) => element(0xbb, element(0xb3, [0]), ...tracks.map(positions));
		const file = movieOf({
			track: track(0x21, "S_GPMF"),
			before: [element(0x1c53bb6b, point(1), point(3), point(1, 3))],
		});
		const cues = Buffer.from(await stripped(file));
		expect(cues.includes(Buffer.from(positions(3)))).toBe(false);
		expect(cues.includes(Buffer.from(point(1)))).toBe(true);
	});
});
