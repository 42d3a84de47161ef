// Exif: what its TIFF block says, and the block with the orientation alone. https://www.cipa.jp/std/documents/e/DC-008-Translation-2023-E.pdf

import { type ByteRange, type Finding, withoutChoice } from "../../core/finding";
import { labelled, type Phrase, phrase, sized } from "../../core/phrase";
import { subtract } from "../containers/byte-ranges";
import { type ByteSource, sliceSource } from "../containers/byte-source";
import { latin1 } from "../containers/numbers";
import { isPointer, readTiff, type Tiff, type TiffDirectory, type TiffEntry, unsigned } from "../containers/tiff";
import { InvalidFileError } from "../invalid-file-error";
import { jumbfFindings } from "./c2pa";
import { settingsInWords, settingText } from "./camera-settings";
import { codedText } from "./coded-text";
import { datesOf } from "./exif-dates";
import { collectKept, isTimeAlone, type KeptExif, noExif } from "./exif-kept";
import { beyondValues, exifTagNames, harmlessTags, settingNames, tags, utf16Tags } from "./exif-tags";
import { type ExifValue, exifValues } from "./exif-values";
import { gpsFindings } from "./gps";
import { photoshopFindings } from "./iptc";
import { headroomOf, makerNoteFindings } from "./maker-note";
import { notePreviews } from "./note-previews";
import { oncePerFact, tagFinding } from "./tag-kinds";
import { decodeText, readable, wordsIn } from "./text";
import { orphanFindings } from "./trailing";
import { xmpFindings } from "./xmp";

export type ExifReading = {
	findings: Finding[];
	kept: KeptExif;
};

/**
 * What an Exif block says. `offset` is the block's place in the file, for the ranges of thumbnails.
 * `first` is what its first directory is.
 * A block that cannot be read is a finding of its own: it goes all the same.
 */
export async function readExif(
	block: ByteSource,
	offset: number,
	first: "main" | "gps" = "main",
): Promise<ExifReading> {
	const prefix = block.size > 6 ? latin1(await block.read(0, 6)) : "";
	// JPEG's own signature stands before the block in other containers as well, by mistake
	if (prefix === "Exif\0\0") return readExif(sliceSource(block, 6, block.size), offset + 6);
	let tiff: Tiff;
	try {
		tiff = await readTiff(block, first);
	} catch (error) {
		if (!(error instanceof InvalidFileError) || error.reason === "unreadable") throw error;
		return { findings: [unreadableBlock(block.size)], kept: noExif };
	}
	const findings: Finding[] = [];
	const kept: KeptExif = { ...noExif, time: { main: [], exif: [] }, credits: [] };
	for (const directory of tiff.directories) {
		const told = await directoryFindings(block, tiff, directory);
		findings.push(...told);
		collectKept(kept, directory);
		if (directory.kind === "main" && directory.index === 0) Object.assign(kept, orientationOf(tiff, directory));
		const note = directory.entries.find(({ tag }) => tag === tags.makerNote);
		const headroom = note && (await headroomOf(block, note));
		if (headroom !== undefined) kept.headroom ??= headroom;
		const place = directory.kind === "gps" ? told.find(({ tag }) => tag === "GPSPosition")?.picture : undefined;
		if (place?.type === "place") kept.place = place.at;
		const thumbnail = thumbnailOf(tiff, directory);
		if (thumbnail) {
			findings.push({
				kind: "thumbnail",
				severity: "medium",
				source: "Exif",
				tag: "ThumbnailImage",
				value: sized(thumbnail.end - thumbnail.start),
				picture: {
					type: "image",
					range: { start: offset + thumbnail.start, end: offset + Math.min(thumbnail.end, block.size) },
					mime: "image/jpeg",
				},
			});
		}
	}
	if (tiff.unreadable > 0) findings.push(unreadableBlock(block.size));
	const unused = unusedRanges(block, tiff);
	if (hasNote(tiff)) findings.push(...(await notePreviews(block, unused, offset)));
	else findings.push(...(await orphanFindings(block, unused, "Exif")));
	return { findings, kept };
}

/**
 * What nothing points to: programs that take a place out of Exif often leave its bytes. Makers' notes point to wherever
 * they like, and go with the whole block: beside one all but directories, thumbnails and blocks of other kinds may be its.
 */
