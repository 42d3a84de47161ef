// Comments inside a track's codec data: Xiph's header packets, FLAC's blocks, and the heads of subtitles. https://www.matroska.org/technical/codec_specs.html
import type { ByteRange, Finding } from "../../core/finding";
import { bytesLE, latin1, uint8 } from "../containers/numbers";
import type { ReadContext } from "../handler";
import { assLines } from "./ass-header";
import { blankedBlocks, streamInfoSize } from "./flac-blocks";
import { subtitleHeadLines } from "./subtitle-head";
import { readVorbisComment } from "./vorbis-comment";

/** What a comment says, and how it is made to say nothing in the bytes it has. */
export type PrivateComment = { findings: Finding[]; blank(bytes: Uint8Array): void };

/** Codecs whose decoders are told nothing beside the track. */
export const needsNoPrivate =
	/^(A_(PCM|MPEG\/L|E?AC3|DTS|TRUEHD|MLP)|V_(UNCOMPRESSED|VP8|MPEG[12]$)|S_TEXT\/(UTF8|ASCII)$)/;

/** The comments in `[start, end)` of codec data; what cannot be read is no comment. */
export async function privateComments(
	bytes: Uint8Array<ArrayBuffer>,
	codec: string,
	{ start, end }: ByteRange,
	context: ReadContext,
): Promise<PrivateComment[]> {
	const lines = /^S_(TEXT\/)?(ASS|SSA)$/.test(codec)
		? assLines(bytes, { start, end })
		: subtitleHeadLines(bytes, codec, { start, end });
	if (lines) {
		return lines.map(({ range, finding }) => ({
			findings: [finding],
			blank: (copy) => copy.fill(0x20, range.start, range.end),
		}));
	}
	if (codec === "A_FLAC") {
		// The signature stands first; FFmpeg reads the description of the stream alone as well.
		const blocks = end - start === streamInfoSize ? [] : await blankedBlocks(bytes, { start: start + 4, end }, context);
		return blocks.map(({ findings, at, bytes: blank }) => ({ findings, blank: (copy) => copy.set(blank, at) }));
	}
	const range = /^(A_VORBIS|V_THEORA)$/.test(codec) ? xiphComment(bytes, start, end) : undefined;
	if (!range || range.end - range.start < 8) return [];
	const { findings } = await readVorbisComment(bytes.slice(range.start, range.end), context);
	return [{ findings, blank: (copy) => blankComment(copy, range) }];
}

/** A vendor of spaces, and no entries. */
function blankComment(bytes: Uint8Array, { start, end }: ByteRange): void {
	bytes.set(bytesLE(end - start - 8, 4), start);
	bytes.fill(0x20, start + 4, end - 4);
	bytes.fill(0, end - 4, end);
}

/** The second of three laced packets, after its signature of 7 bytes and before its last bit's byte. */
function xiphComment(bytes: Uint8Array, start: number, end: number): ByteRange | undefined {
	if (start >= end || uint8(bytes, start) !== 2) return undefined;
	const sizes: number[] = [];
	let at = start + 1;
	for (let packet = 0; packet < 2; packet++) {
		let size = 0;
		for (let lace = 255; lace === 255 && at < end; at++) {
			lace = uint8(bytes, at);
			size += lace;
		}
		sizes.push(size);
	}
	const [first = 0, second = 0] = sizes;
	const packet = at + first;
	if (packet + second > end || second < 16) return undefined;
	const framed = latin1(bytes, packet + 1, packet + 7) === "vorbis" ? 1 : 0;
	return { start: packet + 7, end: packet + second - framed };
}
