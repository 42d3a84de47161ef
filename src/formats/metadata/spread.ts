// A few of many, for what must not cost more the longer a film is.

/** At most `count` of many, evenly, the first and the last among them. */
export function spread<T>(items: readonly T[], count: number): T[] {
	if (items.length <= count) return [...items];
	return Array.from(
		{ length: count },
		(_, index) => items[Math.round((index * (items.length - 1)) / (count - 1))],
	).filter((item) => item !== undefined);
}
