// Where two names that are easily taken for each other differ.

export type NamePart = { text: string; differs: boolean };

/** The parts of `name`, each as it stands in `other` too, in this order, or not. */
export function nameParts(name: string, other: string): NamePart[] {
	const [mine, theirs] = [lettersOf(name), lettersOf(other)];
	const common = longestCommon(mine, theirs);
	const parts: NamePart[] = [];
	mine.forEach((text, index) => {
		const differs = !common.has(index);
		const last = parts.at(-1);
		if (last && last.differs === differs) last.text += text;
		else parts.push({ text, differs });
	});
	return parts;
}

/** What people see as one letter. */
function lettersOf(name: string): string[] {
	return [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(name)]
		.slice(0, longest)
		.map(({ segment }) => segment);
}

/** Of a longer name the rest differs for nobody. */
const longest = 120;

/** The places in `a` of a longest common subsequence with `b`. */
function longestCommon(a: readonly string[], b: readonly string[]): Set<number> {
	const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
	const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
	for (let i = a.length - 1; i >= 0; i--) {
		for (let j = b.length - 1; j >= 0; j--) {
			const row = lengths[i];
			if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
		}
	}
	const common = new Set<number>();
	let [i, j] = [0, 0];
	while (i < a.length && j < b.length) {
		if (a[i] === b[j]) {
			common.add(i);
			i++;
			j++;
		} else if (at(i + 1, j) >= at(i, j + 1)) i++;
		else j++;
	}
	return common;
}
