// How easily one name is taken for another.
import { type NameForm, nameForm } from "./name-form";

/** The strongest way in which two names are alike, strongest first. */
export const namesakes = [
	"same",
	"looks-the-same",
	"spelling",
	"first-name",
	"last-name",
	"word",
	"initials",
	"none",
] as const;
export type Namesake = (typeof namesakes)[number];

export type NameLikeness = {
	how: Namesake;
	/** Trigrams in common, 0 to 1 (Jaccard). */
	overlap: number;
	/** They share a whole word, or look the same: the mistake a person makes in a list of names. */
	shares: boolean;
};

const shortestWord = 2;

export function compareNames(one: string, other: string): NameLikeness {
	const a = nameForm(one);
	const b = nameForm(other);
	const overlap = overlapOf(a.trigrams, b.trigrams);
	const how = namesake(one, other, a, b, overlap);
	return { how, overlap, shares: how !== "none" && how !== "initials" };
}

/** Names that a person in a hurry may mix up. */
export function confusable(one: string, other: string): boolean {
	return compareNames(one, other).how !== "none";
}

function namesake(one: string, other: string, a: NameForm, b: NameForm, overlap: number): Namesake {
	if (a.words.length === 0 || b.words.length === 0) return one.trim() === other.trim() ? "same" : "none";
	const [firstA = "", firstB = ""] = [a.words[0], b.words[0]];
	const [lastA = "", lastB = ""] = [a.words.at(-1), b.words.at(-1)];
	if (a.text === b.text) return "same";
	if (a.skeleton === b.skeleton || a.sorted === b.sorted) return "looks-the-same";
	if (overlap > 0.25 && fewEdits(a.text, b.text)) return "spelling";
	if (firstA === firstB && firstA.length >= shortestWord) return "first-name";
	if (lastA === lastB && lastA.length >= shortestWord) return "last-name";
	if (a.words.some((word) => word.length >= shortestWord && b.words.includes(word))) return "word";
	const closeWord = a.words.some(
		(word) => word.length > 4 && b.words.some((twin) => twin.length > 4 && oneEdit(word, twin)),
	);
	if (closeWord) return "spelling";
	// Only unlike names of two words or more have initials worth the name.
	if (a.words.length > 1 && a.initials === b.initials) return "initials";
	return "none";
}

function overlapOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
	// Emoji alone are names without letters: any two of them differ.
	if (a.size === 0 || b.size === 0) return 0;
	let both = 0;
	for (const trigram of a) if (b.has(trigram)) both++;
	return both / (a.size + b.size - both);
}

/** One edit for a short name, two for a long one; a name of three letters or less has to be exact. */
function fewEdits(a: string, b: string): boolean {
	const shorter = Math.min(a.length, b.length);
	if (shorter < 4) return false;
	return shorter < 10 ? oneEdit(a, b) : editDistance(a, b, 2) <= 2;
}

/** One letter more, less or another, or two neighbours swapped: what is left between the common ends tells. */
function oneEdit(a: string, b: string): boolean {
	if (Math.abs(a.length - b.length) > 1) return false;
	const shorter = Math.min(a.length, b.length);
	let start = 0;
	while (start < shorter && a[start] === b[start]) start++;
	let end = 0;
	while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
	const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
	if (restA.length <= 1 && restB.length <= 1) return true;
	return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

/** Edits with neighbours swapped as one (optimal string alignment), or `most + 1` when there are more. */
export function editDistance(a: string, b: string, most: number): number {
	if (Math.abs(a.length - b.length) > most) return most + 1;
	let before: number[] = [];
	let row = Array.from({ length: b.length + 1 }, (_, at) => at);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			let cost = Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
			const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
			next.push(cost);
		}
		before = row;
		row = next;
	}
	return Math.min(row[b.length] ?? 0, most + 1);
}