function unusedRanges({ size }: ByteSource, tiff: Tiff): ByteRange[] {
	const entries = tiff.directories.flatMap((directory) => directory.entries);
	const others = hasNote(tiff) ? entries.filter(({ tag }) => nestedTags.has(tag)) : entries;
	const thumbnails = tiff.directories.flatMap((directory) => thumbnailOf(tiff, directory) ?? []);
	const header = { start: 0, end: tiff.big ? 16 : 8 };
	return subtract([{ start: 0, end: size }], [header, ...tiff.directories, ...others, ...thumbnails]);
}

function hasNote({ directories }: Tiff): boolean {
	return directories.some(({ entries }) => entries.some(({ tag }) => tag === tags.makerNote));
}

/** The orientation that a main directory names; nothing where it names none that is valid. */
function orientationOf(tiff: Tiff, directory: TiffDirectory): Partial<KeptExif> {
	const entry = directory.entries.find(({ tag }) => tag === tags.orientation);
	if (entry === undefined) return {};
	const [value = 0] = unsigned(tiff, { ...entry, type: unsignedTypes[entry.type] ?? entry.type });
	return value >= 1 && value <= 8 ? { orientation: value, orientationType: entry.type } : {};
}

/** What signed numbers of one and two words are without their sign. */
const unsignedTypes: Readonly<Record<number, number>> = { 8: 3, 9: 4 };

/** What the entries of a directory say, each fact once, with the XMP and IPTC that stand in it. */
export async function directoryFindings(block: ByteSource, tiff: Tiff, directory: TiffDirectory): Promise<Finding[]> {
	const isSaid = (entry: TiffEntry) => directory.kind !== "interop" || !isConstant(entry);
	const entries = directory.entries.filter(isSaid);
	if (directory.kind === "gps") return gpsFindings(exifValues(tiff.littleEndian, directory.entries));
	const values = exifValues(
		tiff.littleEndian,
		entries.filter(({ tag }) => !blockTags.has(tag)),
	);
	const { zones, refining } = datesOf(tiff);
	const findings: Finding[] = [];
	const settings: string[] = [];
	const others: string[] = [];
	for (const entry of entries) {
		const { tag } = entry;
		if (refining.has(entry) || nestedTags.has(tag)) continue;
		if (harmlessTags.has(tag) || isPointer(tag)) {
			const written = wordsIn(entry.bytes ?? none);
			const more = beyondValues(entry);
			if (entry.bytes === undefined && entry.end > entry.start && entry.end <= block.size)
				findings.push(tagFinding("Exif", tagNumber(tag), sized(entry.end - entry.start)));
			else if (written !== "") findings.push(tagFinding("Exif", tagNumber(tag), written));
			else if (more.some((byte) => byte !== 0 && byte !== 0x20)) {
				// words in UTF-16 are those of ASCII with zeros between
				findings.push(
					tagFinding("Exif", tagNumber(tag), labelled(wordsIn(more.filter((byte) => byte !== 0)), more.length)),
				);
			}
			continue;
		}
		const name = exifTagNames[tag];
		const value = entryText(entry, values.get(tag), tiff.littleEndian);
		if (value === undefined) continue;
		if (name === undefined) {
			const setting = settingNames[tag];
			const words = setting ? "" : unknownWords(entry, value);
			if (setting) settings.push(settingText(setting, firstNumber(values.get(tag))));
			else if (words === "") others.push(tagNumber(tag));
			else findings.push({ kind: "text", severity: "medium", source: "Exif", tag: tagNumber(tag), value: words });
		} else if (tag === tags.makerNote) {
			findings.push(...(await makerNoteFindings(block, entry, tiff.littleEndian, makeOf(tiff))));
		} else {
			const zone = zones.get(tag);
			const told = tagFinding("Exif", name, zone && typeof value === "string" ? `${value}${zone}` : value);
			findings.push(isTimeAlone(entry) ? told : besideTime(told));
		}
	}
	if (settings.length + others.length > 0) {
		const value = settingsInWords(settings, others.length);
		findings.push({ kind: "device", severity: "low", source: "Exif", tag: "CameraSettings", value });
	}
	for (const entry of entries) findings.push(...(await nestedFindings(block, entry)));
	return oncePerFact(findings);
}

/** What stands with a date is text of its own: it neither stays with it nor is the same as it. */
function besideTime(told: Finding): Finding {
	return { ...withoutChoice(told), ...(/^\d{4}/.test(`${told.value}`) && { kind: "text" }) };
}

