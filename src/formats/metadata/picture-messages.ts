// What coded pictures of a film say beside what they show: Exif of pictures that are files of their own, and messages to decoders. Told, since samples stay.
import type { Coordinates } from "../../core/coordinates";
import { type ByteRange, type Finding, withoutChoice } from "../../core/finding";
import { sized } from "../../core/phrase";
import type { ByteSource } from "../containers/byte-source";
import { type PictureCoding, type Unregistered, unitsOf, unregisteredIn } from "../containers/nal-units";
import { hex, latin1, uint16BE } from "../containers/numbers";
import { doubleIn, messageFields } from "../containers/protocol-buffers";
import type { ReadContext } from "../handler";
import { packFindings, packsId } from "./camera-packs";
import { isPictureHead, readCover } from "./cover";
import { encodersIn, readHead } from "./encoder-text";
import { coordinatesInWords } from "./gps";
import type { Unpack } from "./matroska-packing";
import { oncePerFact } from "./tag-kinds";
import { decodeText, readable, untilZeros, wordsIn } from "./text";

/** A track of pictures: its coding by any container's name for it, and how long the lengths before its units are. */
export type PictureTrack = { name: string; coding: string; lengthSize: number; unpack?: Unpack };

const maxPictureSize = 32 * 1024 * 1024;

const codings: readonly [RegExp, PictureCoding][] = [
	[/^(avc\d|dva[1v]|V_MPEG4\/ISO\/AVC|[hx]264)$/i, "avc"],
	[/^(hvc\d|hev\d|dvh[1e]|V_MPEGH\/ISO\/HEVC|[hx]265|hevc)$/i, "hevc"],
	[/^(vvc1|vvi1|V_MPEGI\/ISO\/VVC)$/i, "vvc"],
];

export function pictureCoding(coding: string): PictureCoding | undefined {
	return codings.find(([pattern]) => pattern.test(coding))?.[1];
}

/** @param samples some of the track's. */
export async function pictureFindings(
	source: ByteSource,
	{ name, coding, lengthSize, unpack }: PictureTrack,
	samples: readonly ByteRange[],
	context: ReadContext,
): Promise<Finding[]> {
	const known = pictureCoding(coding);
	const findings: Finding[] = [];
	for (const { start, end } of samples) {
		if (start < 0 || end > source.size || end <= start) continue;
		const head = await readHead(source, { start, end }, unpack);
		if (known) findings.push(...unitsOf(head, lengthSize).flatMap((unit) => messageFindings(unit, known, name)));
		else if (isPictureHead(head) && end - start <= maxPictureSize) {
			const stored = await source.read(start, end);
			const whole = unpack ? await unpack(stored, maxPictureSize) : stored;
			const [, ...inside] = (await readCover(name, "Picture", whole, undefined, context)).findings;
			findings.push(
				...inside.filter(isTelling).map((finding) => ({ ...withoutChoice(finding), stays: true as const })),
			);
		} else if (unpack) findings.push(...encodersIn(head, name));
	}
	return findings;
}

/** Where the size of lengths stands in a decoder's configuration, and by how many bits it is shifted. */
const lengthSizes: Readonly<Record<string, readonly [number, number]>> = { avcC: [4, 0], hvcC: [21, 0], vvcC: [4, 1] };

/** How long lengths are before units of samples, by the configuration of their decoder. */
export function lengthSizeIn(content: Uint8Array, type: string): number {
	const [at, shift] = lengthSizes[type] ?? [];
	return at === undefined || shift === undefined ? usualLength : (((content[at] ?? 255) >> shift) & 3) + 1;
}

/** The box that holds in MP4 what a codec's data in Matroska is. */
export function configurationOf(coding: string): string {
	const known = pictureCoding(coding);
	return known ? { avc: "avcC", hevc: "hvcC", vvc: "vvcC" }[known] : "";
}

const usualLength = 4;
/** In H.265's configuration lists of units stand behind its own fields. */
const listsAt = 22;

/** What the configuration of a decoder says besides: it is as the encoder wrote it, and stays. */
export function configurationFindings(content: Uint8Array, type: string, source: string): Finding[] {
	const findings = encodersIn(content, source);
	if (type !== "hvcC") return findings;
	for (let at = listsAt + 1, lists = content[listsAt] ?? 0; lists > 0 && at + 3 <= content.length; lists--) {
		let units = uint16BE(content, at + 1);
		at += 3;
		for (; units > 0 && at + 2 <= content.length; units--) {
			const end = at + 2 + uint16BE(content, at);
			findings.push(...messageFindings(content.subarray(at + 2, end), "hevc", source));
			at = end;
		}
	}
	return oncePerFact(findings);
}

/** Programs, padding and marks of films are in every picture of them; `CS=ITU601` is FFmpeg's. */
function isTelling({ kind, value }: Finding): boolean {
	return !/^(software|unknown|trailing-data)$/.test(kind) && !/^(CS=ITU601|Lavc)/.test(`${value}`);
}

/** A counter or a flag, as telephones write it. */
const shortest = 5;
/** What Tesla's cameras begin with, whose first bytes stand in the place of a number. https://github.com/teslamotors/dashcam */
const tesla = /^B{2,}i/;
const placeWords = /\blat(itude)?\W{0,4}[-+]?\d|\$G[PN](RMC|GGA)|[+-]\d{2}\.\d{3,}[+-]\d{3}\.\d{3,}/i;

/** What a unit says by messages of their makers' own. */
export function messageFindings(unit: Uint8Array, coding: PictureCoding, source: string): Finding[] {
	return unregisteredIn(unit, coding).flatMap(({ id, data }: Unregistered): Finding[] => {
		const finding = { source, tag: "SEI", stays: true } as const;
		const head = latin1(id);
		if (tesla.test(head)) {
			const at = teslaPlace(Uint8Array.from([...id, ...data].slice(head.indexOf("i") + 1)));
			const place = at ? { value: coordinatesInWords(at), picture: { type: "place", at } as const } : {};
			return [{ kind: "location", severity: "high", ...finding, value: sized(id.length + data.length), ...place }];
		}
		if (data.length < shortest) return [];
		if (hex(id) === packsId && latin1(data.subarray(0, 4)) === "MDPM") return packFindings(data, source);
		const encoders = encodersIn(data, source);
		if (encoders.length > 0) return encoders;
		const text = readable(decodeText(data));
		const words = /^[^\p{Cc}\ufffd]+$/u.test(untilZeros(decodeText(data))) ? text : wordsIn(data);
		const value = [hex(id), words].filter((part) => part !== "").join(": ");
		if (placeWords.test(text)) return [{ kind: "location", severity: "high", ...finding, value }];
		return [{ kind: "unknown", severity: "medium", ...finding, value }];
	});
}

/** Fields of a message whose values are degrees, as numbers of 64 bits. */
const degreeFields = { latitude: 11, longitude: 12 } as const;

/** The place in a message in Protocol Buffers, if it can be read. */
function teslaPlace(bytes: Uint8Array): Coordinates | undefined {
	const fields = messageFields(bytes);
	const [latitude, longitude] = [doubleIn(fields, degreeFields.latitude), doubleIn(fields, degreeFields.longitude)];
	if (latitude === undefined || longitude === undefined) return undefined;
	return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined;
}
