// Names and values of QuickTime's tags: user data, iTunes item lists, keys. https://exiftool.org/TagNames/QuickTime.html

import type { Coordinates } from "../../core/coordinates";
import { type Phrase, sized } from "../../core/phrase";
import { type Box, boxesIn } from "../containers/isobmff";
import { hex, int32BE, latin1, uint8, uint16BE, uint32BE, uint64BE, uintBE } from "../containers/numbers";
import { own } from "../own";
import { isPictureHead } from "./cover";
import { genreName } from "./genres";
import { coordinatesInWords } from "./gps";
import { camelCase, iso6709, onlyIso6709 } from "./media-tags";
import { boxNames, freeformNames, keyNames } from "./quicktime-names";
import { decodeText, untilZero, untilZeros } from "./text";

export type QuickTimeTag = {
	/** The box that holds it: what goes. */
	box: Box;
	source: string;
	name: string;
	value: string | Phrase;
	place?: Coordinates;
	/** Where pictures stand in the bytes. */
	images?: readonly { start: number; end: number }[];
};

/** 3GPP's user data: a full box with a language before its text. */
const threeGppTypes = new Set([
	"titl",
	"auth",
	"dscp",
	"cprt",
	"perf",
	"gnre",
	"albm",
	"yrrc",
	"rtng",
	"clsf",
	"kywd",
	"coll",
	"loci",
]);

/** What stands between a full box's head and its text, where that is more than a language. */
const textsBehind: Readonly<Record<string, number>> = { rtng: 10, clsf: 8 };

/** The tags of a `udta` box's children; `meta` and padding are for the caller. */
export function userDataTag(bytes: Uint8Array, box: Box): QuickTimeTag {
	const name = boxNames[box.type] ?? `UserData_${box.type}`;
	const tag = { box, source: "UserData", name, value: "" };
	if (box.type === "loci") return { ...tag, name: "LocationInformation", ...location(bytes, box) };
	if (threeGppTypes.has(box.type) && box.end - box.body > 4) {
		const at = box.body + 4;
		if (box.type === "kywd") return { ...tag, value: countedTexts(bytes, at + 3, box.end) };
		if (box.type === "yrrc") {
			const year = String(box.end - at >= 2 ? uint16BE(bytes, at) : "");
			return { ...tag, value: withRest(year, bytes.subarray(at + 2, box.end)) };
		}
		return { ...tag, value: text(bytes.subarray(at + (textsBehind[box.type] ?? 2), box.end)) };
	}
	if (box.type === "tsrp") return { ...tag, value: transcript(bytes.subarray(box.body, box.end)) };
	const chapters = box.type === "chpl" ? chapterList(bytes, box) : "";
	if (chapters !== "") return { ...tag, value: chapters };
	return { ...tag, ...told(name, userDataText(bytes, box)) };
}

/** The tags of an `ilst` box. `keys` are the names its items have by number, in a QuickTime `meta` box. */
export function itemListTags(bytes: Uint8Array, list: Box, keys: readonly string[]): QuickTimeTag[] {
	return boxesIn(bytes, list.body, list.end).boxes.map((box) => {
		const key = keys[uint32BE(bytes, box.start + 4) - 1];
		const parts = boxesIn(bytes, box.body, box.end).boxes;
		const data = parts.filter(({ type }) => type === "data");
		const value = data.map((part) => itemValue(bytes, part, box.type)).join("; ");
		const pictures = data.filter((part) => isPicture(bytes, part, box.type));
		const images = pictures.length > 0 && { images: pictures.map(({ body, end }) => ({ start: body + 8, end })) };
		if (key !== undefined) return { box, source: "Keys", ...told(keyName(key), value), ...images };
		if (box.type !== "----") {
			return { box, source: "ItemList", ...told(boxNames[box.type] ?? `ItemList_${box.type}`, value), ...images };
		}
		const ownName = parts.find(({ type }) => type === "name");
		const freeform = ownName ? text(bytes.subarray(Math.min(ownName.body + 4, ownName.end), ownName.end)) : "";
		return { box, source: "iTunes", name: own(freeformNames, freeform) ?? camelCase(freeform), value, ...images };
	});
}

