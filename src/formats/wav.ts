// WAV, Broadcast Wave and RF64: chunks that no player needs are cut out, sizes made right. https://tech.ebu.ch/docs/tech/tech3306v1_0.pdf
import type { ByteSource } from "./containers/byte-source";
import { isPaddingAt } from "./containers/isobmff";
import { latin1, uint16LE, uint32LE, uintLE } from "./containers/numbers";
import { type Chunk, countedChunks, readChunks } from "./containers/riff";
import type { Handler, ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { chunkFilePart } from "./metadata/chunk-file";
import { keptPlan, type SizeOf, unknownChunk } from "./metadata/kept-chunks";
import { type ChunkPlan, tellChunk } from "./metadata/riff-tags";
import { own } from "./own";
import { part, readingOf } from "./parts";

/** Coding, samples and loops. */
const keptChunks: Readonly<Record<string, SizeOf | "any">> = {
	"fmt ": formatSize,
	fact: () => 4,
	data: "any",
	ds64: ({ length }) => length,
	chna: channelsSize,
	smpl: (head) => (head.length < 36 || uint32LE(head, 32) > 0 ? undefined : 36 + 24 * uint32LE(head, 28)),
};
/** Codings that need no more than the sizes of their samples: PCM, floating point, A-law and µ-law. */
const plainCodings = new Set([1, 3, 6, 7]);
const paddingChunks = new Set(["JUNK", "junk", "PAD ", "FLLR", "free"]);
/** A size in the 32-bit field that says "elsewhere", or "until the end". */
const sizeElsewhere = 0xffffffff;
const headerSize = 12;
/** Of hundreds of objects that move for hours. */
const maxModelSize = 64 * 1024 * 1024;
const tagChunk = /^(LIST|id3 |bext|iXML)$/i;

export const wav: Handler = {
	format: "wav",
	async read(source, context) {
		const { chunks, behind, large, unfinished } = await readWave(source, context);
		const plans = new Map<Chunk, ChunkPlan>();
		const seen = new Set<string>();
		for (const chunk of chunks) {
			const plan = await planChunk(source, chunk, seen.has(chunk.id) || (chunk.id === "ds64" && !large), context);
			if (plan) plans.set(chunk, plan);
			seen.add(chunk.id);
		}
		const sizes = large ? chunks.find(({ id }) => id === "ds64") : undefined;
		if (sizes && uint32LE(await source.read(sizes.body, sizes.end), 24) * 12 + 28 !== sizes.end - sizes.body)
			throw new InvalidFileError("damaged", "sizes of more than there is");
		const file = { name: "RIFF", chunks, plans, bigEndian: false, unfinished, ...(sizes && { sizeAt: sizes.body }) };
		const parts = [await chunkFilePart(source, file, context.signal)];
		// What a program put behind the end, without counting it, goes with it; players and readers of tags find it there.
		for (const chunk of behind) parts.push(part((await tellChunk(source, chunk, "RIFF", context)).findings, []));
		return readingOf("wav", source.size, parts);
	},
};

/** The chunks that the file counts as its own; sizes of 64 bits are in `ds64`. */
async function readWave(
	source: ByteSource,
	{ signal }: ReadContext,
): Promise<{ chunks: Chunk[]; behind: Chunk[]; large: boolean; unfinished: boolean }> {
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
	const chunks = countedChunks(walked, told, ({ id }) => id === "data");
	const behind = walked.slice(chunks.length).filter(({ id }) => tagChunk.test(id));
	return { chunks, behind, large, unfinished };
}

/** `undefined`: the chunk stays as it is. */
async function planChunk(
	source: ByteSource,
	chunk: Chunk,
	again: boolean,
	context: ReadContext,
): Promise<ChunkPlan | undefined> {
	const { id, body, end } = chunk;
	if (paddingChunks.has(id)) {
		if (await isPaddingAt(source, body, end, context.signal)) return undefined;
		return { findings: [unknownChunk(id, end - body, "RIFF")], content: async () => undefined };
	}
	if (id === "axml" && !again && end - body <= maxModelSize) {
		const { modelPlan } = await import("./metadata/adm");
		const plan = modelPlan(await source.read(body, end));
		if (plan) return plan === "stays" ? undefined : plan;
	}
	if (id === "PEAK" && !again) {
		const plan = planPeak(await source.read(body, end));
		if (plan !== "unknown") return plan;
	}
	const sizeOf = own(keptChunks, id);
	if (sizeOf) return keptPlan(source, chunk, { name: "RIFF", sizeOf, again }, context);
	if (id === "LIST" && end - body >= 4 && latin1(await source.read(body, body + 4)) === "wavl")
		return { findings: [{ ...unknownChunk("LIST/wavl", end - body, "RIFF"), stays: true }] };
	return tellChunk(source, chunk, "RIFF", context);
}

/** A format's 16 bytes, and as many more as it tells, for codings that need them. */
function formatSize(head: Uint8Array): number {
	if (head.length < 18) return head.length;
	const more = uint16LE(head, 16);
	return more > 0 && plainCodings.has(uint16LE(head, 0)) ? 16 : Math.min(18 + more, head.length);
}

/** Ids of a channel's sound, and of where it goes. */
const channel =
	/^(ATU_[\da-f]{8}|[\0 ]{12})(A[TC]_[\da-f]{8}(_[\da-f]{2}|[\0 ]{3})|[\0 ]{14})(AP_[\da-f]{8}|[\0 ]{11})\0$/i;

/** The size of a `chna` chunk, which says whose sound each channel is; `undefined` where words stand in it. */
function channelsSize(head: Uint8Array): number | undefined {
	if (head.length < 4) return undefined;
	const size = 4 + uint16LE(head, 2) * 40;
	if (size > head.length) return undefined;
	for (let at = 4; at < size; at += 40) if (!channel.test(latin1(head, at + 2, at + 40))) return undefined;
	return size;
}

/** Most channels that are told peaks of. */
const mostPeaks = 64;

/** Peaks stay, the second when they were measured goes. */
function planPeak(bytes: Uint8Array<ArrayBuffer>): ChunkPlan | "unknown" | undefined {
	const peaks = (bytes.length - 8) / 8;
	if (!(Number.isInteger(peaks) && peaks <= mostPeaks && uint32LE(bytes, 0) === 1)) return "unknown";
	const seconds = uint32LE(bytes, 4);
	if (seconds === 0) return undefined;
	const value = `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
	return {
		findings: [{ kind: "time", severity: "high", source: "RIFF", tag: "PeakTimeStamp", value }],
		content: async () => bytes.slice().fill(0, 4, 8),
	};
}
