// The small map: places on it are in the country that they are in, and where it cannot tell it says so.
import { expect, test } from "vitest";
import { drawing, mapFrame } from "../../src/guard/map/frame";
import { countriesAt } from "../../src/guard/map/locate";
import { countries, type Point } from "../../src/guard/map/world";

const codesAt = (longitude: number, latitude: number) =>
	countriesAt([longitude, latitude], countries()).map(({ code }) => code);

test.each([
	["Lyon", 4.83566, 45.76404, "FR"],
	["Bergen, at the water", 5.32447, 60.39763, "NO"],
	["São Paulo", -46.6333, -23.5505, "BR"],
	["Tokyo", 139.6917, 35.6895, "JP"],
	["Nairobi", 36.8219, -1.2921, "KE"],
	["Delhi", 77.209, 28.6139, "IN"],
	["Sydney, at the opera", 151.2153, -33.8568, "AU"],
	["New York", -73.9857, 40.7484, "US"],
	["Suva, beyond the date line's bend", 178.4419, -18.1416, "FJ"],
	["Anadyr, in the far east of Russia", 177.5, 64.73, "RU"],
	["Provideniya, beyond the date line", -173.226, 64.423, "RU"],
	["the South Pole", 12, -89.5, "AQ"],
	["Pristina", 21.1655, 42.6629, "XK"],
	["Valletta", 14.5146, 35.8989, "MT"],
	["Reykjavík", -21.9426, 64.1466, "IS"],
	["Singapore", 103.8198, 1.3521, "SG"],
	["Ulaanbaatar", 106.9057, 47.8864, "MN"],
])("%s", (_, longitude, latitude, code) => {
	expect(codesAt(longitude, latitude)[0]).toBe(code);
});

test("far from every border there is one country", () => {
	expect(codesAt(2.4, 46.9)).toEqual(["FR"]);
});

test("beside a border the map names both sides", () => {
	expect(codesAt(7.5886, 47.5596).toSorted()).toEqual(["CH", "DE", "FR"]);
	expect(codesAt(6.1432, 46.2044).toSorted()).toEqual(["CH", "FR"]);
});

test("at sea it names nobody", () => {
	expect(codesAt(-30, 0)).toEqual([]);
});

test("what the map shows has the place in its middle, and the whole way of a film in it", () => {
	const france = countries().find(({ code }) => code === "FR");
	const one = mapFrame([[4.8, 45.8]], france);
	expect(one.at([4.8, 45.8])).toEqual([drawing.width / 2, drawing.height / 2]);
	const way: Point[] = [
		[4.8, 45.8],
		[9.2, 52.5],
	];
	const wide = mapFrame(way, france);
	for (const point of way) {
		const [x, y] = wide.at(point);
		expect(x).toBeGreaterThanOrEqual(0);
		expect(x).toBeLessThanOrEqual(drawing.width);
		expect(y).toBeGreaterThanOrEqual(0);
		expect(y).toBeLessThanOrEqual(drawing.height);
	}
});
