// FLAC: metadata blocks before the frames, and tags that others put around them. https://www.rfc-editor.org/rfc/rfc9639

import type { ByteRange } from "../core/finding";
import { sized } from "../core/phrase";
import type { ByteSource } from "./containers/byte-source";
import { flacFrames } from "./containers/flac-frames";
import { isPaddingAt } from "./containers/isobmff";
import { bytesBE, joinBytes, latin1, uint8, uintBE } from "./containers/numbers";
import type { Handler, ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { readAudioTags } from "./metadata/audio-tags";
import { encoderFindings } from "./metadata/encoder-text";
import { type BlockPlan, flacBlockPlan, flacBlockTypes, lastBlock, streamInfoSize } from "./metadata/flac-blocks";
import { type Part, part, readingOf } from "./parts";

const maxBlocks = 10_000;

type Block = { type: number; start: number; body: number; end: number };

export const flac: Handler = {
	format: "flac",
	async read(source, context) {
		const audio = await readAudioTags(source, context);
		const { blocks, end } = await readBlocks(source, audio);
		const [info] = blocks;
		if (info?.type !== flacBlockTypes.streamInfo || info.end - info.body !== streamInfoSize)
			throw new InvalidFileError("damaged", "no block that describes the stream");
		const encoder = await encoderFindings(source, "FLAC", { start: end, end: audio.end });
		return readingOf("flac", source.size, [
			...audio.parts,
			await blockPart(source, blocks, context),
			...(await aroundFrames(source, await source.read(info.body, info.end), { start: end, end: audio.end }, context)),
			part(encoder, []),
		]);
	},
};

/** What stands between the blocks and the first frame, or behind the last one, and is no tag. */
async function aroundFrames(
	source: ByteSource,
	info: Uint8Array,
	range: ByteRange,
	{ signal }: ReadContext,
): Promise<Part[]> {
	const finding = { kind: "trailing-data", severity: "high", source: "FLAC", tag: "trailer" } as const;
	if (await isPaddingAt(source, range.start, range.end, signal)) return [];
	const frames = await flacFrames(source, info, range, signal);
	// Nobody can say where a frame ends that was cut off.
	if (frames?.end === undefined) {
		const cut = frames?.cut;
		const value = sized(cut ?? range.end - range.start);
		const severity = cut === undefined ? "high" : "low";
		return [part([{ ...finding, kind: "unknown", severity, tag: "Frames", value, stays: true }], [])];
	}
	const parts: Part[] = [];
	for (const gone of [
		{ start: range.start, end: frames.start },
		{ start: frames.end, end: range.end },
	]) {
		if (!(await isPaddingAt(source, gone.start, gone.end, signal)))
			parts.push(part([{ ...finding, value: sized(gone.end - gone.start) }], [gone]));
	}
	return parts;
}

async function readBlocks(
	source: ByteSource,
	{ start, end }: { start: number; end: number },
): Promise<{ blocks: Block[]; end: number }> {
	if (start + 4 > end || latin1(await source.read(start, start + 4)) !== "fLaC")
		throw new InvalidFileError("damaged", "no fLaC");
	const blocks: Block[] = [];
	let at = start + 4;
	for (let last = false; !last; ) {
		if (blocks.length === maxBlocks) throw new InvalidFileError("too-complex", `more than ${maxBlocks} blocks`);
		if (at + 4 > end) throw new InvalidFileError("damaged", "blocks end early");
		const head = await source.read(at, at + 4);
		const body = at + 4;
		const blockEnd = body + uintBE(head, 1, 3);
		if (blockEnd > end) throw new InvalidFileError("damaged", `a block ends at ${blockEnd} of ${end}`);
		blocks.push({ type: uint8(head, 0) & 0x7f, start: at, body, end: blockEnd });
		last = (uint8(head, 0) & lastBlock) !== 0;
		at = blockEnd;
	}
	return { blocks, end: at };
}

/** All blocks as one part: which is the last is told in each. */
async function blockPart(source: ByteSource, blocks: readonly Block[], context: ReadContext): Promise<Part> {
	const plans: (BlockPlan | undefined)[] = [];
	const seen = new Set<number>();
	for (const block of blocks) {
		const body = await source.read(block.body, block.end);
		plans.push(await flacBlockPlan(block.type, body, block.body, seen.has(block.type), context));
		seen.add(block.type);
	}
	return {
		findings: plans.flatMap((plan) => plan?.findings ?? []),
		async edits(keep) {
			const kept: { block: Block; content: Uint8Array | undefined }[] = [];
			const edits = [];
			for (const [index, block] of blocks.entries()) {
				const plan = plans[index];
				const content = await plan?.content(keep);
				if (plan && content === undefined) edits.push({ start: block.start, end: block.end });
				else kept.push({ block, content });
			}
			for (const [index, { block, content }] of kept.entries()) {
				const type = block.type | (index === kept.length - 1 ? lastBlock : 0);
				const head = joinBytes([Uint8Array.of(type), bytesBE(content?.length ?? block.end - block.body, 3)]);
				edits.push(
					content
						? { start: block.start, end: block.end, bytes: joinBytes([head, content]) }
						: { start: block.start, end: block.body, bytes: head },
				);
			}
			return edits;
		},
	};
}
