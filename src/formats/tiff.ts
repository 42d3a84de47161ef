// TIFF, BigTIFF and DNG: directories are written anew where they stand, and the picture's strips and tiles stay.
// https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf

import type { ByteRange, Finding } from "../core/finding";
import type { Keep } from "../core/keep";
import { phrase, sized } from "../core/phrase";
import { subtract } from "./containers/byte-ranges";
import type { ByteSource } from "./containers/byte-source";
import { bytesBE, bytesLE, joinBytes, latin1 } from "./containers/numbers";
import { readTiff, type Tiff, type TiffDirectory, type TiffEntry, unsigned } from "./containers/tiff";
import type { Handler, Reading } from "./handler";
import { directoryFindings } from "./metadata/exif";
import { isTimeAlone } from "./metadata/exif-kept";
import { tags } from "./metadata/exif-tags";
import { isProfile, profileFindings } from "./metadata/icc";
import { decodeText, readable, wordsIn } from "./metadata/text";
import { keptTiffTags, maskPhotometrics, rawPhotometrics, structuralTags, tiffTags } from "./metadata/tiff-tags";
import { orphanFindings } from "./metadata/trailing";
import { part, readingOf, zeroed } from "./parts";
import { readRaw } from "./raw";
import type { Edit } from "./splice";
import { directoryBytes, pointerEdits, rewritten } from "./tiff-directory";
import { dataPairs, pictureData } from "./tiff-pictures";

export const tiff: Handler = {
	format: "tiff",
	async read(source, { signal }): Promise<Reading> {
		const whole = await readTiff(source);
		// Where nothing has a size there is no picture that could be kept: what it says is told.
		const behindHeader = latin1(await source.read(8, Math.min(16, source.size)));
		if (rawMark.test(behindHeader) || isRaw(whole) || !whole.directories.some(hasWidth)) return readRaw(source, whole);
		const falsely = await falseEntries(source, whole);
		const file = withoutNames(whole, falsely);
		const negative = negativeOf(file);
		const kept = file.directories.filter((directory) => directory !== negative?.preview && staysIn(file, directory));
		const data = await pictureData(source, file, kept, signal);
		const used: ByteRange[] = [
			{ start: 0, end: headerSize(file) },
			...kept.filter((directory) => directory !== negative?.picture).map(({ start, end }) => ({ start, end })),
			...[...kept, ...(negative ? [negative.preview] : [])].flatMap((directory) =>
				valueRanges(file, directory, kept, negative),
			),
			...data.ranges,
		];
		const findings: Finding[] = [...falsely.values()];
		const gone: ByteRange[] = [];
		for (const directory of file.directories) {
			const stays = kept.includes(directory);
			const isPicture = directory.kind === "main" || directory.kind === "sub";
			// what a picture is laid out with says nothing where there is none
			const entries = directory.entries.filter(({ tag }) => !isPicture || !keptTiffTags.has(tag));
			const told = entries.filter(({ tag }) => tag !== noTag);
			if (!stays && (isPicture || imageRanges(file, directory).length > 0)) findings.push(smallerCopy(file, directory));
			findings.push(...(await directoryFindings(source, file, { ...directory, entries: told })));
			if (!stays) gone.push({ start: directory.start, end: directory.end }, ...imageRanges(file, directory));
			gone.push(...(stays ? entries : directory.entries).map(({ start, end }) => ({ start, end })));
		}
		if (data.complete) {
			const orphans = subtract([{ start: 0, end: source.size }], [...used, ...gone, ...previewData(file, kept)]);
			findings.push(...(await orphanFindings(source, orphans, "TIFF")));
		}
		// what is said to stand behind the end of the file is not there to be kept
		const inFile = ({ end }: ByteRange) => Math.min(end, source.size);
		const pictureEnd = data.complete ? Math.max(...used.map(inFile)) : source.size;
		const removed = part(findings, []);
		return readingOf("tiff", source.size, [
			...data.parts,
			part(await profilesSay(source, kept), []),
			{
				...removed,
				async edits(keep) {
					if (findings.length === 0) return [];
					const tags = tagsUnder(keep);
					const chosen = kept.flatMap(({ entries, start, end }) =>
						entries.filter(
							(entry) => tags.has(entry.tag) && !keptTiffTags.has(entry.tag) && !isWithin(entry, start, end),
						),
					);
					const end = Math.max(pictureEnd, ...chosen.map(inFile));
					const cleared = data.complete ? [{ start: 0, end }] : gone;
					const zeros = subtract(cleared, [...used, ...chosen, { start: end, end: Number.POSITIVE_INFINITY }]);
					const edits: Edit[] = zeros.flatMap((range) => zeroed(range.start, range.end));
					for (const directory of kept) {
						if (directory === negative?.picture) continue;
						edits.push(await rewritten(source, file, directory, kept, tags), ...pointerEdits(file, directory, kept));
					}
					if (negative) edits.push(...(await negativeEdits(source, file, negative, kept, end, tags)));
					return end < source.size ? [...edits, { start: end, end: source.size }] : edits;
				},
			},
		]);
	},
};

