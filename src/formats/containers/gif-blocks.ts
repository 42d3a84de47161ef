// The blocks of a GIF up to its trailer. https://www.w3.org/Graphics/GIF/spec-gif89a.txt
import { InvalidFileError } from "../invalid-file-error";
import type { ByteSource } from "./byte-source";
import { walkReader } from "./walk-reader";

/** A block, `[start, end)`; its sub-blocks, lengths and terminator included, are `[dataStart, end)`. */
export type GifBlock =
	/** `uneven`: a sub-block before the last is short, or not as long as the first, as where something was put in. */
	| { type: "image"; start: number; dataStart: number; end: number; uneven: boolean }
	| { type: "extension"; label: number; name: string; start: number; dataStart: number; end: number };

export type GifImage = {
	blocks: GifBlock[];
	/** After the trailer; where what follows is no block; the end of the source where blocks go on to it. */
	end: number;
	complete: boolean;
};

export const gifLabels = { plainText: 0x01, graphicControl: 0xf9, comment: 0xfe, application: 0xff } as const;

const introducers = { image: 0x2c, extension: 0x21, trailer: 0x3b } as const;
const headerSize = 13;
/** Of a sub-block that others follow. */
const usualLength = 254;
const maxBlocks = 200_000;

/** @throws InvalidFileError `damaged` when it ends before its first image, `too-complex`. */
export async function readGifBlocks(source: ByteSource, signal: AbortSignal): Promise<GifImage> {
	if (source.size < headerSize) throw new InvalidFileError("damaged", "GIF header cut short");
	const { read } = walkReader(source);
	const byteAt = async (at: number) => (at < source.size ? ((await read(at, at + 1))[0] ?? 0) : undefined);
	const flags = (await byteAt(10)) ?? 0;
	const blocks: GifBlock[] = [];
	let uneven = false; // of the sub-blocks passed last
	let position = headerSize + colourTableSize(flags);

	while (position < source.size) {
		signal.throwIfAborted();
		if (blocks.length === maxBlocks) throw new InvalidFileError("too-complex", `more than ${maxBlocks} blocks`);
		const introducer = await byteAt(position);
		if (introducer === introducers.trailer) return ended(position + 1, true);
		if (introducer === 0) {
			position++; // some encoders end a block twice
			continue;
		}
		const start = position;
		if (introducer === introducers.image) {
			const local = colourTableSize((await byteAt(start + 9)) ?? 0);
			const dataStart = start + 11 + local;
			position = await afterSubBlocks(dataStart);
			blocks.push({ type: "image", start, dataStart, end: position, uneven });
		} else if (introducer === introducers.extension) {
			const label = (await byteAt(start + 1)) ?? 0;
			const named = label === gifLabels.application && (await byteAt(start + 2)) === 11 && start + 14 <= source.size;
			const name = named ? String.fromCharCode(...(await read(start + 3, start + 14))) : "";
			const dataStart = start + (named ? 14 : 2);
			position = await afterSubBlocks(dataStart);
			blocks.push({ type: "extension", label, name, start, dataStart, end: position });
		} else {
			return ended(position, false);
		}
	}
	return ended(source.size, false);

	async function afterSubBlocks(from: number): Promise<number> {
		let at = from;
		let [first, before]: (number | undefined)[] = [];
		uneven = false;
		for (;;) {
			const length = await byteAt(at);
			if (length === undefined) return source.size;
			at += 1 + length;
			if (length === 0) return at;
			uneven ||= first !== undefined && (before !== first || first < usualLength);
			first ??= length;
			before = length;
		}
	}

	function ended(end: number, complete: boolean): GifImage {
		if (!blocks.some(({ type }) => type === "image")) throw new InvalidFileError("damaged", "a GIF without an image");
		return { blocks, end, complete };
	}
}

function colourTableSize(flags: number): number {
	return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;
}
