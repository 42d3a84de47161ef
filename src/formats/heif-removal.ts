// The tables of a HEIF file's items without those that go. ISO/IEC 14496-12 8.11.3, 8.11.6 and 8.11.12

import type { ByteRange } from "../core/finding";
import { subtract } from "./containers/byte-ranges";
import type { HeifItem, HeifMeta } from "./containers/heif-items";
import type { Box } from "./containers/isobmff";
import { bytesBE, joinBytes, latin1Bytes, uintBE } from "./containers/numbers";
import type { Edit } from "./splice";

/**
 * The entries of items without those that go, each table followed by a `free` box of what it is shorter:
 * `meta` keeps its size, so that no offset into the file changes.
 */
export function removalEdits(bytes: Uint8Array, base: number, meta: HeifMeta, removed: readonly HeifItem[]): Edit[] {
	const edits: Edit[] = [];
	const child = (type: string) => meta.children.find((box) => box.type === type);
	const iinf = child("iinf");
	if (iinf && meta.infoCount) {
		const count = {
			...meta.infoCount,
			value: uintBE(bytes, meta.infoCount.at, meta.infoCount.length) - removed.length,
		};
		edits.push(
			shrunk(
				bytes,
				base,
				iinf,
				removed.map(({ infe }) => infe),
				count,
			),
		);
	}
	const iloc = child("iloc");
	if (iloc && meta.locationCount) {
		const located = removed.flatMap(({ location }) => (location ? [location] : []));
		const { at, length } = meta.locationCount;
		const count = { at, length, value: uintBE(bytes, at, length) - located.length };
		if (located.length > 0) edits.push(shrunk(bytes, base, iloc, located, count));
	}
	const iref = child("iref");
	const ids = new Set(removed.map(({ id }) => id));
	const references = meta.references.filter(({ from }) => ids.has(from)).map(({ box }) => box);
	if (iref && references.length > 0) edits.push(shrunk(bytes, base, iref, references));
	return edits;
}

/** A box without some ranges of it, a new count, and padding after it up to where it ended. */
function shrunk(
	bytes: Uint8Array,
	base: number,
	box: Box,
	gone: readonly ByteRange[],
	count?: { at: number; length: number; value: number },
): Edit {
	const whole = bytes.slice(box.start, box.end);
	if (count) whole.set(bytesBE(count.value, count.length), count.at - box.start);
	const kept = subtract([{ start: box.start, end: box.end }], gone).map(({ start, end }) =>
		whole.subarray(start - box.start, end - box.start),
	);
	const size = kept.reduce((sum, { length }) => sum + length, 0);
	const spare = whole.length - size;
	const rest =
		spare >= 8 ? joinBytes([bytesBE(spare, 4), latin1Bytes("free"), new Uint8Array(spare - 8)]) : new Uint8Array(spare);
	const content = joinBytes([...kept, rest]);
	// a box whose spare bytes are too few for one of their own keeps them within
	if (spare >= 8 && box.body - box.start === 8) content.set(bytesBE(size, 4), 0);
	return { start: base + box.start, end: base + box.end, bytes: content };
}
