// The countries of the world as rings of points: Natural Earth 1:50m, packed as TopoJSON by world-atlas.
// https://github.com/topojson/topojson-specification#2-topojson-objects https://github.com/topojson/world-atlas
import atlas from "world-atlas/countries-50m.json";
import { letters } from "./country-codes";

/** Degrees: east, north. */
export type Point = readonly [longitude: number, latitude: number];

export type Box = { west: number; south: number; east: number; north: number };

export type Ring = { points: readonly Point[]; box: Box };

/** Its rings by the even-odd rule: what lies in one of them, and in no hole. */
export type Country = { code: string | undefined; rings: readonly Ring[] };

let unpacked: readonly Country[] | undefined;

export function countries(): readonly Country[] {
	unpacked ??= unpack();
	return unpacked;
}

function unpack(): Country[] {
	const { scale, translate } = atlas.transform;
	const [scaleX = 1, scaleY = 1] = scale;
	const [left = 0, bottom = 0] = translate;
	/** Each point is told by how far it lies from the one before. */
	const arcs = atlas.arcs.map((arc) => {
		let [x, y] = [0, 0];
		return arc.map(([right = 0, up = 0]): Point => {
			x += right;
			y += up;
			return [x * scaleX + left, y * scaleY + bottom];
		});
	});
	/** A negative number is an arc backwards: `~3` is the third. Arcs share their ends. */
	const ringOf = (numbers: readonly number[]): Ring => {
		const points = numbers.flatMap((number) => {
			const arc = arcs[number < 0 ? ~number : number] ?? [];
			return number < 0 ? arc.toReversed().slice(0, -1) : arc.slice(0, -1);
		});
		return ringFrom(points);
	};
	return atlas.objects.countries.geometries.map((geometry) => ({
		code: codeOf(geometry),
		rings: arcNumbers("arcs" in geometry ? geometry.arcs : []).map(ringOf),
	}));
}

/** Rings that cross the date line go on beyond 180 degrees; the one that goes round a pole has it for a side. */
function ringFrom(points: readonly Point[]): Ring {
	let turn = 0;
	const going = points.map(([x, y], index): Point => {
		const before = points[index - 1]?.[0] ?? x;
		if (Math.abs(x - before) > 180) turn += x < before ? 360 : -360;
		return [x + turn, y];
	});
	const [first, last] = [going[0], going.at(-1)];
	if (first && last && Math.abs(last[0] - first[0]) > 180) {
		const pole = last[1] < 0 ? -90 : 90;
		going.push([last[0], pole], [first[0], pole]);
	}
	return { points: going, box: boxOf(going) };
}

/** Kosovo has no number, but letters that browsers know. */
function codeOf(geometry: object): string | undefined {
	if ("id" in geometry && typeof geometry.id === "string") return letters.get(geometry.id);
	const isKosovo = "properties" in geometry && Object(geometry.properties).name === "Kosovo";
	return isKosovo ? "XK" : undefined;
}

/** The rings of a Polygon, or of all parts of a MultiPolygon. */
function arcNumbers(arcs: readonly unknown[]): number[][] {
	const numbers = arcs.filter((one) => typeof one === "number");
	return numbers.length > 0 ? [numbers] : arcs.flatMap((one) => (Array.isArray(one) ? arcNumbers(one) : []));
}

export function boxOf(points: readonly Point[]): Box {
	const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
	for (const [x, y] of points) {
		box.west = Math.min(box.west, x);
		box.east = Math.max(box.east, x);
		box.south = Math.min(box.south, y);
		box.north = Math.max(box.north, y);
	}
	return box;
}
