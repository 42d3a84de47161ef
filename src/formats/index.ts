// All formats: which one a file is, what it says, and the same file without it.
import type { Inspection, Reason, Stripping } from "../core/inspection";
import { type Keep, mayStay } from "../core/keep";
import type { ByteSource } from "./containers/byte-source";
import type { Handler, ReadContext, Reading } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { meterOf, type OnProgress, watchedSource } from "./progress";
import { type Format, formatOf } from "./signatures";
import { piecesSource } from "./splice";

/** Each handler is loaded when a file of its format shows up, and not before. */
const handlers = {
	aac: async () => (await import("./aac")).aac,
	aiff: async () => (await import("./aiff")).aiff,
	avi: async () => (await import("./avi")).avi,
	wav: async () => (await import("./wav")).wav,
	flac: async () => (await import("./flac")).flac,
	matroska: async () => (await import("./matroska")).matroska,
	ogg: async () => (await import("./ogg")).ogg,
	mp3: async () => (await import("./mp3")).mp3,
	mp4: async () => (await import("./mp4")).mp4,
	jpeg: async () => (await import("./jpeg")).jpeg,
	gif: async () => (await import("./gif")).gif,
	webp: async () => (await import("./webp")).webp,
	heif: async () => (await import("./heif")).heif,
	tiff: async () => (await import("./tiff")).tiff,
	jxl: async () => (await import("./jxl")).jxl,
	svg: async () => (await import("./svg")).svg,
	svgz: async () => (await import("./svgz")).svgz,
	bmp: async () => (await import("./bmp")).bmp,
	ico: async () => (await import("./ico")).ico,
	psd: async () => (await import("./psd")).psd,
	jp2: async () => (await import("./jp2")).jp2,
	raf: async () => (await import("./raf")).raf,
	cr3: async () => (await import("./cr3")).cr3,
	png: async () => (await import("./png")).png,
	pdf: async () => (await import("./pdf")).pdf,
	ooxml: async () => (await import("./ooxml")).ooxml,
	odf: async () => (await import("./odf")).odf,
	"flat-odf": async () => (await import("./flat-odf")).flatOdf,
	epub: async () => (await import("./epub")).epub,
	zip: async () => (await import("./zip")).zip,
	ole: async () => (await import("./ole")).ole,
	rtf: async () => (await import("./rtf")).rtf,
	html: async () => (await import("./html")).html,
	vcard: async () => (await import("./vcard")).vcard,
	icalendar: async () => (await import("./vcard")).icalendar,
	"front-matter": async () => (await import("./plain-text")).frontMatter,
	csv: async () => (await import("./plain-text")).csv,
} satisfies Record<Format, () => Promise<Handler>>;

/** Levels of files within files that are read: a photo in a document in an archive in an archive. */
const maxDepth = 4;

/** Bytes unpacked over all levels: well above honest documents, well below what a bomb needs. */
const maxUnpacked = 1024 ** 3;

/** A file that was opened once: what it says, and the same file without that. */
export type Opened = {
	inspection: Inspection;
	/**
	 * The same file without what it says, but for what `keep` names. Never throws.
	 * The result was read again by the same handlers: what still says something private is `failed`, never `stripped`.
	 */
	strip(keep: Keep): Promise<Stripping>;
};

/** Hears what a file is known to say before all of it is read. */
export type OnFirst = ReadContext["tell"];

/** Where on the way a file has been read, and where the result has been put together; the rest is reading that for proof. */
const [readShare, writtenShare] = [0.45, 0.55];

/** Reads a file once. Never throws: what went wrong is in the result. */
export async function open(
	original: ByteSource,
	signal: AbortSignal,
	onProgress: OnProgress = () => {},
	onFirst: OnFirst = () => {},
): Promise<Opened> {
	const meter = meterOf(original.size, (share) => onProgress(share * readShare));
	const reading = await read(watchedSource(original, signal, meter), signal, onFirst, meter);
	onProgress(readShare);
	if ("status" in reading) {
		return { inspection: reading, strip: async () => ({ ...reading, findings: [] }) };
	}
	return { inspection: inspectionOf(reading), strip: (keep) => stripped(original, reading, keep, signal, onProgress) };
}

