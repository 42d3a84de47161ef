// A finding: one private thing that a file says, with its kind, where it stands and how much it matters.

import type { Coordinates } from "./coordinates";
import type { Phrase } from "./phrase";

/** What a finding is about, worst first: the order in which a dialog shows them. */
export const findingKinds = [
	"location",
	"person",
	"thumbnail",
	"hidden-media",
	"history",
	"trailing-data",
	"device",
	"time",
	"text",
	"provenance",
	"tracking",
	"software",
	"unknown",
] as const;

export type FindingKind = (typeof findingKinds)[number];

export const severities = ["high", "medium", "low"] as const;

/**
 * How much a stranger could learn:
 * - `high`: who, where, when, which very device, what was hidden or removed;
 * - `medium`: what narrows that down (a model, a program with its user's habits, an unknown block);
 * - `low`: habits and names of no one (a codec, camera settings, a tell-tale file name).
 */
export type Severity = (typeof severities)[number];

/** Bytes of the original file: `[start, end)`. */
export type ByteRange = { start: number; end: number };

/** What a screen can draw for a finding besides its words. */
export type Picture =
	| { type: "place"; at: Coordinates }
	/** The way that a film went: where it ended, and samples spread over it that are read only when it is drawn. */
	| { type: "track"; at: Coordinates; samples: readonly ByteRange[]; coding: string }
	| { type: "image"; range: ByteRange; mime: string; differs?: boolean }
	| { type: "video"; range: ByteRange; mime: string; seconds?: number }
	| { type: "deleted-text"; text: string };

/** What a person can choose to keep. */
export type KeepChoice =
	| "time"
	| "credits"
	| "credentials"
	| "place"
	| "comments"
	| "trackedChanges"
	| "hiddenContent"
	| "formValues"
	| "macros";

export type Finding = {
	kind: FindingKind;
	severity: Severity;
	/** The block that holds it, in the field's own word: `Exif`, `XMP`, `IPTC`, `JPEG`, `PNG`, `ID3` … */
	source: string;
	/** The tag, chunk, box or part, as ExifTool names it where ExifTool knows it: `GPSPosition`, `Artist`, `tEXt:Comment`. */
	tag: string;
	/** What it says, as a person would read it: text from the file, to be shown by `textContent` only, or words of ours. */
	value: string | Phrase;
	picture?: Picture;
	/** The choice of `Keep` that lets it stay: a place is `place` only once it is coarse. */
	choice?: KeepChoice;
	/** It cannot go without touching what is seen or heard (an encoder's name inside the coded stream). */
	stays?: true;
	/** Stripping the file breaks it (a signature becomes invalid): never done unasked. */
	breaks?: true;
};

/** Worst first: by severity, then by kind; findings that are equal in both keep their order. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
	const rank = (finding: Finding) =>
		severities.indexOf(finding.severity) * findingKinds.length + findingKinds.indexOf(finding.kind);
	return [...findings].sort((a, b) => rank(a) - rank(b));
}

/** What goes whatever a person keeps: it stands among bytes that are not told one by one. */
export function withoutChoice({ choice: _, ...finding }: Finding): Finding {
	return finding;
}
