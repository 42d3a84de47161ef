// Whether a thumbnail shows what its picture shows: compared as a whole, place by place, and by how sharp it is.
import { covarianceOf, edgesOf, halved, momentsOf, type Square, shrunk, turned } from "./grey-square";
import type { View } from "./thumbnail-views";

/** Pictures are compared at this many pixels a side: what a thumbnail shows, and little of its compression. */
export const side = 96;
/** Less wide or high than that. */
const coarse = 80;

/** A picture as it is compared. */
export type Seen = {
	square: Square;
	/** How wide for its height it was before. */
	shape: number;
	/** It is too small to be compared in detail. */
	isCoarse: boolean;
};

/** A picture, or the part of it that may be one. */
export function seenIn(pixels: Pick<ImageData, "data" | "width" | "height">, view?: View): Seen {
	const { width, height } = view ?? pixels;
	const square = shrunk(pixels, view ?? { x: 0, y: 0, width, height }, side);
	return { square, shape: width / height, isCoarse: Math.min(width, height) < coarse };
}

/** Below this correlation of the whole another picture is shown. */
const alike = 0.7;
/** A plain area has no shape to compare; its brightness has to do. */
const plain = 6;
const plainDifference = 24;
/** Another shape is a crop, unless the thumbnail was squeezed: then all of it is as good as the same. */
const sameShape = 0.04;
const squeezed = { whole: 0.98, coarse: 0.95, worst: 0.5, most: 0.85 };
/** Below these correlations of places something was covered: of the few worst ones, and of nineteen in twenty. */
const places = { worst: 0.25, most: 0.45 };
/** A place may be so much brighter or darker than its surroundings say. Tones that were changed everywhere cost less. */
const covered = 45;
/** A thumbnail may be so many times as sharp as its picture: as a whole, and in a place. */
const sharper = { whole: 2.4, place: 4.2 };

/** Whether a thumbnail shows what the picture shows, in any of its four turns: programs turn the one and not the other. */
export function showsTheSame(picture: Seen, thumbnail: Seen): boolean {
	let whole = picture.square;
	for (let turns = 0; turns < 4; turns++) {
		const shape = turns % 2 === 0 ? picture.shape : 1 / picture.shape;
		const isReshaped = Math.abs(Math.log(thumbnail.shape / shape)) > sameShape;
		if (isSame(whole, thumbnail.square, isReshaped, picture.isCoarse || thumbnail.isCoarse)) return true;
		whole = turned(whole);
	}
	return false;
}

function isSame(picture: Square, thumbnail: Square, isReshaped: boolean, isCoarse: boolean): boolean {
	const [half, halfThumbnail] = [halved(picture), halved(thumbnail)];
	const [quarter, quarterThumbnail] = [halved(half), halved(halfThumbnail)];
	const [a, b] = [momentsOf(quarter), momentsOf(quarterThumbnail)];
	if (a.deviation < plain || b.deviation < plain) {
		return (
			a.deviation < 2 * plain &&
			b.deviation < 2 * plain &&
			Math.abs(a.mean - b.mean) < plainDifference &&
			unexplained(half, halfThumbnail, { slope: 1, from: 0, to: 0 }) < covered
		);
	}
	const covariance = covarianceOf(quarter, quarterThumbnail, a, b);
	const correlation = covariance / (a.deviation * b.deviation);
	if (correlation < alike) return false;
	if (isCoarse) return !isReshaped || correlation >= squeezed.coarse;
	const { worst, most } = placesCompared(half, halfThumbnail);
	if (isReshaped && (correlation < squeezed.whole || worst < squeezed.worst || most < squeezed.most)) return false;
	if (worst < places.worst || most < places.most) return false;
	const slope = bounded(covariance / a.deviation ** 2);
	if (unexplained(half, halfThumbnail, { slope, from: a.mean, to: b.mean }) >= covered) return false;
	const sharpness = sharpnessCompared(picture, thumbnail, bounded(b.deviation / a.deviation));
	return sharpness.whole < sharper.whole && sharpness.place < sharper.place;
}

/** Contrasts differ by no more than this. */
function bounded(ratio: number): number {
	return Math.min(3, Math.max(1 / 3, ratio));
}

