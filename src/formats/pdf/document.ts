// All objects of a PDF's newest revision, read in the order in which they stand. ISO 32000-2, 7.5
import type { ByteSource } from "../containers/byte-source";
import type { ReadContext } from "../handler";
import { InvalidFileError } from "../invalid-file-error";
import { type CrossReference, readCrossReference } from "./cross-reference";
import { unfiltered } from "./filters";
import type { Place } from "./found-objects";
import { readObject } from "./indirect-object";
import { inlineValues } from "./inline-values";
import { searched } from "./search";
import { bytesAsText, dictOf, numberOf, type PdfDict, type PdfValue, parseValue } from "./value";

export type StoredObject = {
	value: PdfValue;
	/** The bytes of its stream, as they stand in the file. */
	stream?: { start: number; end: number };
};

export type PdfDocument = CrossReference & {
	source: ByteSource;
	context: ReadContext;
	objects: Map<number, StoredObject>;
	/** Where objects stand in the file, with their streams. */
	owned: { start: number; end: number; isStream: boolean }[];
	/** What comments within objects say. */
	comments: Set<string>;
};

/**
 * Reads everything but the bytes of streams.
 * @throws InvalidFileError as `readCrossReference` does; single broken objects are searched for, then taken as absent.
 */
export async function readDocument(source: ByteSource, context: ReadContext): Promise<PdfDocument> {
	const reference = await readCrossReference(source, context);
	const document: PdfDocument = { ...reference, source, context, objects: new Map(), owned: [], comments: new Set() };
	const missing = await readPlaces(document, reference.places);
	if (missing.size > 0 || catalogueOf(document) === undefined) {
		const found = await searched(source, context).catch((error: unknown) => {
			if (error instanceof InvalidFileError && error.reason === "damaged") return undefined;
			throw error;
		});
		// What was freed comes back only where nothing can be shown without it.
		const freed = catalogueOf(document) === undefined ? new Set() : reference.freed;
		const places = [...(found?.places ?? [])].filter(([number]) => !document.objects.has(number) && !freed.has(number));
		await readPlaces(document, new Map(places));
		const root = found?.trailer.get("Root");
		if (catalogueOf(document) === undefined && root) document.trailer.set("Root", root);
	}
	if (catalogueOf(document) === undefined) throw new InvalidFileError("damaged", "no catalogue");
	return document;
}

/** What a reference points to; any other value is itself. */
export function resolve({ objects }: Pick<PdfDocument, "objects">, value: PdfValue | undefined): PdfValue | undefined {
	let result = value;
	for (let hops = 0; result?.type === "reference" && hops < 32; hops++) result = objects.get(result.number)?.value;
	return result?.type === "reference" ? undefined : result;
}

export function resolvedDict(document: Pick<PdfDocument, "objects">, value: PdfValue | undefined): PdfDict | undefined {
	return dictOf(resolve(document, value));
}

/**
 * What a stream holds once its filters are undone.
 * @throws InvalidFileError as `unfiltered` does.
 */
export async function streamContent(document: PdfDocument, object: StoredObject): Promise<Uint8Array<ArrayBuffer>> {
	const entries = dictOf(object.value);
	if (!entries || !object.stream) throw new InvalidFileError("damaged", "no stream");
	const { start, end } = object.stream;
	return unfiltered(entries, await document.source.read(start, end), document.context);
}

function catalogueOf(document: PdfDocument): PdfDict | undefined {
	const catalogue = resolvedDict(document, document.trailer.get("Root"));
	return resolvedDict(document, catalogue?.get("Pages")) ? catalogue : undefined;
}

