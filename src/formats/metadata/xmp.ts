// What an XMP packet says of a picture, a film or a document, and of whoever made it.

import { type Finding, withoutChoice } from "../../core/finding";
import { type Phrase, type PhraseKey, phrase } from "../../core/phrase";
import { holdsPath, pathFinding } from "../office/local-path";
import { settingsInWords, settingText } from "./camera-settings";
import { coordinatesInWords } from "./gps";
import { isForRendering, type XmpProperty } from "./rendering-xmp";
import { oncePerFact, tagFinding, tagKind } from "./tag-kinds";
import { readable } from "./text";
import { readXmp, type XmpPacket } from "./xmp-packet";

/** What an XMP packet says: one finding per property, history and the unknown together. No choice keeps any of it: a packet goes as a whole. */
export function xmpFindings(packet: Uint8Array): Finding[] {
	return packetFindings(readXmp(packet), packet.length);
}

export function packetFindings({ properties, rest }: XmpPacket, packetSize: number): Finding[] {
	if (properties.length === 0 && packetSize > 0) {
		return [{ kind: "unknown", severity: "low", source: "XMP", tag: "XMP", value: phrase("emptyPacket") }];
	}
	const findings: Finding[] = [];
	const groups: Record<Group, XmpProperty[]> = {
		history: [],
		unknown: [],
		thumbnail: [],
		settings: [],
		hidden: [],
		camera: [],
	};
	/** What editors used, and the project itself, with the names of folders: no mere step, and no name that nobody knows. */
	const paths: string[] = [];
	const position = positionOf(properties);
	if (position) findings.push(position);
	for (const property of properties) {
		if (isForRendering(property)) continue;
		if (position && /^GPS(Latitude|Longt?itude|Altitude(Ref)?)$/i.test(property.name)) continue;
		const group = groupOf(property);
		if (group && holdsPath(property.value)) paths.push(property.value);
		else if (group) groups[group].push(property);
		else findings.push(tagFinding("XMP", property.name, property.value));
	}
	findings.push(...pathFinding("XMP", paths));
	for (const uri of new Set(groups.hidden.map((property) => property.uri))) {
		const hidden = hiddenMedia[uri];
		if (!hidden) continue;
		const [tag, key] = hidden;
		findings.push({ kind: "hidden-media", severity: "high", source: "XMP", tag, value: phrase(key) });
	}
	if (groups.settings.length > 0) {
		const value = phrase("converterSettings", { count: groups.settings.length });
		findings.push({ kind: "software", severity: "low", source: "XMP", tag: "CameraRawSettings", value });
	}
	if (groups.camera.length > 0) {
		const value = cameraInWords(groups.camera);
		findings.push({ kind: "device", severity: "low", source: "XMP", tag: "CameraSettings", value });
	}
	const [history] = groups.history;
	if (history) {
		const value = historyInWords(groups.history);
		findings.push({ kind: "history", severity: "medium", source: "XMP", tag: history.name, value });
	}
	const [thumbnail] = groups.thumbnail;
	if (thumbnail) {
		const value = sizesInWords(groups.thumbnail) || namesInWords(groups.thumbnail);
		findings.push({ kind: "thumbnail", severity: "medium", source: "XMP", tag: thumbnail.name, value });
	}
	if (groups.unknown.length > 0) {
		const severity = groups.unknown.some(({ name, value }) => words.test(value) && !programsWords.test(name))
			? "medium"
			: "low";
		findings.push({ kind: "unknown", severity, source: "XMP", tag: "XMP", value: namesInWords(groups.unknown) });
	}
	if (findings.length === 0 && rest.length > 0) {
		findings.push({ kind: "unknown", severity: "medium", source: "XMP", tag: "XMP", value: readable(rest.join(", ")) });
	}
	return oncePerFact(findings).map(withoutChoice);
}

const cameraRaw = "http://ns.adobe.com/camera-raw-settings/1.0/";
/** Of a region that somebody marked in a picture, its name tells; its shape and kind go with it. */
const regionDetails = /^Region(?!(Name|PersonDisplayName|Description)$)/;

type Group = "history" | "unknown" | "thumbnail" | "settings" | "hidden" | "camera";

/** Whole files in Base64 that phones put into XMP. https://developers.google.com/depthmap-metadata/reference */
const hiddenMedia: Readonly<Record<string, readonly [string, PhraseKey]>> = {
	"http://ns.google.com/photos/1.0/image/": ["ImageData", "beforeBlurring"],
	"http://ns.google.com/photos/1.0/depthmap/": ["DepthMap", "depthMap"],
	"http://ns.google.com/photos/1.0/audio/": ["AudioData", "soundRecording"],
};

