// Whether a thumbnail shows what its picture shows: scenes like photos, and their thumbnails as JPEGs.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { seenIn, showsTheSame } from "../../src/guard/likeness";
import { thumbnailViews, withoutBars } from "../../src/guard/thumbnail-views";
import { drawn, lightAt, type Scene, scene } from "../fixtures/scene";
import { withFiles } from "../formats/checks";
import { have, output } from "../tools";

/** As the guard compares them. */
function isTold(picture: Scene, thumbnail: Scene): boolean {
	const whole = seenIn(picture);
	return !thumbnailViews(thumbnail, whole.shape).some((view) => showsTheSame(whole, seenIn(thumbnail, view)));
}

/** A JPEG of a scene, made by ffmpeg with filters, as pixels again. */
function jpegOf({ data, width, height }: Scene, size: readonly [number, number], filters: string): Scene {
	return withFiles({ "scene.rgba": new Uint8Array(data) }, ([path = ""]) => {
		const [jpeg, pixels] = [`${path}.jpg`, `${path}.out`];
		const raw = ["-f", "rawvideo", "-pix_fmt", "rgba"];
		output("ffmpeg", "-v", "error", ...raw, "-s", `${width}x${height}`, "-i", path, "-vf", filters, "-q:v", "6", jpeg);
		output("ffmpeg", "-v", "error", "-i", jpeg, ...raw, pixels);
		return { data: new Uint8ClampedArray(readFileSync(pixels)), width: size[0], height: size[1] };
	});
}

/** What is at `(right, down)` of the part of a scene between shares of its width and height. */
function cropped(of: Scene, left: number, top: number, right: number, bottom: number): Scene {
	const [width, height] = [Math.round(of.width * (right - left)), Math.round(of.height * (bottom - top))];
	return drawn(width, height, (x, y) => lightAt(of, x + left * of.width, y + top * of.height));
}

function covered(of: Scene, share: number, light: number): Scene {
	const { width, height } = of;
	const isInside = (x: number, y: number) =>
		Math.abs(x / width - 0.5) < share / 2 && Math.abs(y / height - 0.5) < share / 2;
	return drawn(width, height, (x, y) => (isInside(x, y) ? light : lightAt(of, x, y)));
}

function blurred(of: Scene, radius: number): Scene {
	const { width, height } = of;
	const along = (from: Scene, right: number, down: number) =>
		drawn(width, height, (x, y) => {
			let sum = 0;
			for (let step = -radius; step <= radius; step++) sum += lightAt(from, x + right * step, y + down * step);
			return sum / (2 * radius + 1);
		});
	const once = (from: Scene) => along(along(from, 1, 0), 0, 1);
	return once(once(of));
}

function toned(of: Scene, tone: (light: number) => number): Scene {
	return drawn(of.width, of.height, (x, y) => tone(lightAt(of, x, y)));
}

function turnedRight(of: Scene): Scene {
	return drawn(of.height, of.width, (x, y) => lightAt(of, y, of.height - 1 - x));
}

describe.skipIf(!have("ffmpeg"))("scene", () => {
	describe.each([1, 2, 3])("%i", (seed) => {
		const photo = scene(seed);
		const small = jpegOf(photo, [160, 120], "scale=160:120");
		const honest: readonly [string, Scene, Scene?][] = [
			["itself", photo],
			["turned right", turnedRight(photo)],
			["turned over", turnedRight(turnedRight(photo))],
			["brighter", toned(photo, (light) => 255 * (light / 255) ** 0.7)],
			["darker", toned(photo, (light) => light * 0.6)],
			["of more contrast", toned(photo, (light) => 255 / (1 + Math.exp((127 - light) / 40)))],
			["of less contrast", toned(photo, (light) => 0.4 * light + 90)],
			["straightened by a hair", cropped(photo, 0.01, 0.01, 0.99, 0.99)],
			[
				"16:9, its thumbnail within black bars",
				cropped(photo, 0, 0, 1, 0.75),
				jpegOf(photo, [160, 120], "crop=480:270:0:0,scale=160:90,pad=160:120:0:15:black"),
			],
			[
				"16:9, its thumbnail within white bars",
				cropped(photo, 0, 0, 1, 0.75),
				jpegOf(photo, [160, 120], "crop=480:270:0:0,scale=160:90,pad=160:120:0:15:white"),
			],
			[
				"16:9, its thumbnail squeezed",
				cropped(photo, 0, 0, 1, 0.75),
				jpegOf(photo, [160, 120], "crop=480:270:0:0,scale=160:120"),
			],
		];
		test.each(honest)("%s", (_, picture, thumbnail = small) => {
			expect(isTold(picture, thumbnail)).toBe(false);
		});

		const edited: readonly [string, Scene][] = [
			["a tenth cut off on the right", cropped(photo, 0, 0, 0.9, 1)],
			["a fifth cut off on the right", cropped(photo, 0, 0, 0.8, 1)],
			["a third cut off on the right", cropped(photo, 0, 0, 0.7, 1)],
			["a tenth cut off at the top", cropped(photo, 0, 0.1, 1, 1)],
			["a tenth cut off all around", cropped(photo, 0.1, 0.1, 0.9, 0.9)],
			["a tenth covered in black", covered(photo, 0.1, 0)],
			["a tenth covered in white", covered(photo, 0.1, 255)],
			["a fifth covered in black", covered(photo, 0.2, 0)],
			["blurred", blurred(photo, 8)],
			["turned right and cropped", turnedRight(cropped(photo, 0, 0, 0.85, 1))],
			["another", scene(seed + 10)],
		];
		test.each(edited)("%s", (_, picture) => {
			expect(isTold(picture, small)).toBe(true);
		});
	});
});

test("plain pictures are compared by their brightness", () => {
	const plain = (light: number) => drawn(200, 150, () => light);
	expect(isTold(plain(100), plain(105))).toBe(false);
	expect(isTold(plain(100), plain(200))).toBe(true);
	expect(isTold(plain(100), scene(1))).toBe(true);
});

test("something on a plain ground that was taken away is told", () => {
	const ground = drawn(200, 150, () => 200);
	const word = drawn(160, 120, (x, y) => (y > 50 && y < 62 && x > 40 && x < 60 ? 20 : 200));
	expect(isTold(ground, word)).toBe(true);
});

test("of a tiny picture only the whole is compared", () => {
	const photo = scene(4);
	expect(isTold(scene(4, 40, 30), photo)).toBe(false);
	expect(isTold(scene(5, 40, 30), photo)).toBe(true);
});

test("black bars around a thumbnail are left out", () => {
	const barred = drawn(16, 24, (_, y) => (y < 3 || y >= 21 ? 4 : 120));
	expect(withoutBars(barred)).toEqual({ x: 0, y: 3, width: 16, height: 18 });
});
