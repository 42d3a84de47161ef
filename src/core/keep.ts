// What a person wants to keep when a file is stripped. The default keeps nothing private.

import type { Finding } from "./finding";

export type Keep = {
	/** Capture time. */
	time: boolean;
	/** Artist and copyright. */
	credits: boolean;
	/** C2PA manifest: kept over an untouched file only, since over a changed one it reads as tampered. */
	credentials: boolean;
	/** Coarse place: rounded to about 1 km or 10 km, or none. */
	place: "none" | "1km" | "10km";
	/** Content-like leftovers of documents; each is kept unless the person says remove. */
	comments: boolean;
	trackedChanges: boolean;
	hiddenContent: boolean;
	formValues: boolean;
	macros: boolean;
};

export const keepNothing: Keep = {
	time: false,
	credits: false,
	credentials: false,
	place: "none",
	comments: true,
	trackedChanges: true,
	hiddenContent: true,
	formValues: true,
	macros: true,
};

/** Whether a finding is there by choice, or because it cannot go without touching what is seen or heard. */
export function mayStay(finding: Finding, keep: Keep): boolean {
	if (finding.stays) return true;
	switch (finding.choice) {
		case undefined:
			return false;
		case "place":
			return keep.place !== "none";
		default:
			return keep[finding.choice];
	}
}
