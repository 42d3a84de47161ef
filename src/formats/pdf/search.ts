// Where the objects of a PDF are when its tables are broken: wherever one begins, the last of each number being the newest.
import type { ByteSource } from "../containers/byte-source";
import type { ReadContext } from "../handler";
import { InvalidFileError } from "../invalid-file-error";
import { unfiltered } from "./filters";
import { addEarlier, emptyFound, type Found, maxObjects } from "./found-objects";
import { readObject } from "./indirect-object";
import { bytesAsText, dictOf, numberOf, type PdfDict, parseValue } from "./value";

/** A broken table is mended by looking at every byte, which a very large file is not worth. */
const maxSearched = 512 * 1024 * 1024;
const step = 1024 * 1024;
/** What may stand across the end of a step. */
const overlap = 64;
const maxTrailer = 16 * 1024;

/** An object's beginning. */
type Start = { number: number; offset: number };

/** What one of them says, and where it stands. */
type Trailer = { offset: number; entries: PdfDict };

/**
 * Every `n g obj` of the file; the trailer is the last one with a catalogue.
 * @throws InvalidFileError `damaged` when there is no catalogue, `too-complex`.
 */
export async function searched(source: ByteSource, context: ReadContext): Promise<Found> {
	if (source.size > maxSearched) throw new InvalidFileError("damaged", "broken cross-reference in a very large file");
	const found = emptyFound(0);
	const starts: Start[] = [];
	const trailers: Trailer[] = [];
	for (let start = 0; start < source.size; start += step) {
		context.signal.throwIfAborted();
		const text = bytesAsText(await source.read(start, Math.min(start + step + overlap, source.size)));
		for (const match of text.matchAll(/(?<![\d])(\d{1,10})[\s\0]+\d{1,5}[\s\0]+obj(?![a-z])/g)) {
			if (match.index >= step) continue;
			starts.push({ number: Number(match[1]), offset: start + match.index });
			if (starts.length > maxObjects) throw new InvalidFileError("too-complex", "too many objects");
		}
		for (const match of text.matchAll(/trailer(?=[\s\0]*<<)/g)) {
			if (match.index < step) trailers.push(...(await trailerAt(source, start + match.index + "trailer".length)));
		}
		// Each time a file is saved one is written; the first of two in a file made for the web says 0.
		for (const match of text.matchAll(/startxref[\s\0]+(?!0[\s\0])\d/g)) if (match.index < step) found.revisions++;
	}
	for (const { number, offset } of starts) {
		const replaced = found.places.get(number);
		if (replaced) addEarlier(found, number, replaced);
		found.places.set(number, { type: "at", offset });
	}
	trailers.push(...(await addFromStreams(source, context, found, starts)));
	// Whether a table or a stream says it: what stands further back is newer.
	trailers.sort((a, b) => a.offset - b.offset);
	for (const { entries } of trailers) for (const [key, value] of entries) found.trailer.set(key, value);
	if (!found.trailer.has("Root")) throw new InvalidFileError("damaged", "no catalogue");
	found.revisions = found.replaced > 0 ? Math.max(found.revisions, 2) : 1;
	return found;
}

async function trailerAt(source: ByteSource, offset: number): Promise<Trailer[]> {
	const text = bytesAsText(await source.read(offset, Math.min(offset + maxTrailer, source.size)));
	try {
		const entries = dictOf(parseValue({ text, at: 0 }));
		return entries ? [{ offset, entries }] : [];
	} catch (error) {
		if (!(error instanceof InvalidFileError)) throw error; // one broken trailer of several
		return [];
	}
}

/** Adds the objects packed in streams, and gives what cross-reference streams and catalogues say for a trailer. */
async function addFromStreams(
	source: ByteSource,
	context: ReadContext,
	found: Found,
	starts: readonly Start[],
): Promise<Trailer[]> {
	const trailers: Trailer[] = [];
	/** Where the stream stands that an object was taken from. */
	const containers = new Map<number, number>();
	for (const [index, { number, offset }] of starts.entries()) {
		const place = found.places.get(number);
		if (place?.type !== "at" || place.offset !== offset) continue;
		context.signal.throwIfAborted();
		try {
			// What does not end before the next object begins is not read to the end of the file, time and again.
			const { object } = await readObject(source, offset, starts[index + 1]?.offset ?? source.size);
			const entries = dictOf(object.value);
			const type = entries?.get("Type");
			if (!entries || type?.type !== "token") continue;
			if (type.text === "/XRef" && entries.has("Root")) trailers.push({ offset, entries });
			else if (type.text === "/Catalog") {
				// Any trailer knows better.
				trailers.push({ offset: -1, entries: new Map([["Root", { type: "reference", number }]]) });
			} else if (type.text === "/ObjStm" && object.streamStart !== undefined) {
				found.isPacked = true;
				const length = numberOf(entries.get("Length")) ?? 0;
				const data = await source.read(object.streamStart, object.streamStart + length);
				const text = bytesAsText(unfiltered(entries, data, context));
				addPacked(found, containers, { number, offset }, text.slice(0, numberOf(entries.get("First")) ?? 0));
			}
		} catch (error) {
			if (!(error instanceof InvalidFileError) || error.reason === "too-complex") throw error; // one broken object of many
		}
	}
	return trailers;
}

/** The objects that a packed stream's `head` names: of two of a number the one that stands further back is newer. */
function addPacked(found: Found, containers: Map<number, number>, container: Start, head: string): void {
	for (const [index, [, digits]] of [...head.matchAll(/(\d{1,10})\s+\d+/g)].entries()) {
		const number = Number(digits);
		const place = { type: "packed", container: container.number, index } as const;
		const other = found.places.get(number);
		const standsAt = other?.type === "at" ? other.offset : (containers.get(number) ?? 0);
		if (other && standsAt > container.offset) {
			addEarlier(found, number, place);
			continue;
		}
		if (other) addEarlier(found, number, other);
		found.places.set(number, place);
		containers.set(number, container.offset);
	}
}
