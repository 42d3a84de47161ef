// The GPS directory of Exif: one place, where it looked, when, and the rest. https://exiftool.org/TagNames/GPS.html

import type { Coordinates } from "../../core/coordinates";
import type { Finding } from "../../core/finding";
import { isCoarse } from "../../core/keep";
import { type Phrase, phrase } from "../../core/phrase";
import { codedText } from "./coded-text";
import type { ExifValue } from "./exif-values";
import { readable } from "./text";

const gpsTags = {
	version: 0,
	latitudeRef: 1,
	latitude: 2,
	longitudeRef: 3,
	longitude: 4,
	altitudeRef: 5,
	altitude: 6,
	time: 7,
	satellites: 8,
	speed: 13,
	direction: 17,
	destLatitudeRef: 19,
	destLatitude: 20,
	destLongitudeRef: 21,
	destLongitude: 22,
	processingMethod: 27,
	areaInformation: 28,
	date: 29,
} as const;

type Values = ReadonlyMap<number, ExifValue>;

export function gpsFindings(values: Values): Finding[] {
	const findings: Finding[] = [];
	const told = new Set<number>();
	const add = (tag: string, value: string | Phrase, finding: Partial<Finding>, ...of: number[]) => {
		for (const number of of) told.add(number);
		findings.push({ kind: "location", severity: "high", source: "Exif", tag, value, ...finding });
	};
	const { latitude, latitudeRef, longitude, longitudeRef, altitude, altitudeRef } = gpsTags;

	const place = placeOf(values, latitude, latitudeRef, longitude, longitudeRef);
	const metres = altitudeOf(values);
	if (place) {
		const at = metres === undefined ? place : { ...place, altitude: metres };
		const kept = isCoarse(at, "1km") ? ({ severity: "medium", choice: "place" } as const) : {};
		add("GPSPosition", coordinatesInWords(at), { picture: { type: "place", at }, ...kept });
	} else if (metres !== undefined) {
		add("GPSAltitude", `${metres} m`, {});
	}
	for (const number of [latitude, latitudeRef, longitude, longitudeRef, altitude, altitudeRef]) {
		if (place || number === altitude || number === altitudeRef) told.add(number);
	}

	const destination = placeOf(
		values,
		gpsTags.destLatitude,
		gpsTags.destLatitudeRef,
		gpsTags.destLongitude,
		gpsTags.destLongitudeRef,
	);
	if (destination) {
		const { destLatitude, destLatitudeRef, destLongitude, destLongitudeRef } = gpsTags;
		add(
			"GPSDestPosition",
			coordinatesInWords(destination),
			{ picture: { type: "place", at: destination } },
			destLatitude,
			destLatitudeRef,
			destLongitude,
			destLongitudeRef,
		);
	}
	const direction = values.get(gpsTags.direction);
	if (typeof direction === "number" && Number.isFinite(direction)) {
		add("GPSImgDirection", `${Math.round(direction * 10) / 10}°`, { severity: "medium" }, gpsTags.direction, 16);
	}
	const time = timeOf(values);
	const timeKind =
		time && timeAlone.test(time) ? ({ kind: "time", choice: "time" } as const) : ({ kind: "text" } as const);
	if (time) add("GPSDateTime", time, timeKind, gpsTags.date, gpsTags.time);
	for (const [number, tag] of [
		[gpsTags.areaInformation, "GPSAreaInformation"],
		[gpsTags.processingMethod, "GPSProcessingMethod"],
		[gpsTags.satellites, "GPSSatellites"],
		[gpsTags.speed, "GPSSpeed"],
	] as const) {
		const value = values.get(number);
		const text = Array.isArray(value) ? codedText(Uint8Array.from(value, Number)) : readable(`${value ?? ""}`);
		told.add(number);
		if (text && text !== "0") add(tag, text, number === gpsTags.areaInformation ? {} : { severity: "low" });
	}
	const rest = [...values.keys()].filter((number) => !told.has(number));
	if (rest.length > 0) {
		const only = rest.length === 1 && rest[0] === gpsTags.version;
		add(only ? "GPSVersionID" : "GPSInfo", only ? phrase("emptyGps") : phrase("moreTags", { count: rest.length }), {
			severity: findings.length > 0 || only ? "low" : "medium",
		});
	}
	return findings.length > 1 ? findings.filter(({ tag }) => tag !== "GPSVersionID") : findings;
}

export function coordinatesInWords(place: Coordinates): Phrase {
	const { altitude } = place;
	if (altitude === undefined) return phrase("place", { place });
	return phrase(altitude < 0 ? "placeBelow" : "placeAbove", { place }, String(Math.abs(altitude)));
}

/** Degrees and minutes as satellite receivers write them. https://en.wikipedia.org/wiki/NMEA_0183 */
const sentence = /\$G[NP](?:RMC,[\d.]*,A|GGA,[\d.]*),(\d\d)(\d\d\.\d+),([NS]),(\d{3})(\d\d\.\d+),([EW])/;

/** The first place in a text of such a receiver's. */
export function receiverPlace(text: string): Coordinates | undefined {
	const match = sentence.exec(text);
	if (!match) return undefined;
	const [, latitude, north, latitudeRef, longitude, east, longitudeRef] = match;
	const [lat, lon] = [
		degrees([Number(latitude), Number(north)], latitudeRef, "S"),
		degrees([Number(longitude), Number(east)], longitudeRef, "W"),
	];
	return lat === undefined || lon === undefined ? undefined : { latitude: lat, longitude: lon };
}

function placeOf(values: Values, lat: number, latRef: number, lon: number, lonRef: number): Coordinates | undefined {
	const latitude = degrees(values.get(lat), values.get(latRef), "S");
	const longitude = degrees(values.get(lon), values.get(lonRef), "W");
	if (latitude === undefined || longitude === undefined) return undefined;
	return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined;
}

/** Degrees, minutes, seconds, where any may be missing. */
function degrees(value: ExifValue | undefined, ref: ExifValue | undefined, negative: string): number | undefined {
	const parts = typeof value === "number" ? [value] : Array.isArray(value) ? value : undefined;
	if (parts === undefined) return undefined;
	const [whole = Number.NaN, minutes = 0, seconds = 0] = parts;
	const size = whole + (Number.isFinite(minutes) ? minutes : 0) / 60 + (Number.isFinite(seconds) ? seconds : 0) / 3600;
	if (!Number.isFinite(size)) return undefined;
	return typeof ref === "string" && ref.toUpperCase().startsWith(negative) ? -size : size;
}

function altitudeOf(values: Values): number | undefined {
	const altitude = values.get(gpsTags.altitude);
	if (typeof altitude !== "number" || !Number.isFinite(altitude)) return undefined;
	const ref = values.get(gpsTags.altitudeRef);
	const below = ref === 1 || (Array.isArray(ref) && ref[0] === 1);
	return Math.round(altitude * 10 * (below ? -1 : 1)) / 10;
}

const timeAlone = /^[\d :/-]+( UTC)?$/;

function timeOf(values: Values): string | undefined {
	const date = values.get(gpsTags.date);
	const time = values.get(gpsTags.time);
	const day = typeof date === "string" ? date.replaceAll(":", "-") : "";
	const isClock = Array.isArray(time) && time.length === 3 && time.every(Number.isFinite);
	const clock = isClock ? time.map((part) => `${Math.floor(part)}`.padStart(2, "0")).join(":") : "";
	const text = readable(`${day} ${clock}`);
	return text === "" ? undefined : `${text}${clock ? " UTC" : ""}`;
}
