// BMP: pixels, and nothing else that is read. https://learn.microsoft.com/windows/win32/gdi/bitmap-storage

import type { ByteRange, Finding } from "../core/finding";
import { sized } from "../core/phrase";
import { bytesLE, latin1, latin1Bytes, uint16LE, uint32LE } from "./containers/numbers";
import type { Handler } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { isProfile, profileFindings } from "./metadata/icc";
import { decodeText, readable } from "./metadata/text";
import { behindFinding, isZero } from "./metadata/trailing";
import { type Part, part, readingOf, zeroed } from "./parts";

export const bmp: Handler = {
	format: "bmp",
	async read(source) {
		if (source.size < 26) throw new InvalidFileError("damaged", "BMP header cut short");
		const head = await source.read(0, Math.min(source.size, 138));
		const { pixelsEnd, end } = pictureEnd(head, source.size);
		const parts: Part[] = [];
		const pixels = uint32LE(head, 10);
		const gap = Math.min(headersEnd(head), pixels);
		if (!(await isZero(source, gap, pixels))) {
			const value = sized(pixels - gap);
			const finding: Finding = { kind: "trailing-data", severity: "high", source: "BMP", tag: "Gap", value };
			parts.push(part([finding], zeroed(gap, pixels)));
		}
		const profile = profileOf(head);
		const space = latin1(head, colourSpace, colourSpace + 4);
		const data = profile && (await source.read(Math.min(profile.start, end), Math.min(profile.end, end)));
		if (data && space === "DEBM" && isProfile(data)) parts.push(part(profileFindings(data), []));
		else if (profile && data) {
			const value = readable(decodeText(data));
			const finding: Finding =
				space === "KNIL"
					? { kind: "person", severity: "high", source: "BMP", tag: "ProfileFileName", value }
					: { kind: "unknown", severity: "medium", source: "BMP", tag: "Profile", value: sized(data.length) };
			const edits = [
				{ start: colourSpace, end: colourSpace + 4, bytes: latin1Bytes("BGRs") },
				...zeroed(profileAt, profileAt + 8),
			];
			parts.push(
				part([finding], [...edits, ...zeroed(Math.max(profile.start, pixelsEnd), Math.min(profile.end, end))]),
			);
		}
		if (end < source.size && !(await isZero(source, end, source.size))) {
			const trailer = behindFinding("BMP", source.size - end);
			const size = { start: 2, end: 6, bytes: bytesLE(end, 4) }; // of the file
			parts.push(part([trailer], [size, { start: end, end: source.size }]));
		}
		return readingOf("bmp", source.size, parts);
	},
};

/** Where a header says what its colours mean, and where the profile is. */
const colourSpace = 70;
const profileAt = 126;

/** Where a profile stands, or the path of one that is a file of its own, on the disk of whoever made the picture. */
function profileOf(head: Uint8Array): ByteRange | undefined {
	if (uint32LE(head, 14) < headerWithProfile || head.length < 138) return undefined;
	const start = 14 + uint32LE(head, profileAt);
	const size = uint32LE(head, profileAt + 4);
	return size > 0 && size <= longestProfile ? { start, end: start + size } : undefined;
}

/** A number in the header, or 0 where that is too short to have it. */
function fieldOf(head: Uint8Array, at: number): number {
	return at + 4 <= 14 + uint32LE(head, 14) ? uint32LE(head, at) : 0;
}

/** After the headers, the masks and the palette. */
function headersEnd(head: Uint8Array): number {
	const headerSize = uint32LE(head, 14);
	const old = headerSize === 12;
	const depth = uint16LE(head, old ? 24 : 28);
	const compression = fieldOf(head, 30);
	const masks = headerSize === 40 ? ({ 3: 12, 6: 16 }[compression] ?? 0) : 0;
	// a palette of pictures that need none is shown by nobody
	const most = depth <= 8 ? 2 ** depth : 0;
	const colours = Math.min(fieldOf(head, 46) || most, most);
	return 14 + headerSize + masks + colours * (old ? 3 : 4);
}

/** In the headers of OS/2 the same number is a fax's compression. */
const bitfields = 3;
/** Compressions whose pixels have the size that width, height and depth tell. */
const plain: ReadonlySet<number> = new Set([0, bitfields, 6]);
/** A header that may be followed by a colour profile. */
const headerWithProfile = 124;
const longestProfile = 32 * 1024 * 1024;

/** Headers of 16 to 64 bytes, but for those of Windows, with and without masks. */
function isOs2(headerSize: number): boolean {
	return headerSize <= 64 && headerSize !== 40 && headerSize !== 52 && headerSize !== 56;
}

/** After the pixels, or the colour profile behind them. @throws InvalidFileError `damaged` */
function pictureEnd(head: Uint8Array, size: number): { pixelsEnd: number; end: number } {
	const pixels = uint32LE(head, 10);
	const headerSize = uint32LE(head, 14);
	if (pixels < 14 || pixels >= size) throw new InvalidFileError("damaged", `pixels at ${pixels} of ${size} bytes`);
	const old = headerSize === 12;
	if (head.length < 14 + Math.min(headerSize, 40)) throw new InvalidFileError("damaged", "BMP header cut short");
	const width = old ? uint16LE(head, 18) : Math.abs(uint32LE(head, 18) | 0);
	const height = old ? uint16LE(head, 20) : Math.abs(uint32LE(head, 22) | 0);
	const depth = uint16LE(head, old ? 24 : 28);
	const compression = fieldOf(head, 30);
	const row = Math.floor((width * depth + 31) / 32) * 4;
	const isPlain = plain.has(compression) && !(compression === bitfields && isOs2(headerSize));
	const length = isPlain ? row * height : fieldOf(head, 34);
	const pixelsEnd = length > 0 ? Math.min(pixels + length, size) : size;
	return { pixelsEnd, end: Math.min(Math.max(pixelsEnd, profileOf(head)?.end ?? 0), size) };
}
