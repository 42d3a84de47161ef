// What ID3v2 and ID3v1 tags say. https://id3.org/id3v2.4.0-frames

import { type Finding, withoutChoice } from "../../core/finding";
import { type Keep, mayStay } from "../../core/keep";
import { phrase, sized } from "../../core/phrase";
import type { ByteSource } from "../containers/byte-source";
import { framesIn, type Id3Frame, readId3, userTextFrame, writeId3 } from "../containers/id3";
import { inflate } from "../containers/inflate";
import { bytesBE, joinBytes, latin1, uint8 } from "../containers/numbers";
import type { ReadContext } from "../handler";
import { own } from "../own";
import { jumbfFindings } from "./c2pa";
import { type Cover, readCover } from "./cover";
import { isImageType } from "./flac-picture";
import { genreName } from "./genres";
import { frameId, frameNames } from "./id3-names";
import { camelCase, isLoudness, isPlainName, mediaFinding } from "./media-tags";
import { untilZero, untilZeros } from "./text";
import { xmpFindings } from "./xmp";

/** A tag, and the same tag with what is needed and what a person keeps: no bytes where that is nothing. */
export type Id3 = {
	findings: Finding[];
	/** `gains` are loudness values from elsewhere, to be kept here. */
	kept(keep: Keep, gains: readonly (readonly [string, string])[]): Promise<Uint8Array<ArrayBuffer>>;
};

type Told = { findings: Finding[]; needed?: true; cover?: Cover; pictureStart?: number };

/** What the tag in `[start, end)` of a file says. */
export async function id3Tag(source: ByteSource, start: number, end: number, context: ReadContext): Promise<Id3> {
	const { version, scrambled, frames, rest } = await readId3(source, start, end);
	const name = `ID3v2.${version}`;
	const told: (Told & { frame: Id3Frame })[] = [];
	for (const frame of frames) told.push({ frame, ...(await tellFrame(frame, name, { start, version }, context)) });
	const findings = told.flatMap((frame) => frame.findings);
	if (rest > 0)
		findings.push({ kind: "unknown", severity: "medium", source: name, tag: "padding", value: sized(rest) });
	return {
		findings,
		async kept(keep, gains) {
			const kept: Uint8Array[] = [];
			for (const { frame, findings, needed, cover, pictureStart } of told) {
				const [own] = findings;
				if (needed) kept.push(frame.raw);
				else if (own && (cover ? mayStay(own, keep) : findings.every((finding) => mayStay(finding, keep)))) {
					const raw = cover ? await coverFrame(frame, cover, pictureStart ?? 0, version, keep) : frame.raw;
					if (raw) kept.push(raw);
				}
			}
			const loudness = told.some(({ needed }) => needed)
				? []
				: gains.map(([key, value]) => userTextFrame(version, key, value));
			return kept.length + loudness.length > 0
				? writeId3(version, [...kept, ...loudness], scrambled)
				: new Uint8Array();
		},
	};
}

/** A tag of loudness values alone. */
export function gainTag(gains: readonly (readonly [string, string])[]): Uint8Array<ArrayBuffer> {
	return writeId3(
		3,
		gains.map(([key, value]) => userTextFrame(3, key, value)),
	);
}

/** ID3v1's 128 bytes: fields of fixed length. */
export function id3v1Findings(tag: Uint8Array): Finding[] {
	const fields: readonly [string, number, number][] = [
		["Title", 3, 33],
		["Artist", 33, 63],
		["Album", 63, 93],
		["Year", 93, 97],
		["Comment", 97, 127],
	];
	const findings = fields.map(([name, start, end]) => mediaFinding("ID3v1", name, untilZero(latin1(tag, start, end))));
	const told = findings.filter((finding) => finding !== undefined);
	return told.length > 0
		? told.map(withoutChoice)
		: [{ kind: "unknown", severity: "low", source: "ID3v1", tag: "TAG", value: phrase("emptyTag") }];
}

/** Loudness, as `RVA2` and others tell it. */
const loudnessFrames = new Set(["RVA2", "RVAD", "RGAD", "XRVA"]);
const longestLoudness = 128;
const longestInflated = 16 * 1024 * 1024;
/** Where a chapter begins and ends, in milliseconds and in bytes. */
const chapterTimes = 16;
/** What `RVA2` says that its numbers are of. */
const namesOfGain = /^(track|album|mix|radio|audiophile|normalize)\0/i;

/** The tag that a frame stands in: where it begins, and its version. */
type Around = { start: number; version: number };

