// FLAC's blocks as the packets of an Ogg stream. https://xiph.org/flac/ogg_mapping.html

import { type Finding, withoutChoice } from "../core/finding";
import type { Keep } from "../core/keep";
import { sized } from "../core/phrase";
import { isSeekTable } from "./containers/flac-frames";
import { bytesBE, bytesLE, joinBytes, uint8 } from "./containers/numbers";
import type { ReadContext } from "./handler";
import { readCover } from "./metadata/cover";
import { readFlacPicture } from "./metadata/flac-picture";
import type { VorbisComment } from "./metadata/vorbis-comment";

const blockTypes = { padding: 1, seekTable: 3, picture: 6 } as const;
const lastBlock = 0x80;

/** FLAC's comment block; spare bytes are a vendor of spaces, since a block has no room behind its comments. */
export async function flacComment(
	head: Uint8Array,
	comment: VorbisComment,
	keep: Keep,
	spare: number,
): Promise<Uint8Array<ArrayBuffer>> {
	const kept = await comment.kept(keep);
	const body = joinBytes([bytesLE(spare, 4), new Uint8Array(spare).fill(0x20), kept.subarray(4)]);
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
	for (const block of blocks) {
		const head = block.length > 0 ? uint8(block, 0) : 0;
		const type = head & 0x7f;
		const body = block.slice(Math.min(4, block.length));
		if (
			(type === blockTypes.seekTable && isSeekTable(body)) ||
			(type === blockTypes.padding && body.every((byte) => byte === 0))
		)
			packets.push(block);
		else {
			packets.push(Uint8Array.of((head & lastBlock) | blockTypes.padding, 0, 0, 0));
			const picture = type === blockTypes.picture ? readFlacPicture(body) : undefined;
			if (picture)
				findings.push(
					...(await readCover("FLAC", "Picture", picture.image, undefined, context)).findings.map(withoutChoice),
				);
			else
				findings.push({
					kind: "unknown",
					severity: "medium",
					source: "FLAC",
					tag: `Block ${type}`,
					value: sized(body.length),
				});
		}
	}
	return { packets, findings };
}
