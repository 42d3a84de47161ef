// Where the objects of a PDF are: tables, streams and updates, newest first; found by search where these are broken.
// ISO 32000-2, 7.5.4 to 7.5.8
import type { ByteSource } from "../containers/byte-source";
import type { ReadContext } from "../handler";
import { InvalidFileError } from "../invalid-file-error";
import { numbersOf, unfiltered } from "./filters";
import { addEarlier, emptyFound, type Found, maxObjects, type Place } from "./found-objects";
import { readObject } from "./indirect-object";
import { searched } from "./search";
import { bytesAsText, dictOf, numberOf, type PdfDict, parseValue, serialized } from "./value";

export type CrossReference = Found & {
	/** Bytes before the header and after the last end mark. */
	strayBytes: number;
	version: string;
};

const maxSections = 10_000;
const tailSize = 2048;

/**
 * Reads the cross-reference sections from the last one back, or searches for objects when they are broken.
 * @throws InvalidFileError `damaged` when there is no PDF, `encrypted`, `too-complex`.
 */
export async function readCrossReference(source: ByteSource, context: ReadContext): Promise<CrossReference> {
	const head = bytesAsText(await source.read(0, Math.min(1024, source.size)));
	const header = /%PDF-(\d\.\d)/.exec(head);
	if (!header) throw new InvalidFileError("damaged", "no header");
	const tail = bytesAsText(await source.read(Math.max(0, source.size - tailSize), source.size));
	const lastMark = tail.lastIndexOf("%%EOF");
	const after = lastMark === -1 ? "" : tail.slice(lastMark + 5);
	const stray = header.index + (/[^\s\0]/.test(after) ? after.length : 0);
	const table = await readTables(source, context, tail, header.index).catch((error: unknown) => {
		if (error instanceof InvalidFileError && error.reason === "damaged") return undefined;
		throw error;
	});
	const found = table ?? (await searched(source, context));
	if (found.trailer.has("Encrypt")) throw new InvalidFileError("encrypted", "the document is encrypted");
	return { ...found, strayBytes: stray, version: header[1] ?? "1.4" };
}

async function readTables(source: ByteSource, context: ReadContext, tail: string, shift: number): Promise<Found> {
	const mark = tail.slice(Math.max(0, tail.lastIndexOf("startxref")));
	const first = Number(/^startxref[\s\0]+(\d{1,15})/.exec(mark)?.[1] ?? Number.NaN);
	if (Number.isNaN(first)) throw new InvalidFileError("damaged", "no startxref");
	const found = emptyFound(1);
	const seen = new Set<number>();
	let isEarlier = false;
	for (let next: number | undefined = first + shift; next !== undefined && !seen.has(next); ) {
		const offset: number = next;
		seen.add(offset);
		if (seen.size > maxSections) throw new InvalidFileError("too-complex", `${seen.size} cross-reference sections`);
		const section = await readSection(source, offset, shift, context);
		if (section.isStream) found.isPacked = true;
		if (seen.size > 1 && pointsElsewhere(section.trailer, found.trailer)) isEarlier = true;
		for (const [number, place] of section.places) {
			const moved = place?.type === "at" ? { ...place, offset: place.offset + shift } : place;
			const newer = found.places.get(number);
			if (newer === undefined && !found.freed.has(number)) {
				if (moved === undefined) found.freed.add(number);
				else found.places.set(number, moved);
			} else if (moved && !isSamePlace(moved, newer)) {
				addEarlier(found, number, moved);
				isEarlier = true;
			}
		}
		if (found.places.size > maxObjects) throw new InvalidFileError("too-complex", `${found.places.size} objects`);
		for (const [key, value] of section.trailer) if (!found.trailer.has(key)) found.trailer.set(key, value);
		const previous = numberOf(section.trailer.get("Prev"));
		next = previous === undefined ? undefined : previous + shift;
		// A linearised file has two sections that were written at once, the first one pointing ahead.
		const isHalf = next !== undefined && next > offset && !seen.has(next);
		if (isHalf) continue;
		if (isEarlier) found.revisions++;
		isEarlier = false;
	}
	if (!found.trailer.has("Root")) throw new InvalidFileError("damaged", "no catalogue");
	return found;
}

/** Word writes a table and at once a section that repeats it: a version is one that said something else. */
function isSamePlace(place: Place, other: Place | undefined): boolean {
	if (place.type === "at") return other?.type === "at" && other.offset === place.offset;
	return other?.type === "packed" && other.container === place.container && other.index === place.index;
}

