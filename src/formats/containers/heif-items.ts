// The items of a HEIF file's `meta` box: pictures, Exif, XMP, each with its place. ISO/IEC 14496-12 8.11, ISO/IEC 23008-12
import { InvalidFileError } from "../invalid-file-error";
import { type Box, boxesIn } from "./isobmff";
import { latin1, uint8, uint16BE, uint32BE, uintBE } from "./numbers";

/** An extent of an item, in the file (`file`) or in the `idat` box (`idat`); other constructions have none of their own. */
export type Extent = { within: "file" | "idat"; start: number; length: number };

export type HeifItem = {
	id: number;
	/** Four characters: `hvc1`, `Exif`, `mime` … */
	type: string;
	name: string;
	/** Of a `mime` item its content type, of a `uri ` item its URI. */
	contentType: string;
	/** Its entry in `iinf`. */
	infe: Box;
	/** Where its name stands in the bytes of `meta`. */
	nameStart: number;
	/** Where what its entry is known to say ends. */
	infoEnd: number;
	extents: Extent[];
	/** Its entry in `iloc`; `undefined` when it has none. */
	location?: { start: number; end: number };
};

export type HeifMeta = {
	items: HeifItem[];
	children: Box[];
	/** After the last child that is whole. */
	rest: number;
	/** Of `iloc`: where the number of its entries stands and in how many bytes. */
	locationCount?: { at: number; length: number };
	/** Of `iinf`, likewise. */
	infoCount?: { at: number; length: number };
	/** Of `iloc`: where its entries end. */
	locationsEnd?: number;
	/** Boxes in `iinf` and `iref` that are no entry. */
	strays: Box[];
	/** The item that is shown. */
	primary: number;
	/** References between items, each a box in `iref`. */
	references: {
		box: Box;
		type: string;
		from: number;
		to: number[];
		/** Where the numbers of `to` begin, and how many bytes each has. */
		first: number;
		wide: number;
	}[];
	/** What items are put together of: by `dimg`, and `base`. */
	parts: Map<number, number[]>;
	/** The properties, in `ipco`. */
	properties: Box[];
	/** Which items have them, by their number from 1 on; `essential`: an item is not shown by whoever does not know it. */
	associations: { item: number; property: number; essential: boolean }[];
};

/** How the content of a `mime` item may be packed. */
const encodings = /^(|gzip|deflate|compress|br)$/;

const maxItems = 65_536;
const maxExtents = 1_000_000;

/**
 * The items of a `meta` box.
 * @param bytes the whole box, its header included.
 * @throws InvalidFileError `damaged`, `too-complex`.
 */
export function readHeifMeta(bytes: Uint8Array, meta: Box): HeifMeta {
	const { boxes: children, rest } = boxesIn(bytes, Math.min(meta.body + 4, meta.end), meta.end);
	const read: HeifMeta = {
		...{ items: [], children, rest, primary: -1, references: [], parts: new Map(), properties: [], associations: [] },
		strays: [],
	};
	const child = (type: string) => children.find((box) => box.type === type);
	const iinf = child("iinf");
	if (iinf) readItemInfo(bytes, iinf, read);
	const iloc = child("iloc");
	if (iloc) readLocations(bytes, iloc, read);
	const pitm = child("pitm");
	if (pitm) read.primary = uintBE(bytes, pitm.body + 4, uint8(bytes, pitm.body) === 0 ? 2 : 4);
	const iref = child("iref");
	if (iref) readReferences(bytes, iref, read);
	const iprp = child("iprp");
	const shared = iprp ? boxesIn(bytes, iprp.body, iprp.end).boxes : [];
	const ipco = shared.find(({ type }) => type === "ipco");
	if (ipco) read.properties = boxesIn(bytes, ipco.body, ipco.end).boxes;
	for (const ipma of shared.filter(({ type }) => type === "ipma")) readAssociations(bytes, ipma, read);
	return read;
}

