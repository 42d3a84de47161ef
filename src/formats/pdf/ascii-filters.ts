// Bytes that a PDF writes as text: base 85 and hexadecimal. ISO 32000-2, 7.4.2 and 7.4.3
import { digitOf, fromDigits } from "../containers/hexadecimal";
import { InvalidFileError } from "../invalid-file-error";

const tilde = 0x7e;
const greater = 0x3e;
const z = 0x7a;

/**
 * Five characters of `!`…`u` are four bytes, `z` is four zeros, `~>` ends it.
 * @throws InvalidFileError `damaged` when there is any other character.
 */
export function fromAscii85(text: Uint8Array): Uint8Array<ArrayBuffer> {
	const zeros = text.reduce((count, code) => count + (code === z ? 1 : 0), 0);
	const result = new Uint8Array(text.length + zeros * 4);
	let size = 0;
	let value = 0;
	let count = 0;
	for (const code of text) {
		if (isSpace(code)) continue;
		if (code === tilde) break;
		if (code === z && count === 0) {
			size += 4;
			continue;
		}
		if (code < 33 || code > 117) throw new InvalidFileError("damaged", "no base 85");
		value = value * 85 + code - 33;
		if (++count < 5) continue;
		for (let byte = 3; byte >= 0; byte--, value = Math.floor(value / 256)) result[size + byte] = value % 256;
		size += 4;
		value = 0;
		count = 0;
	}
	if (count > 1) {
		for (let missing = count; missing < 5; missing++) value = value * 85 + 84;
		for (let byte = 3; byte >= 0; byte--, value = Math.floor(value / 256)) {
			if (byte < count - 1) result[size + byte] = value % 256;
		}
		size += count - 1;
	}
	return result.slice(0, size);
}

/**
 * Two digits are a byte, a last one alone counts as if 0 followed, `>` ends it.
 * @throws InvalidFileError `damaged` when there is anything but digits.
 */
export function fromHex(text: Uint8Array): Uint8Array<ArrayBuffer> {
	const end = text.indexOf(greater);
	const digits = end === -1 ? text : text.subarray(0, end);
	if (digits.some((code) => !isSpace(code) && digitOf(code) === undefined))
		throw new InvalidFileError("damaged", "no hexadecimal digit");
	return fromDigits(digits);
}

function isSpace(code: number): boolean {
	return code === 0 || code === 32 || (code >= 9 && code <= 13);
}
