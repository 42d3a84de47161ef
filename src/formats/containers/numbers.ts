// Numbers and text at a place in bytes, checked: what lies outside is a damaged file, never `undefined`.
import { InvalidFileError } from "../invalid-file-error";

/** @throws InvalidFileError `damaged` unless `length` bytes at `at` lie within `bytes`. */
export function requireBytes(bytes: Uint8Array, at: number, length: number): void {
	if (!(at >= 0 && length >= 0 && at + length <= bytes.length)) {
		throw new InvalidFileError("damaged", `${length} bytes at ${at} of ${bytes.length}`);
	}
}

export function uint8(bytes: Uint8Array, at: number): number {
	requireBytes(bytes, at, 1);
	return bytes[at] ?? 0;
}

/** A big-endian number of up to 8 bytes; above 2^53 it loses its lowest bits, which no honest size or offset has. */
export function uintBE(bytes: Uint8Array, at: number, length: number): number {
	requireBytes(bytes, at, length);
	let value = 0;
	for (let index = at; index < at + length; index++) value = value * 256 + (bytes[index] ?? 0);
	return value;
}

/** A little-endian number of up to 8 bytes, as `uintBE`. */
export function uintLE(bytes: Uint8Array, at: number, length: number): number {
	requireBytes(bytes, at, length);
	let value = 0;
	for (let index = at + length - 1; index >= at; index--) value = value * 256 + (bytes[index] ?? 0);
	return value;
}

export const uint16BE = (bytes: Uint8Array, at: number): number => uintBE(bytes, at, 2);
export const uint32BE = (bytes: Uint8Array, at: number): number => uintBE(bytes, at, 4);
export const uint64BE = (bytes: Uint8Array, at: number): number => uintBE(bytes, at, 8);
export const uint16LE = (bytes: Uint8Array, at: number): number => uintLE(bytes, at, 2);
export const uint32LE = (bytes: Uint8Array, at: number): number => uintLE(bytes, at, 4);

export function int32BE(bytes: Uint8Array, at: number): number {
	return uint32BE(bytes, at) | 0;
}

/** A number as `length` big-endian bytes. */
export function bytesBE(value: number, length: number): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(length);
	for (let index = length - 1, rest = value; index >= 0; index--, rest = Math.floor(rest / 256)) {
		bytes[index] = rest % 256;
	}
	return bytes;
}

/** A number as `length` little-endian bytes. */
export function bytesLE(value: number, length: number): Uint8Array<ArrayBuffer> {
	return bytesBE(value, length).reverse();
}

/** Arguments that a call takes everywhere. */
const charactersAtOnce = 8192;

/** Bytes as characters of the same number: box types, chunk names, Latin-1 text. */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
	requireBytes(bytes, start, end - start);
	let text = "";
	for (let at = start; at < end; at += charactersAtOnce) {
		// Spreading would go through an iterator, byte by byte.
		const part: string = Reflect.apply(
			String.fromCharCode,
			undefined,
			bytes.subarray(at, Math.min(at + charactersAtOnce, end)),
		);
		text += part;
	}
	return text;
}

/** Characters below 256 as bytes of the same number. */
export function latin1Bytes(text: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}

/** Two hexadecimal digits a byte. */
export function hex(bytes: Uint8Array): string {
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
	let at = 0;
	for (const part of parts) {
		bytes.set(part, at);
		at += part.length;
	}
	return bytes;
}
