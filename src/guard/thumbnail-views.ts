// The parts of a thumbnail that may be its picture: all of it, or what lies within the bars that fill it up.
import { brightness } from "./grey-square";

type Pixels = Pick<ImageData, "data" | "width" | "height">;
export type View = { x: number; y: number; width: number; height: number };

/**
 * Cameras put black bars around a picture of another shape, programs bars of any colour. A night has a dark edge of its
 * own: so each may be the picture's.
 * @param shape how wide for its height the picture is.
 */
export function thumbnailViews(pixels: Pixels, shape: number): View[] {
	const { width, height } = pixels;
	const views: View[] = [{ x: 0, y: 0, width, height }];
	const inner = withoutBars(pixels);
	if (inner.width < width || inner.height < height) views.push(inner);
	for (const wanted of [shape, 1 / shape]) {
		const view = centred(width, height, wanted);
		if (view && isPlainAround(pixels, view)) views.push(view);
	}
	return views;
}

/** What lies within the black bars that cameras put around a thumbnail of another shape. */
export function withoutBars({ data, width, height }: Pixels): View {
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

/** The part of that shape in the middle; `undefined` where that is all, or less than half. */
function centred(width: number, height: number, shape: number): View | undefined {
	const [inner, innerHeight] = width / height > shape ? [height * shape, height] : [width, width / shape];
	if (inner * innerHeight > 0.98 * width * height || inner * innerHeight < width * height * 0.5) return undefined;
	return { x: (width - inner) / 2, y: (height - innerHeight) / 2, width: inner, height: innerHeight };
}

/** Bars vary by no more than compression does. */
const evenDeviation = 10;
/** Where a bar ends is blurred. */
const rim = 1.5;

function isPlainAround({ data, width, height }: Pixels, view: View): boolean {
	let count = 0;
	let sum = 0;
	let squares = 0;
	for (let y = 0; y < height; y++) {
		const isBeside = y < view.y - rim || y > view.y + view.height + rim - 1;
		for (let x = 0; x < width; x++) {
			if (!isBeside && x >= view.x - rim && x <= view.x + view.width + rim - 1) continue;
			const value = brightness(data, y * width + x);
			count++;
			sum += value;
			squares += value * value;
		}
	}
	return count > 0 && squares / count - (sum / count) ** 2 < evenDeviation ** 2;
}