/** What raws of Canon and Phase One have behind their header: their directories look like those of a plain picture. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a number of the format's version
const rawMark = /^(CR\x02\0|IIII.waR|MMMMRaw)/;

/** Takes the place of a tag whose value is none of its kind, so that it goes. */
const noTag = 0xffff;
const asciiType = 2;
const byteTypes: ReadonlySet<number> = new Set([1, 6, 7]);
/** In the place of what a program would have written there: no pattern, table or list of corrections looks so. */
const onlyText = /^[\x20-\x7e]{5,}\0*$/;
const longestProfile = 16 * 1024 * 1024;

/** Entries of tags that stay with a value that no decoder reads: text, where each has numbers, and a profile that is none. */
async function falseEntries(source: ByteSource, { directories }: Tiff): Promise<Map<TiffEntry, Finding>> {
	const told = new Map<TiffEntry, Finding>();
	for (const entry of directories.flatMap(({ entries }) => entries)) {
		const { tag, type, start, end } = entry;
		if (timeTags.includes(tag) && !isTimeAlone(entry)) {
			const value = readable(decodeText(entry.bytes ?? new Uint8Array(0))) || sized(end - start);
			told.set(entry, { kind: "text", severity: "high", source: "Exif", tag: "ModifyDate", value });
		}
		if (!keptTiffTags.has(tag) || end > source.size || end - start > longestProfile) continue;
		const isProfileTag = tag === tags.icc;
		if (type !== asciiType && !byteTypes.has(type)) continue;
		const bytes = entry.bytes ?? (await source.read(start, end));
		if (isProfileTag ? isProfile(bytes) : type !== asciiType && !onlyText.test(latin1(bytes))) continue;
		const value = wordsIn(bytes) || sized(end - start);
		const name = isProfileTag ? "ICC_Profile" : `0x${tag.toString(16).padStart(4, "0")}`;
		told.set(entry, { kind: "unknown", severity: "medium", source: "TIFF", tag: name, value });
	}
	return told;
}

/** What the colour profiles say that stay. */
async function profilesSay(source: ByteSource, directories: readonly TiffDirectory[]): Promise<Finding[]> {
	const profiles = directories.flatMap(({ entries }) => entries.filter(({ tag }) => tag === tags.icc));
	const sound = profiles.filter(({ start, end }) => end <= source.size && end - start <= longestProfile);
	const data = await Promise.all(sound.map(({ start, end }) => source.read(start, end)));
	return data.flatMap(profileFindings);
}

function withoutNames(file: Tiff, falsely: ReadonlyMap<TiffEntry, Finding>): Tiff {
	const directories = file.directories.map((directory) => ({
		...directory,
		entries: directory.entries.map((entry) => (falsely.has(entry) ? { ...entry, tag: noTag } : entry)),
	}));
	return { ...file, directories };
}

/** When the file was changed; its artist and copyright. */
const timeTags = [306];
const creditTags = [315, 33432];

/** What stays: what decoding needs, and what a person chose of what stands beside it. The rest goes with its directories. */
function tagsUnder({ time, credits }: Keep): ReadonlySet<number> {
	return new Set([...keptTiffTags, ...(time ? timeTags : []), ...(credits ? creditTags : [])]);
}

function headerSize({ big }: Tiff): number {
	return big ? 16 : 8;
}

/** A raw picture of a camera's own kind, which is no DNG: its maker alone knows what is needed to develop it. */
function isRaw(file: Tiff): boolean {
	const has = (tag: number) => file.directories.some(({ entries }) => entries.some((entry) => entry.tag === tag));
	if (file.version !== 42 && file.version !== 43) return true;
	if (has(tiffTags.dngVersion)) return false;
	return file.directories.some((directory) => rawPhotometrics.has(numberOf(file, directory, tiffTags.photometric)));
}

/**
 * A page, but for smaller copies of a picture that is there anyway, and the one in front whatever it is. What stands inside
 * a page is shown by nobody: a mask stays, and the picture of a negative or of a page that is a smaller copy itself.
 */
function staysIn(file: Tiff, directory: TiffDirectory): boolean {
	if (directory.kind === "main") return directory.index === 0 || !isReduced(file, directory);
	if (directory.kind !== "sub" || isReduced(file, directory)) return false;
	const front = file.directories.filter(({ kind, index }) => kind === "main" && index === 0);
	return front.some((page) => isReduced(file, page) || isNegative(page)) || isMask(file, directory);
}

const reducedBit = 1;
const maskBit = 4;
/** Of pictures that are something beside the one that is shown: a smaller copy, a mask, a depth map. */
const asideBits = reducedBit | maskBit | 8;

function isMask(file: Tiff, directory: TiffDirectory): boolean {
	const isMarked = (subfileOf(file, directory) & maskBit) !== 0;
	return isMarked && maskPhotometrics.has(numberOf(file, directory, tiffTags.photometric));
}

function subfileOf(file: Tiff, directory: TiffDirectory): number {
	return numberOf(file, directory, tiffTags.subfileType);
}

function isNegative({ entries }: TiffDirectory): boolean {
	return entries.some(({ tag }) => tag === tiffTags.dngVersion);
}

