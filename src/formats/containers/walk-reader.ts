// A reader for walks from front to back, by headers: what is asked for comes out of a window that moves along.
// A read costs a round trip besides its bytes: headers that stand close together are read in large windows, the next of them
// ahead, while those far apart are read each by itself.
import type { ByteRange } from "../../core/finding";
import { InvalidFileError } from "../invalid-file-error";
import type { ByteSource } from "./byte-source";

export type Walk = {
	/** Bytes that are in the window: nothing is waited for. */
	held(start: number, end: number): Uint8Array<ArrayBuffer> | undefined;
	/** Reads of a walk: many small ones close together cost one round trip. */
	read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
};

type Window = ByteRange & { bytes: Promise<Uint8Array<ArrayBuffer>> };

/** The first windows are small: most of what is asked for stands at the front, and little is known of the rest. */
const smallWindow = 64 * 1024;
const mediumWindow = 1024 * 1024;
const largeWindow = 4 * 1024 * 1024;
/** Reading so much takes as long as another small read. */
const roundTrip = 256 * 1024;
/** What stands across the end of a window is whole in the next one. */
const overlap = 1024;

export function walkReader(source: ByteSource): Walk {
	let window: Uint8Array<ArrayBuffer> = new Uint8Array(0);
	let windowStart = 0;
	/** Reads that this window has saved, and where the next one would have begun. */
	let saved = 0;
	let nextRead = 0;
	/** Is read while the window is walked. */
	let ahead: Window | undefined;

	const open = (start: number, size: number, least = 0): Window => {
		const end = Math.min(Math.max(start + size, least), source.size);
		const bytes = source.read(start, end);
		// Of a window that nobody asks for any more.
		bytes.catch(() => {});
		return { start, end, bytes };
	};
	const next = (start: number, end: number): Window => {
		const stretch = start - windowStart;
		const isDense = start >= smallWindow && stretch >= 0 && stretch <= saved * roundTrip;
		const waiting = ahead;
		ahead = undefined;
		if (!isDense) return open(start, smallWindow, end);
		const isAhead = waiting && waiting.start <= start && waiting.end >= end;
		const taken = isAhead ? waiting : open(start, mediumWindow, end);
		if (window.length >= mediumWindow && taken.end < source.size) ahead = open(taken.end - overlap, largeWindow);
		return taken;
	};
	const held = (start: number, end: number) => {
		if (start < windowStart || end > windowStart + window.length) return undefined;
		if (start >= nextRead) {
			saved++;
			nextRead = start + smallWindow;
		}
		return window.subarray(start - windowStart, end - windowStart);
	};
	return {
		held,
		async read(start, end) {
			const bytes = held(start, end);
			if (bytes) return bytes;
			const taken = next(start, end);
			window = await taken.bytes;
			windowStart = taken.start;
			saved = 0;
			nextRead = 0;
			return held(start, end) ?? window.subarray(start - windowStart, end - windowStart);
		},
	};
}

/** A walk that asks for bytes where they are not in the window, and goes on once it has them: between them it waits for nothing. */
export type Walking<T> = Generator<ByteRange, T, Uint8Array<ArrayBuffer>>;

/** @throws InvalidFileError `stopped` once `signal` says so. */
export async function walkThrough<T>(walking: Walking<T>, { read }: Walk, signal: AbortSignal): Promise<T> {
	let step = walking.next();
	while (!step.done) {
		if (signal.aborted) throw new InvalidFileError("stopped", `while walking at ${step.value.start}`);
		step = walking.next(await read(step.value.start, step.value.end));
	}
	return step.value;
}
