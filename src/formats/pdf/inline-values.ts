// Names and numbers that stand in objects of their own, put where they are referred to. ISO 32000-2, 7.3.10
// What a dictionary is, and how its stream is packed, may be said by a reference: so that nothing that looks at a type,
// a subtype or a filter has to follow one.
import { nameOf, numberOf, type PdfDict, type PdfValue } from "./value";

type Objects = ReadonlyMap<number, { value: PdfValue }>;

/** Longer names are no names of the standard. */
const maxName = 127;
/** Filters of one stream, and what each of them is told. */
const maxFilters = 16;

/** Keys of a stream whose lists and dictionaries are put in place too: its bytes cannot be read without them. */
const filterKeys = ["Filter", "DecodeParms"];

export function inlineValues(objects: Objects): void {
	for (const object of objects.values()) {
		object.value = inlined(objects, object.value);
		if (object.value.type === "dict" && object.value.entries.has("Length"))
			inlineFilters(objects, object.value.entries);
	}
}

/** The same value where nothing in it changes; dictionaries are changed in place. */
function inlined(objects: Objects, value: PdfValue): PdfValue {
	switch (value.type) {
		case "token":
			return value;
		case "reference":
			return scalarAt(objects, value) ?? value;
		case "array": {
			const items = value.items.map((item) => inlined(objects, item));
			return items.some((item, index) => item !== value.items[index]) ? { type: "array", items } : value;
		}
		case "dict":
			for (const [key, item] of value.entries) {
				const placed = inlined(objects, item);
				if (placed !== item) value.entries.set(key, placed);
			}
			return value;
	}
}

function inlineFilters(objects: Objects, entries: PdfDict): void {
	for (const key of filterKeys) {
		const value = entries.get(key);
		const target = value && targetOf(objects, value);
		if (target?.type === "dict") entries.set(key, target);
		if (target?.type !== "array" || target.items.length > maxFilters) continue;
		entries.set(key, { type: "array", items: target.items.map((item) => targetOf(objects, item) ?? item) });
	}
}

function scalarAt(objects: Objects, value: PdfValue): PdfValue | undefined {
	const target = targetOf(objects, value);
	const isShort = target?.type === "token" && target.text.length <= maxName;
	return isShort && (nameOf(target) !== undefined || numberOf(target) !== undefined) ? target : undefined;
}

function targetOf(objects: Objects, value: PdfValue): PdfValue | undefined {
	let target: PdfValue | undefined = value;
	for (let hops = 0; target?.type === "reference" && hops < 32; hops++) target = objects.get(target.number)?.value;
	return target?.type === "reference" ? undefined : target;
}