/** What a file says. Never throws. */
export async function inspect(source: ByteSource, signal: AbortSignal): Promise<Inspection> {
	return (await open(source, signal)).inspection;
}

/** The same file without what it says, as `Opened.strip` gives it. Never throws. */
export async function strip(source: ByteSource, keep: Keep, signal: AbortSignal): Promise<Stripping> {
	return (await open(source, signal)).strip(keep);
}

function inspectionOf({ format, findings, strip }: Reading): Inspection {
	if (findings.length === 0) return { status: "clean", format };
	return { status: "found", format, strippable: strip !== undefined, findings };
}

async function stripped(
	source: ByteSource,
	reading: Reading,
	keep: Keep,
	signal: AbortSignal,
	onProgress: OnProgress,
): Promise<Stripping> {
	const { format, findings } = reading;
	if (findings.every((finding) => mayStay(finding, keep))) return { status: "clean", format };
	if (!reading.strip) return { status: "unsupported", format, reason: "read-only-format", findings };
	try {
		const pieces = await reading.strip(keep, (share) => onProgress(readShare + share * (writtenShare - readShare)));
		const result = piecesSource(source, pieces);
		const meter = meterOf(result.size, (share) => onProgress(writtenShare + share * (1 - writtenShare)));
		const again = await read(watchedSource(result, signal, meter), signal, () => {}, meter);
		if ("status" in again) return { status: "failed", format, reason: again.reason, findings };
		const kept = again.findings.filter((finding) => mayStay(finding, keep));
		if (kept.length < again.findings.length) return { status: "failed", format, reason: "not-proven", findings };
		onProgress(1);
		return { status: "stripped", format, pieces, removed: findings, kept };
	} catch (error) {
		return { status: "failed", format, reason: reasonOf(error, signal), findings };
	}
}

/** Reads a file without saying yet what becomes of it. Never throws. */
export async function read(
	source: ByteSource,
	signal: AbortSignal,
	onFirst: OnFirst = () => {},
	meter: ReadContext["meter"] = meterOf(source.size, () => {}),
): Promise<Reading | { status: "unsupported" | "failed"; format: string; reason: Reason }> {
	let format = "unknown";
	try {
		if (source.size === 0) return { status: "failed", format, reason: "empty" };
		const known = await formatOf(source);
		if (known === undefined) return { status: "unsupported", format, reason: "unknown-format" };
		format = known;
		const handler = await handlers[known]();
		return await handler.read(source, contextOf(signal, maxDepth, { left: maxUnpacked }, meter, onFirst));
	} catch (error) {
		return { status: "failed", format, reason: reasonOf(error, signal) };
	}
}

function contextOf(
	signal: AbortSignal,
	depth: number,
	unpacked: { left: number },
	meter: ReadContext["meter"],
	tell: OnFirst,
): ReadContext {
	return {
		meter,
		signal,
		depth,
		tell,
		spend(bytes) {
			unpacked.left -= bytes;
			if (unpacked.left < 0) throw new InvalidFileError("too-complex", `unpacks to more than ${maxUnpacked} bytes`);
		},
		async nested(source) {
			if (depth === 0) throw new InvalidFileError("too-complex", `files nested more than ${maxDepth} deep`);
			const format = source.size === 0 ? undefined : await formatOf(source);
			if (format === undefined) return undefined;
			const handler = await handlers[format]();
			return handler.read(
				source,
				contextOf(signal, depth - 1, unpacked, meter, () => {}),
			);
		},
	};
}

/** The one place where errors of format code end; an error that is not theirs is a defect of ours, and is said to be. */
function reasonOf(error: unknown, signal: AbortSignal): Reason {
	if (signal.aborted) return "stopped";
	return error instanceof InvalidFileError ? error.reason : "internal";
}
