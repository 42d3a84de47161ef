// What is known of where a PDF's objects are, before any of them is read.
import type { PdfDict } from "./value";

export type Place = { type: "at"; offset: number } | { type: "packed"; container: number; index: number };

export type Found = {
	/** The newest place of every object in use. */
	places: Map<number, Place>;
	/** Objects that a table says are free. */
	freed: Set<number>;
	trailer: PdfDict;
	/** How often the file was saved: one more than the updates behind it. */
	revisions: number;
	/** Places that a newer revision replaced or freed, and those met first. */
	replaced: number;
	earlier: { number: number; place: Place }[];
	/** Whether objects stand packed in streams, as since PDF 1.5. */
	isPacked: boolean;
};

/** Objects in one file: the largest honest ones have a few million. */
export const maxObjects = 8_000_000;

/** Replaced objects whose places are kept, to see what they said. */
const earlierKept = 1000;

export function emptyFound(revisions: number): Found {
	return {
		places: new Map(),
		freed: new Set(),
		trailer: new Map(),
		revisions,
		replaced: 0,
		earlier: [],
		isPacked: false,
	};
}

/** Counts a place that a newer revision replaced or freed. */
export function addEarlier(found: Found, number: number, place: Place): void {
	found.replaced++;
	if (found.earlier.length < earlierKept) found.earlier.push({ number, place });
}
