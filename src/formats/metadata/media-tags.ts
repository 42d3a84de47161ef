// A named tag of a song or video becomes a finding: what music and film say beyond what photos do.

import type { Coordinates } from "../../core/coordinates";
import { type Finding, withoutChoice } from "../../core/finding";
import { isCoarse } from "../../core/keep";
import type { Phrase } from "../../core/phrase";
import { type TagKind, tagFinding, tagKind } from "./tag-kinds";
import { longestValue, readable } from "./text";

/** For names that mean something else in music and film than in photos. */
const ownRules: readonly [RegExp, TagKind][] = [
	// Who keeps credits keeps covers that were read as pictures, and no others.
	[/^Cover(Art)?$|Picture$|Artwork$/i, { kind: "thumbnail", severity: "medium" }],
	// The buyer, by name or address; what is sold, by its number in a shop that everybody knows.
	[/^AppleStoreAccount$/, { kind: "person", severity: "high" }],
	[/^AppleStoreCountry$/, { kind: "location", severity: "medium" }],
	[/^(Artist|Album|Genre|Composer|Playlist|AppleStoreCatalog)ID$/, { kind: "tracking", severity: "low" }],
	// Of a recorder's: by EBU R 99 its serial number stands in it.
	[/^(Bwf)?OriginatorReference$/, { kind: "device", severity: "high" }],
	[/^Time(code|stamp)\w*(Rate|Flag)$|RecordGroupName$/, { kind: "unknown", severity: "low" }],
	[/^VersionID$|^(Muxing|Writing)App$/, { kind: "software", severity: "low" }],
	[/^EncodedBy$/, { kind: "person", severity: "medium" }],
	[/^(Bwf)?Originator$/, { kind: "person", severity: "high" }],
	[/Vendor/, { kind: "device", severity: "low" }],
	[/^Original(Script|Translation|Editing|Timing)$|^ScriptUpdatedBy$/, { kind: "person", severity: "high" }],
	[/^ArchivalLocation$/, { kind: "location", severity: "medium" }],
	[/^EncodingTime$/, { kind: "time", severity: "high", choice: "time" }],
	[/^Mp3gainUndo$/, { kind: "history", severity: "low" }],
	[/^(Handler|Compressor|Encod|Encoder|iTunes)/, { kind: "software", severity: "low" }],
	[/^Transcript$/, { kind: "text", severity: "high" }],
	[/^UserData_uid$/, { kind: "device", severity: "high" }],
	[/^(Casio|FujiFilm|Pentax|Panasonic|Nikon)[A-Z]{4}$/, { kind: "device", severity: "medium" }],
	[/^(Camera)?(Speed[XYZ]|Pitch|Yaw|Roll)$/, { kind: "device", severity: "low" }],
	[/^UserData_|^ItemList_/, { kind: "unknown", severity: "low" }],
];

/** For names that say nothing to the vocabulary of photos. */
const mediaRules: readonly [RegExp, TagKind][] = [
	[
		/Perform|Composer|Conductor|Lyricist|Engineer|Director|Narrator|^Band|Interpret|Involved|Musician|Actor|Arranger|Starring|Cinemato|Soloist|Ownership|Credits|WrittenBy|ProducedBy|Technician|Commissioned/i,
		{ kind: "person", severity: "high", choice: "credits" },
	],
	[/Location$/, { kind: "location", severity: "high" }],
	[/Encod|Tool|Lav[cf]|Application|Brand|MinorVersion|Compressor|Handler/i, { kind: "software", severity: "low" }],
	[
		/ID$|Id$|URL|UFID|Identifier|Account|Private|MCDI|ISRC|Barcode|AccurateRip|UMID/i,
		{ kind: "tracking", severity: "medium" },
	],
	[
		/Album|Genre|Track|Dis[ck]|Group|Lyrics|Mood|Rating|Media|Beats|BPM|Part|Show|Episode|Season|Key|Language|Chapter|Name|Podcast|Work|Movement|Compilation|Summary|Synopsis|Organization|Product|Annotation|User|Text|File|Desc$|^Project|^Tape$|^Take$/i,
		{ kind: "text", severity: "medium" },
	],
];

/**
 * What a tag says, by ExifTool's name for it, and its place where that is no text; `undefined` where it says nothing.
 * What is not told to the last letter is not for a person to choose: it was cut, or a zero ends it before its end.
 */
export function mediaFinding(
	source: string,
	tag: string,
	value: string | Phrase,
	place?: Coordinates,
): Finding | undefined {
	const text = typeof value === "string" ? readable(value) : value;
	const isText = typeof text === "string";
	if (isText && /^[\s0:.()[\]-]*$/.test(text)) return undefined;
	const isWhole = typeof value === "string" && isTold(value);
	const at = place ?? (isText ? iso6709(text) : undefined);
	if (at) {
		const exactness =
			isCoarse(at, "1km") && (!isText || (isWhole && onlyIso6709.test(text)))
				? ({ severity: "medium", choice: "place" } as const)
				: ({ severity: "high" } as const);
		return { kind: "location", source, tag, value: text, picture: { type: "place", at }, ...exactness };
	}
	const kind = tag === "EncodedBy" && isText && programs.test(text) ? program : mediaKind(tag);
	const finding = { ...tagFinding(source, tag, text), ...kind };
	return isWhole ? finding : withoutChoice(finding);
}

