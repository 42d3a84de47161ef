// Which format a file is, by its first bytes: never by its name or MIME type, which anyone can choose.
import type { AudioKind } from "./audio-kind";
import type { ByteSource } from "./containers/byte-source";
import { beginsAmidFrames } from "./containers/frame-runs";
import { adtsFrameAt, isAdts, isMpegAudio, mpegFrameAt } from "./containers/mpeg-frames";
import { looksLikeSvg } from "./svg-signature";
import { type TextKind, textKindOf } from "./text-kind";
import type { ZipKind } from "./zip-kind";

/** Bytes looked at: the longest signature and the brands of an ISOBMFF file type box fit well within. */
const headSize = 4096;

const signatures = [
	{ format: "jpeg", matches: (head) => startsWith(head, [0xff, 0xd8, 0xff]) },
	{ format: "gif", matches: (head) => startsWith(head, ascii("GIF87a")) || startsWith(head, ascii("GIF89a")) },
	{ format: "webp", matches: (head) => startsWith(head, ascii("RIFF")) && startsWith(head.subarray(8), ascii("WEBP")) },
	{ format: "png", matches: (head) => startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
	// Readers look for the header in the first 1024 bytes; other pictures carry whole PDFs there, so we do not.
	{ format: "pdf", matches: (head) => /^(?:\u00ef\u00bb\u00bf)?\s{0,64}%PDF-\d/.test(textOf(head.subarray(0, 80))) },
	{
		format: "zip",
		matches: (head) => startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06]),
	},
	{ format: "ole", matches: (head) => startsWith(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) },
	{ format: "heif", matches: isHeif },
	{ format: "jxl", matches: (head) => startsWith(head, [0xff, 0x0a]) || startsWith(head.subarray(4), ascii("JXL ")) },
	{ format: "svg", matches: looksLikeSvg },
	{ format: "svgz", matches: (head) => startsWith(head, [0x1f, 0x8b, 0x08]) },
	{ format: "bmp", matches: isBmp },
	{ format: "psd", matches: (head) => startsWith(head, ascii("8BPS")) },
	{
		format: "jp2",
		matches: (head) => startsWith(head.subarray(4), ascii("jP  ")) || startsWith(head, [0xff, 0x4f, 0xff, 0x51]),
	},
	{ format: "raf", matches: (head) => startsWith(head, ascii("FUJIFILMCCD-RAW ")) },
	{ format: "cr3", matches: (head) => startsWith(head.subarray(4), ascii("ftypcrx ")) },
	{ format: "ico", matches: isIco },
	{ format: "tiff", matches: isTiff },
	{ format: "matroska", matches: (head) => startsWith(head, [0x1a, 0x45, 0xdf, 0xa3]) },
	{ format: "mp4", matches: isMovie },
	{ format: "tagged", matches: (head) => startsWith(head, ascii("ID3")) || startsWith(head, ascii("APETAGEX")) },
	{
		format: "wav",
		matches: (head) => /^(RIFF|RF64|BW64)....WAVE/s.test(String.fromCharCode(...head.subarray(0, 12))),
	},
	{ format: "avi", matches: (head) => startsWith(head, ascii("RIFF")) && startsWith(head.subarray(8), ascii("AVI ")) },
	{ format: "aiff", matches: (head) => startsWith(head, ascii("FORM")) && startsWith(head.subarray(8), ascii("AIF")) },
	{ format: "ogg", matches: (head) => startsWith(head, ascii("OggS")) },
	{ format: "flac", matches: (head) => startsWith(head, ascii("fLaC")) },
	{ format: "aac", matches: isAdts },
	{ format: "mp3", matches: isMpegAudio },
] as const satisfies readonly { format: string; matches: (head: Uint8Array) => boolean }[];

export type Format = Exclude<(typeof signatures)[number]["format"], "tagged"> | ZipKind | AudioKind | TextKind;

/** The format of a file that is not empty, or `undefined` when no handler knows its signature. */
export async function formatOf(source: ByteSource): Promise<Format | undefined> {
	const head = await source.read(0, Math.min(source.size, headSize));
	const format = signatures.find(({ matches }) => matches(head))?.format;
	if (format === "tagged") return (await import("./audio-kind")).taggedKind(source);
	if (format === "svgz") return (await (await import("./svgz")).isSvgz(source)) ? format : undefined;
	return format === "zip"
		? (await import("./zip-kind")).zipKindOf(source)
		: (format ?? cutSong(head) ?? textKindOf(head));
}

/** Sound that begins in the middle of a frame. */
function cutSong(head: Uint8Array): AudioKind | undefined {
	if (beginsAmidFrames(head, mpegFrameAt)) return "mp3";
	return beginsAmidFrames(head, adtsFrameAt) ? "aac" : undefined;
}

function textOf(bytes: Uint8Array): string {
	return String.fromCharCode(...bytes);
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
	return signature.every((byte, index) => bytes[index] === byte);
}

function ascii(text: string): number[] {
	return Array.from(text, (character) => character.charCodeAt(0));
}

/** `BM`, and a header of a size that is known: that of OS/2 may be cut short behind its first 16 bytes. */
function isBmp(head: Uint8Array): boolean {
	const [size = 0, high] = head.subarray(14, 16);
	const known = [12, 42, 46, 108, 124].includes(size) || (size >= 16 && size <= 64 && size % 4 === 0);
	return startsWith(head, ascii("BM")) && known && high === 0;
}

/** Icons and cursors: few pictures, and a table entry whose reserved byte is zero. */
function isIco(head: Uint8Array): boolean {
	const [reserved, reserved2, kind, kind2, count = 0, count2] = head;
	return (
		reserved === 0 &&
		reserved2 === 0 &&
		(kind === 1 || kind === 2) &&
		kind2 === 0 &&
		count > 0 &&
		count2 === 0 &&
		head[9] === 0
	);
}

/** TIFF, BigTIFF, and the raw formats of Olympus (`RO`, `RS`) and Panasonic (`U`). */
function isTiff(head: Uint8Array): boolean {
	const order = String.fromCharCode(...head.subarray(0, 2));
	const [a = 0, b = 0] = head.subarray(2, 4);
	const version = order === "II" ? a | (b << 8) : (a << 8) | b;
	return (order === "II" || order === "MM") && [42, 43, 0x4f52, 0x5352, 0x55].includes(version);
}

const heifBrand = /^(heic|heix|heim|heis|hevc|hevx|mif1|mif2|msf1|miaf|avif|avis|hif1|j2ki)$/;

/** A file type box whose major brand is a picture's. */
function isHeif(head: Uint8Array): boolean {
	return startsWith(head.subarray(4), ascii("ftyp")) && heifBrand.test(String.fromCharCode(...head.subarray(8, 12)));
}

/** Brands of HEIF pictures and of other formats that are no films. */
const notMovies = /^(heic|heix|heim|heis|mif1|msf1|miaf|avif|avis|crx |jp2 |jpx |jpm |mjp2)/;
const movieBoxes = /^(moov|mdat|wide|free|skip|pnot|styp|moof|sidx)$/;

/** A file type box of a film, or the boxes that stand first where there is none, as in old QuickTime. */
function isMovie(head: Uint8Array): boolean {
	const text = (start: number, end: number) => String.fromCharCode(...head.subarray(start, end));
	return text(4, 8) === "ftyp" ? !notMovies.test(text(8, 12)) : movieBoxes.test(text(4, 8));
}