/** A DNG whose first directory is a preview: it gives its place to the picture, and its colours. */
type Negative = { preview: TiffDirectory; picture: TiffDirectory };

function negativeOf(file: Tiff): Negative | undefined {
	const [preview] = file.directories;
	const picture = file.directories.find(
		(directory) =>
			directory.kind === "sub" && !isReduced(file, directory) && (subfileOf(file, directory) & asideBits) === 0,
	);
	return preview && picture && isNegative(preview) && isReduced(file, preview) ? { preview, picture } : undefined;
}

/** What a picture takes over from the preview: orientation, profile, and all that is not about strips. */
function takenOver({ preview, picture }: Negative): TiffEntry[] {
	const own = new Set(picture.entries.map(({ tag }) => tag));
	return keptEntries(preview).filter(
		({ tag }) => !own.has(tag) && (tag === tags.orientation || tag === tags.icc || !structuralTags.has(tag)),
	);
}

function valueRanges(
	file: Tiff,
	directory: TiffDirectory,
	kept: readonly TiffDirectory[],
	negative: Negative | undefined,
): ByteRange[] {
	const entries =
		directory === negative?.preview ? [...takenOver(negative), ...inside(directory)] : keptEntries(directory);
	const starts = new Set(kept.filter((page) => page !== negative?.picture).map(({ start }) => start));
	// one pointer that is left of several stands in its entry
	const moves = (entry: TiffEntry) =>
		entry.tag === tiffTags.subDirectories && unsigned(file, entry).filter((pointer) => starts.has(pointer)).length < 2;
	return entries
		.filter((entry) => !isWithin(entry, directory.start, directory.end) && !moves(entry))
		.map(({ start, end }) => ({ start, end }));
}

/** Whether a value is so small that it stands in its entry, and moves with that. */
function isWithin(entry: TiffEntry, start: number, end: number): boolean {
	return entry.start >= start && entry.start < end;
}

/** What points to the directories that stand inside one. */
function inside({ entries }: TiffDirectory): TiffEntry[] {
	return entries.filter(({ tag }) => tag === tiffTags.subDirectories);
}

/** The picture's directory with what it takes over, behind everything else, and the header's pointer to it. */
async function negativeEdits(
	source: ByteSource,
	file: Tiff,
	negative: Negative,
	kept: readonly TiffDirectory[],
	end: number,
	tags: ReadonlySet<number>,
): Promise<Edit[]> {
	const { big, littleEndian } = file;
	const entries = [...negative.picture.entries, ...takenOver(negative), ...inside(negative.preview)].sort(
		(a, b) => a.tag - b.tag,
	);
	const others = kept.filter((directory) => directory !== negative.picture);
	const content = await directoryBytes(source, file, entries, others, 0, tags);
	const padding = end % 2;
	const pointer = (littleEndian ? bytesLE : bytesBE)(end + padding, big ? 8 : 4);
	return [
		...pointerEdits(file, negative.preview, others),
		{ start: big ? 8 : 4, end: headerSize(file), bytes: pointer },
		{ start: end, end, bytes: joinBytes([new Uint8Array(padding), content]) },
	];
}

/** Where smaller copies that go stand: they are told as copies, not as unused bytes. */
function previewData(file: Tiff, kept: readonly TiffDirectory[]): ByteRange[] {
	return file.directories
		.filter((directory) => !kept.includes(directory))
		.flatMap((directory) => imageRanges(file, directory));
}

/** Said to be one, or without a size of its own, as Exif has its thumbnails. */
function isReduced(file: Tiff, directory: TiffDirectory): boolean {
	const isFirst = directory.kind === "main" && directory.index === 0;
	return (subfileOf(file, directory) & reducedBit) !== 0 || (!isFirst && !hasWidth(directory));
}

function hasWidth({ entries }: TiffDirectory): boolean {
	return entries.some(({ tag }) => tag === tiffTags.width);
}

function keptEntries({ entries }: TiffDirectory): TiffEntry[] {
	return entries.filter(({ tag }) => keptTiffTags.has(tag));
}

function numberOf(file: Tiff, { entries }: TiffDirectory, tag: number): number {
	const entry = entries.find((candidate) => candidate.tag === tag);
	return (entry && unsigned(file, entry)[0]) ?? 0;
}

function imageRanges(file: Tiff, { entries }: TiffDirectory): ByteRange[] {
	const numbers = (tag: number) => {
		const entry = entries.find((candidate) => candidate.tag === tag);
		return entry ? unsigned(file, entry) : [];
	};
	return dataPairs.flatMap(([offsetTag, lengthTag]) => {
		const lengths = numbers(lengthTag);
		return numbers(offsetTag).map((start, index) => ({ start, end: start + (lengths[index] ?? 0) }));
	});
}

function smallerCopy(file: Tiff, directory: TiffDirectory): Finding {
	const size = imageRanges(file, directory).reduce((sum, { start, end }) => sum + end - start, 0);
	const value = phrase("smallerCopy", { bytes: size });
	return { kind: "thumbnail", severity: "medium", source: "TIFF", tag: "ThumbnailImage", value };
}
