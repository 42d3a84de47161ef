// A PDF written anew from what its catalogue reaches: cleaned dictionaries, streams as they stand. ISO 32000-2, 7.5
import type { Piece } from "../../core/inspection";
import type { Keep } from "../../core/keep";
import { pieceSize } from "../splice";
import { cleanDict, isGone } from "./clean";
import type { Cleaner, Met, Note } from "./cleaner";
import type { PdfDocument } from "./document";
import { nothing, type PdfDict, type PdfValue, serialized } from "./value";
import { type OutObject, pdfPieces } from "./writer";

/** New bytes for a stream, by the object's number in the original; `filter` is absent where they are stored plain. */
export type NewStream = { data: readonly Piece[]; filter: string | undefined };

/** An object as it is to be written, in the order of the new numbers, and which one of the original it was. */
type CleanedObject = { old: number; value: PdfValue; stream?: { start: number; end: number } };

/** Walks all that the catalogue reaches, cleaned under `keep`; the first object is the catalogue. */
export function cleanedObjects(
	document: PdfDocument,
	keep: Keep,
	note: Note,
	met: Met = { attachments: new Set(), packets: new Set() },
): CleanedObject[] {
	const cleaner: Cleaner = { document, keep, note, met };
	const numbers = new Map<number, number>();
	const numberFor = (old: number) => {
		const known = numbers.get(old);
		if (known !== undefined) return known;
		numbers.set(old, numbers.size + 1);
		return numbers.size;
	};
	const cleaned = (value: PdfValue): PdfValue | undefined => {
		switch (value.type) {
			case "token":
				return value;
			case "reference":
				if (!document.objects.has(value.number)) return nothing;
				return isGone(cleaner, value) ? undefined : { type: "reference", number: numberFor(value.number) };
			case "array":
				return { type: "array", items: cleanedItems(value.items) };
			case "dict":
				return isGone(cleaner, value) ? undefined : { type: "dict", entries: cleanedEntries(value.entries) };
		}
	};
	const cleanedItems = (items: readonly PdfValue[]): PdfValue[] => {
		const result: PdfValue[] = [];
		for (const item of items) {
			const value = cleaned(item);
			if (value !== undefined) result.push(value);
		}
		return result;
	};
	const cleanedEntries = (entries: PdfDict): PdfDict => {
		const result = cleanDict(cleaner, entries);
		for (const [key, item] of result) {
			const value = cleaned(item);
			if (value === undefined) result.delete(key);
			else if (value !== item) result.set(key, value);
		}
		return result;
	};
	cleaned(document.trailer.get("Root") ?? nothing);
	const objects: CleanedObject[] = [];
	// The map grows while it is walked: every object met is numbered, and cleaned in its turn.
	for (const old of numbers.keys()) {
		const object = document.objects.get(old);
		if (object?.value.type === "dict" && object.stream) {
			const value: PdfValue = { type: "dict", entries: cleanedEntries(object.value.entries) };
			objects.push({ old, value, stream: object.stream });
		} else objects.push({ old, value: cleaned(object?.value ?? nothing) ?? nothing });
	}
	return objects;
}

/** The whole file of these objects. */
export async function written(
	document: PdfDocument,
	objects: readonly CleanedObject[],
	newStreams: ReadonlyMap<number, NewStream>,
): Promise<Piece[]> {
	const out = objects.map(({ old, value, stream }): OutObject => {
		if (value.type !== "dict" || !stream) return { text: serialized(value) };
		return streamObject(stream, value.entries, newStreams.get(old));
	});
	return pdfPieces(out, document.version, document.isPacked);
}

function streamObject(stream: { start: number; end: number }, entries: PdfDict, replaced?: NewStream): OutObject {
	const data = (replaced?.data ?? [stream]).filter((piece) => pieceSize(piece) > 0);
	const length = data.reduce((sum, piece) => sum + pieceSize(piece), 0);
	const result = new Map(entries);
	if (replaced) {
		result.delete("DecodeParms");
		if (replaced.filter) result.set("Filter", { type: "token", text: `/${replaced.filter}` });
		else result.delete("Filter");
	}
	result.set("Length", { type: "token", text: String(length) });
	return { text: serialized({ type: "dict", entries: result }), data };
}
