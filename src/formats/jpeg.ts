// JPEG, with its gain map (Ultra HDR, ISO 21496-1) and whatever else hangs behind the picture. https://www.w3.org/Graphics/JPEG/itu-t81.pdf

import type { Finding } from "../core/finding";
import { phrase } from "../core/phrase";
import { type ByteSource, sliceSource } from "./containers/byte-source";
import type { Handler, Reading } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { gainMapAmong, gainMapEdits, singleEdits } from "./jpeg-gain-map";
import { type Picture, readPicture, signatures } from "./jpeg-picture";
import { trailerFindings } from "./jpeg-trailer";
import { smallerCopies } from "./metadata/mpf";
import { oncePerFact } from "./metadata/tag-kinds";
import { splice } from "./splice";

export const jpeg: Handler = {
	format: "jpeg",
	async read(source, { signal, tell }): Promise<Reading> {
		const primary = await readPicture(source, 0, signal, tell);
		const { others, end } = await readOthers(source, primary.image.end, signal);
		const gainMap = await gainMapAmong(source, primary, others);
		const smaller = await smallerCopiesIn(source, primary);
		const findings: Finding[] = [
			...primary.findings,
			...others.flatMap((other) =>
				other === gainMap ? other.findings : pictureFindings(other, smaller.has(other.image.start)),
			),
			...(await trailerFindings(source, end)),
		];
		if (primary.isoGainMap && !gainMap) findings.push(withoutPicture("APP2", "GainMap"));
		if (primary.mpf && others.length === 0) findings.push(withoutPicture("MPF", "MPF"));
		const { size } = source;
		return {
			format: "jpeg",
			findings: oncePerFact(findings),
			async strip(keep) {
				if (!gainMap) return splice(size, [...singleEdits(primary, keep), { start: primary.image.end, end: size }]);
				return splice(size, [
					...gainMapEdits(primary, gainMap, size, keep),
					{ start: primary.image.end, end: gainMap.image.start },
					{ start: gainMap.image.end, end: size },
				]);
			},
		};
	},
};

/** What points to another picture that is not there, and goes. */
function withoutPicture(source: string, tag: string): Finding {
	return { kind: "unknown", severity: "low", source, tag, value: phrase("missingPictures") };
}

const maxPictures = 32;
/** Cameras pad between the pictures of a file. */
const longestPadding = 64 * 1024;

/** The pictures that follow the first one, and where the last one ends. */
async function readOthers(
	source: ByteSource,
	start: number,
	signal: AbortSignal,
): Promise<{ others: Picture[]; end: number }> {
	const others: Picture[] = [];
	let end = start;
	while (others.length < maxPictures) {
		const bytes = await source.read(end, Math.min(end + longestPadding, source.size));
		const at = bytes.findIndex((byte) => byte !== 0);
		if (at === -1 || bytes[at] !== 0xff || bytes[at + 1] !== 0xd8 || bytes[at + 2] !== 0xff) break;
		try {
			const other = await readPicture(source, end + at, signal);
			others.push(other);
			end = other.image.end;
		} catch (error) {
			if (error instanceof InvalidFileError && error.reason === "damaged") break; // no picture: trailing data
			throw error;
		}
	}
	return { others, end };
}

/** Larger ones are not compared with the picture: what they show is not known. */
const largestCopy = 4 * 1024 * 1024;

function smallerCopiesIn(source: ByteSource, { mpf }: Picture): Promise<ReadonlySet<number>> | ReadonlySet<number> {
	if (!mpf) return new Set();
	const start = mpf.dataStart + signatures.mpf.length;
	return smallerCopies(sliceSource(source, Math.min(start, mpf.end), mpf.end), start);
}

/** A picture that goes: it is told as one, with what it says beyond that. Cameras add smaller copies of theirs. */
function pictureFindings({ image, findings }: Picture, isCopy: boolean): Finding[] {
	const { start, end } = image;
	const bytes = end - start;
	const isSmaller = isCopy && bytes <= largestCopy;
	return [
		{
			kind: isSmaller ? "thumbnail" : "hidden-media",
			severity: isSmaller ? "medium" : "high",
			source: "JPEG",
			tag: "PreviewImage",
			value: phrase(isSmaller ? "smallerCopy" : "secondPicture", { bytes }),
			picture: { type: "image", range: { start, end }, mime: "image/jpeg" },
		},
		...findings,
	];
}
