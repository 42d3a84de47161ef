// In which country a point lies, as far as a map of this scale can tell.
import type { Country, Point, Ring } from "./world";

/** Borders and coasts on the map are this true at worst, in degrees of latitude: some 10 km. */
const exactness = 0.1;

/** Countries at the date line go on beyond it. */
export const turns = [-360, 0, 360] as const;

/** The country; two or more where the point lies so near a border that the map cannot tell; none far out at sea. */
export function countriesAt(at: Point, countries: readonly Country[]): Country[] {
	const [x, y] = at;
	const same: Point[] = turns.map((turn) => [x + turn, y]);
	const inside = countries.filter(({ rings }) => same.some((point) => isIn(point, rings)));
	const near = countries.filter(
		(country) => !inside.includes(country) && same.some((point) => isNear(point, country.rings)),
	);
	return [...inside, ...near];
}

function isIn([x, y]: Point, rings: readonly Ring[]): boolean {
	let crossings = 0;
	for (const { points, box } of rings) {
		if (x < box.west || x > box.east || y < box.south || y > box.north) continue;
		points.forEach(([toX, toY], index) => {
			const [fromX, fromY] = points.at(index - 1) ?? [toX, toY];
			if (fromY > y !== toY > y && x < fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX)) crossings++;
		});
	}
	return crossings % 2 === 1;
}

function isNear(at: Point, rings: readonly Ring[]): boolean {
	const [x, y] = at;
	const east = exactness / Math.max(0.1, Math.cos((y * Math.PI) / 180));
	return rings.some(({ points, box }) => {
		if (x < box.west - east || x > box.east + east || y < box.south - exactness || y > box.north + exactness)
			return false;
		return points.some((to, index) => distance(at, points.at(index - 1) ?? to, to) < exactness);
	});
}

/** From a point to a line, in degrees of latitude. */
function distance([x, y]: Point, [fromX, fromY]: Point, [toX, toY]: Point): number {
	const shrink = Math.cos((y * Math.PI) / 180);
	const [alongX, alongY] = [(toX - fromX) * shrink, toY - fromY];
	const [offX, offY] = [(x - fromX) * shrink, y - fromY];
	const length = alongX ** 2 + alongY ** 2;
	const share = length === 0 ? 0 : Math.min(1, Math.max(0, (offX * alongX + offY * alongY) / length));
	return Math.hypot(offX - share * alongX, offY - share * alongY);
}
