// How long a FLAC frame is: nothing tells, so its samples are passed over bit by bit, without being decoded.
// https://www.rfc-editor.org/rfc/rfc9639#name-frame-structure
import { uint8, uint16BE, uintBE } from "./numbers";

/** Samples in a block by the code in a header; codes 6 and 7 say it behind the number of the frame. */
const blockSizes = [0, 192, 576, 1152, 2304, 4608, 0, 0, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768];
const sampleBits = [0, 8, 12, 0, 16, 20, 24, 32];
const sumSize = 2;

/**
 * The size of the frame at the beginning of `bytes`, its sum included; `undefined` where it does not end in them.
 * @param header the size of its header.
 * @param streamBits of a sample, by the block that describes the stream.
 */
export function flacFrameSize(bytes: Uint8Array, header: number, streamBits: number): number | undefined {
	const code = uint8(bytes, 2) >> 4;
	const rate = uint8(bytes, 2) & 15;
	const behindSize = header - 1 - (rate === 12 ? 1 : rate > 12 ? 2 : 0);
	const samples =
		code === 6 ? uint8(bytes, behindSize - 1) + 1 : code === 7 ? uint16BE(bytes, behindSize - 2) + 1 : blockSizes[code];
	const layout = uint8(bytes, 3) >> 4;
	const bits = sampleBits[(uint8(bytes, 3) >> 1) & 7] || streamBits;
	if (!samples || layout > 10) return undefined;
	const end = bytes.length * 8;
	let at = header * 8;

	const read = (count: number): number => {
		const first = at >> 3;
		const last = (at + count + 7) >> 3;
		if (last > bytes.length) {
			at = end + 1;
			return 0;
		}
		const value = uintBE(bytes, first, last - first);
		at += count;
		return Math.floor(value / 2 ** (last * 8 - at)) % 2 ** count;
	};
	/** Zeros before a one, which is passed over too. */
	const unary = (): number => {
		const start = at;
		while (at < end && !((bytes[at >> 3] ?? 0) & (0x80 >> (at & 7)))) at++;
		return at++ - start;
	};
	const residual = (order: number) => {
		const wide = read(2) === 1;
		const partitions = read(4);
		for (let partition = 0; partition < 2 ** partitions && at <= end; partition++) {
			const parameter = read(wide ? 5 : 4);
			const count = (samples >> partitions) - (partition === 0 ? order : 0);
			if (parameter === (wide ? 31 : 15)) {
				const width = read(5);
				at += width * Math.max(0, count);
			} else
				for (let sample = 0; sample < count && at <= end; sample++) {
					unary();
					at += parameter;
				}
		}
	};
	const channels = layout < 8 ? layout + 1 : 2;
	for (let channel = 0; channel < channels && at <= end; channel++) {
		const isSide = layout === 9 ? channel === 0 : layout > 7 && channel === 1;
		const kind = read(7);
		const width = bits + (isSide ? 1 : 0) - (read(1) === 1 ? unary() + 1 : 0);
		if (kind === 0) at += width;
		else if (kind === 1) at += width * samples;
		else if (kind >= 8 && kind <= 12) {
			at += width * (kind - 8);
			residual(kind - 8);
		} else if (kind >= 32 && kind < 64) {
			const order = kind - 31;
			at += width * order;
			const precision = read(4) + 1;
			at += 5 + precision * order;
			residual(order);
		} else return undefined;
	}
	const size = Math.ceil(at / 8) + sumSize;
	return at <= end && size <= bytes.length ? size : undefined;
}
