// Ranges of bytes, subtracted and joined.
import type { ByteRange } from "../../core/finding";

/** What of `ranges` none of `others` covers, without overlaps and in order: one walk over both, however many they are. */
export function subtract(ranges: readonly ByteRange[], others: readonly ByteRange[]): ByteRange[] {
	const left: ByteRange[] = [];
	const covering = disjoint(others);
	let first = 0;
	for (const { start, end } of disjoint(ranges)) {
		let position = start;
		while (first < covering.length && (covering[first]?.end ?? 0) <= start) first++;
		for (let index = first; index < covering.length; index++) {
			const cover = covering[index];
			if (cover === undefined || cover.start >= end) break;
			if (cover.start > position) left.push({ start: position, end: cover.start });
			position = Math.max(position, cover.end);
		}
		if (position < end) left.push({ start: position, end });
	}
	return left;
}

/** What of `ranges` lies within `others`: likewise. */
export function intersect(ranges: readonly ByteRange[], others: readonly ByteRange[]): ByteRange[] {
	const common: ByteRange[] = [];
	const within = disjoint(others);
	let first = 0;
	for (const { start, end } of disjoint(ranges)) {
		while (first < within.length && (within[first]?.end ?? 0) <= start) first++;
		for (let index = first; index < within.length; index++) {
			const other = within[index];
			if (other === undefined || other.start >= end) break;
			common.push({ start: Math.max(start, other.start), end: Math.min(end, other.end) });
		}
	}
	return common;
}

/** The same bytes as ranges that do not overlap. */
export function disjoint(ranges: readonly ByteRange[]): ByteRange[] {
	const joined: ByteRange[] = [];
	for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
		const last = joined.at(-1);
		if (last && start <= last.end) last.end = Math.max(last.end, end);
		else joined.push({ start, end });
	}
	return joined;
}
