// What is shown stays where it is: what a person reads, or is about to press, must not move when more becomes known.
import { useRef } from "preact/hooks";

/**
 * The first `most` of `sorted`, in the order in which they were first shown. What comes among the first later stands behind
 * them, and what was shown once stays shown.
 */
export function useSteadyOrder<T>(sorted: readonly T[], keyOf: (one: T) => string, most = Infinity): T[] {
	const { current: places } = useRef(new Map<string, number>());
	for (const one of sorted.slice(0, most)) {
		const key = keyOf(one);
		if (!places.has(key)) places.set(key, places.size);
	}
	const placed = sorted.flatMap((one) => {
		const place = places.get(keyOf(one));
		return place === undefined ? [] : { one, place };
	});
	return placed.sort((a, b) => a.place - b.place).map(({ one }) => one);
}
