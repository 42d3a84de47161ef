// Where what decrypts a track's samples stands: the tables `saiz` and `saio`. ISO/IEC 14496-12, 8.7.8 and 8.7.9
import type { ByteRange } from "../../core/finding";
import { type Box, boxesIn } from "./isobmff";
import { uint8, uint32BE, uint64BE } from "./numbers";

/** @returns `undefined` where it stands in several places, of which the tables do not tell how large each is. */
export function auxiliaryRanges(bytes: Uint8Array, parent: Box, base: number): ByteRange[] | undefined {
	const boxes = boxesIn(bytes, parent.body, parent.end).boxes;
	const [offsets, sizes] = ["saio", "saiz"].map((wanted) => boxes.find(({ type }) => type === wanted));
	if (!offsets || !sizes) return [];
	const at = offsets.body + typedHead(bytes, offsets);
	const count = uint32BE(bytes, at);
	if (count !== 1) return count === 0 ? [] : undefined;
	const start = base + (uint8(bytes, offsets.body) === 0 ? uint32BE(bytes, at + 4) : uint64BE(bytes, at + 4));
	const head = sizes.body + typedHead(bytes, sizes);
	const [size, samples] = [uint8(bytes, head), uint32BE(bytes, head + 1)];
	if (size > 0) return [{ start, end: start + size * samples }];
	let end = start;
	for (const own of bytes.subarray(head + 5, Math.min(head + 5 + samples, sizes.end))) end += own;
	return [{ start, end }];
}

/** Version, flags, and a type where the flags say so. */
function typedHead(bytes: Uint8Array, { body }: Box): number {
	return uint32BE(bytes, body) & 1 ? 12 : 4;
}
