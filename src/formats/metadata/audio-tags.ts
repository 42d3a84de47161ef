// The tags around coded audio: ID3v2 and APEv2 before it, and any order of ID3v1, Lyrics3, APEv2 and ID3v2 behind it.
import { type Finding, withoutChoice } from "../../core/finding";
import type { ByteSource } from "../containers/byte-source";
import { id3HeaderSize, id3Size } from "../containers/id3";
import { latin1, uint32LE } from "../containers/numbers";
import type { ReadContext } from "../handler";
import { InvalidFileError } from "../invalid-file-error";
import { type Part, part } from "../parts";
import { type ApeTag, apeFooterSize, lyrics3Findings, readApe } from "./ape";
import { gainTag, type Id3, id3Tag, id3v1Findings } from "./id3";

/** Coded audio in `[start, end)`, and what can go around it. */
export type TaggedAudio = {
	start: number;
	end: number;
	parts: Part[];
};

type Place = { start: number; end: number };
type Gain = readonly [string, string];

const maxTags = 32;
/** Of the audio itself, which whoever asked for its tags looks at next. */
const headRead = 4096;
const maxTagSize = 64 * 1024 * 1024;
const id3v1Size = 128;
const enhancedId3v1Size = 227;
const maxLyricsSize = 1_000_000;
/** Version 1 of Lyrics3 does not tell its length, but has a limit. */
const maxLyrics1Size = 5100;

export async function readAudioTags(source: ByteSource, context: ReadContext): Promise<TaggedAudio> {
	const places = await leadingTags(source);
	const start = places.at(-1)?.end ?? 0;
	// All at once: what a song costs is the times that one waits for its file.
	const [leading, trailing] = await Promise.all([
		Promise.all(places.map((place) => leadingTag(source, place, context))),
		trailingTags(source, start, context),
		source.read(start, Math.min(start + headRead, source.size)),
	]);
	const parts = trailing.map((tag) => tag.part);
	const gains = trailing.flatMap((tag) => tag.gains);
	let gainsKept = false;
	for (const tag of leading) {
		if (tag.kind === "ape") {
			gains.push(...tag.gains);
			parts.push(part(tag.findings, [tag.place]));
		} else {
			parts.push(id3Part(tag.id3, tag.place, gainsKept ? [] : gains));
			gainsKept = true;
		}
	}
	if (!gainsKept && gains.length > 0) parts.push(part([], [{ start: 0, end: 0, bytes: gainTag(gains) }]));
	return { start, end: trailing.at(-1)?.start ?? source.size, parts };
}

type LeadingTag = { place: Place } & (
	| { kind: "ape"; findings: Finding[]; gains: readonly Gain[] }
	| { kind: "id3"; id3: Id3 }
);

async function leadingTag(
	source: ByteSource,
	{ kind, ...place }: Place & { kind: "id3" | "ape" },
	context: ReadContext,
): Promise<LeadingTag> {
	if (kind === "ape") return { place, kind, ...(await apeAt(source, place, context)) };
	return { place, kind, id3: await id3Tag(source, place.start, place.end, context) };
}

/** The tags behind the audio, the last one first. */
async function trailingTags(source: ByteSource, start: number, context: ReadContext): Promise<TrailingTag[]> {
	const tags: TrailingTag[] = [];
	for (;;) {
		if (tags.length === maxTags) throw new InvalidFileError("too-complex", `more than ${maxTags} tags`);
		const tag = await trailingTag(source, start, tags.at(-1)?.start ?? source.size, context);
		if (!tag) return tags;
		tags.push(tag);
	}
}

/** Where audio begins: behind the tags at the start of a file. */
export async function audioStart(source: ByteSource): Promise<number> {
	return (await leadingTags(source)).at(-1)?.end ?? 0;
}

/** An ID3v2 tag goes but for what is needed or kept. */
export function id3Part(tag: Id3, place: Place, gains: readonly Gain[]): Part {
	return {
		findings: tag.findings,
		async edits(keep) {
			return [{ ...place, bytes: await tag.kept(keep, gains) }];
		},
	};
}

/** What stands between two songs, or behind the last one: tags, and whether anything else is there. */
export async function tagsBetween(
	source: ByteSource,
	{ start, end }: Place,
	context: ReadContext,
): Promise<{ findings: Finding[]; end: number }> {
	const findings: Finding[] = [];
	let at = start;
	for (let last = -1; last < at; ) {
		last = at;
		for (const place of await leadingTags(source, at, end)) {
			const tag = await leadingTag(source, place, context);
			findings.push(...(tag.kind === "id3" ? tag.id3 : tag).findings);
			at = place.end;
		}
		const tail = await source.read(at, Math.min(at + id3v1Size, end));
		if (tail.length < id3v1Size || latin1(tail, 0, 3) !== "TAG") continue;
		findings.push(...id3v1Findings(tail));
		at += id3v1Size;
	}
	return { findings: findings.map(withoutChoice), end: at };
}

