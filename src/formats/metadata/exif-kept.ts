// What stays of Exif: the orientation always, and what a person chose to keep of time, credits and place.
import type { Coordinates } from "../../core/finding";
import type { Keep } from "../../core/keep";
import { bytesBE, joinBytes, latin1Bytes } from "../containers/numbers";
import { type NewEntry, type TiffDirectory, writeTiff } from "../containers/tiff";
import { coarse } from "./coarse-place";
import { tags } from "./exif-tags";

/** The parts of a block that can stay. */
export type KeptExif = {
	/** 1–8 as the standard numbers them; 1 where nothing, or nothing valid, is said. */
	orientation: number;
	time: { main: NewEntry[]; exif: NewEntry[] };
	credits: NewEntry[];
	place?: Coordinates;
};

export const noExif: KeptExif = { orientation: 1, time: { main: [], exif: [] }, credits: [] };

/** ModifyDate; DateTimeOriginal, CreateDate, their zones and fractions of a second. */
const timeTags: ReadonlySet<number> = new Set([306, 36867, 36868, 36880, 36881, 36882, 37520, 37521, 37522]);
/** Artist and Copyright. */
const creditTags: ReadonlySet<number> = new Set([315, 33432]);
const asciiType = 2;
const directoryPointers = { exif: 34665, gps: 34853 } as const;

/** Adds what a directory holds of it. Times and names are text, so that their byte order does not matter. */
export function collectKept(kept: KeptExif, { kind, index, entries }: TiffDirectory): void {
	if (index !== 0 || (kind !== "main" && kind !== "exif")) return;
	for (const entry of entries) {
		if (entry.type !== asciiType || entry.bytes === undefined) continue;
		if (timeTags.has(entry.tag)) kept.time[kind].push(entry);
		else if (creditTags.has(entry.tag) && kind === "main") kept.credits.push(entry);
	}
}

/** The block that stays under `keep`; `undefined` where nothing does. */
export function keptBlock(
	{ orientation, time, credits, place }: KeptExif,
	keep: Keep,
): Uint8Array<ArrayBuffer> | undefined {
	const main: NewEntry[] = [];
	const children: Record<number, NewEntry[]> = {};
	if (orientation !== 1) main.push({ tag: tags.orientation, type: 3, count: 1, bytes: bytesBE(orientation, 2) });
	if (keep.credits) main.push(...credits);
	if (keep.time) {
		main.push(...time.main);
		if (time.exif.length > 0) children[directoryPointers.exif] = time.exif;
	}
	if (keep.place !== "none" && place) children[directoryPointers.gps] = placeEntries(coarse(place, keep.place));
	if (main.length === 0 && Object.keys(children).length === 0) return undefined;
	return writeTiff(false, main, children);
}

/** Degrees and minutes: a hundredth of a degree is six tenths of a minute, so that nothing is lost in writing. */
function placeEntries({ latitude, longitude }: Coordinates): NewEntry[] {
	const rationals = (value: number) => {
		const hundredths = Math.round(Math.abs(value) * 100);
		const minutes = (hundredths % 100) * 6;
		return joinBytes([Math.floor(hundredths / 100), 1, minutes, 10, 0, 1].map((number) => bytesBE(number, 4)));
	};
	return [
		{ tag: 0, type: 1, count: 4, bytes: new Uint8Array([2, 3, 0, 0]) },
		{ tag: 1, type: asciiType, count: 2, bytes: latin1Bytes(latitude < 0 ? "S\0" : "N\0") },
		{ tag: 2, type: 5, count: 3, bytes: rationals(latitude) },
		{ tag: 3, type: asciiType, count: 2, bytes: latin1Bytes(longitude < 0 ? "W\0" : "E\0") },
		{ tag: 4, type: 5, count: 3, bytes: rationals(longitude) },
	];
}
