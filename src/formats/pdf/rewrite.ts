// A PDF written anew from what its catalogue reaches: cleaned dictionaries, streams as they stand. ISO 32000-2, 7.5
import type { Piece } from "../../core/inspection";
import type { Keep } from "../../core/keep";
import { pieceSize } from "../splice";
import { cleanDict, isGone } from "./clean";
import type { Cleaner, Note } from "./cleaner";
import type { PdfDocument } from "./document";
import { type PdfDict, type PdfValue, serialized } from "./value";
import { type OutObject, pdfPieces } from "./writer";

/** New bytes for a stream, by the object's number in the original; `filter` is absent where they are stored plain. */
export type NewStream = { data: readonly Piece[]; filter: string | undefined };

const nothing: PdfValue = { type: "token", text: "null" };

/** Walks all that the catalogue reaches, cleaned under `keep`, and gives the numbers of the objects it met. */
export function cleanedObjects(
	document: PdfDocument,
	keep: Keep,
	note: Note,
	newStreams: ReadonlyMap<number, NewStream> = new Map(),
): { numbers: ReadonlyMap<number, number>; objects: OutObject[] } {
	const cleaner: Cleaner = { document, keep, note };
	const numbers = new Map<number, number>();
	const objects: OutObject[] = [];
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
				return { type: "array", items: value.items.flatMap((item) => cleaned(item) ?? []) };
			case "dict":
				return isGone(cleaner, value) ? undefined : { type: "dict", entries: cleanedEntries(value.entries) };
		}
	};
	const cleanedEntries = (entries: PdfDict): PdfDict => {
		const result: PdfDict = new Map();
		for (const [key, item] of cleanDict(cleaner, entries)) {
			const value = cleaned(item);
			if (value !== undefined) result.set(key, value);
		}
		return result;
	};
	cleaned(document.trailer.get("Root") ?? nothing);
	// The map grows while it is walked: every object met is numbered, and written in its turn.
	for (const old of numbers.keys()) {
		const object = document.objects.get(old);
		if (object?.value.type === "dict" && object.stream) {
			objects.push(streamObject(object.stream, cleanedEntries(object.value.entries), newStreams.get(old)));
		} else objects.push({ text: serialized(cleaned(object?.value ?? nothing) ?? nothing) });
	}
	return { numbers, objects };
}

/** The whole file under `keep`. */
export async function rewritten(
	document: PdfDocument,
	keep: Keep,
	newStreams: ReadonlyMap<number, NewStream>,
): Promise<Piece[]> {
	const { objects } = cleanedObjects(document, keep, () => {}, newStreams);
	return pdfPieces(objects, document.version, document.isPacked);
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