/** Reads the objects at `places` and gives the numbers of those that are not where they should be. */
async function readPlaces(document: PdfDocument, places: ReadonlyMap<number, Place>): Promise<Set<number>> {
	const { source, context, objects, owned } = document;
	const missing = new Set<number>();
	const direct = [...places].flatMap(([number, place]) =>
		place.type === "at" ? [{ number, offset: place.offset }] : [],
	);
	direct.sort((a, b) => a.offset - b.offset);
	const open: { object: StoredObject; start: number; limit: number; place: PdfDocument["owned"][number] }[] = [];
	const stretch = { start: 0, text: "", served: 0, comments: document.comments };
	for (const [index, { number, offset }] of direct.entries()) {
		context.signal.throwIfAborted();
		let next = index + 1;
		while (next < index + 9 && direct[next]?.offset === offset) next++; // a broken table may say one place often
		const limit = direct[next]?.offset ?? source.size;
		try {
			const read = await readObject(source, offset, limit, stretch);
			if (read.number !== number) throw new InvalidFileError("damaged", `object ${read.number} for ${number}`);
			const object: StoredObject = { value: read.object.value };
			objects.set(number, object);
			const start = read.object.streamStart;
			const place = { start: offset, end: read.object.end, isStream: start !== undefined };
			owned.push(place);
			if (start !== undefined) open.push({ object, start, limit, place });
		} catch (error) {
			if (!(error instanceof InvalidFileError) || error.reason !== "damaged") throw error;
			missing.add(number);
		}
	}
	inlineValues(objects);
	for (const { object, start, limit, place } of open) {
		place.end = await streamEnd(document, object, start, limit);
		object.stream = { start, end: place.end };
	}
	const missingPacked = await readPacked(document, places);
	if (document.isPacked) inlineValues(objects);
	return new Set([...missing, ...missingPacked]);
}

/** A stream ends where its length says, if `endstream` follows there; else where that word is found. */
export async function streamEnd(
	document: PdfDocument,
	object: Pick<StoredObject, "value">,
	start: number,
	limit: number,
): Promise<number> {
	const { source, context } = document;
	context.signal.throwIfAborted();
	const length = numberOf(resolve(document, dictOf(object.value)?.get("Length")));
	if (length !== undefined && length >= 0 && start + length <= source.size) {
		const after = bytesAsText(await source.read(start + length, Math.min(start + length + 24, source.size)));
		if (/^[\s\0]*endstream/.test(after)) return start + length;
	}
	const step = 64 * 1024;
	for (let at = start; at < limit; at += step) {
		const text = bytesAsText(await source.read(at, Math.min(at + step + 16, limit)));
		const found = text.indexOf("endstream");
		if (found === -1) continue;
		const end = at + found;
		const before = bytesAsText(await source.read(Math.max(start, end - 2), end));
		return end - (before.endsWith("\r\n") ? 2 : /[\r\n]$/.test(before) ? 1 : 0);
	}
	return limit;
}

async function readPacked(document: PdfDocument, places: ReadonlyMap<number, Place>): Promise<Set<number>> {
	const missing = new Set<number>();
	const byContainer = new Map<number, number[]>();
	for (const [number, place] of places) {
		if (place.type !== "packed") continue;
		const others = byContainer.get(place.container);
		if (others) others.push(number);
		else byContainer.set(place.container, [number]);
	}
	for (const [container, wanted] of byContainer) {
		document.context.signal.throwIfAborted();
		const values = await packedValues(document, container);
		for (const number of wanted) {
			const found = values.get(number);
			if (found) document.objects.set(number, { value: found });
			else missing.add(number);
		}
	}
	return missing;
}

/** The objects packed in a stream by number. */
export async function packedValues(document: PdfDocument, container: number): Promise<Map<number, PdfValue>> {
	const values = new Map<number, PdfValue>();
	const object = document.objects.get(container);
	const entries = dictOf(object?.value);
	const { comments } = document;
	if (!object?.stream || !entries) return values;
	try {
		const text = bytesAsText(await streamContent(document, object));
		const padded = `${text} `; // a number at the very end would seem cut off
		const first = numberOf(entries.get("First")) ?? 0;
		for (const [, number, offset] of text.slice(0, first).matchAll(/(\d{1,10})[\s\0]+(\d{1,10})/g)) {
			values.set(Number(number), parseValue({ text: padded, at: first + Number(offset), comments }));
		}
	} catch (error) {
		if (!(error instanceof InvalidFileError) || error.reason === "too-complex") throw error; // what was read before it counts
	}
	return values;
}