async function tellFrame(frame: Id3Frame, source: string, tag: Around, context: ReadContext): Promise<Told> {
	const id = frameId(frame.id);
	const { body, packing } = frame;
	if (packing) {
		const inside = packing === "deflated" ? await inflate(body, "deflate", longestInflated) : undefined;
		if (inside?.ended !== "whole") {
			const value = phrase("compressedBytes", { bytes: body.length });
			return { findings: [{ ...unknown(source, frameNames[id] ?? id, 0), severity: "medium", value }] };
		}
		const { packing: _, ...unpacked } = { ...frame, body: inside.bytes };
		const { findings } = await tellFrame(unpacked, source, tag, context);
		// It is not written again in the form in which it could stay.
		const told = findings.length > 0 ? findings : [unknown(source, id, body.length)];
		return { findings: told.map(withoutChoice) };
	}
	if (
		loudnessFrames.has(id) &&
		body.length <= longestLoudness &&
		!/[ -~]{4}/.test(latin1(body).replace(namesOfGain, ""))
	)
		return { findings: [], needed: true };
	if (id === "APIC") return tellPicture(frame, source, tag.start, context);
	const name = frameNames[id] ?? id;
	if (body.length === 0) return { findings: [unknown(source, name, 0)] };
	if (id === "CHAP" || id === "CTOC") return tellChapter(frame, source, tag, context);
	const told = (tag: string, value: string): Told => {
		const finding = mediaFinding(source, tag, value);
		return { findings: [finding ?? unknown(source, tag, body.length)] };
	};
	const texts = (at: number) => decodeTexts(body, at, uint8(body, 0));
	if (id === "TXXX" || id === "WXXX") {
		const [key = "", ...values] = texts(1);
		if (id === "TXXX" && isLoudness(key, values.join(""))) return { findings: [], needed: true };
		if (!isPlainName(key)) values.push("\0");
		return told(
			id === "WXXX"
				? `UserDefinedURL${key && ` (${key})`}`
				: (own(frameNames, key) ?? camelCase(key)) || "UserDefinedText",
			values.join("; "),
		);
	}
	if (/^(COMM|USLT|SYLT)$/.test(id)) {
		const [description, ...values] = texts(4);
		// As ExifTool writes it.
		return told(name, `${description ? `(${description}) ` : ""}${values.join("; ")}`);
	}
	if (id === "TCON") return told(name, genreName(texts(1).join("; ")));
	if (/^(T...|IPLS|GRP1|MVNM|MVIN)$/.test(id)) return told(name, texts(1).join("; "));
	if (/^W...$/.test(id)) return told(name, untilZeros(latin1(body)));
	if (id === "PCST") return { findings: [{ ...unknown(source, name, body.length), kind: "text" }] };
	// A price, a date and who sold it: words of several fields, told one behind the other as ExifTool does.
	if (id === "OWNE" || id === "COMR") return { findings: told(name, texts(1).join("; ")).findings.map(withoutChoice) };
	if (id === "GEOB") return tellObject(body, source);
	const [owner = ""] = latin1(body).split("\0", 1);
	if (id === "PRIV" && owner === "XMP") return { findings: xmpFindings(body.subarray(4)).map(withoutChoice) };
	if (/^(PRIV|UFID|POPM)$/.test(id)) {
		const rest = latin1(body, Math.min(owner.length + 1, body.length)).replace(/[^\x20-\x7e]+/g, "");
		const kind = id === "POPM" && owner.includes("@") ? "person" : "tracking";
		return {
			findings: [
				{
					kind,
					severity: "high",
					source,
					tag: name,
					value: `${owner} ${id === "POPM" ? "" : rest}`.trim() || sized(body.length),
				},
			],
		};
	}
	return { findings: [unknown(source, name, body.length)] };
}

function unknown(source: string, tag: string, size: number): Finding {
	return { kind: "unknown", severity: "low", source, tag, value: sized(size) };
}

/** A chapter or a list of them: frames of its own behind its name and times. https://id3.org/id3v2-chapters-1.0 */
async function tellChapter(frame: Id3Frame, source: string, tag: Around, context: ReadContext): Promise<Told> {
	const { id, body, at } = frame;
	const behindName = (from: number) => body.indexOf(0, from) + 1 || body.length;
	let start = behindName(0);
	if (id === "CHAP") start += chapterTimes;
	else {
		let left = body[start + 1] ?? 0;
		for (start += 2; left > 0 && start < body.length; left--) start = behindName(start);
	}
	const findings: Finding[] = [];
	for (const inner of framesIn(body, start, tag.version, at).frames) {
		if (/^(CHAP|CTOC)$/.test(inner.id)) continue;
		for (const finding of (await tellFrame(inner, source, tag, context)).findings.map(withoutChoice))
			findings.push(finding.source === source ? { ...finding, tag: `Chapter${finding.tag}` } : finding);
	}
	return { findings: findings.length > 0 ? findings : [unknown(source, id, body.length)] };
}

