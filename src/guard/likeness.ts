// Whether two pictures show the same, from a few pixels of each.

/** Pictures are compared at this many pixels a side: what a thumbnail shows, and no noise of its compression. */
export const side = 24;

/** Below this correlation a thumbnail shows something else: a crop, a blur, another picture. */
const alike = 0.7;
/** A plain area has no shape to compare; its brightness has to do. */
const plainDeviation = 6;
const plainDifference = 24;

/** @param first RGBA of `side` × `side` pixels, as `second`. */
export function showsTheSame(first: Uint8ClampedArray, second: Uint8ClampedArray): boolean {
	const [a, b] = [shape(first), shape(second)];
	if (a.deviation < plainDeviation || b.deviation < plainDeviation) {
		return (
			a.deviation < 2 * plainDeviation &&
			b.deviation < 2 * plainDeviation &&
			Math.abs(a.mean - b.mean) < plainDifference
		);
	}
	const covariance = a.values.reduce((sum, value, index) => sum + value * (b.values[index] ?? 0), 0) / a.values.length;
	return covariance / (a.deviation * b.deviation) >= alike;
}

/** What lies within the black bars that cameras put around a thumbnail of another shape. */
export function withoutBars({ data, width, height }: Pick<ImageData, "data" | "width" | "height">): {
	x: number;
	y: number;
	width: number;
	height: number;
} {
	const isDark = (x: number, y: number) => brightness(data, y * width + x) < darkest;
	const row = (y: number) => Array.from({ length: width }, (_, x) => isDark(x, y)).every(Boolean);
	const column = (x: number) => Array.from({ length: height }, (_, y) => isDark(x, y)).every(Boolean);
	const count = (limit: number, dark: (at: number) => boolean) => {
		let bars = 0;
		while (bars < limit && dark(bars)) bars++;
		return bars;
	};
	const top = count(height >> 2, row);
	const bottom = count(height >> 2, (at) => row(height - 1 - at));
	const left = count(width >> 2, column);
	const right = count(width >> 2, (at) => column(width - 1 - at));
	return { x: left, y: top, width: width - left - right, height: height - top - bottom };
}

const darkest = 20;

function shape(pixels: Uint8ClampedArray): { values: number[]; mean: number; deviation: number } {
	const bright = Array.from({ length: pixels.length / 4 }, (_, index) => brightness(pixels, index));
	const mean = bright.reduce((sum, value) => sum + value, 0) / bright.length;
	const values = bright.map((value) => value - mean);
	const deviation = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
	return { values, mean, deviation };
}

function brightness(pixels: Uint8ClampedArray, index: number): number {
	const at = index * 4;
	return 0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0);
}
