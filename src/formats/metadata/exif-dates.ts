// Dates of Exif and what refines them, a zone and fractions of a second, wherever in the block these stand.
import { latin1 } from "../containers/numbers";
import type { Tiff, TiffEntry } from "../containers/tiff";
import { readable } from "./text";

type Refinement = { of: number; written: RegExp };

const zone = /^[+-]\d\d:\d\d$/;
const fraction = /^\d{1,9}$/;

/** By tag: of ModifyDate, DateTimeOriginal and CreateDate. */
const refinements: Readonly<Record<number, Refinement>> = {
	36880: { of: 306, written: zone },
	36881: { of: 36867, written: zone },
	36882: { of: 36868, written: zone },
	37520: { of: 306, written: fraction },
	37521: { of: 36867, written: fraction },
	37522: { of: 36868, written: fraction },
};

const dates = Object.values(refinements).map(({ of }) => of);
const ofDates: ReadonlySet<number> = new Set(Object.entries(refinements).flatMap(([tag, { of }]) => [Number(tag), of]));

export type ExifDates = {
	/** The zones of dates, by these dates' tags: they tell roughly where somebody was. */
	zones: ReadonlyMap<number, string>;
	/** What says nothing by itself: its date is told, with its zone. */
	refining: ReadonlySet<TiffEntry>;
};

export function datesOf({ directories }: Tiff): ExifDates {
	const entries = directories.flatMap((directory) => directory.entries.filter(({ tag }) => ofDates.has(tag)));
	const there = new Set(entries.map(({ tag }) => tag));
	const zones = new Map<number, string>();
	const refining = new Set<TiffEntry>();
	for (const entry of entries) {
		const { of = 0, written } = refinements[entry.tag] ?? {};
		const text = written && entry.bytes ? readable(latin1(entry.bytes)) : "";
		const hasDate = written === fraction ? dates.some((tag) => there.has(tag)) : there.has(of);
		if (!hasDate || !written?.test(text)) continue;
		refining.add(entry);
		if (written === zone) zones.set(of, text);
	}
	return { zones, refining };
}
