// FLAC's blocks as the packets of an Ogg stream. https://xiph.org/flac/ogg_mapping.html

import { type Finding, withoutChoice } from "../core/finding";
import type { Keep } from "../core/keep";
import { bytesBE, joinBytes, uint8 } from "./containers/numbers";
import type { ReadContext } from "./handler";
import { flacBlockPlan, flacBlockTypes, lastBlock, spaced } from "./metadata/flac-blocks";
import type { VorbisComment } from "./metadata/vorbis-comment";

/** FLAC's comment block; spare bytes are a vendor of spaces. */
export async function flacComment(
	head: Uint8Array,
	comment: VorbisComment,
	keep: Keep,
	spare: number,
): Promise<Uint8Array<ArrayBuffer>> {
	const body = spaced(await comment.kept(keep), spare);
	return joinBytes([head.subarray(0, 1), bytesBE(body.length, 3), body]);
}

/** A block that became padding of nothing, as padding of some size. */
export function filledUp(block: Uint8Array, size: number): Uint8Array {
	if (block.length === size) return block;
	return joinBytes([block.subarray(0, 1), bytesBE(size - block.length, 3), new Uint8Array(size - block.length)]);
}

/** FLAC's other blocks: those that say something become padding of nothing, so that their number stays. */
export async function flacBlocks(
	blocks: readonly Uint8Array<ArrayBuffer>[],
	context: ReadContext,
): Promise<{ packets: Uint8Array[]; findings: Finding[] }> {
	const findings: Finding[] = [];
	const packets: Uint8Array[] = [];
	// The first packet describes the stream.
	const seen = new Set<number>([flacBlockTypes.streamInfo]);
	for (const block of blocks) {
		const head = block.length > 0 ? uint8(block, 0) : 0;
		const type = head & ~lastBlock;
		const plan = await flacBlockPlan(type, block.slice(Math.min(4, block.length)), undefined, seen.has(type), context);
		seen.add(type);
		findings.push(...(plan?.findings ?? []).map(withoutChoice));
		packets.push(plan ? Uint8Array.of((head & lastBlock) | flacBlockTypes.padding, 0, 0, 0) : block);
	}
	return { packets, findings };
}
