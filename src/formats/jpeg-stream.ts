// A JPEG in the place of a TIFF's strip or a HEIF's item: what it says is overwritten where it stands, since its length must not change.
import type { ByteRange, Finding } from "../core/finding";
import { phrase } from "../core/phrase";
import { type ByteSource, sliceSource } from "./containers/byte-source";
import { InvalidFileError } from "./invalid-file-error";
import { type Picture, readPicture } from "./jpeg-picture";
import { isZero } from "./metadata/trailing";
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
		const value = phrase("behindPicture", { bytes: end - behind });
		const finding: Finding = { kind: "trailing-data", severity: "medium", source: "JPEG", tag: "Trailer", value };
		parts.push(part([finding], zeroed(behind, end)));
	}
	return parts;
}

/** A segment keeps its marker and length; a shorter one, or what is none, is filled up as the standard has it. */
function overwritten(edit: Edit, base: number, segments: ReadonlySet<number>): Edit[] {
	const [start, end] = [base + edit.start, base + edit.end];
	if (edit.bytes === undefined && segments.has(edit.start)) return zeroed(start + 4, end);
	const bytes = new Uint8Array(end - start).fill(0xff);
	bytes.set(edit.bytes ?? []);
	return [{ start, end, bytes }];
}