function pointsElsewhere(earlier: PdfDict, newest: PdfDict): boolean {
	return ["Root", "Info"].some((key) => {
		const [before, now] = [earlier.get(key), newest.get(key)];
		return before !== undefined && (now === undefined || serialized(before) !== serialized(now));
	});
}

type Section = { places: Map<number, Place | undefined>; trailer: PdfDict; isStream: boolean };

/** What the table alone decides where there are both: where the document begins, and what came before. */
const notFromStream = ["Root", "Prev"];

/** A table, a stream, or both: what the table calls free for the sake of old readers may be in the stream. */
async function readSection(source: ByteSource, offset: number, shift: number, context: ReadContext): Promise<Section> {
	context.signal.throwIfAborted();
	const start = bytesAsText(await source.read(offset, Math.min(offset + 64, source.size)));
	if (!/^[\s\0]*xref/.test(start)) return readStream(source, offset, context);
	const table = await readTable(source, offset);
	const streamAt = numberOf(table.trailer.get("XRefStm"));
	if (streamAt === undefined) return table;
	const { places, trailer } = await readStream(source, streamAt + shift, context);
	for (const [number, place] of table.places) if (place || !places.has(number)) places.set(number, place);
	for (const key of notFromStream) trailer.delete(key);
	for (const [key, value] of table.trailer) trailer.set(key, value);
	return { places, trailer, isStream: true };
}

/** A table ends with its trailer: as much is read as that takes. */
async function readTable(source: ByteSource, offset: number): Promise<Section> {
	for (let size = 4096; ; size *= 4) {
		const end = Math.min(offset + size, source.size);
		const text = bytesAsText(await source.read(offset, end));
		const trailerAt = text.indexOf("trailer");
		if (trailerAt !== -1) {
			try {
				const cursor = { text, at: trailerAt + "trailer".length };
				const trailer = dictOf(parseValue(cursor));
				if (trailer) return { places: tablePlaces(text.slice(0, trailerAt)), trailer, isStream: false };
			} catch (error) {
				if (end === source.size) throw error;
			}
		}
		if (end === source.size) throw new InvalidFileError("damaged", "table without trailer");
	}
}

function tablePlaces(text: string): Map<number, Place | undefined> {
	const places = new Map<number, Place | undefined>();
	const line = /(\d{1,10})[\s\0]+(\d{1,10})(?:[\s\0]+([nf]))?/g;
	let number = 0;
	for (const match of text.matchAll(line)) {
		if (match[3] === undefined) number = Number(match[1]);
		else {
			const offset = Number(match[1]);
			places.set(number++, match[3] === "n" && offset > 0 ? { type: "at", offset } : undefined);
		}
	}
	return places;
}

async function readStream(source: ByteSource, offset: number, context: ReadContext): Promise<Section> {
	const { object } = await readObject(source, offset, source.size);
	const trailer = dictOf(object.value);
	const length = numberOf(trailer?.get("Length"));
	if (!trailer || object.streamStart === undefined || length === undefined) {
		throw new InvalidFileError("damaged", `no cross-reference section at ${offset}`);
	}
	const data = await source.read(object.streamStart, object.streamStart + length);
	const rows = unfiltered(trailer, data, context);
	const widths = numbersOf(trailer.get("W"));
	const [typeWidth = 0, fieldWidth = 0, lastWidth = 0] = widths;
	const rowSize = typeWidth + fieldWidth + lastWidth;
	if (widths.length < 3 || rowSize === 0 || widths.some((width) => width < 0 || width > 8)) {
		throw new InvalidFileError("damaged", "cross-reference stream without widths");
	}
	const index = trailer.has("Index") ? numbersOf(trailer.get("Index")) : [0, numberOf(trailer.get("Size")) ?? 0];
	const places = new Map<number, Place | undefined>();
	let at = 0;
	for (let pair = 0; pair + 1 < index.length; pair += 2) {
		const [first = 0, count = 0] = index.slice(pair);
		for (let number = first; number < first + count && at + rowSize <= rows.length; number++, at += rowSize) {
			const type = typeWidth === 0 ? 1 : bigEndian(rows, at, typeWidth);
			const field = bigEndian(rows, at + typeWidth, fieldWidth);
			const last = bigEndian(rows, at + typeWidth + fieldWidth, lastWidth);
			if (type === 1) places.set(number, { type: "at", offset: field });
			else places.set(number, type === 2 ? { type: "packed", container: field, index: last } : undefined);
		}
	}
	return { places, trailer, isStream: true };
}

function bigEndian(bytes: Uint8Array, at: number, width: number): number {
	let value = 0;
	for (let index = 0; index < width; index++) value = value * 256 + (bytes[at + index] ?? 0);
	return value;
}
