// ICO and CUR: small pictures, each a BMP without its file header or a PNG. https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10)

import type { ByteRange, Finding } from "../core/finding";
import { phrase } from "../core/phrase";
import { subtract } from "./containers/byte-ranges";
import { type ByteSource, sliceSource } from "./containers/byte-source";
import { bytesLE, uint16LE, uint32LE } from "./containers/numbers";
import type { Handler, Reading } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { oncePerFact } from "./metadata/tag-kinds";
import { isZero } from "./metadata/trailing";
import { type Edit, pieceSize, splice } from "./splice";

export const ico: Handler = {
	format: "ico",
	async read(source, context): Promise<Reading> {
		if (source.size < 6) throw new InvalidFileError("damaged", "ICO header cut short");
		const count = uint16LE(await source.read(0, 6), 4);
		const tableEnd = 6 + count * entrySize;
		if (count === 0 || tableEnd > source.size)
			throw new InvalidFileError("damaged", `${count} pictures in ${source.size} bytes`);
		const table = await source.read(0, tableEnd);
		const pictures: { range: ByteRange; entry: number; kept: number; reading: Reading | undefined }[] = [];
		const findings: Finding[] = [];
		let behind = 0;
		for (let entry = 6; entry < tableEnd; entry += entrySize) {
			const start = uint32LE(table, entry + 12);
			const end = start + uint32LE(table, entry + 8);
			if (start < tableEnd || end > source.size || start === end)
				throw new InvalidFileError("damaged", "a picture outside of its file");
			context.spend(end - start); // several entries may claim the same bytes
			const slice = sliceSource(source, start, end);
			const [first] = await slice.read(0, 1);
			const reading = first === 0x89 ? await context.nested(slice) : undefined;
			findings.push(...(reading?.findings ?? []).map(({ picture: _, ...finding }) => finding));
			const kept = reading ? end - start : await bitmapEnd(slice);
			behind += (await isZero(slice, kept, end - start)) ? 0 : end - start - kept;
			pictures.push({ range: { start, end }, entry, kept, reading });
		}
		const ranges = pictures.map(({ range }) => range);
		const unused = subtract([{ start: tableEnd, end: source.size }], ranges);
		const size = (
			await Promise.all(unused.map(async ({ start, end }) => ((await isZero(source, start, end)) ? 0 : end - start)))
		).reduce((sum, bytes) => sum + bytes, behind);
		if (size > 0) {
			const value = phrase("unusedBytes", { bytes: size });
			findings.push({ kind: "trailing-data", severity: "high", source: "ICO", tag: "Trailer", value });
		}
		return {
			format: "ico",
			findings: oncePerFact(findings),
			// the pictures one after another, each stripped, and the table's sizes and places right again
			async strip(keep) {
				const edits: Edit[] = [{ start: tableEnd, end: source.size }];
				const pieces = [];
				let at = tableEnd;
				for (const { range, entry, kept, reading } of pictures) {
					const own =
						reading?.strip && reading.findings.length > 0 ? await reading.strip(keep) : [{ start: 0, end: kept }];
					const length = own.reduce((sum, piece) => sum + pieceSize(piece), 0);
					edits.push({
						start: entry + 8,
						end: entry + 16,
						bytes: new Uint8Array([...bytesLE(length, 4), ...bytesLE(at, 4)]),
					});
					for (const piece of own) {
						pieces.push(
							piece instanceof Uint8Array ? piece : { start: range.start + piece.start, end: range.start + piece.end },
						);
					}
					at += length;
				}
				return [...splice(source.size, edits), ...pieces];
			},
		};
	},
};

const entrySize = 16;

const infoHeader = 40;
/** From Windows 3 to Windows 98. */
const headerSizes: ReadonlySet<number> = new Set([infoHeader, 52, 56, 108, 124]);

/** After the colours, the pixels and the mask of a bitmap that is not packed, which has twice its height. @throws InvalidFileError `damaged` */
async function bitmapEnd(bitmap: ByteSource): Promise<number> {
	const head = await bitmap.read(0, Math.min(infoHeader, bitmap.size));
	const headerSize = head.length < infoHeader ? 0 : uint32LE(head, 0);
	if (!headerSizes.has(headerSize)) throw new InvalidFileError("damaged", "neither PNG nor bitmap");
	if (uint32LE(head, 16) !== 0) return bitmap.size;
	const [width, height, depth] = [uint32LE(head, 4), Math.abs(uint32LE(head, 8) | 0) >> 1, uint16LE(head, 14)];
	const colours = uint32LE(head, 32) || (depth <= 8 ? 2 ** depth : 0);
	const row = (bits: number) => Math.ceil((width * bits) / 32) * 4;
	return Math.min(headerSize + colours * 4 + (row(depth) + row(1)) * height, bitmap.size);
}