/** The names in a `keys` box, in their order. */
export function keyList(bytes: Uint8Array, keys: Box): string[] {
	if (keys.end - keys.body < 8) return [];
	return boxesIn(bytes, keys.body + 8, keys.end).boxes.map(({ body, end }) => text(bytes.subarray(body, end)));
}

/** ExifTool's name for a key: the words after `com.apple.quicktime.`, or one of its own. */
export function keyName(key: string): string {
	const short = key.replace(/^com\.(apple\.(quicktime|proapps)\.|apple\.)?/, "");
	return own(keyNames, short) ?? camelCase(short);
}

/** A place is told as a place; anything else as it stands. */
function told(name: string, value: string): { name: string; value: string | Phrase; place?: Coordinates } {
	const place = name === "GPSCoordinates" && onlyIso6709.test(value) ? iso6709(value) : undefined;
	return place ? { name, value: coordinatesInWords(place), place } : { name, value };
}

/** Data types of item values, as `data` boxes number them. */
const utf16Type = 2;
const imageTypes = new Set([13, 14, 27]);
const integerTypes = new Set([0, 21, 22, 65, 66, 67, 74, 75, 76, 77, 78]);

/** Whether an item's data is a picture: by its type, by its item, or by how it begins. */
function isPicture(bytes: Uint8Array, data: Box, item: string): boolean {
	if (data.end - data.body <= 8) return false;
	return (
		item === "covr" || imageTypes.has(dataType(bytes, data)) || isPictureHead(bytes.subarray(data.body + 8, data.end))
	);
}

function dataType(bytes: Uint8Array, data: Box): number {
	return data.end - data.body >= 8 ? uintBE(bytes, data.body + 1, 3) : 0;
}

function itemValue(bytes: Uint8Array, data: Box, item: string): string | Phrase {
	const value = bytes.subarray(Math.min(data.body + 8, data.end), data.end);
	const type = dataType(bytes, data);
	const size = value.length;
	if (isPicture(bytes, data, item)) return sized(size);
	if (type === utf16Type) return new TextDecoder("utf-16be").decode(value);
	if ((item === "trkn" || item === "disk") && size >= 6) {
		const [number, of] = [uint16BE(value, 2), uint16BE(value, 4)];
		return of ? `${number} of ${of}` : String(number);
	}
	// iTunes counts genres from 1.
	if (item === "gnre" && size === 2) return genreName(String(uint16BE(value, 0) - 1));
	if (type === 23 && size === 4) return String(new DataView(value.slice().buffer).getFloat32(0));
	if (type === 24 && size === 8) return String(new DataView(value.slice().buffer).getFloat64(0));
	if (integerTypes.has(type) && [1, 2, 4, 8].includes(size)) return String(uintBE(value, 0, size));
	return text(value);
}

/** Nero's chapters: when each begins, in ten millionths of a second, and its name. */
function chapterList(bytes: Uint8Array, { body, end }: Box): string {
	const chapters: string[] = [];
	for (let at = body + (body < end && bytes[body] ? 9 : 5); at + 9 <= end; ) {
		const next = at + 9 + uint8(bytes, at + 8);
		if (next > end) break;
		const start = new Date(uint64BE(bytes, at) / 10_000).toISOString().replace(/^.{11}0?|Z$/g, "");
		chapters.push(`[${start}] ${decodeText(bytes.subarray(at + 9, next))}`);
		at = next;
	}
	return chapters.join(", ");
}

/** The words of a recording as the telephone understood them: texts in turn with numbers, in JSON. */
function transcript(bytes: Uint8Array): string {
	const json = decodeText(bytes);
	const words: string[] = [];
	try {
		JSON.parse(json, (key, value: unknown) => {
			if (key === "runs" && Array.isArray(value)) words.push(...value.filter((run) => typeof run === "string"));
			return value;
		});
	} catch {
		return json;
	}
	return words.join("") || json;
}

