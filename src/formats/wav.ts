// WAV, Broadcast Wave and RF64: chunks that no player needs are cut out, sizes made right. https://tech.ebu.ch/docs/tech/tech3306v1_0.pdf
import { sized } from "../core/phrase";
import type { ByteSource } from "./containers/byte-source";
import { isPaddingAt } from "./containers/isobmff";
import { latin1, uint32LE, uintLE } from "./containers/numbers";
import { type Chunk, countedChunks, readChunks } from "./containers/riff";
import type { Handler, ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { chunkFilePart } from "./metadata/chunk-file";
import { type ChunkPlan, peakTime, tellChunk } from "./metadata/riff-tags";
import { readingOf } from "./parts";

/** Coding, samples and loops; `wavl` lists hold samples. */
const keptChunks = new Set(["fmt ", "fact", "data", "ds64", "smpl", "slnt", "PEAK"]);
const paddingChunks = new Set(["JUNK", "junk", "PAD ", "FLLR", "free"]);
/** A size in the 32-bit field that says "elsewhere", or "until the end". */
const sizeElsewhere = 0xffffffff;
const headerSize = 12;

export const wav: Handler = {
	format: "wav",
	async read(source, context) {
		const { chunks, large, unfinished } = await readWave(source, context);
		const plans = new Map<Chunk, ChunkPlan>();
		for (const chunk of chunks) {
			const plan = await planChunk(source, chunk, context);
			if (plan) plans.set(chunk, plan);
		}
		const sizes = large ? chunks.find(({ id }) => id === "ds64") : undefined;
		const file = { name: "RIFF", chunks, plans, bigEndian: false, unfinished, ...(sizes && { sizeAt: sizes.body }) };
		return readingOf("wav", source.size, [await chunkFilePart(source, file, context.signal)]);
	},
};

/** The chunks that the file counts as its own; sizes of 64 bits are in `ds64`. */
async function readWave(
	source: ByteSource,
	{ signal }: ReadContext,
): Promise<{ chunks: Chunk[]; large: boolean; unfinished: boolean }> {
	if (source.size < headerSize) throw new InvalidFileError("damaged", "no WAVE");
	const head = await source.read(0, Math.min(source.size, headerSize + 24));
	const large = /^(RF64|BW64)$/.test(latin1(head, 0, 4));
	const sized = large && head.length === headerSize + 24 && latin1(head, headerSize, headerSize + 4) === "ds64";
	const riffSize = sized ? uintLE(head, headerSize + 8, 8) : uint32LE(head, 4);
	const dataSize = sized ? uintLE(head, headerSize + 16, 8) : 0;
	const unfinished = riffSize === 0 || riffSize === sizeElsewhere;
	const sizeOf = (id: string, size: number) => {
		if (id !== "data") return size;
		if (sized && size === sizeElsewhere) return dataSize;
		return unfinished && size === 0 ? source.size : size;
	};
	const walked = await readChunks(source, headerSize, source.size, signal, { sizeOf });
	const told = unfinished ? source.size : 8 + riffSize;
	return { chunks: countedChunks(walked, told, ({ id }) => id === "data"), large, unfinished };
}

/** `undefined`: the chunk stays as it is. */
async function planChunk(source: ByteSource, chunk: Chunk, context: ReadContext): Promise<ChunkPlan | undefined> {
	const { id, body, end } = chunk;
	if (paddingChunks.has(id)) {
		if (await isPaddingAt(source, body, end, context.signal)) return undefined;
		return {
			findings: [{ kind: "unknown", severity: "medium", source: "RIFF", tag: id, value: sized(end - body) }],
			content: async () => undefined,
		};
	}
	if (id === "PEAK") return planPeak(await source.read(body, end));
	if (keptChunks.has(id)) return undefined;
	if (id === "LIST" && end - body >= 4 && latin1(await source.read(body, body + 4)) === "wavl") return undefined;
	return tellChunk(source, chunk, "RIFF", context);
}

/** Peaks stay, the second when they were measured goes. */
function planPeak(bytes: Uint8Array<ArrayBuffer>): ChunkPlan | undefined {
	const seconds = peakTime(bytes);
	if (seconds === undefined) return undefined;
	const value = `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
	return {
		findings: [{ kind: "time", severity: "high", source: "RIFF", tag: "PeakTimeStamp", value }],
		content: async () => bytes.slice().fill(0, 4, 8),
	};
}
