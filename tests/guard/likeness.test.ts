// Whether a thumbnail shows what its picture shows.
import { expect, test } from "vitest";
import { showsTheSame, side, withoutBars } from "../../src/guard/likeness";

/** RGBA of `width` × `height` pixels, grey by place. */
function grey(
	brightness: (x: number, y: number) => number,
	width = side,
	height = side,
): Uint8ClampedArray<ArrayBuffer> {
	const pixels = new Uint8ClampedArray(width * height * 4);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const at = (y * width + x) * 4;
			pixels.fill(brightness(x, y), at, at + 3);
			pixels[at + 3] = 255;
		}
	}
	return pixels;
}

const face = (x: number, y: number) => (Math.hypot(x - 12, y - 10) < 6 ? 220 : 60 + y * 3);

test("the same scene is the same, brighter, softer and with noise", () => {
	expect(
		showsTheSame(
			grey(face),
			grey((x, y) => face(x, y) * 0.9 + 20 + ((x * 7 + y * 13) % 9)),
		),
	).toBe(true);
});

test("a crop of it is not", () => {
	expect(
		showsTheSame(
			grey(face),
			grey((x, y) => face(12 + x / 2, y / 2)),
		),
	).toBe(false);
});

test("a face that was covered is not", () => {
	expect(
		showsTheSame(
			grey((_, y) => 60 + y * 3),
			grey(face),
		),
	).toBe(false);
});

test("plain areas are compared by their brightness", () => {
	expect(
		showsTheSame(
			grey(() => 100),
			grey(() => 105),
		),
	).toBe(true);
	expect(
		showsTheSame(
			grey(() => 100),
			grey(() => 200),
		),
	).toBe(false);
	expect(
		showsTheSame(
			grey(() => 100),
			grey(face),
		),
	).toBe(false);
});

test("black bars around a thumbnail are left out", () => {
	const data = grey((_, y) => (y < 3 || y >= 21 ? 4 : 120), 16, 24);
	expect(withoutBars({ data, width: 16, height: 24 })).toEqual({ x: 0, y: 3, width: 16, height: 18 });
});