const none = new Uint8Array(0);

function tagNumber(tag: number): string {
	return `0x${tag.toString(16).padStart(4, "0")}`;
}

/** The values that the standard has: which colours those of a picture are, or that it is a thumbnail, its own version, and Exif's. */
function isConstant({ bytes }: TiffEntry): boolean {
	return bytes !== undefined && /^(R98\0|R03\0|THM\0|0100|Exif JPEG Ver\. \d\.\d\0*)$/.test(latin1(bytes));
}

/** Text in a tag that nobody knows; two letters are a code, and a lens leaves an aperture open by dividing by zero. */
function unknownWords({ bytes = none }: TiffEntry, value: string | Phrase): string {
	const isNumbers = typeof value !== "string" || /^(-?[\d.]+|NaN|-?Infinity| )*$/.test(value);
	const text = !isNumbers ? value : printable.test(latin1(bytes)) ? latin1(bytes) : "";
	return /\p{L}{3}/u.test(text) ? readable(text) : "";
}

const printable = /^[\t\n\r -~]{4,}\0*$/;

const nestedTags: ReadonlySet<number> = new Set([tags.xmp, tags.iptc, tags.photoshop, tags.c2pa]);
const blockTags: ReadonlySet<number> = new Set([...nestedTags, tags.icc, tags.makerNote]);
const longestNested = 16 * 1024 * 1024;

async function nestedFindings(block: ByteSource, entry: TiffEntry): Promise<Finding[]> {
	if (!nestedTags.has(entry.tag) || entry.end > block.size || entry.start === entry.end) return [];
	const size = entry.end - entry.start;
	if (size > longestNested) throw new InvalidFileError("too-complex", `a block of ${size} bytes within Exif`);
	const bytes = await block.read(entry.start, entry.end);
	if (entry.tag === tags.xmp) return xmpFindings(bytes);
	if (entry.tag === tags.c2pa) return jumbfFindings(bytes, "Exif");
	return photoshopFindings(bytes, entry.tag === tags.iptc ? "iim" : "resources");
}

/** The maker's name, which says how its notes are laid out. */
function makeOf({ directories }: Tiff): string {
	const entry = directories[0]?.entries.find(({ tag }) => tag === tags.make);
	return entry?.bytes ? latin1(entry.bytes) : "";
}

/** The JPEG of a thumbnail's directory, in the block. */
function thumbnailOf(tiff: Tiff, directory: TiffDirectory): ByteRange | undefined {
	if (directory.kind === "main" && directory.index === 0) return undefined;
	const numberOf = (tag: number) => {
		const entry = directory.entries.find((candidate) => candidate.tag === tag);
		return entry ? unsigned(tiff, entry)[0] : undefined;
	};
	const start = numberOf(tags.thumbnailOffset) ?? numberOf(273);
	const length = numberOf(tags.thumbnailLength) ?? numberOf(279);
	return start && length ? { start, end: start + length } : undefined;
}

/** The value as text; `undefined` when it is empty, and so says nothing. */
function entryText(entry: TiffEntry, value: ExifValue | undefined, littleEndian: boolean): string | Phrase | undefined {
	if (entry.bytes === undefined) return entry.end > entry.start ? sized(entry.end - entry.start) : undefined;
	if (entry.bytes.every((byte) => byte === 0 || byte === 0x20)) return undefined;
	if (utf16Tags.has(entry.tag)) return readable(new TextDecoder("utf-16le").decode(entry.bytes)) || undefined;
	if (entry.tag === tags.dngPrivateData) return labelled(wordsIn(entry.bytes), entry.bytes.length);
	if (entry.tag === tags.userComment) return codedText(entry.bytes, littleEndian) || undefined;
	if (typeof value === "number") return `${value}`;
	if (typeof value === "string") return readable(value.includes("\ufffd") ? decodeText(entry.bytes) : value);
	if (value && value.length <= 16) return value.join(" ");
	return sized(entry.bytes.length);
}

function firstNumber(value: ExifValue | undefined): number {
	return typeof value === "number" ? value : Array.isArray(value) ? Number(value[0]) : Number.NaN;
}

function unreadableBlock(size: number): Finding {
	return {
		kind: "unknown",
		severity: "medium",
		source: "Exif",
		tag: "Exif",
		value: phrase("unreadableBytes", { bytes: size }),
	};
}
