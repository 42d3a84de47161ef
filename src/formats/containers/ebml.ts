// EBML elements: Matroska and WebM. https://www.rfc-editor.org/rfc/rfc8794
import { InvalidFileError } from "../invalid-file-error";
import type { ByteSource } from "./byte-source";
import { bytesBE, uint8, uintBE } from "./numbers";
import type { Walk } from "./walk-reader";

/** An element, its header included: `[start, end)`; what it holds is `[body, end)`. Places are those of the bytes walked. */
export type Element = {
	id: number;
	start: number;
	body: number;
	end: number;
	/** Live streams do not tell sizes. */
	sizeUnknown: boolean;
};

/** The longest header: an id of 4 bytes and a size of 8. */
export const maxHeaderSize = 12;
export const voidId = 0xec;
export const crcId = 0xbf;

/** The element whose header is at `at` of bytes that begin at `base`, cut at `end`; `undefined` where none can be. */
export function elementAt(bytes: Uint8Array, base: number, at: number, end: number): Element | undefined {
	const head = at - base;
	const id = variableInteger(bytes, head, 4);
	const size = id && variableInteger(bytes, head + id.length, 8);
	if (!id || !size) return undefined;
	const body = at + id.length + size.length;
	const sizeUnknown = size.value === 2 ** (7 * size.length) - 1;
	if (body > end) return undefined;
	const marked = id.value + 2 ** (7 * id.length);
	return { id: marked, start: at, body, end: sizeUnknown ? end : Math.min(body + size.value, end), sizeUnknown };
}

/** The element at `at` of a source, read by its header alone. */
export async function readElement(
	source: ByteSource,
	at: number,
	end: number,
	read: Walk["read"] = source.read,
): Promise<Element | undefined> {
	return elementAt(await read(at, Math.min(at + maxHeaderSize, end)), at, at, end);
}

/** The elements in `[start, end)` of bytes in memory. @throws InvalidFileError `damaged` where they are not elements throughout. */
export function elementsIn(bytes: Uint8Array, start = 0, end = bytes.length): Element[] {
	const elements: Element[] = [];
	for (let at = start; at < end; ) {
		const element = elementAt(bytes, 0, at, end);
		if (!element) throw new InvalidFileError("damaged", `no element at ${at}`);
		elements.push(element);
		at = element.end;
	}
	return elements;
}

/** The header of a Void element that fills `size` bytes with itself and zeros; an element is at least 2 bytes. */
export function voidHeader(size: number): Uint8Array<ArrayBuffer> {
	if (size <= 128) return Uint8Array.of(voidId, 0x80 | (size - 2));
	const long = bytesBE(size - 9, 8);
	long[0] = 1;
	return Uint8Array.of(voidId, ...long);
}

/** A number whose first set bit tells its length, without that bit. */
export function variableInteger(
	bytes: Uint8Array,
	at: number,
	longest: number,
): { value: number; length: number } | undefined {
	if (at >= bytes.length) return undefined;
	const first = uint8(bytes, at);
	const length = Math.clz32(first) - 23;
	if (length > longest || at + length > bytes.length) return undefined;
	const high = first & (0xff >> length);
	return { value: high * 256 ** (length - 1) + uintBE(bytes, at + 1, length - 1), length };
}
