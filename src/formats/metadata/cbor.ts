// Values of CBOR: texts, numbers, and lists of them. https://www.rfc-editor.org/rfc/rfc8949
import { decodeText } from "./text";

const major = { positive: 0, negative: 1, text: 3, list: 4, tag: 6, float: 7 } as const;
const deepest = 4;
const mostListed = 8;

/** What stands at `at`, in words; `undefined` where that is of another kind, or cut short. */
export function cborValue(bytes: Uint8Array, at: number): string | undefined {
	return read(bytes, at, 0)?.value;
}

export function isCborText(bytes: Uint8Array, at: number): boolean {
	return (bytes[at] ?? 0) >> 5 === major.text;
}

function read(bytes: Uint8Array, at: number, depth: number): { value: string; end: number } | undefined {
	const head = bytes[at];
	const short = (head ?? 0) & 31;
	const size = short < 24 ? 0 : 1 << (short - 24);
	const start = at + 1 + size;
	if (head === undefined || short > 27 || start > bytes.length || depth > deepest) return undefined;
	const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const argument = size === 0 ? short : numberAt(data, at + 1, size);
	switch (head >> 5) {
		case major.positive:
			return { value: `${argument}`, end: start };
		case major.negative:
			return { value: `${-1 - argument}`, end: start };
		case major.text:
			return { value: decodeText(bytes.subarray(start, start + argument)), end: start + argument };
		case major.list: {
			const values: string[] = [];
			let end = start;
			while (values.length < Math.min(argument, mostListed)) {
				const next = read(bytes, end, depth + 1);
				if (!next) return undefined;
				values.push(next.value);
				end = next.end;
			}
			return { value: values.join(" "), end };
		}
		case major.tag:
			return read(bytes, start, depth + 1);
		case major.float:
			return size < 2 ? undefined : { value: `${floatAt(data, at + 1, size)}`, end: start };
		default:
			return undefined;
	}
}

function numberAt(data: DataView, at: number, size: number): number {
	if (size === 8) return Number(data.getBigUint64(at));
	return size === 4 ? data.getUint32(at) : size === 2 ? data.getUint16(at) : data.getUint8(at);
}

function floatAt(data: DataView, at: number, size: number): number {
	if (size === 8) return data.getFloat64(at);
	return size === 4 ? data.getFloat32(at) : halfAt(data.getUint16(at));
}

/** A float of 16 bits: a sign, five bits of exponent, ten of fraction. */
function halfAt(bits: number): number {
	const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
	const size = exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
	return bits & 0x8000 ? -size : size;
}
