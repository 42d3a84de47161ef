// AIFF and AIFF-C: chunks that no player needs are cut out. http://midi.teragonaudio.com/tech/aiff.htm
import type { Finding } from "../core/finding";
import type { ByteSource } from "./containers/byte-source";
import { latin1, uint8, uint16BE, uint32BE } from "./containers/numbers";
import { type Chunk, countedChunks, readChunks } from "./containers/riff";
import type { Handler } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { chunkFilePart } from "./metadata/chunk-file";
import { keptPlan, type SizeOf } from "./metadata/kept-chunks";
import { type ChunkPlan, tellChunk } from "./metadata/riff-tags";
import { own } from "./own";
import { readingOf } from "./parts";

const keptChunks: Readonly<Record<string, SizeOf | "any">> = {
	COMM: commonSize,
	SSND: "any",
	FVER: () => 4,
	// Two loops, each of which plays forward, backward or not at all.
	INST: (head) => (head.length === 20 && uint16BE(head, 8) < 3 && uint16BE(head, 14) < 3 ? 20 : undefined),
	CHAN: (head) => (head.length < 12 ? undefined : 12 + 20 * uint32BE(head, 8)),
};
/** What AIFF-C tells behind AIFF's fields: a coding, and its name, which is padded to an even size. */
const commonFields = 18;
const codingName = 22;
const longestName = 255;
/** Codings by the words that Apple's programs name them with: players know them by their four letters. */
const codingNames =
	/^(\W|_|\d\d?(?!\d)|not|(un)?compressed|none|bit|to|floating|point|float|integer|linear|pcm|(un)?signed|little|big|endian|[uµa]-?law|ima|adpcm|m?ace|apple|qdesign|music|qualcomm|purevoice|gsm|lossless|aac)*$/i;
const headerSize = 12;

export const aiff: Handler = {
	format: "aiff",
	async read(source, context) {
		if (source.size < headerSize) throw new InvalidFileError("damaged", "no FORM");
		const head = await source.read(0, headerSize);
		const told = 8 + uint32BE(head, 4);
		const coded = latin1(head, 8) === "AIFC";
		const sizeOf = (id: string, size: number) => (id === "SSND" && size === 0 ? source.size : size);
		const walked = await readChunks(source, headerSize, source.size, context.signal, { bigEndian: true, sizeOf });
		const chunks = countedChunks(walked, told, ({ id }) => id === "SSND");
		const plans = new Map<Chunk, ChunkPlan>();
		const seen = new Set<string>();
		for (const chunk of chunks) {
			const sizeOf = own(keptChunks, chunk.id);
			const again = seen.has(chunk.id);
			const kept = sizeOf
				? await keptPlan(source, chunk, { name: "AIFF", sizeOf, again }, context)
				: await tellChunk(source, chunk, "AIFF", context);
			const plan = chunk.id === "COMM" && coded && !again ? await unnamedCoding(source, chunk, kept) : kept;
			// Settings of a decoder, which AIFF has none of.
			if (chunk.id === "wave" && coded)
				plans.set(chunk, { findings: plan?.findings.map((told) => ({ ...told, stays: true })) ?? [] });
			else if (plan) plans.set(chunk, plan);
			seen.add(chunk.id);
		}
		const file = { name: "AIFF", chunks, plans, bigEndian: true };
		return readingOf("aiff", source.size, [await chunkFilePart(source, file, context.signal)]);
	},
};

/** The same description of the sound without the name of its coding, where that is another text. */
async function unnamedCoding(
	source: ByteSource,
	{ body, end }: Chunk,
	plan: ChunkPlan | undefined,
): Promise<ChunkPlan | undefined> {
	const nameAt = codingName + 1;
	const head = await source.read(body, Math.min(body + nameAt + longestName + 1, end));
	const name = head.subarray(nameAt, head.length < nameAt ? 0 : nameAt + uint8(head, codingName));
	const text = latin1(name);
	if (codingNames.test(text)) return plan;
	const finding: Finding = { kind: "text", severity: "medium", source: "AIFF", tag: "CompressorName", value: text };
	return {
		findings: [...(plan?.findings ?? []), finding],
		content: async (keep) => ((await plan?.content?.(keep)) ?? head).slice().fill(0, nameAt, nameAt + name.length),
	};
}

function commonSize(head: Uint8Array): number {
	if (head.length <= codingName) return Math.min(commonFields, head.length);
	const size = codingName + 1 + uint8(head, codingName);
	return Math.min(size + (size % 2), head.length);
}
