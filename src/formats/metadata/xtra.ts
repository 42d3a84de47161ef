// Microsoft's `Xtra` box: Windows' own names, each with its values. https://exiftool.org/TagNames/Microsoft.html#Xtra
import { hex, uint16BE, uint32BE, uint64BE } from "../containers/numbers";
import { decodeText, untilZero } from "./text";

/** Types of values, as Windows Media numbers them. */
const textType = 8;
const numberType = 19;
const timeType = 21;
const guidType = 72;

/** Windows counts 100 nanoseconds from 1601. */
const windowsEpoch = 11_644_473_600;

/** Names and values of the entries in `bytes`; what cannot be read ends them. */
export function xtraTags(bytes: Uint8Array): [string, string][] {
	const tags: [string, string][] = [];
	for (let at = 0; at + 12 <= bytes.length; ) {
		const end = at + uint32BE(bytes, at);
		const nameEnd = at + 8 + uint32BE(bytes, at + 4);
		if (end > bytes.length || nameEnd + 4 > end) break;
		const name = decodeText(bytes.subarray(at + 8, nameEnd))
			.replace(/^WM\//, "")
			.replace(/\W/g, "");
		const values: string[] = [];
		for (let value = nameEnd + 4; value + 6 <= end; ) {
			const valueEnd = value + uint32BE(bytes, value);
			if (valueEnd > end || valueEnd < value + 6) break;
			values.push(valueIn(bytes.subarray(value + 6, valueEnd), uint16BE(bytes, value + 4)));
			value = valueEnd;
		}
		tags.push([name, values.join("; ")]);
		at = end;
	}
	return tags;
}

function valueIn(bytes: Uint8Array, type: number): string {
	if (type === textType) return untilZero(new TextDecoder("utf-16le").decode(bytes));
	if ((type === numberType || type === timeType) && bytes.length === 8) {
		const value = uint64BE(bytes.slice().reverse(), 0);
		if (type === numberType) return String(value);
		const date = new Date((value / 1e7 - windowsEpoch) * 1000);
		return Number.isNaN(date.getTime()) ? String(value) : date.toISOString().slice(0, 19).replace("T", " ");
	}
	if (type === guidType && bytes.length === 16) {
		const field = (start: number, end: number) => hex(bytes.slice(start, end).reverse());
		return [field(0, 4), field(4, 6), field(6, 8), hex(bytes.subarray(8, 10)), hex(bytes.subarray(10))]
			.join("-")
			.toUpperCase();
	}
	return hex(bytes.subarray(0, 32));
}