/** Where a person may stand who encoded it, most often a program does: by its version, or one that is known. */
const programs = /\d\.\d|\bv?\d+$|\b(lavf|lavc|lame|itunes|nero|encoder|ffmpeg)\b/i;
const program: TagKind = { kind: "software", severity: "low" };

/** Whether all of a text is told, and read by everybody. */
function isTold(text: string): boolean {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they end a text, or show that it is none
	return text.length <= longestValue && !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text);
}

/** Names that are one or a few words: in longer ones anything may stand. */
export function isPlainName(name: string): boolean {
	return /^[\w .-]{0,40}$/.test(name);
}

/** What a name means where photos do not know it, or know it as something else. */
function mediaKind(tag: string): TagKind | undefined {
	const rules = tagKind(tag).kind === "unknown" ? [...ownRules, ...mediaRules] : ownRules;
	return rules.find(([pattern]) => pattern.test(tag))?.[1];
}

/** ISO 6709: signed degrees, or degrees and minutes, or degrees, minutes and seconds, then metres; anywhere in a text. */
const iso6709Pattern = /([+-])(\d{2,6})(\.\d+)?([+-])(\d{3,7})(\.\d+)?(?:([+-]\d+(?:\.\d+)?))?(?=\/|\s|$|CRS)/;

/** Degrees with a fraction, padded or not, as drones write them too. One that is shorter may be any number, as of decibels. */
const decimalPattern = /([+-]\d{1,2}\.\d{3,})([+-]\d{1,3}\.\d{3,})([+-]\d+(?:\.\d+)?)?(?=\/|\s|$|CRS)/;

/** Such a text, and nothing beside it. */
export const onlyIso6709 = /^[+-][\d.]{2,12}[+-][\d.]{3,12}([+-][\d.]{1,10})?\/?(CRSWGS_84\/?)?$/;

/** The place in a text like `+48.8584+002.2945+035.000/`, if there is one. https://en.wikipedia.org/wiki/ISO_6709 */
export function iso6709(text: string): Coordinates | undefined {
	const decimal = decimalPattern.exec(text);
	if (decimal) return placeOf(Number(decimal[1]), Number(decimal[2]), decimal[3]);
	const match = iso6709Pattern.exec(text);
	if (!match) return undefined;
	const [, north, latitude = "", latitudeRest = "", east, longitude = "", longitudeRest = "", metres] = match;
	return placeOf(
		degrees(latitude, latitudeRest, 2) * (north === "-" ? -1 : 1),
		degrees(longitude, longitudeRest, 3) * (east === "-" ? -1 : 1),
		metres,
	);
}

function placeOf(latitude: number, longitude: number, metres: string | undefined): Coordinates | undefined {
	if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return undefined;
	return metres === undefined ? { latitude, longitude } : { latitude, longitude, altitude: Number(metres) };
}

/** `DD.d`, `DDMM.m` or `DDMMSS.s` with as many digits of degrees as told. */
function degrees(digits: string, fraction: string, degreeDigits: number): number {
	const groups = [
		digits.slice(0, degreeDigits),
		digits.slice(degreeDigits, degreeDigits + 2),
		digits.slice(degreeDigits + 2),
	];
	const last = groups.findLastIndex((group) => group !== "");
	return groups.reduce(
		(sum, group, index) => sum + Number(`${group || "0"}${index === last ? fraction : ""}`) / 60 ** index,
		0,
	);
}

/** A name as ExifTool makes it of a key: words joined, each with a capital. */
export function camelCase(key: string): string {
	return key
		.replace(/(^|[._\s(])([a-z])/g, (_, _before, letter: string) => letter.toUpperCase())
		.replace(/[^\w-]/g, "");
}

/**
 * Whether a key tells how to play this song: how loud (ReplayGain, R128), and what to leave out at its ends.
 * The gain of an album tells of other songs, and is not asked for when one is played.
 */
export function isLoudness(key: string, value = ""): boolean {
	return (
		/^(replaygain_?(track|reference)|r128_track|itunsmpb)/i.test(key) && /^[\s\da-f.,+-]*(dB|LUFS)?\s*$/i.test(value)
	);
}

/** Whether such a tag's value is numbers, as players read them. */
export function isGain(value: string): boolean {
	return /^[\s\dA-F.+-]*(dB|LUFS)?\s*$/i.test(value);
}

/** Seconds from 1904, the epoch of QuickTime and AIFF, to 1970. */
const macEpoch = 2_082_844_800;

/** A time in seconds from 1904, in UTC; some writers count from 1970, which gives times before that. */
export function macTime(seconds: number): string {
	const date = new Date((seconds >= macEpoch ? seconds - macEpoch : seconds) * 1000);
	return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().slice(0, 19).replace("T", " ");
}
