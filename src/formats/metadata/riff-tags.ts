// What the chunks of WAV, AVI and AIFF files say. https://exiftool.org/TagNames/RIFF.html

import { type Finding, withoutChoice } from "../../core/finding";
import { type Keep, mayStay } from "../../core/keep";
import { sized } from "../../core/phrase";
import type { ByteSource } from "../containers/byte-source";
import { id3HeaderSize, id3Size } from "../containers/id3";
import { joinBytes, latin1, uint16BE, uint32BE } from "../containers/numbers";
import { type Chunk, readChunks } from "../containers/riff";
import type { ReadContext } from "../handler";
import { InvalidFileError } from "../invalid-file-error";
import { jumbfFindings } from "./c2pa";
import { id3Tag } from "./id3";
import { macTime, mediaFinding } from "./media-tags";
import { studioFindings } from "./studio-chunks";
import { decodeText, untilZero, untilZeros } from "./text";
import { xmpFindings } from "./xmp";

/**
 * A chunk that goes, and what is left of it for whoever keeps something: `undefined` where nothing is.
 * Without `content` it stays as it is.
 */
export type ChunkPlan = { findings: Finding[]; content?(keep: Keep): Promise<Uint8Array<ArrayBuffer> | undefined> };

const maxChunkSize = 64 * 1024 * 1024;

/** Of `LIST INFO`. */
const infoNames: Readonly<Record<string, string>> = {
	CMNT: "Comment",
	COMM: "Comments",
	DIRC: "Directory",
	DTIM: "DateTimeOriginal",
	GENR: "Genre",
	IARL: "ArchivalLocation",
	IART: "Artist",
	ICMS: "Commissioned",
	ICMT: "Comment",
	ICNT: "Country",
	ICOP: "Copyright",
	ICRD: "DateCreated",
	IDIT: "DateTimeOriginal",
	IEDT: "EditedBy",
	IENC: "EncodedBy",
	IENG: "Engineer",
	IGNR: "Genre",
	IKEY: "Keywords",
	IMED: "Medium",
	IMUS: "MusicBy",
	INAM: "Title",
	IPRD: "Product",
	IPRO: "ProducedBy",
	ISBJ: "Subject",
	ISFT: "Software",
	ISMP: "TimeCode",
	ISRC: "Source",
	ISTR: "Starring",
	ITCH: "Technician",
	ITRK: "TrackNumber",
	IWRI: "WrittenBy",
	LOCA: "Location",
	TAPE: "TapeName",
	TITL: "Title",
	TORG: "Organization",
	TRCK: "TrackNumber",
	YEAR: "Year",
	// Of `LIST exif`.
	ecor: "Make",
	emdl: "Model",
	etim: "TimeCreated",
	erel: "RelatedImageFile",
	eucm: "UserComment",
	emnt: "MakerNotes",
	// Chunks of text by themselves, in AVI and AIFF.
	strn: "StreamName",
	NAME: "Name",
	AUTH: "Author",
	"(c) ": "Copyright",
	ANNO: "Annotation",
};

/** What a chunk that no player needs says. `source` names the format: `RIFF`, `AIFF`. */
export async function tellChunk(
	file: ByteSource,
	chunk: Chunk,
	source: string,
	context: ReadContext,
): Promise<ChunkPlan> {
	const { id, body, end } = chunk;
	if (end - body > maxChunkSize) throw new InvalidFileError("too-complex", `${id} of ${end - body} bytes`);
	const tagSize = /^id3 $/i.test(id) ? id3Size(await file.read(body, Math.min(body + id3HeaderSize, end))) : undefined;
	if (tagSize !== undefined) {
		const tagEnd = Math.min(body + tagSize, end);
		const tag = await id3Tag(file, body, tagEnd, context);
		const rest = chunkFindings(id, await file.read(tagEnd, end), source);
		return {
			findings: [...tag.findings, ...rest],
			async content(keep) {
				const kept = await tag.kept(keep, []);
				return kept.length > 0 ? kept : undefined;
			},
		};
	}
	const bytes = await file.read(body, end);
	if (id === "LIST" && /^(INFO|exif)$/.test(latin1(bytes.subarray(0, 4)))) return tellInfo(file, chunk, context);
	return {
		findings: chunkFindings(id, bytes, source).map(withoutChoice),
		content: async () => undefined,
	};
}

