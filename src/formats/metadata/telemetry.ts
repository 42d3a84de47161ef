// Where a camera was, sample by sample: GoPro's GPMF, Google's camm, Apple's mebx, DJI's djmd, and subtitles that a drone writes.
// https://github.com/gopro/gpmf-parser · https://developers.google.com/streetview/publish/camm-spec
import type { Coordinates } from "../../core/coordinates";
import { boxesIn } from "../containers/isobmff";
import { hex, latin1, uint16BE, uint16LE, uint32BE, uintBE } from "../containers/numbers";
import { readDji } from "./dji";
import { iso6709 } from "./media-tags";
import { decodeText, untilZero } from "./text";

/** What one sample says: the places in it, and names and values that are worth telling. */
export type Telemetry = {
	places: Coordinates[];
	tags: [string, string][];
	/** What people read: chapters, subtitles. */
	text?: string;
};

/** By the type of the sample entry: how to read one of its samples. */
export const telemetryReaders: Readonly<Record<string, (sample: Uint8Array) => Telemetry>> = {
	gpmd: readGpmf,
	camm: readCamm,
	mebx: readMebx,
	djmd: readDji,
	text: readText,
	tx3g: readText,
	S_GPMF: readGpmf,
	"S_TEXT/UTF8": readLine,
	"S_TEXT/ASCII": readLine,
	"S_TEXT/WEBVTT": readLine,
	"S_TEXT/ASS": readLine,
	"S_TEXT/SSA": readLine,
	"D_WEBVTT/SUBTITLES": readLine,
	"D_WEBVTT/CAPTIONS": readLine,
};

/** GPMF's own names for what tells one camera from another. */
const gpmfTags: Readonly<Record<string, string>> = {
	DVNM: "DeviceName",
	MINF: "Model",
	CASN: "CameraSerialNumber",
	FMWR: "FirmwareVersion",
	MUID: "MediaUniqueID",
	GPSU: "GPSDateTime",
};

const maxGpmfDepth = 4;

/** Sizes of GPMF's numbers by type. */
const gpmfSizes: Readonly<Record<string, number>> = { b: 1, B: 1, s: 2, S: 2, l: 4, L: 4, j: 8, J: 8 };

/** Keys, sizes and values, nested, everything in multiples of four bytes. */
function readGpmf(bytes: Uint8Array): Telemetry {
	const telemetry: Telemetry = { places: [], tags: [] };
	walkGpmf(bytes, 0, bytes.length, maxGpmfDepth, telemetry);
	return telemetry;
}

function walkGpmf(bytes: Uint8Array, start: number, end: number, depth: number, telemetry: Telemetry): void {
	let scale: number[] = [];
	for (let at = start; at + 8 <= end; ) {
		const key = latin1(bytes, at, at + 4);
		const type = latin1(bytes, at + 4, at + 5);
		const size = uintBE(bytes, at + 5, 1);
		const repeat = uint16BE(bytes, at + 6);
		const body = at + 8;
		const bodyEnd = body + size * repeat;
		if (bodyEnd > end) return;
		const name = gpmfTags[key];
		if (type === "\0" && depth > 0) walkGpmf(bytes, body, bodyEnd, depth - 1, telemetry);
		else if (key === "SCAL") scale = numbers(bytes, body, bodyEnd, type);
		else if (key === "GPS5" || key === "GPS9") {
			for (let row = body; row + size <= bodyEnd && size >= 20; row += size) {
				const [latitude = 0, longitude = 0, altitude = 0] = numbers(bytes, row, row + 12, "l").map(
					(value, index) => value / (scale[index] ?? scale[0] ?? 1),
				);
				if (latitude !== 0 || longitude !== 0) telemetry.places.push({ latitude, longitude, altitude });
			}
		} else if (name !== undefined) {
			const value = type === "c" || type === "U" ? text(bytes, body, bodyEnd) : hex(bytes.subarray(body, bodyEnd));
			telemetry.tags.push([name, key === "GPSU" ? gpsTime(value) : value]);
		}
		at = body + Math.ceil((size * repeat) / 4) * 4;
	}
}

/** `yymmddhhmmss.sss` as ExifTool writes a time. */
function gpsTime(value: string): string {
	return value.replace(/^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/, "20$1:$2:$3 $4:$5:$6");
}

