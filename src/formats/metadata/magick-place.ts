// The place among the texts that ImageMagick makes of Exif: degrees as `48/1, 51/1, 3024/100`, with `N` in another text.
import { type Finding, withoutChoice } from "../../core/finding";
import type { ExifValue } from "./exif-values";
import { gpsFindings } from "./gps";

const prefix = ":exif:GPS";

/** As the standard numbers them. */
const numbers: Readonly<Record<string, number>> = {
	LatitudeRef: 1,
	Latitude: 2,
	LongitudeRef: 3,
	Longitude: 4,
	AltitudeRef: 5,
	Altitude: 6,
};

/** The same findings, with one of the place for those of its parts. */
export function withOnePlace(findings: readonly Finding[]): readonly Finding[] {
	const values = new Map<number, ExifValue>();
	const parts = new Set<Finding>();
	for (const finding of findings) {
		const { tag, value } = finding;
		const number = numbers[tag.slice(tag.indexOf(prefix) + prefix.length)];
		if (number === undefined || !tag.includes(prefix) || typeof value !== "string") continue;
		const fractions = value.split(",").map((part) => part.split("/").map(Number));
		const [first = Number.NaN, ...more] = fractions.map(([over = 0, under = 1]) => over / under);
		values.set(number, Number.isNaN(first) ? value : more.length > 0 ? [first, ...more] : first);
		parts.add(finding);
	}
	const place = gpsFindings(values).find(({ tag }) => tag === "GPSPosition");
	if (!place) return findings;
	return [withoutChoice({ ...place, source: "PNG" }), ...findings.filter((finding) => !parts.has(finding))];
}