/** Texts, each with its size in the byte before it. */
function countedTexts(bytes: Uint8Array, start: number, end: number): string {
	const texts: string[] = [];
	for (let at = start; at < end; ) {
		const next = Math.min(at + 1 + uint8(bytes, at), end);
		texts.push(text(bytes.subarray(at + 1, next)));
		at = next;
	}
	return texts.join("; ");
}

/** QuickTime's own user data: `size, language, text` any number of times; others hold plain text or bytes. */
function userDataText(bytes: Uint8Array, { type, body, end }: Box): string {
	if (!type.startsWith("©") && !type.startsWith("@")) return text(bytes.subarray(body, end));
	const texts: string[] = [];
	let at = body;
	while (at + 4 <= end) {
		const size = uint16BE(bytes, at);
		if (size === 0 || at + 4 + size > end) break;
		texts.push(text(bytes.subarray(at + 4, at + 4 + size)));
		at += 4 + size;
	}
	return texts.length > 0 ? withRest(texts.join("; "), bytes.subarray(at, end)) : text(bytes.subarray(body, end));
}

/** A value, and what stands behind it where that is not nothing. */
function withRest(value: string, rest: Uint8Array): string {
	return rest.every((byte) => byte === 0) ? value : `${value}\0${text(rest)}`;
}

/** UTF-8, or UTF-16 by its mark; bytes that are no text are told by their number, behind a zero, as what follows a text is. */
function text(bytes: Uint8Array): string {
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return untilZeros(new TextDecoder("utf-16be").decode(bytes));
	const whole = untilZeros(decodeText(bytes.subarray(0, maxText)));
	const value = untilZero(whole);
	const isText = (some: string) => !controls.test(some);
	if (value === "" ? bytes.some((byte) => byte !== 0) : !isText(value))
		return `\0${hex(bytes.subarray(0, maxHex))}${bytes.length > maxHex ? "…" : ""}`;
	return value === whole || isText(whole.replaceAll("\0", "")) ? whole : `${value}\0`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they tell bytes from text
const controls = /[\0-\x08\x0e-\x1f\x7f-\x9f]/;

const maxText = 4096;
/** Bytes that are no text are told as they are, up to the length of a hash. */
const maxHex = 32;

const roles = ["shooting", "real", "fictional", "reserved"];

/** 3GPP's place. https://www.3gpp.org/ftp/Specs/archive/26_series/26.244/ (8.10) */
function location(bytes: Uint8Array, { body, end }: Box): { value: string | Phrase; place?: Coordinates } {
	const value = bytes.subarray(Math.min(body + 6, end), end);
	const wide = value[0] === 0xfe && value[1] === 0xff;
	let nameEnd = 0;
	while (nameEnd < value.length && !(value[nameEnd] === 0 && (!wide || value[nameEnd + 1] === 0)))
		nameEnd += wide ? 2 : 1;
	const at = nameEnd + (wide ? 2 : 1);
	if (at + 13 > value.length) return { value: sized(value.length) };
	const [longitude = 0, latitude = 0, altitude = 0] = [1, 5, 9].map((offset) => int32BE(value, at + offset) / 65_536);
	const [astronomicalBody = "", notes = ""] = latin1(value, at + 13).split("\0");
	const role = roles[value[at] ?? 0] ?? `unknown(${value[at]})`;
	const place = { latitude, longitude, altitude };
	const words = `Lat=${latitude.toFixed(5)} Lon=${longitude.toFixed(5)} Alt=${altitude.toFixed(2)}`;
	const name = text(value.subarray(0, nameEnd)) || "(none)";
	return { value: `${name} Role=${role} ${words} Body=${astronomicalBody} Notes=${notes}`, place };
}
