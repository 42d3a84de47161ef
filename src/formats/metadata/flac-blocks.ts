// What FLAC's metadata blocks say, and what becomes of them: in a file, as packets of Ogg, or among what decoders are told by
// Matroska and MP4. https://www.rfc-editor.org/rfc/rfc9639#name-file-level-metadata
import { type ByteRange, type Finding, withoutChoice } from "../../core/finding";
import { type Keep, keepNothing, mayStay } from "../../core/keep";
import { sized } from "../../core/phrase";
import { isSeekTable } from "../containers/flac-frames";
import { bytesBE, bytesLE, joinBytes, latin1, uint8, uintBE } from "../containers/numbers";
import type { ReadContext } from "../handler";
import { readCover } from "./cover";
import { readFlacPicture, writeFlacPicture } from "./flac-picture";
import { mediaFinding } from "./media-tags";
import { readVorbisComment } from "./vorbis-comment";

export const flacBlockTypes = {
	streamInfo: 0,
	padding: 1,
	seekTable: 3,
	comment: 4,
	cueSheet: 5,
	picture: 6,
} as const;
/** The bit of a block's first byte that ends them. */
export const lastBlock = 0x80;
export const streamInfoSize = 34;

/** A block as it is to be: gone where it is `undefined`. */
export type BlockPlan = { findings: Finding[]; content(keep: Keep): Promise<Uint8Array | undefined> };

/**
 * `undefined`: the block stays as it is.
 * @param at - where the body stands in the file, if it stands there as it is.
 * @param again - whether there was one of its type before.
 */
export async function flacBlockPlan(
	type: number,
	body: Uint8Array<ArrayBuffer>,
	at: number | undefined,
	again: boolean,
	context: ReadContext,
): Promise<BlockPlan | undefined> {
	const gone = (finding: Finding): BlockPlan => ({ findings: [finding], content: async () => undefined });
	switch (type) {
		case flacBlockTypes.streamInfo:
		case flacBlockTypes.seekTable: {
			const isKnown = type === flacBlockTypes.streamInfo ? body.length === streamInfoSize : isSeekTable(body);
			return isKnown && !again ? undefined : gone(unknown(`Block ${type}`, body));
		}
		case flacBlockTypes.padding:
			return isZero(body) ? undefined : gone(unknown("Padding", body));
		case flacBlockTypes.comment: {
			const { findings, kept, tail } = await readVorbisComment(body, context);
			findings.push(...tail(0));
			return findings.length > 0 ? { findings, content: kept } : undefined;
		}
		case flacBlockTypes.picture:
			return picturePlan(body, at, context);
		case flacBlockTypes.cueSheet: {
			const value = latin1(body.subarray(0, 128)).replace(/\0/g, "") || sized(body.length);
			return gone({ kind: "tracking", severity: "medium", source: "FLAC", tag: "CueSheet", value });
		}
		default:
			return gone(unknown(`Application ${latin1(body.subarray(0, 4)).replace(/[^\x20-\x7e]/g, "?")}`.trim(), body));
	}
}

/** What is written in memory from `at` on, and why. */
export type Blanked = { findings: Finding[]; at: number; bytes: Uint8Array<ArrayBuffer> };

/** The blocks in `[start, end)` that say something, each as one of the same size that says nothing. */
export async function blankedBlocks(
	bytes: Uint8Array<ArrayBuffer>,
	{ start, end }: ByteRange,
	context: ReadContext,
): Promise<Blanked[]> {
	const blanked: Blanked[] = [];
	const seen = new Set<number>();
	let at = start;
	for (let head = 0; !(head & lastBlock) && at + 4 <= end; ) {
		head = uint8(bytes, at);
		const size = uintBE(bytes, at + 1, 3);
		if (at + 4 + size > end || isZero(bytes.subarray(at, end))) break;
		const type = head & ~lastBlock;
		const plan = await flacBlockPlan(type, bytes.slice(at + 4, at + 4 + size), undefined, seen.has(type), context);
		if (plan) {
			const content = await plan.content(keepNothing);
			const type = content ? flacBlockTypes.comment : flacBlockTypes.padding;
			const written = content ? spaced(content, size - content.length) : new Uint8Array(size);
			const block = joinBytes([Uint8Array.of((head & lastBlock) | type), bytesBE(size, 3), written]);
			blanked.push({ findings: plan.findings.map(withoutChoice), at, bytes: block });
		}
		seen.add(type);
		at += 4 + size;
	}
	const rest = bytes.subarray(at, end);
	if (!isZero(rest)) blanked.push({ findings: [unknown("trailer", rest)], at, bytes: new Uint8Array(rest.length) });
	return blanked;
}

/** A comment without a vendor, with one of `spare` spaces: a block has no room behind its comments. */
export function spaced(comment: Uint8Array, spare: number): Uint8Array<ArrayBuffer> {
	return joinBytes([bytesLE(spare, 4), new Uint8Array(spare).fill(0x20), comment.subarray(4)]);
}

function isZero(bytes: Uint8Array): boolean {
	return bytes.every((byte) => byte === 0);
}

function unknown(tag: string, { length }: Uint8Array): Finding {
	return { kind: "unknown", severity: "medium", source: "FLAC", tag, value: sized(length) };
}

async function picturePlan(
	bytes: Uint8Array<ArrayBuffer>,
	at: number | undefined,
	context: ReadContext,
): Promise<BlockPlan> {
	const picture = readFlacPicture(bytes);
	if (!picture) {
		const finding = { ...unknown("Picture", bytes), kind: "thumbnail" } as const;
		return { findings: [finding], content: async () => undefined };
	}
	const place = at === undefined ? undefined : at + picture.imageStart;
	const cover = await readCover("FLAC", "Picture", picture.image, place, context, picture.alone);
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