async function leadingTags(
	source: ByteSource,
	from = 0,
	to = source.size,
): Promise<(Place & { kind: "id3" | "ape" })[]> {
	const tags: (Place & { kind: "id3" | "ape" })[] = [];
	for (let start = from; start + id3HeaderSize <= to && tags.length < maxTags; ) {
		const head = await source.read(start, Math.min(start + apeFooterSize, to));
		const ape = head.length === apeFooterSize && latin1(head, 0, 8) === "APETAGEX";
		const size = ape ? apeFooterSize + uint32LE(head, 12) : id3Size(head);
		if (size === undefined) break;
		const end = Math.min(start + size, to);
		tags.push({ kind: ape ? "ape" : "id3", start, end });
		start = end;
	}
	return tags;
}

type TrailingTag = { start: number; part: Part; gains: readonly Gain[] };

/** The tag that ends at `end`, if one does. */
async function trailingTag(
	source: ByteSource,
	start: number,
	end: number,
	context: ReadContext,
): Promise<TrailingTag | undefined> {
	const tail = await source.read(Math.max(start, end - enhancedId3v1Size - id3v1Size), end);
	const text = latin1(tail);
	const from = (size: number) => Math.max(start, end - size);
	const gone = (tagStart: number, findings: Part["findings"], gains: readonly Gain[] = []): TrailingTag => ({
		start: tagStart,
		part: part(findings, [{ start: tagStart, end }]),
		gains,
	});

	if (text.slice(-id3v1Size).startsWith("TAG") && tail.length >= id3v1Size) {
		const enhanced = text.slice(-id3v1Size - enhancedId3v1Size).startsWith("TAG+");
		return gone(from(id3v1Size + (enhanced ? enhancedId3v1Size : 0)), id3v1Findings(tail.subarray(-id3v1Size)));
	}
	if (text.slice(-apeFooterSize).startsWith("APETAGEX")) {
		const footer = tail.subarray(-apeFooterSize);
		const hasHeader = uint32LE(footer, 20) >= 0x8000_0000;
		const tagStart = from(uint32LE(footer, 12) + (hasHeader ? apeFooterSize : 0));
		const { findings, gains } = await apeAt(source, { start: tagStart, end }, context);
		return gone(tagStart, findings, gains);
	}
	if (text.endsWith("LYRICS200") && /^\d{6}$/.test(text.slice(-15, -9))) {
		const tagStart = from(Math.min(Number(text.slice(-15, -9)), maxLyricsSize) + 15);
		return gone(tagStart, lyrics3Findings(await source.read(tagStart, Math.max(tagStart, end - 15))));
	}
	if (text.endsWith("LYRICSEND")) {
		const back = from(maxLyrics1Size + 20);
		const at = latin1(await source.read(back, end)).lastIndexOf("LYRICSBEGIN");
		if (at >= 0) return gone(back + at, lyrics3Findings(await source.read(back + at, end - 9)));
	}
	if (text.slice(-id3HeaderSize).startsWith("3DI")) {
		const size = id3Size(Uint8Array.from([0x49, 0x44, 0x33, ...tail.subarray(-id3HeaderSize + 3)])) ?? 0;
		const tagStart = from(size);
		if (tagStart < end && latin1(await source.read(tagStart, Math.min(tagStart + 3, end))) === "ID3") {
			return {
				start: tagStart,
				part: id3Part(await id3Tag(source, tagStart, end, context), { start: tagStart, end }, []),
				gains: [],
			};
		}
	}
	return undefined;
}

async function apeAt(source: ByteSource, { start, end }: Place, context: ReadContext): Promise<ApeTag> {
	if (end - start > maxTagSize) throw new InvalidFileError("too-complex", `a tag of ${end - start} bytes`);
	const bytes = await source.read(start, end);
	const headed = latin1(bytes.subarray(0, 8)) === "APETAGEX" && bytes.length > apeFooterSize;
	const footed = latin1(bytes.subarray(-apeFooterSize, -apeFooterSize + 8)) === "APETAGEX";
	const first = headed ? apeFooterSize : 0;
	return readApe(bytes.subarray(first, bytes.length - (footed ? apeFooterSize : 0)), start + first, context);
}