/** A file of any kind within the tag. */
function tellObject(body: Uint8Array, source: string): Told {
	const encoding = uint8(body, 0);
	const mimeEnd = body.indexOf(0, 1);
	const [file = "", description = ""] = decodeTexts(body, mimeEnd < 0 ? body.length : mimeEnd + 1, encoding);
	const mime = latin1(body, 1, mimeEnd < 0 ? body.length : mimeEnd);
	if (mime === "application/x-c2pa-manifest-store") {
		const manifest = textEnd(body, textEnd(body, mimeEnd + 1, encoding), encoding);
		return { findings: jumbfFindings(body.subarray(manifest), source).map(withoutChoice) };
	}
	return {
		findings: (
			[
				["GEOB-File", file || sized(body.length)],
				["GEOB-Desc", description],
				["GEOB-Mime", mime],
			] as const
		)
			.filter(([, value]) => value !== "")
			.map(([tag, value]) => ({ kind: "hidden-media", severity: "high", source, tag, value })),
	};
}

async function tellPicture(frame: Id3Frame, source: string, tagStart: number, context: ReadContext): Promise<Told> {
	const { id, body, at } = frame;
	const encoding = body[0] ?? 0;
	const mimeEnd = id === "PIC" ? 3 : body.indexOf(0, 1);
	const descriptionStart = Math.min(mimeEnd < 0 ? body.length : mimeEnd + 2, body.length);
	const pictureStart = textEnd(body, descriptionStart, encoding);
	const [description = ""] = decodeTexts(body.subarray(0, pictureStart), descriptionStart, encoding);
	const place = at === undefined ? undefined : tagStart + at + pictureStart;
	const isAlone = isImageType(latin1(body, 1, Math.max(mimeEnd, 1)));
	const cover = await readCover(source, "Picture", body.slice(pictureStart), place, context, isAlone);
	const words = mediaFinding(source, "PictureDescription", description.slice(0, 200));
	return { findings: [...cover.findings, ...(words ? [words] : [])], cover, pictureStart };
}

/** A picture's frame with the stripped picture and without its description. */
async function coverFrame(
	frame: Id3Frame,
	cover: Cover,
	pictureStart: number,
	version: number,
	keep: Keep,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const picture = await cover.stripped(keep);
	if (!picture || version < 3) return undefined;
	const mimeEnd = Math.max(frame.body.indexOf(0, 1), 1);
	const head = joinBytes([
		Uint8Array.of(0),
		frame.body.subarray(1, Math.min(mimeEnd + 2, pictureStart)),
		Uint8Array.of(0),
	]);
	const body = joinBytes([head, picture]);
	const size =
		version === 4
			? Uint8Array.from([21, 14, 7, 0].map((shift) => (body.length >> shift) & 0x7f))
			: bytesBE(body.length, 4);
	return joinBytes([frame.raw.subarray(0, 4), size, Uint8Array.of(0, 0), body]);
}

/** Texts from `at` on, each ended by zero, in the encoding a frame's first byte names. */
function decodeTexts(body: Uint8Array, at: number, encoding: number): string[] {
	const bytes = body.subarray(Math.min(at, body.length));
	if (encoding === 1 || encoding === 2) {
		// Each text has a mark of its own; without one it reads as the one before.
		let littleEndian = encoding === 1;
		const texts: string[] = [];
		for (let start = 0; start < bytes.length; ) {
			const end = textEnd(bytes, start, encoding);
			if (bytes[start] === 0xff && bytes[start + 1] === 0xfe) littleEndian = true;
			if (bytes[start] === 0xfe && bytes[start + 1] === 0xff) littleEndian = false;
			texts.push(
				new TextDecoder(littleEndian ? "utf-16le" : "utf-16be").decode(bytes.subarray(start, end)).replace(/\0+$/, ""),
			);
			start = end;
		}
		return texts.filter((text, index) => text !== "" || index === 0);
	}
	const text = new TextDecoder(encoding === 3 ? "utf-8" : "windows-1252").decode(bytes);
	return text.replace(/\0+$/, "").split("\0");
}

/** Where the text at `at` ends, its terminator included. */
function textEnd(bytes: Uint8Array, at: number, encoding: number): number {
	if (encoding !== 1 && encoding !== 2) {
		const end = bytes.indexOf(0, at);
		return end < 0 ? bytes.length : end + 1;
	}
	for (let index = at; index + 1 < bytes.length; index += 2)
		if (bytes[index] === 0 && bytes[index + 1] === 0) return index + 2;
	return bytes.length;
}
