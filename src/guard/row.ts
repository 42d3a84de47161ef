// A file of an attachment: how far it has been looked at, and what becomes of it.
import type { Finding } from "../core/finding";
import type { Inspection } from "../core/inspection";
import { type Keep, mayStay } from "../core/keep";
import type { Examined, News } from "./examine";

/** What becomes of a file: `stripped` where that is possible. */
export const goesOptions = ["stripped", "original", "left-out"] as const;
export type Goes = (typeof goesOptions)[number];

/** The Worker is reading it: `share` is done, and what is `known` it says already. */
type Looking = { status: "looking"; share: number; known: readonly Finding[] };

/** All that it says is known; what goes out instead is being made and read again. `kept` is what that will still say. */
type Inspected = { status: "inspected"; inspection: Inspection; share: number; kept: readonly Finding[] };

export type Row = { file: File; examined: Looking | Inspected | Examined; goes: Goes };

/** A file that has still to be looked at. */
export function rowOf(file: File): Row {
	return { file, examined: { status: "looking", share: 0, known: [] }, goes: "stripped" };
}

/** How far a file has been looked at, after one more word of it from the Worker. */
export function heard(before: Row["examined"], news: News, keep: Keep): Row["examined"] {
	switch (news.type) {
		case "progress":
			return "share" in before ? { ...before, share: news.share } : before;
		case "first":
			return before.status === "looking" ? { ...before, known: news.known } : before;
		case "inspected":
			return before.status === "looking" ? inspectedAs(news.inspection, keep, before.share) : before;
		default:
			return news satisfies never;
	}
}

/**
 * All is known of a file: what was shown of it once stays, since its pictures would be made anew, and what it said is true
 * whatever becomes of it.
 */
export function settled(before: Row["examined"], examined: Examined): Examined {
	const isKnown = "inspection" in before && before.inspection.status !== "failed";
	return isKnown ? { ...examined, inspection: before.inspection } : examined;
}

/** Another choice: what goes out is made anew of whatever could ever be stripped. */
export function begunAnew(before: Row["examined"], keep: Keep): Row["examined"] {
	return "inspection" in before && canBeStripped(before.inspection) ? inspectedAs(before.inspection, keep, 0) : before;
}

function inspectedAs(inspection: Inspection, keep: Keep, share: number): Inspected {
	const kept = findingsIn(inspection).filter((finding) => mayStay(finding, keep));
	return { status: "inspected", inspection, share, kept };
}

/** All that it is known to say, once it has been inspected. */
export function findingsOf({ examined }: Row): readonly Finding[] {
	return "inspection" in examined ? findingsIn(examined.inspection) : [];
}

function findingsIn(inspection: Inspection): readonly Finding[] {
	return inspection.status === "found" ? inspection.findings : [];
}

/** Whether nothing is open about what goes out instead of a file, if anything is to. */
export function isMade({ examined, goes }: Row): boolean {
	return goes !== "stripped" || examined.status === "ready" || examined.status === "as-is-only";
}

/** Whether a file can go out without what it says, as far as anybody knows yet. */
export function isStrippable({ examined }: Row): boolean {
	switch (examined.status) {
		case "looking":
		case "as-is-only":
			return false;
		case "inspected":
			return canBeStripped(examined.inspection);
		case "ready":
			return true;
		default:
			return examined satisfies never;
	}
}

/** What is said of a file by the button "strip": that it goes stripped, with what can't go, as it is or not at all. */
export function saidOf(row: Row): string {
	if (row.goes !== "stripped") return row.goes;
	if (!isStrippable(row)) return "as it is";
	// What stays by choice is named by the choice: a coarser place is another one once it is made.
	const staying = "kept" in row.examined ? row.examined.kept.filter(({ stays }) => stays) : [];
	return JSON.stringify(staying.map(({ source, tag, value }) => [source, tag, value]).sort());
}

/** Whether a file would go as it is, because there is no other way. */
export function isUncheckable({ examined, goes }: Row): boolean {
	return examined.status === "as-is-only" && goes !== "left-out";
}

function canBeStripped(inspection: Inspection): boolean {
	return inspection.status === "found" ? inspection.strippable : inspection.status === "clean";
}
