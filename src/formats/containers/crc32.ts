// CRC-32 as ZIP, PNG and Matroska use it. https://www.zlib.net/crc_v3.txt

export const polynomial = 0xedb88320;

/** Four tables, so that four bytes cost one step. */
const tables = Array.from({ length: 4 }, () => new Int32Array(256));

for (let byte = 0; byte < 256; byte++) {
	let value = byte;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
	for (const table of tables) {
		table[byte] = value;
		value = (value >>> 8) ^ crcOfByte(value & 0xff);
	}
}

/** The CRC-32 of `bytes`, going on from `crc`. */
export function crc32(bytes: Uint8Array, crc = 0): number {
	const [t0, t1, t2, t3] = tables;
	if (!t0 || !t1 || !t2 || !t3) return crc;
	let value = ~crc;
	let index = 0;
	for (const whole = bytes.length - 3; index < whole; index += 4) {
		value ^=
			at(bytes, index) | (at(bytes, index + 1) << 8) | (at(bytes, index + 2) << 16) | (at(bytes, index + 3) << 24);
		value = at(t3, value & 0xff) ^ at(t2, (value >>> 8) & 0xff) ^ at(t1, (value >>> 16) & 0xff) ^ at(t0, value >>> 24);
	}
	for (; index < bytes.length; index++) value = at(t0, (value ^ at(bytes, index)) & 0xff) ^ (value >>> 8);
	return ~value >>> 0;
}

function crcOfByte(byte: number): number {
	let value = byte;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
	return value;
}

function at(array: Uint8Array | Int32Array, index: number): number {
	return array[index] ?? 0;
}
