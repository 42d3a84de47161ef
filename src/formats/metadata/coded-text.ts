// Comments and the like in Exif, whose first eight bytes say how they are written. https://www.cipa.jp/std/documents/e/DC-008-Translation-2023-E.pdf (4.6.6.8)
import { latin1 } from "../containers/numbers";
import { decodeText, readable } from "./text";

const codeSize = 8;

/** What one says; nothing where it is filled up with zeros or spaces. `littleEndian`: the order of the block, as far as it is known. */
export function codedText(bytes: Uint8Array, littleEndian = false): string {
	const code = latin1(bytes.subarray(0, codeSize));
	const text = bytes.subarray(codeSize);
	if (/^unicode[\0 ]/i.test(code)) return readable(utf16(text, littleEndian));
	if (/^JIS[\0 ]/i.test(code)) return readable(text.includes(escapeByte) ? jis.decode(text) : decodeText(text));
	if (/^(ascii[\0 ]{3}|\0{8}| {8})$/i.test(code)) return readable(decodeText(text));
	return readable(decodeText(bytes)); // nobody's code: programs leave it out
}

const escapeByte = 0x1b;
const jis = new TextDecoder("iso-2022-jp");
const orders = { big: new TextDecoder("utf-16be"), little: new TextDecoder("utf-16le") };

/** The standard leaves its byte order open: most write the block's, tools of AI pictures always the big one. */
function utf16(text: Uint8Array, littleEndian: boolean): string {
	if (/^[\t\n\r -~]{4,}\0?$/.test(latin1(text))) return latin1(text); // no zero at all: it is not what it says
	const [first, second] = text;
	if (first === 0xfe && second === 0xff) return orders.big.decode(text);
	if (first === 0xff && second === 0xfe) return orders.little.decode(text);
	// the halves that tell alphabets apart vary less than those that tell letters apart
	const evens = new Set(text.filter((_, index) => index % 2 === 0)).size;
	const odds = new Set(text.filter((_, index) => index % 2 === 1)).size;
	const isLittle = evens === odds ? littleEndian : odds < evens;
	return orders[isLittle ? "little" : "big"].decode(text);
}
