// A small map as paths, made in the Worker: the countries are a large table, and the dialog must stay quick.
import type { Coordinates } from "../../core/coordinates";
import { type MapFrame, mapFrame } from "./frame";
import { countriesAt, turns } from "./locate";
import { countries, type Point, type Ring } from "./world";

/** Paths of SVG in the units of `drawing`. */
export type DrawnMap = {
	/** Of the countries that it may be in, two letters each. */
	codes: readonly string[];
	home: string;
	land: string;
	/** The way of a film; empty for a single place. */
	track: string;
	end: readonly [x: number, y: number];
};

export function drawMap(coordinates: readonly Coordinates[]): DrawnMap {
	const places = coordinates.map(({ latitude, longitude }): Point => [longitude, latitude]);
	const all = countries();
	const end = places.at(-1) ?? ([0, 0] as const);
	const at = countriesAt(end, all);
	const [home] = at;
	const frame = mapFrame(places, home);
	const others = all.filter((country) => country !== home);
	return {
		codes: at.flatMap(({ code }) => code ?? []),
		home: pathOf(home?.rings ?? [], frame),
		land: pathOf(
			others.flatMap(({ rings }) => rings),
			frame,
		),
		track: places.length > 1 ? lineOf(places, frame) : "",
		end: frame.at(end),
	};
}

/** Whatever of the rings may be seen; the world goes on beyond the edge of the map's own coordinates. */
function pathOf(rings: readonly Ring[], frame: MapFrame): string {
	const { west, south, east, north } = frame.box;
	return turns
		.flatMap((turn) =>
			rings
				.filter(
					({ box }) => box.east + turn >= west && box.west + turn <= east && box.north >= south && box.south <= north,
				)
				.map(({ points }) => `${lineOf(points, frame, turn)}Z`),
		)
		.join("");
}

/** Points that fall on the one before are left out. */
function lineOf(points: readonly Point[], frame: MapFrame, turn = 0): string {
	let last = "";
	let line = "";
	for (const [longitude, latitude] of points) {
		const [x, y] = frame.at([longitude + turn, latitude]);
		const next = `${Math.round(x * 2) / 2} ${Math.round(y * 2) / 2}`;
		if (next === last) continue;
		line += `${line === "" ? "M" : "L"}${next}`;
		last = next;
	}
	return line;
}
