// Sets of numbers, written short: `254-259 262 0x7670-0x7675`.

export function numberSet(ranges: string): ReadonlySet<number> {
	const numbers = new Set<number>();
	for (const range of ranges.split(/\s+/)) {
		const [first, last = first] = range.split("-").map(Number);
		for (let number = first ?? 0; number <= (last ?? 0); number++) numbers.add(number);
	}
	return numbers;
}