/** What is told together, and not one by one. */
function groupOf({ uri, name, value }: XmpProperty): Group | undefined {
	if (uri in hiddenMedia) return "hidden";
	if (uri === cameraRaw && !/^(RawFileName|Version)$/.test(name)) return "settings";
	if (regionDetails.test(name) || /^(true|false|[0:;.]+)$/i.test(value)) return "unknown";
	// dates of XMP have their zones themselves
	if (/^OffsetTime/.test(name)) return "unknown";
	const { kind, severity } = tagKind(name);
	if (kind === "device" && severity === "low" && (uri === exif || uri === exifEx)) return "camera";
	return kind === "history" || kind === "unknown" || kind === "thumbnail" ? kind : undefined;
}

const exif = "http://ns.adobe.com/exif/1.0/";
const exifEx = "http://cipa.jp/exif/1.0/";

/** Settings that people know, by their names in XMP, which writes them as fractions. */
const settingNames: Readonly<Record<string, string>> = {
	ExposureTime: "ExposureTime",
	FNumber: "FNumber",
	ISOSpeedRatings: "ISO",
	PhotographicSensitivity: "ISO",
	FocalLength: "FocalLength",
};

function cameraInWords(properties: readonly XmpProperty[]): string | Phrase {
	const shown = properties.flatMap(({ name, value }) => {
		const setting = settingNames[name];
		const [over = Number.NaN, under = 1] = value.split("/").map(Number);
		return setting ? [settingText(setting, over / under)] : [];
	});
	return settingsInWords(shown, properties.length - shown.length);
}

const shownNames = 4;
/** Two words: more than a number or a code. */
const words = /\p{L}{2}[\s,]+\p{L}{2}/u;
/** What a program says of itself or of colours, in words though it is. */
const programsWords = /^(xaptk|ICCProfile)$/;
const shortValue = 60;

/** A few properties by name, with what they say where that is short and more than yes or no. */
function namesInWords(properties: readonly XmpProperty[]): string | Phrase {
	const told = new Map<string, string>();
	for (const { name, value } of properties) {
		const isShown = value.length <= shortValue && !/^(true|false|0)$/i.test(value) && !regionDetails.test(name);
		if (!told.has(name)) told.set(name, isShown ? `${name}: ${value}` : name);
	}
	const shown = [...told.values()].slice(0, shownNames).join(", ");
	return told.size > shownNames ? phrase("andMoreTags", { count: told.size - shownNames }, shown) : shown;
}

function historyInWords(properties: readonly XmpProperty[]): string | Phrase {
	const steps = properties.filter(({ name }) => name === "HistoryAction").map(({ value }) => value);
	if (steps.length === 0) return readable(properties.map(({ value }) => value).join(", "));
	const shown = steps.slice(-6).join(", ");
	return phrase("editingSteps", { count: steps.length }, shown);
}

/** `JPEG 256 × 88` for each small picture, as far as their sizes are told. */
function sizesInWords(properties: readonly XmpProperty[]): string {
	const valuesOf = (end: string) => properties.filter(({ name }) => name.endsWith(end)).map(({ value }) => value);
	const [formats, heights] = [valuesOf("Format"), valuesOf("Height")];
	return valuesOf("Width")
		.map((width, index) => `${formats[index] ?? ""} ${width} × ${heights[index] ?? "?"}`.trim())
		.join(", ");
}

function positionOf(properties: readonly XmpProperty[]): Finding | undefined {
	const textOf = (name: RegExp) => properties.find((property) => name.test(property.name))?.value ?? "";
	const latitude = xmpDegrees(textOf(/^GPSLatitude$/i), 90);
	const longitude = xmpDegrees(textOf(/^GPSLongt?itude$/i), 180);
	if (latitude === undefined || longitude === undefined) return undefined;
	const [metres = Number.NaN, under = 1] = textOf(/^GPSAltitude$/)
		.split("/")
		.map((part) => Number.parseFloat(part));
	const altitude = (Math.round((metres / under) * 10) / 10) * (textOf(/^GPSAltitudeRef$/) === "1" ? -1 : 1);
	const at = { latitude, longitude, ...(Number.isFinite(altitude) && { altitude }) };
	return {
		kind: "location",
		severity: "high",
		source: "XMP",
		tag: "GPSPosition",
		value: coordinatesInWords(at),
		picture: { type: "place", at },
	};
}

/** XMP writes `48,51.50400N` or `48,51,30N`, drones `+48.8584`. */
function xmpDegrees(value: string, most: number): number | undefined {
	const match = /^([-+]?)(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?(?:,(\d+(?:\.\d+)?))?([NSEW]?)$/.exec(value);
	if (!match) return undefined;
	const [, sign = "", whole = "0", minutes = "0", seconds = "0", side = ""] = match;
	const size = Number(whole) + Number(minutes) / 60 + Number(seconds) / 3600;
	if (size > most) return undefined;
	return sign === "-" || side === "S" || side === "W" ? -size : size;
}
