// Edges of a film's pictures that players leave out: they are still in it, and cannot go without coding anew.
import type { Finding } from "../../core/finding";
import { phrase } from "../../core/phrase";

type Size = { width: number; height: number };

/** Codings work in blocks, of which some lines at an edge show nothing; and so do the edges of old video. */
const leastShare = 1 / 16;

/** @param tag - of what says which part is shown. */
export function croppedFindings(source: string, tag: string, whole: Size, shown: Size): Finding[] {
	const share = 1 - (shown.width * shown.height) / (whole.width * whole.height);
	if (!(share >= leastShare && share <= 1)) return [];
	const value = phrase("trimmed", `${Math.round(share * 100)} %`);
	return [{ kind: "hidden-media", severity: "medium", source, tag, value, stays: true }];
}
