// A JPEG in the place of a TIFF's strip or a HEIF's item: what it says is overwritten where it stands, since its length must not change.
import type { ByteRange, Finding } from "../core/finding";
import { sized } from "../core/phrase";
import { type ByteSource, sliceSource } from "./containers/byte-source";
import { markers } from "./containers/jpeg-segments";
import { uint16BE } from "./containers/numbers";
import { InvalidFileError } from "./invalid-file-error";
import { type Picture, readPicture } from "./jpeg-picture";
import { wordsIn } from "./metadata/text";
import { behindFinding, isZero } from "./metadata/trailing";
import { type Part, part, zeroed } from "./parts";
import type { Edit } from "./splice";

/** Encoders align what they write, and some count an end twice. */
const longestPadding = 3;

export async function streamParts(source: ByteSource, { start, end }: ByteRange, signal: AbortSignal): Promise<Part[]> {
	let picture: Picture;
	try {
		picture = await readPicture(sliceSource(source, start, end), 0, signal);
	} catch (error) {
		if (error instanceof InvalidFileError && error.reason === "damaged") return []; // no JPEG after all
		throw error;
	}
	const { image, findings, edits } = picture;
	const whole = new Set(image.segments.map((segment) => segment.start));
	const parts: Part[] = [];
	if (findings.length > 0)
		parts.push(
			part(
				findings,
				edits.flatMap((edit) => overwritten(edit, start, whole)),
			),
		);
	const behind = start + image.end;
	if (end - behind > longestPadding && !(await isZero(source, behind, end))) {
		const finding = behindFinding("JPEG", end - behind);
		parts.push(part([{ ...finding, severity: "medium" }], zeroed(behind, end)));
	}
	return parts;
}

const tableMarkers: ReadonlySet<number> = new Set([markers.dqt, markers.dht, markers.dac, markers.dri]);

/** Tables that stand apart from the streams they are for: other segments are emptied, and what follows their end. */
export function tableParts(bytes: Uint8Array, base: number): Part[] {
	if (bytes[0] !== 0xff || bytes[1] !== markers.soi) return [];
	const gone: ByteRange[] = [];
	let at = 2;
	while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== markers.eoi) {
		const marker = bytes[at + 1] ?? 0;
		const end = marker === 0xff ? at + 1 : at + 2 + uint16BE(bytes, at + 2);
		if (marker !== 0xff && !tableMarkers.has(marker)) gone.push({ start: at + 4, end: Math.min(end, bytes.length) });
		at = end;
	}
	gone.push({ start: bytes[at] === 0xff && bytes[at + 1] === markers.eoi ? at + 2 : at, end: bytes.length });
	return gone.flatMap(({ start, end }) => {
		const content = bytes.subarray(start, end);
		if (content.every((byte) => byte === 0)) return [];
		const value = wordsIn(content) || sized(content.length);
		const finding: Finding = { kind: "text", severity: "medium", source: "TIFF", tag: "JPEGTables", value };
		return [part([finding], zeroed(base + start, base + end))];
	});
}

/** A segment keeps its marker and length; a shorter one, or what is none, is filled up as the standard has it. */
function overwritten(edit: Edit, base: number, segments: ReadonlySet<number>): Edit[] {
	const [start, end] = [base + edit.start, base + edit.end];
	if (edit.bytes === undefined && segments.has(edit.start)) return zeroed(start + 4, end);
	const bytes = new Uint8Array(end - start).fill(0xff);
	bytes.set(edit.bytes ?? []);
	return [{ start, end, bytes }];
}
