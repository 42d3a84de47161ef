// The segments of a JPEG up to its real end. https://www.w3.org/Graphics/JPEG/itu-t81.pdf (annex B)
import { InvalidFileError } from "../invalid-file-error";
import { type ByteSource, windowSize } from "./byte-source";

/**
 * A marker with its parameters, `[start, end)` in the source; `dataStart` is after marker and length.
 * A scan's segment (SOS) ends where its entropy-coded data does.
 */
export type Segment = { marker: number; start: number; dataStart: number; end: number };

export type JpegImage = {
	start: number;
	segments: Segment[];
	/** After EOI; the end of the source where there is none. */
	end: number;
	/** Whether an EOI was found: a picture that was cut off has none, and still shows. */
	complete: boolean;
};

export const markers = {
	sof0: 0xc0,
	sof15: 0xcf,
	dht: 0xc4,
	jpg: 0xc8,
	dac: 0xcc,
	rst0: 0xd0,
	rst7: 0xd7,
	soi: 0xd8,
	eoi: 0xd9,
	sos: 0xda,
	dqt: 0xdb,
	dnl: 0xdc,
	dri: 0xdd,
	dhp: 0xde,
	exp: 0xdf,
	app0: 0xe0,
	app1: 0xe1,
	app2: 0xe2,
	app11: 0xeb,
	app13: 0xed,
	app14: 0xee,
	app15: 0xef,
	com: 0xfe,
} as const;

/**
 * A scan has no length: it is read in windows of this size, others on their way while one is searched.
 * Windows of 1 MB take a third longer; larger ones, and more at once, gain little (measured).
 */
const scanWindow = 4 * 1024 * 1024;
const windowsAhead = 2;
const maxSegments = 20_000;

/** A picture up to its first scan; `end` is where that begins. */
export type JpegHead = { start: number; segments: Segment[]; end: number };

/**
 * What stands before the first scan of the picture that starts at `start`: all that its maker says of it, as a rule.
 * What lies between its segments (fill bytes, stray bytes) is in none of them.
 * @throws InvalidFileError `damaged` when it does not start with SOI, has no scan, or a segment runs past the end.
 */
export async function readJpegHead(source: ByteSource, start: number, signal: AbortSignal): Promise<JpegHead> {
	const soi = await source.read(start, Math.min(start + 2, source.size));
	if (soi[0] !== 0xff || soi[1] !== markers.soi) throw new InvalidFileError("damaged", `no SOI at ${start}`);
	const segments: Segment[] = [];
	let position = start + 2;
	for (;;) {
		const next = await nextSegment(source, position, segments.length, signal);
		if (next.type !== "segment")
			throw new InvalidFileError("damaged", `a JPEG that ends at ${next.at}, before its first scan`);
		if (next.marker === markers.sos) return { start, segments, end: next.start };
		segments.push(next);
		position = next.end;
	}
}

/** The whole picture: its scans are walked to where it really ends. */
export async function readJpegScans(source: ByteSource, head: JpegHead, signal: AbortSignal): Promise<JpegImage> {
	const segments = [...head.segments];
	let position = head.end;
	for (;;) {
		const next = await nextSegment(source, position, segments.length, signal);
		if (next.type === "end") return { start: head.start, segments, end: next.at + 2, complete: true };
		if (next.type === "cut-off") return { start: head.start, segments, end: source.size, complete: false };
		position = next.end;
		if (next.marker !== markers.sos) {
			segments.push(next);
			continue;
		}
		const stop = await scanEnd(source, next.end, signal);
		position = stop.position;
		segments.push({ ...next, end: position });
		// The usual end, known without a look back at what was just read.
		if (stop.marker === markers.eoi) return { start: head.start, segments, end: position + 2, complete: true };
	}
}

type NextSegment = ({ type: "segment" } & Segment) | { type: "end"; at: number } | { type: "cut-off"; at: number };

/** The next marker that has parameters, or the picture's end. */
async function nextSegment(source: ByteSource, from: number, count: number, signal: AbortSignal): Promise<NextSegment> {
	for (let position = from; ; position += 2) {
		signal.throwIfAborted();
		position = await nextMarker(source, position);
		if (position === source.size) return { type: "cut-off", at: position };
		const [, marker = 0, high = 0, low = 0] = await source.read(position, Math.min(position + 4, source.size));
		if (marker === markers.eoi) return { type: "end", at: position };
		if (standsAlone(marker)) continue;
		if (marker < markers.sof0) throw new InvalidFileError("damaged", `reserved marker ${marker} at ${position}`);
		const dataStart = position + 4;
		if (dataStart > source.size) return { type: "cut-off", at: position };
		const length = (high << 8) | low;
		const end = position + 2 + length;
		if (length < 2 || end > source.size) return { type: "cut-off", at: position };
		if (count === maxSegments) throw new InvalidFileError("too-complex", `more than ${maxSegments} segments`);
		return { type: "segment", marker, start: position, dataStart, end };
	}
}

export function isFrameHeader(marker: number): boolean {
	return (
		marker >= markers.sof0 &&
		marker <= markers.sof15 &&
		marker !== markers.dht &&
		marker !== markers.jpg &&
		marker !== markers.dac
	);
}

/** Markers without parameters: TEM, RSTn and a second SOI. */
function standsAlone(marker: number): boolean {
	return marker <= 0x01 || (marker >= markers.rst0 && marker <= markers.soi);
}

/** The position of the next marker's 0xFF, past fill bytes; the end of the source when there is none. */
async function nextMarker(source: ByteSource, from: number): Promise<number> {
	let position = from;
	while (position + 2 <= source.size) {
		const bytes = await source.read(position, Math.min(position + lookAhead, source.size));
		for (let at = bytes.indexOf(0xff); at !== -1 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
			const marker = bytes[at + 1];
			if (marker !== 0xff && marker !== 0) return position + at;
		}
		position += Math.max(bytes.length - 1, 1);
	}
	return source.size;
}

/** Segments follow each other, so the next marker is almost always at once there. */
const lookAhead = 16;

/** Where the entropy-coded data from `start` on ends: at a marker that is no restart, or at the end of the source. */
async function scanEnd(
	source: ByteSource,
	start: number,
	signal: AbortSignal,
): Promise<{ position: number; marker?: number }> {
	// What the head was read with is there already: it is searched first, and not read again.
	const firstEnd = (Math.floor(start / windowSize) + 1) * windowSize;
	const after = (from: number) => Math.min(from < firstEnd ? firstEnd : from + scanWindow, source.size);
	const ahead: Promise<Uint8Array>[] = [];
	let asked = start;
	const askAhead = () => {
		for (; ahead.length < windowsAhead && asked < source.size; asked = after(asked)) {
			const bytes = source.read(asked, after(asked));
			bytes.catch(() => {}); // those read ahead may never be awaited
			ahead.push(bytes);
		}
	};
	let ended = false; // the window before ended with 0xFF
	for (let position = start; position < source.size; position = after(position)) {
		signal.throwIfAborted();
		askAhead();
		const bytes = (await ahead.shift()) ?? new Uint8Array(0);
		askAhead();
		let at = ended ? -1 : bytes.indexOf(0xff);
		while (ended || at !== -1) {
			ended = false;
			const next = at + 1;
			if (next === bytes.length) {
				ended = true;
				break;
			}
			const marker = bytes[next] ?? 0;
			if (marker === 0xff) at = next;
			else if (marker === 0 || (marker >= markers.rst0 && marker <= markers.rst7)) at = bytes.indexOf(0xff, next + 1);
			else return { position: position + at, marker };
		}
	}
	return { position: source.size };
}
