// What DJI's cameras and drones write beside every picture (`djmd`): which one it is, and where it was.
// https://exiftool.org/TagNames/DJI.html#Protobuf
import type { Coordinates } from "../../core/coordinates";
import { doubleIn, messageFields } from "../containers/protocol-buffers";
import { decodeText } from "./text";

/** Texts by the fields that lead to them, in all of their protocols. */
const texts: Readonly<Record<string, string>> = {
	"1.1.5": "SerialNumber",
	"1.1.10": "Model",
	"2.2.3.1": "SerialNumber2",
	"3.3.4.6.1": "GPSDateTime",
	"3.4.2.6.1": "GPSDateTime",
};
/** Drones' own, then cameras'. */
const places = ["3.3.4.1", "3.4.4.1", "3.4.2.1"];
const paths = [...Object.keys(texts), ...places];

type Told = { places: Coordinates[]; tags: [string, string][] };

export function readDji(bytes: Uint8Array): Told {
	const told: Told = { places: [], tags: [] };
	walk(bytes, { start: 0, end: bytes.length }, "", told);
	return told;
}

function walk(bytes: Uint8Array, { start, end }: { start: number; end: number }, before: string, told: Told): void {
	for (const field of messageFields(bytes, start, end)) {
		if (field.type !== "bytes") continue;
		const path = `${before}${field.number}`;
		const name = texts[path];
		if (name !== undefined) {
			told.tags.push([name, decodeText(bytes.subarray(field.start, field.end))]);
		} else if (places.includes(path)) {
			const place = placeIn(bytes, field);
			if (place) told.places.push(place);
		} else if (paths.some((known) => known.startsWith(`${path}.`))) walk(bytes, field, `${path}.`, told);
	}
}

/**
 * The first field says whether the others are degrees. Some drones leave it out and write degrees all the same,
 * and only the first sample names the drone: what is too large for an angle is none.
 */
function placeIn(bytes: Uint8Array, { start, end }: { start: number; end: number }): Coordinates | undefined {
	const fields = messageFields(bytes, start, end);
	const [latitude, longitude] = [doubleIn(fields, 2) ?? 0, doubleIn(fields, 3) ?? 0];
	const inDegrees = fields.some((field) => field.number === 1 && field.type === "integer" && field.value === 1);
	const isAngle = !inDegrees && Math.abs(latitude) <= Math.PI / 2 && Math.abs(longitude) <= Math.PI;
	const scale = isAngle ? 180 / Math.PI : 1;
	const place = { latitude: latitude * scale, longitude: longitude * scale };
	const honest = Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180;
	return honest && (latitude !== 0 || longitude !== 0) ? place : undefined;
}
