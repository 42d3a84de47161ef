// BMP: pixels, and nothing else that is read. https://learn.microsoft.com/windows/win32/gdi/bitmap-storage

import type { Finding } from "../core/finding";
import { phrase } from "../core/phrase";
import { bytesLE, uint16LE, uint32LE } from "./containers/numbers";
import type { Handler } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { isZero } from "./metadata/trailing";
import { part, readingOf } from "./parts";

export const bmp: Handler = {
	format: "bmp",
	async read(source) {
		if (source.size < 26) throw new InvalidFileError("damaged", "BMP header cut short");
		const head = await source.read(0, Math.min(source.size, 138));
		const end = pictureEnd(head, source.size);
		if (end >= source.size || (await isZero(source, end, source.size))) return readingOf("bmp", source.size, []);
		const value = phrase("behindPicture", { bytes: source.size - end });
		const trailer: Finding = { kind: "trailing-data", severity: "high", source: "BMP", tag: "Trailer", value };
		return readingOf("bmp", source.size, [
			part(
				[trailer],
				[
					{ start: 2, end: 6, bytes: bytesLE(end, 4) }, // the size of the file
					{ start: end, end: source.size },
				],
			),
		]);
	},
};

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
