// FLAC: metadata blocks before the frames, and tags that others put around them. https://www.rfc-editor.org/rfc/rfc9639

import type { ByteRange, Finding } from "../core/finding";
import { mayStay } from "../core/keep";
import { sized } from "../core/phrase";
import type { ByteSource } from "./containers/byte-source";
import { lastFrameEnd } from "./containers/flac-frames";
import { isPaddingAt } from "./containers/isobmff";
import { bytesBE, joinBytes, latin1, uint8, uintBE } from "./containers/numbers";
import type { Handler, ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { readAudioTags } from "./metadata/audio-tags";
import { readCover } from "./metadata/cover";
import { encoderFindings } from "./metadata/encoder-text";
import { readFlacPicture, writeFlacPicture } from "./metadata/flac-picture";
import { mediaFinding } from "./metadata/media-tags";
import { readVorbisComment } from "./metadata/vorbis-comment";
import { type Part, part, readingOf } from "./parts";

const blockTypes = {
	streamInfo: 0,
	padding: 1,
	application: 2,
	seekTable: 3,
	comment: 4,
	cueSheet: 5,
	picture: 6,
} as const;
const maxBlocks = 10_000;
const lastBlock = 0x80;

/** A block as it is to be: gone where it is `undefined`. */
type BlockPlan = { findings: Finding[]; content(keep: Parameters<typeof mayStay>[1]): Promise<Uint8Array | undefined> };
type Block = { type: number; start: number; body: number; end: number };

export const flac: Handler = {
	format: "flac",
	async read(source, context) {
		const audio = await readAudioTags(source, context);
		const { blocks, end } = await readBlocks(source, audio);
		const encoder = await encoderFindings(source, "FLAC", { start: end, end: audio.end });
		return readingOf("flac", source.size, [
			...audio.parts,
			await blockPart(source, blocks, context),
			...(await behindFrames(source, { start: end, end: audio.end }, context)),
			part(encoder, []),
		]);
	},
};

/** What stands behind the last frame and is no tag. */
async function behindFrames(source: ByteSource, { start, end }: ByteRange, { signal }: ReadContext): Promise<Part[]> {
	const frameEnd = await lastFrameEnd(source, start, end);
	if (frameEnd === undefined || (await isPaddingAt(source, frameEnd, end, signal))) return [];
	const finding: Finding = {
		kind: "trailing-data",
		severity: "high",
		source: "FLAC",
		tag: "trailer",
		value: sized(end - frameEnd),
	};
	return [part([finding], [{ start: frameEnd, end }])];
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
	for (const block of blocks) plans.push(await planBlock(source, block, context));
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

/** `undefined`: the block stays as it is. */
async function planBlock(source: ByteSource, block: Block, context: ReadContext): Promise<BlockPlan | undefined> {
	const gone = (findings: Finding[]): BlockPlan => ({ findings, content: async () => undefined });
	const size = block.end - block.body;
	switch (block.type) {
		case blockTypes.streamInfo:
		case blockTypes.seekTable:
			return undefined;
		case blockTypes.padding: {
			const bytes = await source.read(block.body, block.end);
			if (bytes.every((byte) => byte === 0)) return undefined;
			return gone([{ kind: "unknown", severity: "medium", source: "FLAC", tag: "Padding", value: sized(size) }]);
		}
		case blockTypes.comment: {
			const { findings, kept } = await readVorbisComment(await source.read(block.body, block.end), context);
			return findings.length > 0 ? { findings, content: kept } : undefined;
		}
		case blockTypes.picture:
			return planPicture(await source.read(block.body, block.end), block.body, context);
		case blockTypes.cueSheet: {
			const catalog = latin1(await source.read(block.body, Math.min(block.body + 128, block.end))).replace(/\0/g, "");
			return gone([
				{ kind: "tracking", severity: "medium", source: "FLAC", tag: "CueSheet", value: catalog || sized(size) },
			]);
		}
		default: {
			const id = latin1(await source.read(block.body, Math.min(block.body + 4, block.end))).replace(
				/[^\x20-\x7e]/g,
				"?",
			);
			return gone([
				{
					kind: "unknown",
					severity: "medium",
					source: "FLAC",
					tag: `Application ${id}`.trim(),
					value: sized(size),
				},
			]);
		}
	}
}

async function planPicture(bytes: Uint8Array<ArrayBuffer>, at: number, context: ReadContext): Promise<BlockPlan> {
	const picture = readFlacPicture(bytes);
	if (!picture) {
		const finding: Finding = {
			kind: "thumbnail",
			severity: "medium",
			source: "FLAC",
			tag: "Picture",
			value: sized(bytes.length),
		};
		return { findings: [finding], content: async () => undefined };
	}
	const cover = await readCover("FLAC", "Picture", picture.image, at + picture.imageStart, context);
	const words = mediaFinding("FLAC", "PictureDescription", picture.description);
	return {
		findings: [...cover.findings, ...(words ? [words] : [])],
		async content(keep) {
			const [finding] = cover.findings;
			const image = finding && mayStay(finding, keep) ? await cover.stripped(keep) : undefined;
			return image && writeFlacPicture(picture, image);
		},
	};
}
