// What stays of Exif: the orientation always, and what a person chose to keep of time, credits and place.
import type { Coordinates } from "../../core/coordinates";
import type { Keep } from "../../core/keep";
import { bytesBE, joinBytes, latin1, latin1Bytes } from "../containers/numbers";
import { type NewEntry, sizeOf, type TiffDirectory, type TiffEntry, utf8Type, writeTiff } from "../containers/tiff";
import { coarse } from "./coarse-place";
import { tags } from "./exif-tags";

/** The parts of a block that can stay. */
export type KeptExif = {
	/** 1–8 as the standard numbers them; 1 where nothing, or nothing valid, is said. */
	orientation: number;
	/** The type of its entry: viewers that take no notice of an odd one must not turn the picture afterwards. */
	orientationType: number;
	time: { main: NewEntry[]; exif: NewEntry[] };
	credits: NewEntry[];
	place?: Coordinates;
	/** Whether its colours are Adobe RGB, which a camera says here alone, and without a profile. */
	adobeRgb: boolean;
	/** How bright an iPhone's picture gets, where a gain map says so nowhere else. */
	headroom?: number;
};

export const noExif: KeptExif = {
	orientation: 1,
	orientationType: 3,
	time: { main: [], exif: [] },
	credits: [],
	adobeRgb: false,
};

const date =
	/^([\d ]{4}[:/-][\d ]{2}[:/-][\d ]{2}([ T][\d ]{2}:[\d ]{2}(:[\d ]{2}(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?[\0 ]*$/;
const zone = /^([+-]\d\d:\d\d|Z| {3}: {2})?[\0 ]*$/;
const fraction = /^ *\d{0,9}[\0 ]*$/;
/** How times are written that may stay: ModifyDate; DateTimeOriginal, CreateDate, their zones and fractions of a second. */
const times: Readonly<Record<number, RegExp>> = {
	...{ 306: date, 36867: date, 36868: date },
	...{ 36880: zone, 36881: zone, 36882: zone, 37520: fraction, 37521: fraction, 37522: fraction },
};
/** Artist and Copyright. */
const creditTags: ReadonlySet<number> = new Set([315, 33432]);
const asciiType = 2;
const textTypes: ReadonlySet<number> = new Set([asciiType, utf8Type]);

/** Whether an entry that should tell a time tells nothing else. Of others nothing is asked. */
export function isTimeAlone({ tag, bytes }: TiffEntry): boolean {
	return times[tag]?.test(bytes ? latin1(bytes) : "?") ?? true;
}

const pointerTo = { exif: 34665, gps: 34853, interop: 40965 } as const;
const hanging = (tag: number, within: readonly NewEntry[]): NewEntry => ({
	tag,
	type: 4,
	count: 1,
	bytes: undefined,
	within,
});

const interopIndex = 1;
/** Of the standard: neither sRGB nor any other number, but what the interoperability index names. */
const uncalibrated: NewEntry = { tag: 40961, type: 3, count: 1, bytes: bytesBE(0xffff, 2) };
const adobeRgb: readonly NewEntry[] = [
	uncalibrated,
	hanging(pointerTo.interop, [
		{ tag: interopIndex, type: asciiType, count: 4, bytes: latin1Bytes("R03\0") },
		{ tag: 2, type: 7, count: 4, bytes: latin1Bytes("0100") },
	]),
];

/** Adds what a directory holds of it. Times and names are text, so that their byte order does not matter. */
export function collectKept(kept: KeptExif, { kind, index, entries }: TiffDirectory): void {
	if (kind === "interop") {
		const index = entries.find(({ tag }) => tag === interopIndex)?.bytes;
		kept.adobeRgb ||= index !== undefined && /^R03\0/.test(latin1(index));
	}
	if (index !== 0 || (kind !== "main" && kind !== "exif")) return;
	for (const entry of entries) {
		if (!textTypes.has(entry.type) || entry.bytes === undefined || !isTimeAlone(entry)) continue;
		if (entry.tag in times) kept.time[kind].push(entry);
		else if (creditTags.has(entry.tag) && kind === "main") kept.credits.push(entry);
	}
}

/** The block that stays under `keep`; `undefined` where nothing does. */
export function keptBlock(
	{ orientation, orientationType: type, time, credits, place, adobeRgb: isAdobeRgb }: KeptExif,
	keep: Keep,
): Uint8Array<ArrayBuffer> | undefined {
	const main: NewEntry[] = [];
	const exif: NewEntry[] = isAdobeRgb ? [...adobeRgb] : [];
	const turned = bytesBE(orientation, sizeOf(type));
	if (orientation !== 1) main.push({ tag: tags.orientation, type, count: 1, bytes: turned });
	if (keep.credits) main.push(...credits);
	if (keep.time) {
		main.push(...time.main);
		exif.push(...time.exif);
	}
	if (exif.length > 0) main.push(hanging(pointerTo.exif, exif));
	if (keep.place !== "none" && place) main.push(hanging(pointerTo.gps, placeEntries(coarse(place, keep.place))));
	return main.length === 0 ? undefined : writeTiff(false, main);
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
