// The codes of a GIF's picture, as far as their end: how wide they are depends on their number alone, so none need be unpacked.
// https://www.w3.org/Graphics/GIF/spec-gif89a.txt (appendix F)

const widest = 12;

/** Bytes up to the code that ends the picture; `undefined` where there is none. */
export function codesEnd(data: Uint8Array, smallest: number): number | undefined {
	if (smallest < 1 || smallest >= widest) return undefined;
	const clear = 1 << smallest;
	let width = smallest + 1;
	let next = clear + 1;
	let buffer = 0;
	let held = 0;
	for (let at = 0; ; ) {
		for (; held < width; held += 8) {
			if (at === data.length) return undefined;
			buffer |= (data[at++] ?? 0) << held;
		}
		const code = buffer & ((1 << width) - 1);
		buffer >>>= width;
		held -= width;
		if (code === clear + 1) return at;
		if (code === clear) {
			width = smallest + 1;
			next = clear + 1;
		} else if (next < 1 << widest && ++next === 1 << width && width < widest) width++;
	}
}
