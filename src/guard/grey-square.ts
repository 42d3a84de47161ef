// A square of grey pixels, and what is counted in it.

export type Square = { values: Float32Array; side: number };
export type Moments = { mean: number; deviation: number };

/** Part of a square; all of it unless said. */
export type Part = { x: number; y: number } & ({ side: number } | { width: number; height: number });

/** A part of a picture in RGBA, at `side` pixels a side whatever its shape: each is the mean of what it covers. */
export function shrunk(
	{ data, width, height }: Pick<ImageData, "data" | "width" | "height">,
	part: { x: number; y: number; width: number; height: number },
	side: number,
): Square {
	const across = coverage(part.x, part.width, side, width);
	const rows = coverage(part.y, part.height, side, height);
	return mapped(side, (x, y) => {
		let sum = 0;
		let weights = 0;
		for (const [row, rowWeight] of rows[y] ?? []) {
			for (const [column, columnWeight] of across[x] ?? []) {
				sum += rowWeight * columnWeight * brightness(data, row * width + column);
				weights += rowWeight * columnWeight;
			}
		}
		return sum / weights;
	});
}

/** Which of `limit` pixels each of `count` covers between `start` and `start + length`, and how much of it. */
function coverage(start: number, length: number, count: number, limit: number): (readonly [number, number])[][] {
	return Array.from({ length: count }, (_, index) => {
		const from = start + (index * length) / count;
		const to = from + length / count;
		const found: (readonly [number, number])[] = [];
		for (let at = Math.floor(from); at < to; at++) {
			const share = Math.min(at + 1, to) - Math.max(at, from);
			if (share > 1e-9) found.push([Math.min(at, limit - 1), share]);
		}
		return found;
	});
}

/** Of a pixel of RGBA. */
export function brightness(pixels: Uint8ClampedArray, index: number): number {
	const at = index * 4;
	return 0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0);
}

/** Half as wide and high: the mean of each four pixels. */
export function halved({ values, side }: Square): Square {
	const half = side / 2;
	return mapped(half, (x, y) => {
		const at = 2 * y * side + 2 * x;
		return ((values[at] ?? 0) + (values[at + 1] ?? 0) + (values[at + side] ?? 0) + (values[at + side + 1] ?? 0)) / 4;
	});
}

/** Turned right by a quarter. */
export function turned({ values, side }: Square): Square {
	return mapped(side, (x, y) => values[(side - 1 - x) * side + y] ?? 0);
}

/** How far each pixel is from the mean of its four neighbours; 0 at the rim. */
export function edgesOf({ values, side }: Square): Square {
	return mapped(side, (x, y) => {
		if (x === 0 || y === 0 || x === side - 1 || y === side - 1) return 0;
		const at = y * side + x;
		const around = (values[at - 1] ?? 0) + (values[at + 1] ?? 0) + (values[at - side] ?? 0) + (values[at + side] ?? 0);
		return (values[at] ?? 0) - around / 4;
	});
}

function mapped(side: number, value: (x: number, y: number) => number): Square {
	const values = new Float32Array(side * side);
	for (let y = 0; y < side; y++) {
		for (let x = 0; x < side; x++) values[y * side + x] = value(x, y);
	}
	return { values, side };
}

export function momentsOf(square: Square, part: Part = { x: 0, y: 0, side: square.side }): Moments {
	const { width, height } = "side" in part ? { width: part.side, height: part.side } : part;
	let sum = 0;
	let squares = 0;
	for (let y = part.y; y < part.y + height; y++) {
		for (let x = part.x; x < part.x + width; x++) {
			const value = square.values[y * square.side + x] ?? 0;
			sum += value;
			squares += value * value;
		}
	}
	const mean = sum / (width * height);
	return { mean, deviation: Math.sqrt(Math.max(0, squares / (width * height) - mean * mean)) };
}

/** Of two squares, or of a part of each that is as large. */
export function covarianceOf(
	first: Square,
	second: Square,
	{ mean: firstMean }: Moments,
	{ mean: secondMean }: Moments,
	at: { x: number; y: number; side: number } = { x: 0, y: 0, side: first.side },
	secondAt: { x: number; y: number } = at,
): number {
	let sum = 0;
	for (let y = 0; y < at.side; y++) {
		for (let x = 0; x < at.side; x++) {
			const a = first.values[(at.y + y) * first.side + at.x + x] ?? 0;
			const b = second.values[(secondAt.y + y) * second.side + secondAt.x + x] ?? 0;
			sum += (a - firstMean) * (b - secondMean);
		}
	}
	return sum / at.side ** 2;
}
