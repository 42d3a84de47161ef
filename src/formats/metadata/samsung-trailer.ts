// What Samsung's phones put behind the end of a picture: blocks with names, and their directory. https://exiftool.org/TagNames/Samsung.html#Trailer
import type { Finding } from "../../core/finding";
import { phrase } from "../../core/phrase";
import type { ByteSource } from "../containers/byte-source";
import { latin1, uint32LE } from "../containers/numbers";
import { readable } from "./text";

const longestDirectory = 64 * 1024;
const maxBlocks = 100;
const longestName = 64;
const longestText = 4096;
const namesShown = 6;

/** Blocks that hold text, by what they tell. */
const texts: Readonly<Record<string, Pick<Finding, "kind" | "severity" | "tag">>> = {
	Image_UTC_Data: { kind: "time", severity: "high", tag: "TimeStamp" },
	MCC_Data: { kind: "location", severity: "medium", tag: "MCCData" }, // the country of the network
	Captured_App_Info: { kind: "software", severity: "medium", tag: "CapturedAppInfo" }, // what a screenshot is of
	Original_Path_Hash_Key: { kind: "history", severity: "high", tag: "OriginalPathHashKey" },
	PhotoEditor_Re_Edit_Data: { kind: "history", severity: "high", tag: "ReEditData" },
};

/** Where the trailer at the end of a file starts, at `from` at the earliest, and what it says; `undefined` where there is none. */
export async function samsungTrailer(
	source: ByteSource,
	from: number,
): Promise<{ start: number; findings: Finding[] } | undefined> {
	const tailStart = Math.max(from, source.size - longestDirectory);
	const tail = await source.read(tailStart, source.size);
	const text = latin1(tail);
	const at = text.lastIndexOf("SEFH");
	if (at < 0 || !/SEFT$|QDIOBS$/.test(text)) return undefined;
	const directory = tailStart + at;
	let start = directory;
	const names = new Set<string>();
	const findings: Finding[] = [];
	// behind a version and a count the entries: type, how far in front of the directory the block stands, its size
	const end = Math.min(at + 12 + maxBlocks * 12, tail.length - 8);
	for (let entry = at + 12; entry + 12 <= end; entry += 12) {
		const block = directory - uint32LE(tail, entry + 4);
		const blockEnd = block + uint32LE(tail, entry + 8);
		if (block < from || blockEnd > directory || blockEnd - block < 8) continue;
		start = Math.min(start, block);
		const head = await source.read(block, Math.min(blockEnd, block + 8 + longestName + longestText));
		const nameEnd = 8 + uint32LE(head, 4);
		const name = readable(latin1(head.subarray(8, nameEnd))).slice(0, longestName);
		names.add(name);
		const told = texts[name];
		const data = block + nameEnd;
		if (head[nameEnd] === 0xff && head[nameEnd + 1] === 0xd8 && head[nameEnd + 2] === 0xff && data < blockEnd)
			findings.push(pictureFinding(data, blockEnd));
		const value = readable(new TextDecoder().decode(head.subarray(nameEnd)));
		if (told && value)
			findings.push({ source: "Trailer", ...told, value: told.kind === "time" ? momentOf(value) : value });
	}
	const value = [...names].slice(0, namesShown).join(", ") || phrase("samsungData");
	return {
		start,
		findings: [{ kind: "device", severity: "high", source: "Trailer", tag: "SamsungTrailer", value }, ...findings],
	};
}

/** The picture as it was before it was edited, whole. */
function pictureFinding(start: number, end: number): Finding {
	return {
		kind: "hidden-media",
		severity: "high",
		source: "Trailer",
		tag: "PreviewImage",
		value: phrase("secondPicture", { bytes: end - start }),
		picture: { type: "image", range: { start, end }, mime: "image/jpeg" },
	};
}

/** Milliseconds since 1970. */
function momentOf(value: string): string {
	const moment = new Date(Number(value));
	return Number.isNaN(moment.getTime()) ? value : moment.toISOString().replace("T", " ").replace("Z", " UTC");
}
