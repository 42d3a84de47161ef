// What stands in the tables of a HEIF file's `meta` box beyond what they say they hold: no decoder reads it. ISO/IEC 14496-12 8.11
import type { ByteRange } from "../core/finding";
import type { HeifMeta } from "./containers/heif-items";
import { type Box, boxesIn } from "./containers/isobmff";
import { bytesBE, latin1, latin1Bytes, uint8, uint16BE, uint32BE } from "./containers/numbers";
import { wordsIn } from "./metadata/text";

/** Bytes of properties that are of one size. */
const sizes: Readonly<Record<string, number>> = {
	...{ ispe: 12, irot: 1, imir: 1, pasp: 8, clap: 32, clli: 4, mdcv: 24, amve: 8, a1op: 1, lsel: 2 },
	...{ ndwt: 8, tols: 6, rloc: 12, iscl: 12, cloc: 5, mskC: 5, ccst: 8 },
};
/** Bytes of colours that are given by number, behind the name of their kind. */
const colours: Readonly<Record<string, number>> = { nclx: 11, nclc: 10 };

/** A place within a table, the type of the box it is in, and what it is overwritten with. */
export type Surplus = ByteRange & { type: string; bytes: Uint8Array<ArrayBuffer> };

/** Tables that are made of boxes: what is left at their ends has to be one. */
const ofBoxes: ReadonlySet<string> = new Set(["meta", "iinf", "iref", "iprp", "ipco", "grpl"]);
const header = 8;

/** @param bytes those that `meta` was read from; the places are places in them. */
export function surplusOf(bytes: Uint8Array, meta: HeifMeta, end: number): Surplus[] {
	const found: Surplus[] = [];
	const add = (type: string, start: number, to: number) => {
		if (start >= to || bytes.subarray(start, to).every((byte) => byte === 0)) return;
		const zeros = new Uint8Array(to - start);
		if (ofBoxes.has(type) && zeros.length >= header) {
			zeros.set(bytesBE(zeros.length, 4));
			zeros.set(latin1Bytes("free"), 4);
		}
		found.push({ type, start, end: to, bytes: zeros });
	};
	add("meta", meta.rest, end);
	for (const child of meta.children) {
		const { type, body } = child;
		if (meta.children.find((other) => other.type === type) !== child) continue;
		if (type === "hdlr") {
			add(type, body + 4, Math.min(body + 8, child.end));
			add(type, body + 12, Math.min(body + 24, child.end));
		} else if (type === "pitm") add(type, body + (uint8(bytes, body) === 0 ? 6 : 8), child.end);
		else if (type === "iloc") add(type, meta.locationsEnd ?? child.end, child.end);
		else if (type === "iinf") {
			const { rest } = boxesIn(bytes, (meta.infoCount?.at ?? body) + (meta.infoCount?.length ?? 0), child.end);
			add(type, rest, child.end);
		} else if (type === "iref") {
			add(type, boxesIn(bytes, body + 4, child.end).rest, child.end);
		} else if (type === "iprp") inProperties(bytes, child, add);
		else if (type === "grpl") inGroups(bytes, child, add);
		else if (type === "dinf" && !isThisFile(bytes, child)) add(type, body, child.end);
	}
	for (const { infe, infoEnd } of meta.items) add("infe", infoEnd, infe.end);
	for (const box of meta.strays) add(box.type, box.body, box.end);
	for (const { box, to, first, wide } of meta.references) add(box.type, first + to.length * wide, box.end);
	for (const property of meta.properties) add(property.type, propertyEnd(bytes, property), property.end);
	return found;
}

type Add = (type: string, start: number, end: number) => void;

function inProperties(bytes: Uint8Array, iprp: Box, add: Add): void {
	const { boxes, rest } = boxesIn(bytes, iprp.body, iprp.end);
	add("iprp", rest, iprp.end);
	const ipco = boxes.find(({ type }) => type === "ipco");
	for (const box of boxes) {
		if (box === ipco) add("ipco", boxesIn(bytes, box.body, box.end).rest, box.end);
		else if (box.type === "ipma") add("ipma", associationsEnd(bytes, box), box.end);
		else add(box.type, box.body, box.end);
	}
}

