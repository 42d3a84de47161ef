// The chunks of a PNG up to IEND. https://www.w3.org/TR/png-3/#5Chunk-layout
// That of apps on Apple's phones has one more in front of them: https://theapplewiki.com/wiki/PNG_CgBI_Format
import { InvalidFileError } from "../invalid-file-error";
import type { ByteSource } from "./byte-source";
import { crc32 } from "./crc32";
import { bytesBE, joinBytes, latin1, latin1Bytes, uint32BE } from "./numbers";
import { walkReader } from "./walk-reader";

/** A chunk, `[start, end)` with its length, type and CRC; `[dataStart, dataEnd)` is what it holds. */
export type Chunk = { type: string; start: number; dataStart: number; dataEnd: number; end: number };

export type PngImage = {
	chunks: Chunk[];
	/** After IEND; the end of the source where there is none. */
	end: number;
	complete: boolean;
};

export const pngSignatureSize = 8;

const maxChunks = 200_000;

/**
 * The chunks of a PNG. A picture cut off within its data ends with the last whole chunk, or within an IDAT.
 * @throws InvalidFileError `damaged` when it does not start with IHDR (or Apple's mark and that) or ends before its first IDAT.
 */
export async function readPngChunks(source: ByteSource, signal: AbortSignal): Promise<PngImage> {
	const chunks: Chunk[] = [];
	let hasData = false;
	let position = pngSignatureSize;
	const { read } = walkReader(source);
	while (position + 12 <= source.size) {
		signal.throwIfAborted();
		const head = await read(position, position + 8);
		const length = uint32BE(head, 0);
		const type = latin1(head, 4, 8);
		const isHeader = type === "IHDR" || (type === appleMark && chunks.length === 0);
		if (!isHeader && !headerOf(chunks)) throw new InvalidFileError("damaged", `PNG starts with ${type}`);
		if (!/^[A-Za-z]{4}$/.test(type)) return cutOff(position);
		const dataStart = position + 8;
		const dataEnd = dataStart + length;
		const end = dataEnd + 4;
		if (end > source.size) {
			if (type !== "IDAT") return cutOff(position);
			chunks.push({ type, start: position, dataStart, dataEnd: source.size, end: source.size });
			hasData = true;
			return cutOff(source.size);
		}
		if (chunks.length === maxChunks) throw new InvalidFileError("too-complex", `more than ${maxChunks} chunks`);
		chunks.push({ type, start: position, dataStart, dataEnd, end });
		position = end;
		if (type === "IDAT") hasData = true;
		if (type === "IEND") {
			if (!hasData) throw new InvalidFileError("damaged", "a PNG without IDAT");
			return { chunks, end: position, complete: true };
		}
	}
	return cutOff(position);

	function cutOff(end: number): PngImage {
		if (!hasData) throw new InvalidFileError("damaged", `a PNG that ends at ${position}, before its first IDAT`);
		return { chunks, end, complete: false };
	}
}

/** What stands in front where pixels are in another order, and packed without what zlib puts around them. */
export const appleMark = "CgBI";

/** What says how large the picture is, and of which colours. */
export function headerOf(chunks: readonly Chunk[]): Chunk | undefined {
	return chunks[chunks[0]?.type === appleMark ? 1 : 0];
}

/** A chunk with its length and CRC. */
export function newChunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
	const content = joinBytes([latin1Bytes(type), data]);
	return joinBytes([bytesBE(data.length, 4), content, bytesBE(crc32(content), 4)]);
}
