// Where a Deflate stream ends and how much it unpacks to, without unpacking it. https://www.rfc-editor.org/rfc/rfc1951

/** `length`: bytes up to the stream's end; `unpacked`: bytes that it holds. */
export type DeflateExtent = { length: number; unpacked: number };

const longestCode = 15;
/** More than a block's header and one symbol can take: so much must be there before either is read. */
const ahead = 400;
const endOfBlock = 256;
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const lengthBase = [
	3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];

/** Symbols by the next bits: `symbol << 4 | bits used`, 0 where no code begins so. */
type Codes = { table: Uint16Array; bits: number; mask: number };

const fixed = {
	symbols: codesOf([...times(144, 8), ...times(112, 9), ...times(24, 7), ...times(8, 8)]),
	distances: codesOf(times(30, 5)),
};

/** Bytes up to the end of a stream that is in memory; all of them where that cannot be told. */
export async function deflateSize(bytes: Uint8Array): Promise<number> {
	const pieces = [bytes];
	return (await deflateExtent(async () => pieces.pop()))?.length ?? bytes.length;
}

/**
 * @param next the stream's bytes, piece by piece; `undefined` after the last.
 * @returns `undefined` where the data is no Deflate or breaks off.
 */
export async function deflateExtent(next: () => Promise<Uint8Array | undefined>): Promise<DeflateExtent | undefined> {
	let bytes: Uint8Array = new Uint8Array(0);
	let before = 0; // bytes of the pieces that are gone
	let at = 0;
	let buffer = 0;
	let held = 0; // bits in the buffer
	let last = false;
	let unpacked = 0;

	/** Sees to it that `ahead` bytes are there, as long as there are any. */
	async function fill(): Promise<void> {
		while (!last && bytes.length - at < ahead) {
			const piece = await next();
			if (piece === undefined) last = true;
			else {
				const joined = new Uint8Array(bytes.length - at + piece.length);
				joined.set(bytes.subarray(at));
				joined.set(piece, bytes.length - at);
				before += at;
				at = 0;
				bytes = joined;
			}
		}
	}
	function take(count: number): number {
		for (; held < count; held += 8) buffer |= (bytes[at++] ?? 0) << held;
		const value = buffer & ((1 << count) - 1);
		buffer >>>= count;
		held -= count;
		return value;
	}
	function symbolOf({ table, bits, mask }: Codes): number {
		for (; held < bits; held += 8) buffer |= (bytes[at++] ?? 0) << held;
		const entry = table[buffer & mask] ?? 0;
		if (entry === 0) return -1;
		buffer >>>= entry & 15;
		held -= entry & 15;
		return entry >> 4;
	}
	/** Symbols until the block's end, or until more bytes are needed. All that is slow is here: so it works on its own variables. */
	function walkSymbols({ symbols, distances }: typeof fixed): "ended" | "more" | "damaged" {
		const { table, mask } = symbols;
		const { table: distanceTable, mask: distanceMask } = distances;
		const data = bytes;
		const enough = last ? data.length + 8 : data.length - ahead;
		let [place, bits, count, size] = [at, buffer, held, unpacked];
		let state: "ended" | "more" | "damaged" = last ? "damaged" : "more";
		while (place <= enough) {
			for (; count < longestCode; count += 8) bits |= (data[place++] ?? 0) << count;
			const entry = table[bits & mask] ?? 0;
			bits >>>= entry & 15;
			count -= entry & 15;
			if (entry < endOfBlock << 4) {
				if (entry === 0) {
					state = "damaged";
					break;
				}
				size++;
				continue;
			}
			const index = (entry >> 4) - 257;
			if (index < 0) {
				state = "ended";
				break;
			}
			for (; count < 20; count += 8) bits |= (data[place++] ?? 0) << count;
			const extra = lengthExtra[index] ?? 0;
			size += (lengthBase[index] ?? 0) + (bits & ((1 << extra) - 1));
			const distance = distanceTable[(bits >>> extra) & distanceMask] ?? 0;
			if (distance === 0 || index > 28 || distance >> 4 > 29) {
				state = "damaged";
				break;
			}
			const used = extra + (distance & 15);
			bits >>>= used;
			count -= used;
			const skipped = Math.max(0, (distance >> 5) - 1);
			for (; count < skipped; count += 8) bits |= (data[place++] ?? 0) << count;
			bits >>>= skipped;
			count -= skipped;
		}
		[at, buffer, held, unpacked] = [place, bits, count, size];
		return state;
	}
	function readCodes(): typeof fixed | undefined {
		const symbols = take(5) + 257;
		const distances = take(5) + 1;
		const lengths = new Array<number>(19).fill(0);
		const count = take(4) + 4;
		for (const place of lengthOrder.slice(0, count)) lengths[place] = take(3);
		const codes = codesOf(lengths);
		const all: number[] = [];
		while (all.length < symbols + distances) {
			const symbol = symbolOf(codes);
			if (symbol < 0) return undefined;
			if (symbol < 16) all.push(symbol);
			else if (symbol === 16) all.push(...times(take(2) + 3, all.at(-1) ?? 0));
			else all.push(...times(symbol === 17 ? take(3) + 3 : take(7) + 11, 0));
		}
		return { symbols: codesOf(all.slice(0, symbols)), distances: codesOf(all.slice(symbols)) };
	}
	/** Whether all of the block is there. */
	async function skipStored(): Promise<boolean> {
		at -= held >> 3;
		held = buffer = 0;
		const size = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
		at += 4;
		unpacked += size;
		for (let left = size; left > 0; await fill()) {
			const step = Math.min(left, Math.max(bytes.length - at, 0));
			if (step === 0 && last) return false;
			at += step;
			left -= step;
		}
		return true;
	}

	for (let final = false; !final; ) {
		await fill();
		if (at > bytes.length) return undefined;
		final = take(1) === 1;
		const type = take(2);
		if (type === 3) return undefined;
		if (type === 0) {
			if (!(await skipStored())) return undefined;
		} else {
			const codes = type === 1 ? fixed : readCodes();
			if (!codes) return undefined;
			for (let state = walkSymbols(codes); state !== "ended"; state = walkSymbols(codes)) {
				if (state === "damaged") return undefined;
				await fill();
			}
		}
	}
	const length = before + at - (held >> 3);
	return at - (held >> 3) <= bytes.length ? { length, unpacked } : undefined;
}

/** Canonical codes of the given lengths, by their bits as they come: the first one lowest. */
function codesOf(lengths: readonly number[]): Codes {
	const bits = Math.min(Math.max(1, ...lengths), longestCode);
	const table = new Uint16Array(1 << bits);
	let code = 0;
	for (let length = 1; length <= bits; length++, code <<= 1) {
		for (const [symbol, own] of lengths.entries()) {
			if (own !== length) continue;
			let reversed = 0;
			for (let bit = 0; bit < length; bit++) reversed |= ((code >> bit) & 1) << (length - 1 - bit);
			for (let place = reversed; place < table.length; place += 1 << length) table[place] = (symbol << 4) | length;
			code++;
		}
	}
	return { table, bits, mask: (1 << bits) - 1 };
}

function times(count: number, value: number): number[] {
	return new Array<number>(count).fill(value);
}