function associationsEnd(bytes: Uint8Array, { body, end }: Box): number {
	const wide = uint8(bytes, body) > 0 ? 4 : 2;
	const size = (uint8(bytes, body + 3) & 1) === 1 ? 2 : 1;
	let at = body + 8;
	for (let left = uint32BE(bytes, body + 4); left > 0 && at + wide < end; left--) {
		at += wide + 1 + uint8(bytes, at + wide) * size;
	}
	return Math.min(at, end);
}

/** Groups of items hold their numbers; a pyramid's also its sizes. */
function inGroups(bytes: Uint8Array, grpl: Box, add: Add): void {
	const { boxes, rest } = boxesIn(bytes, grpl.body, grpl.end);
	add("grpl", rest, grpl.end);
	for (const { type, body, end } of boxes) {
		const count = body + 12 <= end ? uint32BE(bytes, body + 8) : 0;
		const tail = body + 12 + count * 4 + (type === "pymd" ? 4 + count * 6 : 0);
		if (tail > end) add(type, body, end);
		else add(type, tail, end);
	}
}

/** A reference that says where data stands: in this file, in so many words. */
function isThisFile(bytes: Uint8Array, { body, end }: Box): boolean {
	const said = latin1(bytes, body, end);
	return said === "\0\0\0\x1cdref\0\0\0\0\0\0\0\x01\0\0\0\x0curl \0\0\0\x01";
}

/** Of properties that count what they hold: where the number stands, and how many bytes each has. */
const counted: Readonly<Record<string, readonly [number, number]>> = { pixi: [4, 1], rref: [4, 4] };

/** Where what a property is known to hold ends. */
export function propertyEnd(bytes: Uint8Array, box: Box): number {
	const { type, body, end } = box;
	const [countAt, each = 0] = counted[type] ?? [];
	if (countAt !== undefined && body + countAt < end)
		return Math.min(body + countAt + 1 + uint8(bytes, body + countAt) * each, end);
	if (type === "hvcC") return listsEnd(bytes, box);
	if (type === "av1C") return unitsEnd(bytes, box);
	const kind = latin1(bytes, body, Math.min(body + 4, end));
	const size = type === "colr" ? colours[kind] : sizes[type];
	if (size !== undefined) return Math.min(body + size, end);
	if (type !== "auxC") return end;
	// behind its name an auxiliary picture may have what its coding says of it, in bits
	const name = latin1(bytes, Math.min(body + 4, end), end).indexOf("\0");
	const behind = name < 0 ? end : body + 4 + name + 1;
	return wordsIn(bytes.subarray(behind, end)) === "" ? end : behind;
}

/** In H.265's configuration lists of units stand behind its own fields. */
const listsAt = 22;

function listsEnd(bytes: Uint8Array, { body, end }: Box): number {
	let at = body + listsAt + 1;
	for (let lists = at > end ? 0 : uint8(bytes, at - 1); lists > 0 && at + 3 <= end; lists--) {
		const units = uint16BE(bytes, at + 1);
		at += 3;
		for (let left = units; left > 0 && at + 2 <= end; left--) at += 2 + uint16BE(bytes, at);
	}
	return Math.min(at, end);
}

/** Units of AV1 by their kinds: the header of a sequence, and what it says besides. */
const unitKinds: ReadonlySet<number> = new Set([1, 5]);
const hasSize = 2;
const hasExtension = 4;
const configured = 4;
const longestSize = 8;

/** AV1's configuration has units behind its own fields, each behind its size in groups of seven bits. */
function unitsEnd(bytes: Uint8Array, { body, end }: Box): number {
	let at = body + configured;
	while (at < end) {
		const head = uint8(bytes, at);
		if (!unitKinds.has(head >> 3)) break;
		if ((head & hasSize) === 0) return end;
		let next = at + (head & hasExtension ? 2 : 1);
		let size = 0;
		for (let group = 0; group < longestSize && next < end; group++) {
			const byte = uint8(bytes, next++);
			size += (byte & 0x7f) * 2 ** (7 * group);
			if (byte < 0x80) break;
		}
		at = next + size;
	}
	return Math.min(at, end);
}
