// What Canon's cameras put into films and raw pictures, in boxes of their own: Exif by its directories, a small picture with its own Exif.
// https://exiftool.org/TagNames/Canon.html#uuid · https://github.com/lclevy/canon_cr3
import type { Finding } from "../../core/finding";
import { sized } from "../../core/phrase";
import { type ByteSource, bytesSource } from "../containers/byte-source";
import { type Box, boxesIn } from "../containers/isobmff";
import type { ReadContext } from "../handler";
import { readCover } from "./cover";
import { readExif } from "./exif";
import { makerNoteFindings } from "./maker-note";
import { mediaFinding } from "./media-tags";
import { decodeText, untilZeros, wordsIn } from "./text";

/** Behind what a block of TIFF begins with its first directory stands, in all that Canon writes. */
const firstDirectory = 8;
/** What stands before the picture: its version, its size and that of its file. */
const thumbnailHead = 16;

/** @param box its children are looked at. @param context for pictures in it: without one it is only said that they are there. */
export async function canonFindings(
	bytes: Uint8Array<ArrayBuffer>,
	box: Box,
	base: number,
	context?: ReadContext,
): Promise<Finding[]> {
	const findings: Finding[] = [];
	const picture = async (start: number, end: number) => {
		const finding = { kind: "thumbnail", severity: "medium", source: "Canon", tag: "ThumbnailImage" } as const;
		if (!context || start >= end) return [{ ...finding, value: sized(Math.max(0, end - start)) }];
		return (await readCover("Canon", finding.tag, bytes.slice(start, end), base + start, context)).findings;
	};
	const tell = (tag: string, value: string) => {
		const finding = mediaFinding("Canon", tag, value);
		if (finding) findings.push(finding);
	};
	const children = boxesIn(bytes, box.body, box.end).boxes.flatMap((child) =>
		child.type === "CNTH" ? boxesIn(bytes, child.body, child.end).boxes : [child],
	);
	for (const { type, body, end } of children) {
		const block = bytesSource(bytes.subarray(body, end));
		if (type === "CMT1" || type === "CMT2") findings.push(...(await readExif(block, base + body)).findings);
		else if (type === "CMT3") findings.push(...(await noteFindings(block)));
		else if (type === "CMT4") findings.push(...(await readExif(block, base + body, "gps")).findings);
		else if (type === "THMB") findings.push(...(await picture(body + thumbnailHead, end)));
		else if (type === "CNDA") findings.push(...(await picture(body, end)));
		else if (type === "CNCV") tell("CompressorVersion", untilZeros(decodeText(bytes.subarray(body, end))));
		else if (type === "CNOP") tell("OriginalFileName", wordsIn(bytes.subarray(body, end)));
	}
	return findings;
}

/** A note in a block of its own: the words in it, who owns the camera and which one it is. */
async function noteFindings(block: ByteSource): Promise<Finding[]> {
	if (block.size < firstDirectory) return [];
	const isLittle = (await block.read(0, 1))[0] === 0x49;
	return makerNoteFindings(block, { start: firstDirectory, end: block.size }, isLittle, "Canon");
}
