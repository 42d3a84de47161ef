// What a person wants to keep when a file is stripped. The default keeps nothing private.

import type { Coordinates } from "./coordinates";
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

/** Steps of coordinates in a degree: a hundredth of one is about 1 km, a tenth about 10. */
export const placeSteps = { "1km": 100, "10km": 10 } as const;

/** Whether coordinates are no finer than this, as they are when they were kept so. */
export function isCoarse({ latitude, longitude, altitude }: Coordinates, place: keyof typeof placeSteps): boolean {
	const steps = placeSteps[place];
	const isRound = (value: number) => Math.abs(value * steps - Math.round(value * steps)) < 1e-6;
	return altitude === undefined && isRound(latitude) && isRound(longitude);
}

/** Whether a finding is there by choice, or because it cannot go without touching what is seen or heard. */
export function mayStay(finding: Finding, keep: Keep): boolean {
	if (finding.stays) return true;
	switch (finding.choice) {
		case undefined:
			return false;
		case "place":
			if (keep.place === "none") return false;
			return finding.picture?.type !== "place" || isCoarse(finding.picture.at, keep.place);
		default:
			return keep[finding.choice];
	}
}
