// Chunks that players need stay, once and as long as they are: a second one, and what stands behind what one holds, goes.
import type { Finding } from "../../core/finding";
import { sized } from "../../core/phrase";
import type { ByteSource } from "../containers/byte-source";
import type { Chunk } from "../containers/riff";
import type { ReadContext } from "../handler";
import { type ChunkPlan, tellChunk } from "./riff-tags";

/** The size of what a chunk holds, by its beginning; `undefined` where it is no such chunk, as what claims more than there is. */
export type SizeOf = (head: Uint8Array<ArrayBuffer>) => number | undefined;

/** Chunks that are longer hold samples. */
const longestHead = 64 * 1024;

/** What becomes of a chunk whose kind is kept; `undefined` where it stays as it is. */
export async function keptPlan(
	source: ByteSource,
	chunk: Chunk,
	{ name, sizeOf, again }: { name: string; sizeOf: SizeOf | "any"; again: boolean },
	context: ReadContext,
): Promise<ChunkPlan | undefined> {
	const { id, body, end } = chunk;
	// Some players go on with more samples, or play those alone.
	if (sizeOf === "any")
		return again ? { findings: [{ ...unknownChunk(id, end - body, name), stays: true }] } : undefined;
	if (again) return tellChunk(source, chunk, name, context);
	const head = await source.read(body, Math.min(body + longestHead, end));
	const size = sizeOf(head);
	if (size === undefined || size > end - body) return tellChunk(source, chunk, name, context);
	const rest = end - body - size;
	if (rest === 0 || (end - body <= longestHead && head.subarray(size).every((byte) => byte === 0))) return undefined;
	return { findings: [unknownChunk(id, rest, name)], content: async () => head.slice(0, size) };
}

export function unknownChunk(id: string, size: number, source: string): Finding {
	return { kind: "unknown", severity: "medium", source, tag: id, value: sized(size) };
}
