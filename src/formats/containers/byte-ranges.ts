// Ranges of bytes, subtracted and joined.
import type { ByteRange } from "../../core/finding";

/** What of a range none of `others` covers. */
export function without(range: ByteRange, others: readonly ByteRange[]): ByteRange[] {
	const left: ByteRange[] = [];
	let position = range.start;
	for (const { start, end } of [...others].sort((a, b) => a.start - b.start)) {
		if (end <= position) continue;
		if (start >= range.end) break;
		if (start > position) left.push({ start: position, end: start });
		position = end;
	}
	if (position < range.end) left.push({ start: position, end: range.end });
	return left;
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
