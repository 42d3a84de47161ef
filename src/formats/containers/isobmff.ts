// ISO base media boxes: MP4, QuickTime, HEIF, AVIF, JPEG XL, JPEG 2000. https://www.iso.org/standard/83102.html
import { InvalidFileError } from "../invalid-file-error";
import { type ByteSource, windowSize } from "./byte-source";
import { latin1, uint32BE, uint64BE } from "./numbers";
import { walkReader } from "./walk-reader";

/** A box, its header included: `[start, end)`; what it holds is `[body, end)`. Places are those of the bytes walked. */
export type Box = { type: string; start: number; body: number; end: number };

/** Fragments of a day of live video are some 50,000; what has more boxes on one level was made to be slow. */
const maxBoxes = 1_000_000;

/** A signature says nothing; a dozen brands are more than any file has. */
const sizes = { signature: 12, brands: 64 };

/**
 * The boxes behind the two that JPEG 2000 and JPEG XL begin with, which nothing may hide in.
 * @throws InvalidFileError `damaged` when these are not there.
 */
export function behindSignature([signature, brands, ...others]: readonly Box[]): Box[] {
	const size = (box: Box | undefined) => (box ? box.end - box.start : 0);
	if (size(signature) !== sizes.signature || brands?.type !== "ftyp" || size(brands) > sizes.brands)
		throw new InvalidFileError("damaged", "no signature, or one that is too long");
	return others;
}

/** Fragments of film that are kept as they come by: more of them than an honest file has are read once more. */
const fragmentRoom = 64 * 1024 * 1024;

export type TopBoxes = {
	boxes: Box[];
	/** Where the bytes start that cannot be a box. */
	rest: number;
	/** The bytes of small `moof` boxes by their places, so that a film of many is read once. */
	fragments: ReadonlyMap<number, Uint8Array<ArrayBuffer>>;
};

/**
 * The boxes of a whole file, by their headers alone, however large what they hold is.
 * A last box that claims more than there is ends with the file, as a download that broke off does;
 * bytes that cannot be a box are left over.
 * @throws InvalidFileError `damaged` when the file does not begin with a box, `too-complex`, `stopped`.
 */
export async function topBoxes(source: ByteSource, signal: AbortSignal): Promise<TopBoxes> {
	const { held, read } = walkReader(source);
	const boxes: Box[] = [];
	const fragments = new Map<number, Uint8Array<ArrayBuffer>>();
	let room = fragmentRoom;
	let start = 0;
	while (start + 8 <= source.size) {
		if (signal.aborted) throw new InvalidFileError("stopped", "while walking boxes");
		if (boxes.length === maxBoxes) throw new InvalidFileError("too-complex", `more than ${maxBoxes} boxes`);
		const headEnd = Math.min(start + 16, source.size);
		const box = boxAt(held(start, headEnd) ?? (await read(start, headEnd)), start, start, source.size);
		if (!box) break;
		boxes.push(box);
		const size = box.end - start;
		if (box.type === "moof" && size <= Math.min(room, windowSize)) {
			room -= size;
			fragments.set(start, (held(start, box.end) ?? (await read(start, box.end))).slice());
		}
		start = box.end;
	}
	if (boxes.length === 0) throw new InvalidFileError("damaged", "no box at the start");
	return { boxes, rest: start, fragments };
}

/**
 * The boxes in `[start, end)` of bytes in memory, and where the bytes start that are none: `end` where all are boxes.
 * A box that is larger than its parent is none.
 */
export function boxesIn(bytes: Uint8Array, start = 0, end = bytes.length): { boxes: Box[]; rest: number } {
	const boxes: Box[] = [];
	let at = start;
	while (at + 8 <= end) {
		const box = boxAt(bytes, 0, at, end);
		if (!box || claimedEnd(bytes, at, end) > end) break;
		boxes.push(box);
		at = box.end;
	}
	return { boxes, rest: at };
}

/** Whether bytes are all one value: the padding of a `free` box. */
export function isPadding(bytes: Uint8Array): boolean {
	const first = bytes[0];
	return bytes.every((byte) => byte === first);
}

/** Bytes of padding read at once, after the first few: a read costs a round trip. */
const paddingStep = 1024 * 1024;

/** Whether `[start, end)` of a source is all one value; reads on only while it is. */
export async function isPaddingAt(
	source: ByteSource,
	start: number,
	end: number,
	signal: AbortSignal,
): Promise<boolean> {
	let first: number | undefined;
	for (let at = start; at < end; ) {
		if (signal.aborted) throw new InvalidFileError("stopped", "while reading padding");
		const to = Math.min(end, at === start ? (Math.floor(at / windowSize) + 1) * windowSize : at + paddingStep);
		const bytes = await source.read(at, to);
		first ??= bytes[0];
		if (bytes[0] !== first || !isPadding(bytes)) return false;
		at = to;
	}
	return true;
}

/** The box whose header is at `at` of bytes that begin at `base`, cut at `end`; `undefined` where none can be. */
function boxAt(bytes: Uint8Array, base: number, at: number, end: number): Box | undefined {
	const head = at - base;
	const size = uint32BE(bytes, head);
	const headerSize = size === 1 ? 16 : 8;
	const boxEnd = claimedEnd(bytes, head, end - base) + base;
	if (at + headerSize > end || boxEnd < at + headerSize) return undefined;
	return { type: latin1(bytes, head + 4, head + 8), start: at, body: at + headerSize, end: Math.min(boxEnd, end) };
}

/** Where the box at `at` says it ends: size 0 is "to the end", size 1 a 64-bit size after the type. */
function claimedEnd(bytes: Uint8Array, at: number, end: number): number {
	const size = uint32BE(bytes, at);
	if (size === 0) return end;
	if (size > 1) return at + size;
	return at + 16 <= bytes.length ? at + uint64BE(bytes, at + 8) : at;
}
