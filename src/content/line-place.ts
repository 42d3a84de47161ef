// Where the quiet line stands: by the composer's end of the page, over neither the composer nor Send.
import type { Size } from "../core/guard-port";
import type { Adapter } from "../messengers/adapter";
import { composerOf, sendControlOf } from "./send-control";

export type Place = { x: number; y: number };

const gap = 12;
/** Send controls are larger than this. */
const step = 16;
const fields = "textarea, input, [contenteditable], [role=textbox]";

/**
 * The free place nearest to the composer, upwards; `undefined` where there is none.
 * @param side - `top` for files that went into a frame, whose composer is not to be seen from here.
 */
export function linePlace({ width, height }: Size, adapter: Adapter, side: "composer" | "top"): Place | undefined {
	const composer = [...document.querySelectorAll(fields)]
		.filter((field) => composerOf(adapter, field) && field.checkVisibility())
		.at(-1)
		?.getBoundingClientRect();
	const middle = composer ? (composer.left + composer.right) / 2 : innerWidth / 2;
	const x = Math.round(Math.max(0, Math.min(middle - width / 2, innerWidth - width)));
	const lowest = Math.floor(Math.min(composer?.top ?? innerHeight, innerHeight) - gap - height);
	const rows = Array.from({ length: Math.max(0, Math.floor(lowest / step)) + 1 }, (_, row) => row * step);
	const isFree = (y: number) => !pointsOf({ x, y }, width, height).some((point) => isTaken(point, adapter));
	const places = side === "top" ? rows.map((y) => y + gap) : rows.map((y) => lowest - y);
	const y = places.find((top) => top >= 0 && top + height <= innerHeight && isFree(top));
	return y === undefined ? undefined : { x, y };
}

function pointsOf({ x, y }: Place, width: number, height: number): Place[] {
	const along = (length: number) => [...Array(Math.ceil(length / step)).keys()].map((at) => at * step).concat(length);
	return along(width).flatMap((right) => along(height).map((down) => ({ x: x + right, y: y + down })));
}

function isTaken({ x, y }: Place, adapter: Adapter): boolean {
	return document
		.elementsFromPoint(x, y)
		.some((element) => composerOf(adapter, element) || sendControlOf(adapter, element));
}
