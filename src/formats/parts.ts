// A file as parts that can go: each with what it says and the edits that take it out.

import type { Finding } from "../core/finding";
import { type Keep, mayStay } from "../core/keep";
import { sized } from "../core/phrase";
import type { ByteSource } from "./containers/byte-source";
import { isPaddingAt } from "./containers/isobmff";
import type { Reading } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { oncePerFact } from "./metadata/tag-kinds";
import { type Edit, type Held, joinedPieces, overlapping, splice } from "./splice";

export type Part = {
	findings: readonly Finding[];
	/** The edits that take it out, but for what `keep` names. A file whose parts overlap is damaged. */
	edits(keep: Keep): readonly Edit[] | Promise<readonly Edit[]>;
};

/** A part that goes as a whole, unless every finding of it may stay. */
export function part(findings: readonly Finding[], edits: readonly Edit[]): Part {
	return {
		findings,
		edits: (keep) => (findings.length > 0 && findings.every((finding) => mayStay(finding, keep)) ? [] : edits),
	};
}

/**
 * The reading of a file of `size` bytes that is its parts and nothing else private.
 * @param held lets what is short become one piece with what is beside it.
 */
export function readingOf(format: string, size: number, parts: readonly Part[], held: readonly Held[] = []): Reading {
	return {
		format,
		findings: oncePerFact(parts.flatMap((part) => part.findings)),
		async strip(keep) {
			const edits: Edit[] = [];
			// One by one: a film may have more gaps than a call takes arguments.
			for (const part of parts) for (const edit of await part.edits(keep)) edits.push(edit);
			if (overlapping(edits)) throw new InvalidFileError("damaged", "two parts claim the same bytes");
			return joinedPieces(splice(size, edits), held);
		},
	};
}

/** Bytes from `at` on that a format does not reach: they go, and are told unless they are padding. */
export async function trailingParts(
	source: ByteSource,
	at: number,
	name: string,
	signal: AbortSignal,
): Promise<Part[]> {
	if (await isPaddingAt(source, at, source.size, signal)) return [];
	const finding = { kind: "trailing-data", severity: "high", tag: "trailer" } as const;
	return [part([{ ...finding, source: name, value: sized(source.size - at) }], [{ start: at, end: source.size }])];
}

const zeroBlock = new Uint8Array(64 * 1024);

/** Edits that fill `[start, end)` with zeros, from one block however long that is. */
export function zeroed(start: number, end: number): Edit[] {
	const edits: Edit[] = [];
	for (let at = start; at < end; at += zeroBlock.length) {
		const to = Math.min(at + zeroBlock.length, end);
		edits.push({ start: at, end: to, bytes: zeroBlock.subarray(0, to - at) });
	}
	return edits;
}
