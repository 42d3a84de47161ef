// BMP: pixels, and nothing else that is read. https://learn.microsoft.com/windows/win32/gdi/bitmap-storage

import type { ByteRange, Finding } from "../core/finding";
import { phrase, sized } from "../core/phrase";
import { bytesLE, latin1, latin1Bytes, uint16LE, uint32LE } from "./containers/numbers";
import type { Handler } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { decodeText, readable } from "./metadata/text";
import { isZero } from "./metadata/trailing";
import { type Part, part, readingOf, zeroed } from "./parts";

export const bmp: Handler = {
	format: "bmp",
	async read(source) {
		if (source.size < 26) throw new InvalidFileError("damaged", "BMP header cut short");
		const head = await source.read(0, Math.min(source.size, 138));
		const end = pictureEnd(head, source.size);
		const parts: Part[] = [];
		const pixels = uint32LE(head, 10);
		const gap = Math.min(headersEnd(head), pixels);
		if (!(await isZero(source, gap, pixels))) {
			const value = sized(pixels - gap);
			const finding: Finding = { kind: "trailing-data", severity: "high", source: "BMP", tag: "Gap", value };
			parts.push(part([finding], zeroed(gap, pixels)));
		}
		const profile = linkedProfile(head);
		if (profile !== undefined) {
			const path = profile.start < end ? await source.read(profile.start, Math.min(profile.end, end)) : undefined;
			const value = readable(decodeText(path ?? new Uint8Array(0)));
			const finding: Finding = { kind: "person", severity: "high", source: "BMP", tag: "ProfileFileName", value };
			const edits = [
				{ start: colourSpace, end: colourSpace + 4, bytes: latin1Bytes("BGRs") },
				...zeroed(profileAt, profileAt + 8),
			];
			parts.push(part([finding], [...edits, ...zeroed(Math.max(profile.start, pixels), Math.min(profile.end, end))]));
		}
		if (end < source.size && !(await isZero(source, end, source.size))) {
			const value = phrase("behindPicture", { bytes: source.size - end });
			const trailer: Finding = { kind: "trailing-data", severity: "high", source: "BMP", tag: "Trailer", value };
			const size = { start: 2, end: 6, bytes: bytesLE(end, 4) }; // of the file
			parts.push(part([trailer], [size, { start: end, end: source.size }]));
		}
		return readingOf("bmp", source.size, parts);
	},
};

/** Where a header says what its colours mean, and where the profile is. */
const colourSpace = 70;
const profileAt = 126;

/** Where the path of a profile stands that is a file of its own, on the disk of whoever made the picture. */
function linkedProfile(head: Uint8Array): ByteRange | undefined {
	if (
		uint32LE(head, 14) < headerWithProfile ||
		head.length < 138 ||
		latin1(head, colourSpace, colourSpace + 4) !== "KNIL"
	)
		return undefined;
	const start = 14 + uint32LE(head, profileAt);
	return { start, end: start + uint32LE(head, profileAt + 4) };
}

/** After the headers, the masks and the palette. */
function headersEnd(head: Uint8Array): number {
	const headerSize = uint32LE(head, 14);
	const old = headerSize === 12;
	const depth = uint16LE(head, old ? 24 : 28);
	const compression = old ? 0 : uint32LE(head, 30);
	const masks = headerSize === 40 ? ({ 3: 12, 6: 16 }[compression] ?? 0) : 0;
	const colours = (old ? 0 : uint32LE(head, 46)) || (depth <= 8 ? 2 ** depth : 0);
	return 14 + headerSize + masks + colours * (old ? 3 : 4);
}

/** Compressions whose pixels have the size that width, height and depth tell. */
const plain: ReadonlySet<number> = new Set([0, 3, 6]);
/** A header that may be followed by a colour profile. */
const headerWithProfile = 124;

/** After the pixels, or the colour profile behind them. @throws InvalidFileError `damaged` */
function pictureEnd(head: Uint8Array, size: number): number {
	const pixels = uint32LE(head, 10);
	const headerSize = uint32LE(head, 14);
	if (pixels < 14 || pixels >= size) throw new InvalidFileError("damaged", `pixels at ${pixels} of ${size} bytes`);
	const old = headerSize === 12;
	if (!old && head.length < 14 + 40) throw new InvalidFileError("damaged", "BMP header cut short");
	const width = old ? uint16LE(head, 18) : Math.abs(uint32LE(head, 18) | 0);
	const height = old ? uint16LE(head, 20) : Math.abs(uint32LE(head, 22) | 0);
	const depth = uint16LE(head, old ? 24 : 28);
	const compression = old ? 0 : uint32LE(head, 30);
	const row = Math.floor((width * depth + 31) / 32) * 4;
	const length = plain.has(compression) ? row * height : uint32LE(head, 34);
	let end = length > 0 ? pixels + length : size;
	if (headerSize >= headerWithProfile && head.length >= 138) {
		const [profile, profileSize] = [uint32LE(head, 126), uint32LE(head, 130)];
		if (profileSize > 0) end = Math.max(end, 14 + profile + profileSize);
	}
	return Math.min(end, size);
}
