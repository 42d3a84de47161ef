// The codestream of JPEG 2000: where its comments stand, and where it ends. https://www.itu.int/rec/T-REC-T.800 (annex A)
import type { ByteRange } from "../../core/finding";
import { InvalidFileError } from "../invalid-file-error";
import type { ByteSource } from "./byte-source";
import { uint16BE, uint32BE } from "./numbers";

const markers = { soc: 0xff4f, com: 0xff64, sot: 0xff90, sod: 0xff93, eoc: 0xffd9 } as const;
const sotSize = 12;
/** The standard has 65,535 tiles; what has more segments was made to be slow. */
const maxSegments = 1_000_000;

/** SOC, and SIZ at once behind it: each codestream begins so. */
export function isCodestream(head: Uint8Array): boolean {
	return uint32BE(head, 0) === 0xff4f_ff51;
}

/**
 * The codestream in `[start, end)`; one whose tiles break off reaches to `end`. Tiles begin at `tiles`.
 * @throws InvalidFileError `damaged` when it is none, or has no tile.
 */
export async function readCodestream(
	source: ByteSource,
	start: number,
	end: number,
	signal: AbortSignal,
): Promise<{ comments: ByteRange[]; tiles: number; end: number }> {
	if (!isCodestream(await source.read(start, Math.min(start + 4, end))))
		throw new InvalidFileError("damaged", `no codestream at ${start}`);
	const comments: ByteRange[] = [];
	let tileEnd = end;
	let tiles = end;
	for (let at = start, count = 0; at + 2 <= end; count++) {
		signal.throwIfAborted();
		if (count > maxSegments) throw new InvalidFileError("too-complex", `more than ${maxSegments} segments`);
		const head = await source.read(at, Math.min(at + sotSize, end));
		const marker = uint16BE(head, 0);
		if (marker === markers.eoc) return { comments, tiles, end: at + 2 };
		if (marker === markers.soc) {
			at += 2;
			continue;
		}
		if (marker === markers.sod) {
			at = tileEnd;
			continue;
		}
		const length = head.length < 4 ? 0 : uint16BE(head, 2);
		if (marker < markers.soc || length < 2) break;
		if (marker === markers.com) comments.push({ start: Math.min(at + 4, end), end: Math.min(at + 2 + length, end) });
		if (marker === markers.sot) tiles = Math.min(tiles, at);
		if (marker === markers.sot && head.length === sotSize) {
			const size = uint32BE(head, 6); // 0: up to EOC, which ends the box
			if (size > 0 && size < sotSize + 2) break;
			tileEnd = size === 0 ? Math.max(at, end - 2) : at + size;
		}
		at += 2 + length;
	}
	if (tiles === end) throw new InvalidFileError("damaged", "a codestream without a tile");
	return { comments, tiles, end };
}