function readReferences(bytes: Uint8Array, iref: Box, meta: HeifMeta): void {
	const wide = uint8(bytes, iref.body) > 0 ? 4 : 2;
	for (const box of boxesIn(bytes, iref.body + 4, iref.end).boxes) {
		if (box.type === "free") {
			meta.strays.push(box);
			continue;
		}
		const from = uintBE(bytes, box.body, wide);
		const first = box.body + wide + 2;
		const count = Math.min(uint16BE(bytes, first - 2), Math.floor((box.end - first) / wide));
		const to = Array.from({ length: count }, (_, index) => uintBE(bytes, first + index * wide, wide));
		meta.references.push({ box, type: box.type, from, to, first, wide });
		if (/^(dimg|base)$/.test(box.type)) meta.parts.set(from, [...(meta.parts.get(from) ?? []), ...to]);
	}
}

function readAssociations(bytes: Uint8Array, ipma: Box, meta: HeifMeta): void {
	const wide = uint8(bytes, ipma.body) > 0 ? 4 : 2;
	const size = (uint8(bytes, ipma.body + 3) & 1) === 1 ? 2 : 1;
	const highest = size === 2 ? 0x8000 : 0x80;
	let at = ipma.body + 8;
	for (let left = uint32BE(bytes, ipma.body + 4); left > 0 && at + wide < ipma.end; left--) {
		const item = uintBE(bytes, at, wide);
		at += wide + 1;
		for (let count = uint8(bytes, at - 1); count > 0 && at + size <= ipma.end; count--, at += size) {
			const value = uintBE(bytes, at, size);
			meta.associations.push({ item, property: value % highest, essential: value >= highest });
		}
	}
}

function readItemInfo(bytes: Uint8Array, iinf: Box, meta: HeifMeta): void {
	const length = uint8(bytes, iinf.body) === 0 ? 2 : 4;
	meta.infoCount = { at: iinf.body + 4, length };
	for (const infe of boxesIn(bytes, iinf.body + 4 + length, iinf.end).boxes) {
		if (meta.items.length === maxItems) throw new InvalidFileError("too-complex", `more than ${maxItems} items`);
		const version = uint8(bytes, infe.body);
		if (infe.type !== "infe" || version < 2) {
			meta.strays.push(infe);
			continue;
		}
		const idLength = version === 2 ? 2 : 4;
		const id = uintBE(bytes, infe.body + 4, idLength);
		const typeStart = infe.body + 4 + idLength + 2;
		const type = latin1(bytes, typeStart, typeStart + 4);
		const [name = "", contentType = "", encoding = ""] = latin1(bytes, typeStart + 4, infe.end).split("\0");
		const texts = type === "mime" ? [name, contentType, ...(encodings.test(encoding) ? [encoding] : [])] : [name];
		if (type === "uri ") texts.push(contentType);
		const infoEnd = Math.min(typeStart + 4 + texts.join("\0").length + 1, infe.end);
		meta.items.push({ id, type, name, contentType, infe, nameStart: typeStart + 4, infoEnd, extents: [] });
	}
}

function readLocations(bytes: Uint8Array, iloc: Box, meta: HeifMeta): void {
	const version = uint8(bytes, iloc.body);
	const sizes = uint16BE(bytes, iloc.body + 4);
	const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
	const indexSize = version > 0 ? sizes & 15 : 0;
	const wide = version < 2 ? 2 : 4;
	let at = iloc.body + 6;
	const next = (length: number) => {
		const value = length > 0 ? uintBE(bytes, at, length) : 0;
		at += length;
		return value;
	};
	meta.locationCount = { at, length: wide };
	const count = next(wide);
	const byId = new Map(meta.items.map((item) => [item.id, item]));
	let extentsRead = 0;
	for (let index = 0; index < count; index++) {
		const start = at;
		const item = byId.get(next(wide));
		const construction = version > 0 ? next(2) & 15 : 0;
		next(2); // data reference
		const base = next(baseSize);
		const extents = next(2);
		extentsRead += extents;
		if (extentsRead > maxExtents || at > iloc.end) throw new InvalidFileError("damaged", "iloc runs past its end");
		for (let extent = 0; extent < extents; extent++) {
			next(indexSize);
			const offset = base + next(offsetSize);
			const length = next(lengthSize);
			if (construction > 1) continue;
			item?.extents.push({ within: construction === 0 ? "file" : "idat", start: offset, length });
		}
		if (at > iloc.end) throw new InvalidFileError("damaged", "iloc runs past its end");
		if (item) item.location = { start, end: at };
	}
	meta.locationsEnd = at;
}