const place = { side: 6, step: 3 };
/** Less than this varies by compression alone. */
const textured = 9;
/** Almost black and almost white: what stood there before its tones were changed is lost. */
const lost = { below: 5, above: 250, share: 0.3 };
/** So many of the worst places are left out: fine stripes look different at every size. */
const leftOut = 3;

/** How well each place that shows anything correlates, where it may be off by a pixel: the worst of them, and most. */
function placesCompared(picture: Square, thumbnail: Square): { worst: number; most: number } {
	const found: number[] = [];
	for (const at of placesOf(picture.side, place)) {
		const here = momentsOf(thumbnail, at);
		if (here.deviation < textured || isLost(picture, at)) continue;
		let best = -1;
		for (const [right, down] of nearby) {
			const moved = { ...at, x: at.x + right, y: at.y + down };
			if (!isWithin(picture, moved)) continue;
			const there = momentsOf(picture, moved);
			if (there.deviation < 0.5) continue;
			const covariance = covarianceOf(picture, thumbnail, there, here, moved, at);
			best = Math.max(best, covariance / (there.deviation * here.deviation));
		}
		found.push(best);
	}
	found.sort((a, b) => a - b);
	return { worst: found[leftOut] ?? 1, most: found[Math.floor(found.length / 20)] ?? 1 };
}

const nearby = [-1, 0, 1].flatMap((right) => [-1, 0, 1].map((down) => [right, down] as const));

type Area = { x: number; y: number; side: number };

function* placesOf(side: number, { side: size, step }: { side: number; step: number }): Generator<Area> {
	for (let y = 0; y + size <= side; y += step) {
		for (let x = 0; x + size <= side; x += step) yield { x, y, side: size };
	}
}

function isWithin({ side }: Square, area: Area): boolean {
	return area.x >= 0 && area.y >= 0 && area.x + area.side <= side && area.y + area.side <= side;
}

function isLost({ values, side }: Square, area: Area): boolean {
	let count = 0;
	for (let y = area.y; y < area.y + area.side; y++) {
		for (let x = area.x; x < area.x + area.side; x++) {
			const value = values[y * side + x] ?? 0;
			if (value < lost.below || value > lost.above) count++;
		}
	}
	return count > lost.share * area.side ** 2;
}

const spot = { side: 4, step: 2 };

/** How far any spot is from what its brightness should be by the tones of the whole, beyond what is around it. */
function unexplained(
	picture: Square,
	thumbnail: Square,
	{ slope, from, to }: { slope: number; from: number; to: number },
): number {
	const values = thumbnail.values.map((value, index) => {
		const expected = to + slope * ((picture.values[index] ?? 0) - from);
		return value - Math.min(255, Math.max(0, expected));
	});
	const rest: Square = { values, side: picture.side };
	let most = 0;
	for (const at of placesOf(rest.side, spot)) {
		const inside = momentsOf(rest, at).mean;
		const x = Math.max(0, at.x - spot.side);
		const y = Math.max(0, at.y - spot.side);
		const width = Math.min(rest.side, at.x + 2 * spot.side) - x;
		const height = Math.min(rest.side, at.y + 2 * spot.side) - y;
		const all = momentsOf(rest, { x, y, width, height }).mean * width * height;
		const around = (all - inside * spot.side ** 2) / (width * height - spot.side ** 2);
		most = Math.max(most, Math.abs(inside - around));
	}
	return most;
}

const patch = { side: 16, step: 4 };
/** Edges of less are noise. */
const faint = 6;

/** How many times as sharp as its picture a thumbnail is, at the same contrast: blurred faces and blurred pictures. */
function sharpnessCompared(picture: Square, thumbnail: Square, contrast: number): { whole: number; place: number } {
	const [edges, small] = [edgesOf(picture), edgesOf(thumbnail)];
	const whole = momentsOf(small).deviation / (momentsOf(edges).deviation * contrast + 0.5);
	let most = 0;
	for (const at of placesOf(side, patch)) {
		const here = momentsOf(small, at).deviation;
		if (here > faint) most = Math.max(most, here / (momentsOf(edges, at).deviation * contrast + 0.7));
	}
	return { whole, place: most };
}
