// Makers' own notes in Exif: who owns the camera, its serial numbers, where and of whom it was told the picture is.
// Their layouts are undocumented; these are ExifTool's findings. https://exiftool.org/makernote_types.html

import type { Finding } from "../../core/finding";
import { labelled } from "../../core/phrase";
import { type ByteSource, sliceSource } from "../containers/byte-source";
import { latin1 } from "../containers/numbers";
import { readDirectoryAt, readTiff, type TiffDirectory, type TiffEntry } from "../containers/tiff";
import { InvalidFileError } from "../invalid-file-error";
import { exifValues } from "./exif-values";
import { tagFinding } from "./tag-kinds";
import { readable, wordsIn } from "./text";

type Layout = {
	/** How the note begins, or, where it begins with no name, the camera's maker. */
	begins?: RegExp;
	make?: RegExp;
	/** Where its directory stands: after so many bytes, or in a TIFF block of its own after so many. */
	directory: number | { tiff: number };
	/** What its offsets count from. */
	base: "exif" | "note";
	bigEndian?: boolean;
	tags: Readonly<Record<number, string>>;
};

const layouts: readonly Layout[] = [
	{
		make: /^Canon/i,
		directory: 0,
		base: "exif",
		tags: { 9: "OwnerName", 12: "SerialNumber", 150: "InternalSerialNumber", 149: "LensModel" },
	},
	{ begins: /^Nikon/, directory: { tiff: 10 }, base: "note", tags: { 29: "SerialNumber", 167: "ShutterCount" } },
	{
		begins: /^Apple iOS/,
		directory: 14,
		base: "note",
		bigEndian: true,
		tags: { 11: "BurstUUID", 17: "ContentIdentifier", 21: "ImageUniqueID", 43: "PhotoIdentifier" },
	},
	{
		begins: /^Panasonic/,
		directory: 12,
		base: "exif",
		tags: {
			37: "InternalSerialNumber",
			102: "PersonName",
			103: "Location",
			105: "State",
			107: "Landmark",
			109: "City",
		},
	},
	{ begins: /^FUJIFILM/, directory: 12, base: "note", tags: { 16: "InternalSerialNumber" } },
	{ begins: /^OLYMPUS\0/, directory: 12, base: "note", tags: { 1028: "SerialNumber" } },
	{ begins: /^OLYMP\0/, directory: 8, base: "exif", tags: { 1028: "SerialNumber" } },
	{ begins: /^AOC\0/, directory: 6, base: "exif", tags: { 553: "SerialNumber" } },
	{ begins: /^SONY/, directory: 12, base: "exif", tags: { 8241: "SerialNumber" } },
];

/** What can be read in a note, and those of its tags that are known. */
export async function makerNoteFindings(
	block: ByteSource,
	{ start, end }: Pick<TiffEntry, "start" | "end">,
	littleEndian: boolean,
	make: string,
): Promise<Finding[]> {
	const shown = end > block.size ? "" : wordsIn(await block.read(start, Math.min(end, start + longestRead)));
	const there: Finding = {
		kind: "device",
		severity: "high",
		source: "Exif",
		tag: "MakerNote",
		value: labelled(shown, end - start),
	};
	if (end > block.size || end - start < 24) return [there];
	const head = latin1(await block.read(start, start + 24));
	const layout = layouts.find(({ begins, make: maker }) => (begins ? begins.test(head) : maker?.test(make)));
	if (layout === undefined) return [there];
	const note = await readableDirectory(block, start, littleEndian, layout);
	return note === undefined ? [there] : [there, ...knownFindings(note, layout)];
}

/**
 * How many times as bright as white the brightest of an iPhone's picture is, which its first gain maps leave to the notes.
 * https://developer.apple.com/documentation/appkit/applying-apple-hdr-effect-to-your-photos
 */
export async function headroomOf(block: ByteSource, { start, end }: TiffEntry): Promise<number | undefined> {
	const apple = layouts.find(({ begins }) => begins?.test("Apple iOS"));
	if (apple === undefined || end > block.size || end - start < 24) return undefined;
	if (!apple.begins?.test(latin1(await block.read(start, start + 24)))) return undefined;
	const note = await readableDirectory(block, start, false, apple);
	const values = exifValues(false, note?.directory?.entries.filter(({ tag }) => tag === 33 || tag === 48) ?? []);
	const [brightness, gain] = [values.get(33), values.get(48)];
	if (typeof brightness !== "number" || typeof gain !== "number") return undefined;
	const [slope, most] = steps[brightness < 1 ? "dim" : "bright"][gain <= 0.01 ? "low" : "high"];
	const headroom = 2 ** (Math.max(slope * gain + most, 0) / 1000);
	return headroom < 100 ? Math.round(headroom * 1e6) / 1e6 : undefined; // neither is NaN
}

/** Thousandths of stops: how they fall as the gain grows, and from where. */
const steps = {
	dim: { low: [-20_000, 1800], high: [-101, 1601] },
	bright: { low: [-70_000, 3000], high: [-303, 2303] },
} as const;

/** Names and numbers stand in front; behind them some makers put whole pictures. */
const longestRead = 64 * 1024;

type NoteDirectory = { littleEndian: boolean; directory: TiffDirectory | undefined };

/** A note's directory; none where it is damaged. */
async function readableDirectory(...where: Parameters<typeof directoryOf>): Promise<NoteDirectory | undefined> {
	try {
		return await directoryOf(...where);
	} catch (error) {
		if (!(error instanceof InvalidFileError) || error.reason === "unreadable") throw error;
		return undefined;
	}
}

async function directoryOf(
	block: ByteSource,
	start: number,
	littleEndian: boolean,
	layout: Layout,
): Promise<NoteDirectory> {
	const note = sliceSource(block, start, block.size);
	if (typeof layout.directory === "object") {
		const own = await readTiff(sliceSource(note, layout.directory.tiff, note.size));
		return { littleEndian: own.littleEndian, directory: own.directories[0] };
	}
	const order = layout.bigEndian ? false : littleEndian;
	const source = layout.base === "note" ? note : block;
	const at = layout.base === "note" ? layout.directory : start + layout.directory;
	return { littleEndian: order, directory: await readDirectoryAt(source, order, at) };
}

function knownFindings({ littleEndian, directory }: NoteDirectory, { tags }: Layout): Finding[] {
	const entries = directory?.entries.filter(({ tag }) => tags[tag] !== undefined) ?? [];
	const values = exifValues(littleEndian, entries);
	return entries.flatMap(({ tag, bytes }) => {
		const value = values.get(tag);
		const text = typeof value === "object" ? latin1(bytes ?? new Uint8Array(0)) : `${value ?? ""}`;
		const name = tags[tag];
		const told = readable(text);
		return name === undefined || told === "" || /^[-0 .]*$/.test(told) ? [] : [tagFinding("MakerNotes", name, told)];
	});
}