function numbers(bytes: Uint8Array, start: number, end: number, type: string): number[] {
	const size = gpmfSizes[type];
	if (size === undefined) return [];
	const values: number[] = [];
	for (let at = start; at + size <= end; at += size) {
		const value = uintBE(bytes, at, size);
		const signed = type === type.toLowerCase() && value >= 2 ** (size * 8 - 1);
		values.push(signed ? value - 2 ** (size * 8) : value);
	}
	return values;
}

function text(bytes: Uint8Array, start: number, end: number): string {
	return untilZero(decodeText(bytes.subarray(start, end)));
}

/** A packet of Google's camera motion metadata: types 5 and 6 are places. */
function readCamm(bytes: Uint8Array): Telemetry {
	const telemetry: Telemetry = { places: [], tags: [] };
	if (bytes.length < 4) return telemetry;
	const type = uint16LE(bytes, 2);
	const at = type === 5 ? 4 : type === 6 ? 16 : undefined;
	if (at === undefined || at + 20 > bytes.length) return telemetry;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	const altitude =
		type === 6 ? view.getFloat32(at + 16, true) : at + 24 <= bytes.length ? view.getFloat64(at + 16, true) : 0;
	telemetry.places.push({ latitude: view.getFloat64(at, true), longitude: view.getFloat64(at + 8, true), altitude });
	return telemetry;
}

/** Items of Apple's boxed metadata; their keys are in the sample entry, a place tells itself by its form. */
function readMebx(bytes: Uint8Array): Telemetry {
	const values = boxesIn(bytes).boxes.map(({ body, end }) => text(bytes, body, end));
	const places = values.map(iso6709).filter((place) => place !== undefined);
	return { places, tags: [] };
}

/** What a drone or a dash camera writes into subtitles, as opposed to what people say. */
const telemetryText =
	/GPS\s*[([:]|\$G[PN](RMC|GGA)|latitude|longitude|[+-]?\d{1,3}\.\d{4,}\s*,\s*[+-]?\d{1,3}\.\d{4,}|\bISO\s?:?\s?\d{2,}.*\b(SS|shutter|EV)\b|HOME\s*\(/i;
const bracketed = /\[?latitude"?\s*[:=]\s*([+-]?\d+\.\d+)\]?[\s\S]*?\[?longt?itude"?\s*[:=]\s*([+-]?\d+\.\d+)/i;
const pair = /GPS(\s*[([:])\s*([+-]?\d+\.\d+)\s*,\s*([+-]?\d+\.\d+)/i;
const bare = /([+-]?\d{1,3}\.\d{4,})\s*,\s*([+-]?\d{1,3}\.\d{4,})/;

function readText(bytes: Uint8Array): Telemetry {
	const size = bytes.length >= 2 ? Math.min(uint16BE(bytes, 0), bytes.length - 2) : 0;
	return readLine(bytes.subarray(2, 2 + size));
}

function readLine(bytes: Uint8Array): Telemetry {
	const line = text(bytes, 0, bytes.length);
	return { ...telemetryInText(line), text: line };
}

/** Places and readings in a line of subtitles, or in JSON; nothing when it is what people say. */
export function telemetryInText(line: string): Telemetry {
	if (!telemetryText.test(line)) return { places: [], tags: [] };
	const [latitude, longitude] = bracketed.exec(line)?.slice(1) ?? pairIn(line) ?? bare.exec(line)?.slice(1) ?? [];
	const place = { latitude: Number(latitude), longitude: Number(longitude) };
	const honest = Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180;
	return { places: latitude !== undefined && honest ? [place] : [], tags: [["Text", line]] };
}

/** DJI's `GPS (8.6499, 53.1665, 18)` begins with the longitude, as ExifTool reads it; others with the latitude, where it can be one. */
function pairIn(line: string): string[] | undefined {
	const [, mark, ...numbers] = pair.exec(line) ?? [];
	if (mark === undefined) return undefined;
	return mark === " (" || Math.abs(Number(numbers[0])) > 90 ? numbers.reverse() : numbers;
}

/** The type of a track's first sample entry. */
export function sampleEntryType(bytes: Uint8Array, body: number, end: number): string {
	return body + 16 <= end && uint32BE(bytes, body + 4) > 0 ? latin1(bytes, body + 12, body + 16) : "";
}