function chunkFindings(id: string, bytes: Uint8Array<ArrayBuffer>, source: string): Finding[] {
	if (bytes.every((byte) => byte === 0)) return [];
	const known = knownChunk(id, bytes, source).filter((finding) => finding !== undefined);
	if (known.length > 0) return known;
	const list = id === "LIST" ? `/${latin1(bytes.subarray(0, 4))}` : "";
	const words = [...latin1(bytes.subarray(0, 4096)).matchAll(/[\x20-\x7e]{5,}/g)]
		.map(([word]) => word.trim())
		.slice(0, 8);
	const value = words.length > 0 ? words.join(" ").slice(0, 200) : sized(bytes.length);
	const kind = /^(strd|JUNK|hydt)$/.test(id) || list === "/hydt" ? "device" : "unknown";
	return [{ kind, severity: "medium", source, tag: `${id}${list}`.replace(/[^\x20-\x7e]/g, "?"), value }];
}

function knownChunk(id: string, bytes: Uint8Array<ArrayBuffer>, source: string): (Finding | undefined)[] {
	const studio = studioFindings(id, bytes, source);
	if (studio) return studio;
	switch (id) {
		case "_PMX":
			return xmpFindings(bytes);
		case "C2PA":
			return jumbfFindings(bytes, source);
		case "DISP":
			return [mediaFinding(source, "SoundSchemeTitle", text(bytes.subarray(4)))];
		case "IDIT":
			return [mediaFinding(source, "DateTimeOriginal", idit(text(bytes)))];
		case "COMT":
			return aiffComments(bytes).flatMap(({ time, text }) => [
				mediaFinding(source, "CommentTime", time),
				mediaFinding(source, "Comment", text),
			]);
		default: {
			const name = infoNames[id];
			return name ? [mediaFinding(source, name, text(bytes))] : [];
		}
	}
}

/** `Mon Mar 10 15:04:43 2003`, as cameras write it, in order of size. */
function idit(value: string): string {
	const match = /^\w{3} (\w{3}) +(\d+) ([\d:]{8}) (\d{4})/.exec(value);
	if (!match) return value.replace(/^(\d{4})\W(\d\d)\W(\d\d)\W*/, "$1:$2:$3 ");
	const [, name = "", day = "", time, year] = match;
	const month = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC".indexOf(name.toUpperCase()) / 3 + 1;
	return `${year}:${String(month).padStart(2, "0")}:${day.padStart(2, "0")} ${time}`;
}

/** AIFF's comments, each with the second it was written, from 1904. */
function aiffComments(bytes: Uint8Array): { time: string; text: string }[] {
	const comments: { time: string; text: string }[] = [];
	for (let at = 2; at + 8 <= bytes.length; ) {
		const size = uint16BE(bytes, at + 6);
		const end = Math.min(at + 8 + size, bytes.length);
		comments.push({ time: macTime(uint32BE(bytes, at)), text: text(bytes.subarray(at + 8, end)) });
		at = end + (size % 2);
	}
	return comments;
}

async function tellInfo(file: ByteSource, list: Chunk, { signal }: ReadContext): Promise<ChunkPlan> {
	const entries: { finding: Finding | undefined; raw: Uint8Array }[] = [];
	const kind = await file.read(list.body, list.body + 4);
	let at = list.body + 4;
	for (const { id, start, body, end, next } of await readChunks(file, list.body + 4, list.end, signal)) {
		const raw = await file.read(start, next);
		// What stands behind the zero that ends a text is told with it.
		const value = untilZeros(decodeText(raw.subarray(body - start, end - start)));
		entries.push({ finding: mediaFinding("RIFF", infoNames[id] ?? id, value), raw });
		at = next;
	}
	const findings = entries.map(({ finding }) => finding).filter((finding) => finding !== undefined);
	const behind = (await file.read(at, list.end)).some((byte) => byte !== 0);
	if (behind || (findings.length === 0 && list.end > list.body + 4)) {
		findings.push({
			kind: "unknown",
			severity: "low",
			source: "RIFF",
			tag: "LIST INFO",
			value: sized(behind ? list.end - at : list.end - list.body),
		});
	}
	return {
		findings,
		async content(keep) {
			const kept = entries.filter(({ finding }) => finding && mayStay(finding, keep)).map(({ raw }) => raw);
			return kept.length > 0 ? joinBytes([kind, ...kept]) : undefined;
		},
	};
}

function text(bytes: Uint8Array): string {
	return untilZero(decodeText(bytes)).trim();
}
