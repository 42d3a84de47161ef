// What a contender left in a photo, and what it took that the picture is shown with: told by ExifTool.
import { readFileSync } from "node:fs";
import { exiftool } from "../../tests/tools";
import type { Judge } from "../row";

const secrets = {
	GPS: /^(GPS:|XMP-exif:GPS)/,
	camera: /^(IFD0:(Make|Model)|ExifIFD:SerialNumber)$/,
	person: /^IFD0:Artist$/,
	thumbnail: /^IFD1:/,
	comment: /^File:Comment$/,
} as const satisfies Record<string, RegExp>;

export const judgePhoto: Judge = (path, original) => {
	const [result = {}, before = {}] = exiftool([path, original]);
	const has = (pattern: RegExp) => Object.keys(result).some((tag) => pattern.test(tag));
	const turned = result["File:ImageWidth"] !== before["File:ImageWidth"];
	const looks = {
		pixels: endOf(path).equals(endOf(original)),
		orientation: has(/^IFD0:Orientation$/) || turned,
		"ICC profile": has(/^ICC/),
	};
	const left = Object.entries(secrets).flatMap(([name, pattern]) => (has(pattern) ? name : []));
	const lost = Object.entries(looks).flatMap(([name, kept]) => (kept ? [] : name));
	return { left: left.join(", ") || "nothing", lost: lost.join(", ") || "nothing" };
};

/** Coded pixels: the same where nothing was encoded again. */
function endOf(path: string): Buffer {
	return readFileSync(path).subarray(-64 * 1024);
}
