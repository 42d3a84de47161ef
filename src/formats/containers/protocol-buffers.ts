// Protocol Buffers: fields of a message by their numbers, as far as they can be read. https://protobuf.dev/programming-guides/encoding/
import { uint8 } from "./numbers";

/** A number of 64 bits as a float of as many, a message or text, and a number by itself. */
export type Field = { number: number } & (
	| { type: "integer"; value: number }
	| { type: "double"; value: number }
	| { type: "bytes"; start: number; end: number }
);

const wires = { integer: 0, double: 1, bytes: 2, float: 5 } as const;

export function messageFields(bytes: Uint8Array, start = 0, end = bytes.length): Field[] {
	const fields: Field[] = [];
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	for (let at = start; at < end; ) {
		const key = integerAt(bytes, at, end);
		const number = Math.floor((key?.value ?? 0) / 8);
		if (!key || number === 0) break;
		at = key.end;
		const wire = key.value % 8;
		if (wire === wires.double && at + 8 <= end) {
			fields.push({ number, type: "double", value: view.getFloat64(at, true) });
			at += 8;
		} else if (wire === wires.float) at += 4;
		else {
			const told = integerAt(bytes, at, end);
			if (!told) break;
			const { value } = told;
			at = told.end;
			if (wire === wires.integer) fields.push({ number, type: "integer", value });
			else if (wire === wires.bytes && at + value <= end) {
				fields.push({ number, type: "bytes", start: at, end: at + value });
				at += value;
			} else break;
		}
	}
	return fields;
}

/** Seven bits a byte, the lowest first, ten bytes at most. */
function integerAt(bytes: Uint8Array, start: number, end: number): { value: number; end: number } | undefined {
	let value = 0;
	for (let at = start; at < Math.min(end, start + 10); at++) {
		const byte = uint8(bytes, at);
		value += (byte & 0x7f) * 2 ** (7 * (at - start));
		if (byte < 0x80) return { value, end: at + 1 };
	}
	return undefined;
}

/** The number of 64 bits in a field, if it has one. */
export function doubleIn(fields: readonly Field[], number: number): number | undefined {
	const field = fields.find((other) => other.number === number && other.type === "double");
	return field?.type === "double" ? field.value : undefined;
}
