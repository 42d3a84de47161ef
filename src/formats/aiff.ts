// AIFF and AIFF-C: chunks that no player needs are cut out. http://midi.teragonaudio.com/tech/aiff.htm
import type { Finding } from "../core/finding";
import { isPaddingAt } from "./containers/isobmff";
import { bytesBE, joinBytes, latin1Bytes, uint32BE } from "./containers/numbers";
import { type Chunk, readChunks } from "./containers/riff";
import type { Handler } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { type ChunkPlan, tellChunk } from "./metadata/riff-tags";
import { readingOf } from "./parts";
import { type Edit, pieceSize, splice } from "./splice";

const keptChunks = new Set(["COMM", "SSND", "FVER", "INST", "CHAN", "wave"]);
const headerSize = 12;

export const aiff: Handler = {
	format: "aiff",
	async read(source, context) {
		if (source.size < headerSize) throw new InvalidFileError("damaged", "no FORM");
		const told = 8 + uint32BE(await source.read(0, 8), 4);
		const walked = await readChunks(source, headerSize, source.size, context.signal, { bigEndian: true });
		const chunks = walked.filter(({ start }) => start < told);
		const end = chunks.at(-1)?.next ?? headerSize;
		const plans: { chunk: Chunk; plan: ChunkPlan }[] = [];
		for (const chunk of chunks) {
			if (!keptChunks.has(chunk.id)) plans.push({ chunk, plan: await tellChunk(source, chunk, "AIFF", context) });
		}
		const findings: Finding[] = plans.flatMap(({ plan }) => plan.findings);
		if (!(await isPaddingAt(source, end, source.size, context.signal))) {
			findings.push({
				kind: "trailing-data",
				severity: "high",
				source: "AIFF",
				tag: "trailer",
				value: `${source.size - end} bytes`,
			});
		}
		return readingOf("aiff", source.size, [
			{
				findings,
				async edits(keep) {
					const edits: Edit[] = source.size > end ? [{ start: end, end: source.size }] : [];
					for (const { chunk, plan } of plans) {
						const content = await plan.content(keep);
						const bytes =
							content &&
							joinBytes([
								latin1Bytes(chunk.id),
								bytesBE(content.length, 4),
								content,
								new Uint8Array(content.length % 2),
							]);
						edits.push({ start: chunk.start, end: chunk.next, ...(bytes && { bytes }) });
					}
					const size = splice(source.size, edits).reduce((sum, piece) => sum + pieceSize(piece), 0) - 8;
					return [...edits, { start: 4, end: 8, bytes: bytesBE(size, 4) }];
				},
			},
		]);
	},
};
