// Words of ours in what a finding says: which phrase, and what stands in it. Each language has its own sentence for it.
import type { Coordinates } from "./coordinates";
import type { english } from "./phrases-in-english";

/** Text from the file, or what each language writes in its own way. `names` are shown, and `more` are only counted. */
export type PhrasePart =
	| string
	| { count: number }
	| { bytes: number }
	| { seconds: number }
	| { place: Coordinates }
	| { names: readonly (string | Phrase)[]; more: number }
	| Phrase;

export type PhraseKey = keyof typeof english;

export type Phrase = { key: PhraseKey; parts: readonly PhrasePart[] };

/** A sentence with what stands in it, in the order of the English one; plurals go by the first part. */
export function phrase(key: PhraseKey, ...parts: readonly PhrasePart[]): Phrase {
	return { key, parts };
}

/** A size by itself. */
export function sized(bytes: number): Phrase {
	return phrase("size", { bytes });
}

/** A size, with the name that the file itself gives to what has it, if it gives one. */
export function labelled(label: string | Phrase, bytes: number): Phrase {
	return label === "" ? sized(bytes) : phrase("labelledSize", label, { bytes });
}

/** The same for text and for phrases: what tells two values apart. */
export function identityOf(value: string | Phrase): string {
	return typeof value === "string" ? value : JSON.stringify(value);
}
