// Whether bytes are a font and nothing besides. https://learn.microsoft.com/typography/opentype/spec/otff
import type { ByteRange } from "../../core/finding";
import { subtract } from "../containers/byte-ranges";
import { latin1, uint16BE, uint32BE } from "../containers/numbers";

/** TrueType and OpenType. */
const starts: ReadonlySet<string> = new Set(["\0\u0001\0\0", "OTTO", "true"]);
const collectionHead = 12;
const fontHead = 12;
const entrySize = 16;
/** Where a packed font tells its whole size. */
const packedSizeAt = 8;

/** A font whose tables take all its bytes, but for zeros that align them; a collection of such; or a packed one that ends where it says. */
export function isFont(bytes: Uint8Array): boolean {
	if (bytes.length < fontHead) return false;
	const type = latin1(bytes, 0, 4);
	if (type === "wOFF" || type === "wOF2") return uint32BE(bytes, packedSizeAt) === bytes.length;
	const count = type === "ttcf" ? uint32BE(bytes, 8) : 1;
	const headEnd = type === "ttcf" ? collectionHead + count * 4 : 0;
	if (headEnd > bytes.length) return false;
	const taken: ByteRange[] = [{ start: 0, end: headEnd }];
	for (let index = 0; index < count; index++) {
		const tables = tablesOf(bytes, type === "ttcf" ? uint32BE(bytes, collectionHead + index * 4) : 0);
		if (!tables) return false;
		for (const table of tables) taken.push(table);
	}
	return subtract([{ start: 0, end: bytes.length }], taken).every(({ start, end }) =>
		bytes.subarray(start, end).every((byte) => byte === 0),
	);
}

/** The tables of the font at `at`, its head among them. */
function tablesOf(bytes: Uint8Array, at: number): ByteRange[] | undefined {
	if (at + fontHead > bytes.length || !starts.has(latin1(bytes, at, at + 4))) return undefined;
	const count = uint16BE(bytes, at + 4);
	const headEnd = at + fontHead + count * entrySize;
	if (count === 0 || headEnd > bytes.length) return undefined;
	const tables = Array.from({ length: count }, (_, index) => {
		const entry = at + fontHead + index * entrySize;
		const start = uint32BE(bytes, entry + 8);
		return { start, end: start + uint32BE(bytes, entry + 12) };
	});
	return tables.every(({ end }) => end <= bytes.length) ? [{ start: at, end: headEnd }, ...tables] : undefined;
}
