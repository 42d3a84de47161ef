// Bytes after the end of a picture: nobody shows them, and nobody knows they are there.

import type { ByteRange, Finding } from "../../core/finding";
import { phrase } from "../../core/phrase";
import type { ByteSource } from "../containers/byte-source";
import { latin1 } from "../containers/numbers";
import { samsungTrailer } from "./samsung-trailer";

const searched = 1024 * 1024;

/** What follows `end`; nothing when that is empty or all zero. */
export async function trailingFindings(source: ByteSource, end: number, format: string): Promise<Finding[]> {
	const size = source.size - end;
	if (size <= 0 || (await isBlank(source, end))) return [];
	const samsung = await samsungTrailer(source, end);
	if (samsung) return samsung.findings;
	const finding = behindFinding(format, size);
	if (format !== "PNG") return [finding];
	const head = latin1(await source.read(end, Math.min(end + searched, source.size)));
	const isCropped = head.includes("IDAT"); // aCropalypse, CVE-2023-21036
	return [isCropped ? { ...finding, value: phrase("croppedAway", { bytes: size }) } : finding];
}

/** So many bytes stand behind what is shown. */
export function behindFinding(source: string, bytes: number, tag = "Trailer"): Finding {
	return { kind: "trailing-data", severity: "high", source, tag, value: phrase("behindPicture", { bytes }) };
}

/** Writers pad values to even places, and some do not clear what they pad with. */
const longestFilling = 3;

/** Bytes that no directory names: the remains of an earlier version, or something hidden. */
export async function orphanFindings(
	source: ByteSource,
	ranges: readonly ByteRange[],
	format: string,
): Promise<Finding[]> {
	let bytes = 0;
	for (const { start, end } of ranges) {
		if (end - start > longestFilling && !(await isZero(source, start, end))) bytes += end - start;
	}
	if (bytes === 0) return [];
	const value = phrase("unusedBytes", { bytes });
	return [{ kind: "trailing-data", severity: "medium", source: format, tag: "UnusedData", value }];
}

/** Some cameras pad their files to whole blocks; what is longer is told, whatever is in it, so that it need not be read. */
const longestPadding = 4 * 1024 * 1024;

/** Whether all that stands from `start` on is padding of zeros. */
export async function isBlank(source: ByteSource, start: number): Promise<boolean> {
	return source.size - start <= longestPadding && (await isZero(source, start, source.size));
}

/** Whether `[start, end)` is all zero; reads on only while it is. */
export async function isZero(source: ByteSource, start: number, end: number): Promise<boolean> {
	for (let position = start; position < end; position += searched) {
		const bytes = await source.read(position, Math.min(position + searched, end));
		if (bytes.some((byte) => byte !== 0)) return false;
	}
	return true;
}
