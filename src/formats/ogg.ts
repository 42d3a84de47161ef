// Ogg with Vorbis, Opus, Speex, Theora or FLAC: the comment packet is written anew, in as many pages. https://www.rfc-editor.org/rfc/rfc3533

import type { ByteRange, Finding } from "../core/finding";
import type { Keep } from "../core/keep";
import { sized } from "../core/phrase";
import type { ByteSource } from "./containers/byte-source";
import { joinBytes, latin1, uint8 } from "./containers/numbers";
import {
	firstFlag,
	hasRightSum,
	lastFlag,
	lastPage,
	type OggPage,
	packetStarts,
	packetsOf,
	pageSearch,
	readPage,
	refillPages,
	segmentsOf,
	writePages,
} from "./containers/ogg-pages";
import { walkReader } from "./containers/walk-reader";
import type { Handler, ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { mediaFinding } from "./metadata/media-tags";
import { readVorbisComment, type VorbisComment } from "./metadata/vorbis-comment";
import { filledUp, flacBlocks, flacComment } from "./ogg-flac-blocks";
import { type Part, part, readingOf, trailingParts } from "./parts";
import type { Edit } from "./splice";

/** A head, 255 sizes, and as many times 255 bytes. */
const longestPage = 27 + 255 + 255 * 255;
const maxStreams = 1000;
const maxPages = 10_000_000;
/** Places where pages are broken. */
const maxGaps = 1000;
/** Header pages of a stream: covers of some 20 MB in base64. */
const maxHeaderPages = 1000;
/** Codecs by the signature of their first packet, and its size: the comment's own signature, and how many packets are headers; FLAC's are as many as there are. */
const codecs = [
	{ first: "\x01vorbis", size: 30, comment: "\x03vorbis", headers: 3, end: Uint8Array.of(1) },
	{ first: "OpusHead", size: 19, comment: "OpusTags", headers: 2, end: new Uint8Array() },
	{ first: "\x80theora", size: 42, comment: "\x81theora", headers: 3, end: new Uint8Array() },
	{ first: "Speex   ", size: 80, comment: "", headers: 2, end: new Uint8Array() },
	{ first: "\x7fFLAC", size: 51, comment: "", headers: 0, end: new Uint8Array() },
] as const;
/** Where a head of Opus says how its channels are mapped, and how many they are; a map has two bytes more, and one a channel. */
const opusMapping = 18;
const opusChannels = 9;
/** Tells of the other streams, and of when and by whom they were made: a stream of its own, which players need not read. */
const skeleton = "fishead\0";

/** No header of FLAC begins so, and all sound does. */
const flacSync = 0xff;

/** A logical stream: its first page, and the pages of its headers behind that; complete once there are no more of them. */
type Stream = { codec: (typeof codecs)[number]; first: OggPage; pages: OggPage[]; complete: boolean };
/** The pages of a stream that no player needs, or of none at all. */
type Loose = { name: string; pages: OggPage[]; stays: boolean; ended: boolean };

export const ogg: Handler = {
	format: "ogg",
	async read(source, context) {
		const { streams, loose, gaps, end } = await readStreams(source, context);
		const parts: Part[] = [];
		for (const stream of streams)
			parts.push(await firstPagePart(source, stream), await streamPart(source, stream, context));
		for (const other of loose) parts.push(await loosePart(source, other));
		for (const gap of gaps) parts.push(part([unknown("BetweenPages", gap.end - gap.start)], [gap]));
		parts.push(...((await cutPage(source, end)) ?? (await trailingParts(source, end, "Ogg", context.signal))));
		return readingOf("ogg", source.size, parts);
	},
};

/** The beginning of a page, where a recording was interrupted. */
async function cutPage(source: ByteSource, at: number): Promise<Part[] | undefined> {
	const size = source.size - at;
	if (size < 4 || size > longestPage || latin1(await source.read(at, at + 4)) !== "OggS") return undefined;
	return [part([{ ...unknown("Page", size), severity: "low" }], [{ start: at, end: source.size }])];
}

/** The streams of a file with their header pages, pages of no stream that plays, and where its last page ends. */
async function readStreams(
	source: ByteSource,
	{ signal }: ReadContext,
): Promise<{ streams: Stream[]; loose: Loose[]; gaps: ByteRange[]; end: number }> {
	const gaps: ByteRange[] = [];
	/** The page before, where it is one of sound. */
	let sound: OggPage | undefined;
	const known: Stream[] = [];
	const loose: Loose[] = [];
	const streams = new Map<number, Stream | Loose>();
	const last = await lastPage(source);
	const nextPage = pageSearch(source, signal);
	const { read } = walkReader(source);
	let at = 0;
	for (let count = 0; ; count++) {
		if (signal.aborted) throw new InvalidFileError("stopped", "while walking pages");
		if (count > maxPages || known.length + loose.length > maxStreams)
			throw new InvalidFileError("too-complex", `${count} pages, ${streams.size} streams`);
		let page = await readPage(read, at, source.size);
		if (!page && last && at < last.end && gaps.length < maxGaps) {
			// A page that was cut off claims those behind it: they begin where one is whole again.
			const isBroken = sound && !hasRightSum((await source.read(sound.start, sound.end)).slice());
			const start = sound && isBroken ? sound.start : at;
			page = await nextPage(start + 1);
			if (page) gaps.push({ start, end: page.start });
		}
		if (!page) break;
		at = page.end;
		sound = undefined;
		const isFirst = (page.flags & firstFlag) !== 0;
		let stream = streams.get(page.serial);
		if (isFirst || !stream) {
			stream = isFirst ? await startStream(source, page) : { name: "Page", pages: [], stays: false, ended: true };
			streams.set(page.serial, stream);
			if ("codec" in stream) known.push(stream);
			else loose.push(stream);
		}
		if ("codec" in stream) {
			if (isFirst) continue;
			const headers = stream.complete ? "none" : await headersOn(source, page, stream);
			stream.complete = headers !== "more";
			if (headers === "none") {
				sound = page;
				continue;
			}
			if (stream.pages.length > maxHeaderPages) throw new InvalidFileError("too-complex", "a header of too many pages");
			stream.pages.push(page);
		} else {
			stream.ended ||= (page.flags & lastFlag) !== 0;
			if (!stream.stays) stream.pages.push(page);
		}
	}
	// What cannot be walked may hold streams that were not read.
	if (last && at < last.end) throw new InvalidFileError("damaged", `no page at ${at}`);
	if (known.length + loose.length === 0 || !known.every(hasHeaders))
		throw new InvalidFileError("damaged", "no stream, or headers cut off");
	return { streams: known, loose, gaps, end: at };
}

/** A stream by its first packet. */
async function startStream(source: ByteSource, page: OggPage): Promise<Stream | Loose> {
	const head = await source.read(page.body, page.end);
	const text = latin1(head.subarray(0, 16));
	const codec = codecs.find(({ first }) => text.startsWith(first));
	if (!codec) {
		const stays = !text.startsWith(skeleton);
		return { name: text.replace(/[^ -~]+/g, " ").trim(), pages: [], stays, ended: false };
	}
	return { codec, first: page, pages: [], complete: false };
}

/** What of the first page is behind the head of a codec. */
async function firstPagePart(source: ByteSource, { codec, first }: Stream): Promise<Part> {
	const head = await source.read(first.body, first.end);
	const mapped = codec.first === "OpusHead" && head.length > opusMapping && uint8(head, opusMapping) > 0;
	const size = codec.size + (mapped ? 2 + uint8(head, opusChannels) : 0);
	if (head.length <= size) return part([], []);
	const [bytes] = writePages([first], [head.subarray(0, size)]);
	return part([unknown("Head", head.length - size)], [{ start: first.start, end: first.end, ...(bytes && { bytes }) }]);
}

/** Pages that no player needs go; a stream that we do not know stays, and is told. */
async function loosePart(source: ByteSource, { name, pages, stays, ended }: Loose): Promise<Part> {
	const [first] = pages;
	if (stays || !first) return part([{ ...unknown("Stream", 0), value: name, stays: true }], []);
	if (!ended) throw new InvalidFileError("damaged", `${name} does not end`);
	const findings = [
		unknown(
			name,
			pages.reduce((sum, { start, end }) => sum + end - start, 0),
		),
	];
	const head = latin1(await source.read(first.body, first.end));
	const made = head.startsWith(skeleton) ? head.slice(44, 64).replace(/\0+$/, "") : "";
	const time = mediaFinding("Ogg", "CreationTime", made);
	return part(
		[...findings, ...(time ? [time] : [])],
		pages.map(({ start, end }) => ({ start, end })),
	);
}

function unknown(tag: string, size: number): Finding {
	return { kind: "unknown", severity: "medium", source: "Ogg", tag, value: sized(size) };
}

/**
 * What a page holds of a stream's headers: `none` where sound begins it, `last` where they end on it.
 * Ogg FLAC tells their number as well, not always rightly.
 */
async function headersOn(
	source: ByteSource,
	page: OggPage,
	{ codec, pages }: Stream,
): Promise<"none" | "more" | "last"> {
	if (codec.headers > 0) {
		const ended = [...pages, page].reduce((sum, { lacing }) => sum + lacing.filter((length) => length < 255).length, 0);
		return ended >= codec.headers - 1 ? "last" : "more";
	}
	const body = await source.read(page.body, page.end);
	const sound = packetStarts(page, isCut(pages)).find((at) => body[at] === flacSync);
	return sound === undefined ? "more" : sound === 0 ? "none" : "last";
}

/** Whether the last packet on pages goes on behind them. */
function isCut(pages: readonly OggPage[]): boolean {
	return pages.at(-1)?.lacing.at(-1) === 255;
}

/** FLAC without any sound has nothing behind its headers. */
function hasHeaders({ codec, pages, complete }: Stream): boolean {
	return complete ? pages.length > 0 : codec.headers === 0 && pages.length > 0 && !isCut(pages);
}

async function streamPart(source: ByteSource, stream: Stream, context: ReadContext): Promise<Part> {
	const { codec, pages } = stream;
	const { packets, cut } = await packetsOf(source, pages);
	const flac = codec.first === "\x7fFLAC";
	const firstSound = flac ? packets.findIndex(([first]) => first === flacSync) : codec.headers - 1;
	const headers = firstSound < 0 ? packets : packets.slice(0, firstSound);
	const sound = packets.slice(headers.length);
	const [packet, ...others] = headers;
	if (!packet) throw new InvalidFileError("damaged", "no comment packet");
	const signature = flac ? packet.subarray(0, 4) : packet.subarray(0, codec.comment.length);
	if (!flac && latin1(signature) !== codec.comment) throw new InvalidFileError("damaged", "no comment packet");
	const comment = await readVorbisComment(packet.slice(signature.length), context);
	const rest = flac ? await flacBlocks(others, context) : { packets: others, findings: [] };
	const findings = [...comment.findings, ...rest.findings, ...comment.tail(codec.end.length)];
	return {
		findings,
		async edits(keep) {
			if (findings.length === 0) return [];
			const write = (spare: number) => [
				flac ? flacComment(signature, comment, keep, spare) : plainComment(codec, comment, keep, spare),
				...rest.packets,
			];
			// Sound that begins on a page of headers, which it should not, stays where it is.
			if (cut.length > 0 || sound.length > 0) {
				const [least] = await Promise.all(write(0));
				const spare = packet.length - (least?.length ?? Number.POSITIVE_INFINITY);
				const [renewed] = spare < 0 ? [] : await Promise.all(write(spare));
				if (renewed?.length !== packet.length) throw new InvalidFileError("damaged", "sound beside headers");
				const same = rest.packets.map((block, index) => filledUp(block, others[index]?.length ?? 0));
				return inPlace(pages, refillPages(pages, joinBytes([renewed, ...same, ...sound, cut])));
			}
			let written = await Promise.all(write(0));
			const missing = pages.length - segmentsOf(written);
			if (missing > 0) written = await Promise.all(write(missing * 255));
			return inPlace(pages, writePages(pages, written));
		},
	};
}

function inPlace(pages: readonly OggPage[], renewed: readonly Uint8Array<ArrayBuffer>[]): Edit[] {
	return pages.map(({ start, end }, index) => ({ start, end, bytes: renewed[index] ?? new Uint8Array() }));
}

/** A comment packet with `spare` zeros behind it, which decoders pass over. */
async function plainComment(
	codec: Stream["codec"],
	comment: VorbisComment,
	keep: Keep,
	spare: number,
): Promise<Uint8Array<ArrayBuffer>> {
	const signature = Uint8Array.from(codec.comment, (character) => character.charCodeAt(0));
	return joinBytes([signature, await comment.kept(keep), codec.end, new Uint8Array(spare)]);
}
