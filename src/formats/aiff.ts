// AIFF and AIFF-C: chunks that no player needs are cut out. http://midi.teragonaudio.com/tech/aiff.htm
import { uint32BE } from "./containers/numbers";
import { type Chunk, countedChunks, readChunks } from "./containers/riff";
import type { Handler } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { chunkFilePart } from "./metadata/chunk-file";
import { type ChunkPlan, tellChunk } from "./metadata/riff-tags";
import { readingOf } from "./parts";

const keptChunks = new Set(["COMM", "SSND", "FVER", "INST", "CHAN", "wave"]);
const headerSize = 12;

export const aiff: Handler = {
	format: "aiff",
	async read(source, context) {
		if (source.size < headerSize) throw new InvalidFileError("damaged", "no FORM");
		const told = 8 + uint32BE(await source.read(0, 8), 4);
		const sizeOf = (id: string, size: number) => (id === "SSND" && size === 0 ? source.size : size);
		const walked = await readChunks(source, headerSize, source.size, context.signal, { bigEndian: true, sizeOf });
		const chunks = countedChunks(walked, told, ({ id }) => id === "SSND");
		const plans = new Map<Chunk, ChunkPlan>();
		for (const chunk of chunks) {
			if (!keptChunks.has(chunk.id)) plans.set(chunk, await tellChunk(source, chunk, "AIFF", context));
		}
		const file = { name: "AIFF", chunks, plans, bigEndian: true };
		return readingOf("aiff", source.size, [await chunkFilePart(source, file, context.signal)]);
	},
};
