// Which part of the world a small map shows, and where on it a place is.
import { type Box, boxOf, type Country, type Point } from "./world";

export type MapFrame = {
	/** What is shown, in degrees. */
	box: Box;
	/** In units of the drawing. */
	at(point: Point): readonly [x: number, y: number];
};

export const drawing = { width: 320, height: 120 } as const;

/** Half of what is shown from south to north, in degrees: enough to know the country again. */
const least = 2.5;
const most = 9;
const around = 1.2;

/** Around a place or a track, with as much of the country as can be shown. */
export function mapFrame(places: readonly Point[], country: Country | undefined): MapFrame {
	const { west, south, east, north } = boxOf(places);
	const middle: Point = [(west + east) / 2, (south + north) / 2];
	const shrink = Math.max(0.2, Math.cos((middle[1] * Math.PI) / 180));
	const home = country?.rings.find(({ box }) => holds(box, middle))?.box;
	const wide = drawing.width / drawing.height;
	const reach = (box: Box) =>
		Math.max(
			Math.abs(box.north - middle[1]),
			Math.abs(middle[1] - box.south),
			(Math.abs(box.east - middle[0]) * shrink) / wide,
			(Math.abs(middle[0] - box.west) * shrink) / wide,
		);
	const half = Math.max(
		Math.min(most, Math.max(least, home ? reach(home) * around : 0)),
		reach({ west, south, east, north }) * around,
	);
	const scale = drawing.height / (2 * half);
	const halfWide = (half * wide) / shrink;
	return {
		box: { west: middle[0] - halfWide, east: middle[0] + halfWide, south: middle[1] - half, north: middle[1] + half },
		at: ([x, y]) => [
			drawing.width / 2 + (x - middle[0]) * shrink * scale,
			drawing.height / 2 - (y - middle[1]) * scale,
		],
	};
}

function holds({ west, south, east, north }: Box, [x, y]: Point): boolean {
	return x >= west && x <= east && y >= south && y <= north;
}
