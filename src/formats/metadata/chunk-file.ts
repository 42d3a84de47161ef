// WAV and AIFF as a row of chunks: those that go are cut out, and the file's size is made right.
import type { ByteSource } from "../containers/byte-source";
import { bytesBE, bytesLE, joinBytes, latin1Bytes } from "../containers/numbers";
import type { Chunk } from "../containers/riff";
import type { Part } from "../parts";
import { trailingParts } from "../parts";
import { type Edit, pieceSize, splice } from "../splice";
import type { ChunkPlan } from "./riff-tags";

export type ChunkFile = {
	/** As findings name it. */
	name: string;
	/** The chunks, and what is to become of those that do not stay as they are. */
	chunks: readonly Chunk[];
	plans: ReadonlyMap<Chunk, ChunkPlan>;
	bigEndian: boolean;
	/** Where a size of 64 bits stands, instead of that of 32 at the file's start. */
	sizeAt?: number;
	/** A recording that was cut off before its sizes were written, which players know by that. */
	unfinished?: boolean;
};

const headerSize = 12;
const largestSize = 0xffffffff;

/** The whole file as one part, since its size depends on all that goes. */
export async function chunkFilePart(source: ByteSource, file: ChunkFile, signal: AbortSignal): Promise<Part> {
	const { name, chunks, plans, bigEndian, sizeAt, unfinished = false } = file;
	const end = chunks.at(-1)?.next ?? Math.min(headerSize, source.size);
	const sized = bigEndian ? bytesBE : bytesLE;
	const trailing = await trailingParts(source, end, name, signal);
	return {
		findings: [
			...[...plans.values()].flatMap(({ findings }) => findings),
			...trailing.flatMap(({ findings }) => findings),
		],
		async edits(keep) {
			const edits: Edit[] = source.size > end ? [{ start: end, end: source.size }] : [];
			for (const [{ id, start, next }, plan] of plans) {
				if (!plan.content) continue;
				const content = await plan.content(keep);
				const parts = content && [
					latin1Bytes(id),
					sized(content.length, 4),
					content,
					new Uint8Array(content.length % 2),
				];
				edits.push({ start, end: next, ...(parts && { bytes: joinBytes(parts) }) });
			}
			if (unfinished) return edits;
			const size = splice(source.size, edits).reduce((sum, piece) => sum + pieceSize(piece), 0) - 8;
			if (sizeAt !== undefined) edits.push({ start: sizeAt, end: sizeAt + 8, bytes: sized(size, 8) });
			else if (size < largestSize) edits.push({ start: 4, end: 8, bytes: sized(size, 4) });
			return edits;
		},
	};
}
