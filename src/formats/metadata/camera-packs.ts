// What AVCHD cameras write into their pictures: when, where and by which camera, in packs of a tag and four bytes.
// https://exiftool.org/TagNames/H264.html#MDPM
import { type Finding, withoutChoice } from "../../core/finding";
import { sized } from "../../core/phrase";
import { hex, joinBytes, latin1, uint8, uint16BE } from "../containers/numbers";
import type { ExifValue } from "./exif-values";
import { gpsFindings } from "./gps";
import { mediaFinding } from "./media-tags";
import { untilZero } from "./text";

/** The number of whoever writes them, and the signature with which they begin. */
export const packsId = "17ee8c60f84d11d98cd60800200c9a66";
const headSize = 5;
const packSize = 5;

/** What goes on in the next packs begins in these. */
const tags = { time: 0x18, make: 0xe0, model: 0xe4 } as const;
const makes: Readonly<Record<number, string>> = { 259: "Panasonic", 264: "Sony", 4113: "Canon", 4356: "JVC" };
/** Exif's own tags of a place by the first of their packs, and whether they are text, one number or three. */
const placeTags = [
	[0xb1, 1, "text"],
	[0xb2, 2, 3],
	[0xb5, 3, "text"],
	[0xb6, 4, 3],
	[0xb9, 5, "flag"],
	[0xba, 6, 1],
	[0xbb, 7, 3],
	[0xca, 29, "date"],
] as const;

export function packFindings(data: Uint8Array, source: string): Finding[] {
	const packs = new Map<number, Uint8Array>();
	for (let at = headSize; at + packSize <= data.length; at += packSize)
		packs.set(uint8(data, at), data.subarray(at + 1, at + packSize));
	const from = (first: number, count: number) =>
		joinBytes(Array.from({ length: count }, (_, index) => packs.get(first + index) ?? new Uint8Array()));
	const make = packs.get(tags.make);
	const named = [
		mediaFinding(source, "DateTimeOriginal", timeIn(from(tags.time, 2))),
		mediaFinding(source, "Make", (make && makes[uint16BE(make, 0)]) ?? ""),
		mediaFinding(source, "Model", untilZero(latin1(from(tags.model, 3)))),
	].flatMap((finding) => finding ?? []);
	const place = new Map<number, ExifValue>();
	for (const [first, tag, form] of placeTags) {
		const bytes = from(first, form === "date" || form === 3 ? 3 : 1);
		if (bytes.length === 0) continue;
		if (form === "flag") place.set(tag, bytes.some((byte) => byte !== 0) ? 1 : 0);
		else if (typeof form === "string") place.set(tag, untilZero(latin1(bytes)));
		else place.set(tag, form === 1 ? ratio(bytes, 0) : [0, 4, 8].map((at) => ratio(bytes, at)));
	}
	const placed = gpsFindings(place).filter(({ tag }) => /^GPS(Position|DateTime)$/.test(tag));
	const findings = [...placed, ...named].map((finding) => ({
		...withoutChoice(finding),
		source,
		stays: true as const,
	}));
	if (findings.length > 0) return findings;
	return [{ kind: "device", severity: "medium", source, tag: "MDPM", value: sized(data.length), stays: true }];
}

/** A zone, then century, year, month, day, hour, minute and second, each digit of four bits. */
function timeIn(bytes: Uint8Array): string {
	const digits = hex(bytes.subarray(1));
	if (!/^\d{6,14}$/.test(digits)) return "";
	const [date, clock] = [digits.slice(2, 8), digits.slice(8)].map((part) => part.match(/../g) ?? []);
	return `${digits.slice(0, 2)}${date?.join("-")} ${clock?.join(":")}${clock?.length === 3 ? zone(uint8(bytes, 0)) : ""}`;
}

function zone(flags: number): string {
	return `${flags & 0x20 ? "-" : "+"}${`${(flags >> 1) & 15}`.padStart(2, "0")}:${flags & 1 ? "30" : "00"}`;
}

function ratio(bytes: Uint8Array, at: number): number {
	return at + 4 <= bytes.length ? uint16BE(bytes, at) / uint16BE(bytes, at + 2) : Number.NaN;
}
