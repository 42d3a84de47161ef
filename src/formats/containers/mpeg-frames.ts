// Headers of MPEG audio frames, enough to know them. http://mpgedit.org/mpgedit/mpeg_format/mpeghdr.htm
import type { FrameAt } from "./frame-runs";
import { uintBE } from "./numbers";

const adtsHeaderSize = 7;

/** Whether an ADTS frame begins here: twelve bits of synchronisation, layer 0, a rate that exists. */
export function isAdts(head: Uint8Array): boolean {
	const [first = 0, second = 0, third = 0] = head;
	return first === 0xff && (second & 0xf6) === 0xf0 && ((third >> 2) & 15) < 13;
}

/** An ADTS frame, which tells its own size; those of a stream share all but that and a mark of copies. */
export const adtsFrameAt: FrameAt = (bytes, at) => {
	if (at + adtsHeaderSize > bytes.length || !isAdts(bytes.subarray(at, at + adtsHeaderSize))) return undefined;
	const size = (uintBE(bytes, at + 3, 3) >> 5) & 0x1fff;
	return size < adtsHeaderSize ? undefined : { size, kind: uintBE(bytes, at, 4) & 0xfffdc0 };
};

/** A frame of MPEG audio; those of a stream share version, layer and rate. */
export const mpegFrameAt: FrameAt = (bytes, at) => {
	const size = frameSize(bytes, at);
	return size === undefined ? undefined : { size, kind: uintBE(bytes, at + 1, 2) & 0x1e0c };
};

/** Kilobits a second by bitrate index: of MPEG 1 layers I, II and III, and of MPEG 2 layer I and the others. */
const bitrates = [
	[32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
	[32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
	[32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
	[32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
	[8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
const rates = [44100, 48000, 32000];

/** Whether MPEG audio begins here: as many frames one behind the other as told, as far as the head holds them. */
export function isMpegAudio(head: Uint8Array, frames = 2): boolean {
	for (let frame = 0, at = 0; frame < frames && (frame === 0 || at + 4 <= head.length); frame++) {
		const size = frameSize(head, at);
		if (size === undefined) return false;
		at += size;
	}
	return true;
}

function frameSize(bytes: Uint8Array, at: number): number | undefined {
	// By index: destructuring would go through an iterator, at every frame of a song.
	const [first, second, third] = [bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0];
	const version = (second >> 3) & 3;
	const layer = 4 - ((second >> 1) & 3);
	const padding = (third >> 1) & 1;
	// FF FE, layer I without a checksum, which nobody writes, begins UTF-16 text.
	if (first !== 0xff || second < 0xe0 || second === 0xfe || version === 1 || layer === 4) return undefined;
	const row = version === 3 ? layer - 1 : layer === 1 ? 3 : 4;
	const kilobits = bitrates[row]?.[(third >> 4) - 1];
	const rate = rates[(third >> 2) & 3];
	if (kilobits === undefined || rate === undefined) return undefined;
	const hertz = rate / (version === 3 ? 1 : version === 2 ? 2 : 4);
	if (layer === 1) return (Math.floor((12_000 * kilobits) / hertz) + padding) * 4;
	return Math.floor(((layer === 3 && version !== 3 ? 72_000 : 144_000) * kilobits) / hertz) + padding;
}
