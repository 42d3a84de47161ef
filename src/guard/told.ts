// What a quiet line is about: one or several releases to one conversation, all done in one way.
import { type Finding, type FindingKind, worstFirst } from "../core/finding";
import type { Decided } from "./flow";
import { findingsOf, type Row } from "./row";

/** A release that nobody was asked about. */
export type Unasked = Decided & { by: { way: "unasked" } };

/** `stripped`; as it is, by the person's own rule; harmless, but to somebody odd. */
export type ToldWay = "stripped" | "as-is" | "odd";

/** Never empty; the latest last. */
export type Told = readonly [Unasked, ...Unasked[]];

/** A release of which a line tells; `undefined` where none is to be told. */
export function unaskedOf(decided: Decided): Unasked | undefined {
	const { by } = decided;
	return by.way === "unasked" && by.verdict.tell ? { ...decided, by } : undefined;
}

export function wayOf([{ by, rows }]: Told): ToldWay {
	if (by.verdict.as === "stripped") return "stripped";
	return rows.some(({ examined }) => "inspection" in examined && examined.inspection.status !== "clean")
		? "as-is"
		: "odd";
}

/** One line for both, where they went to the same conversation in the same way. */
export function together(before: Told | undefined, now: Unasked): Told {
	if (!before) return [now];
	const isSame = wayOf(before) === wayOf([now]) && keyOf(before[0]) === keyOf(now) && wayOf([now]) !== "odd";
	return isSame ? [...before, now] : [now];
}

export function rowsOf(told: Told): readonly Row[] {
	return told.flatMap(({ rows }) => rows);
}

/** The rows about which something is told: what was clean went as it came. */
export function touchedRows(told: Told): readonly Row[] {
	const touched = rowsOf(told).filter(
		({ examined }) => "inspection" in examined && examined.inspection.status !== "clean",
	);
	return touched.length > 0 ? touched : rowsOf(told);
}

/** The kinds of what was found, worst first. */
export function kindsOf(rows: readonly Row[]): FindingKind[] {
	return kindsIn(rows.flatMap(findingsOf));
}

export function kindsIn(findings: readonly Finding[]): FindingKind[] {
	return [...new Set(worstFirst(findings).map(({ kind }) => kind))];
}

function keyOf({ attachment: { conversation } }: Unasked): string {
	return conversation.status === "known" ? `${conversation.messenger} ${conversation.id}` : conversation.reason;
}
