// An encoder's name inside the coded stream: it cannot go without touching the samples, so it is told and stays.
import type { ByteRange, Finding } from "../../core/finding";
import { type ByteSource, windowSize } from "../containers/byte-source";
import { latin1 } from "../containers/numbers";
import type { Unpack } from "./matroska-packing";

/** Encoders write their name into the first sample. */
const looked = 16 * 1024;

/** x264 and x265 (an SEI message with all settings), FFmpeg, XviD, DivX and LAME. */
const encoderPattern =
	/x26[45] (?:- core|\(build) [\x20-\x7e]+|Lav[cf]\d+\.\d+\.\d+|XviD\d{4}|DivX\d{3,4}[Bb]\d{1,5}p?|LAME\d\.\d+(?:\.\d+)?/g;

/** The encoders that the beginning of `[start, end)` names. */
export async function encoderFindings(
	source: ByteSource,
	format: string,
	{ start, end }: ByteRange,
): Promise<Finding[]> {
	return encodersIn(await readHead(source, { start, end }), format);
}

/** The beginning of coded data, unpacked where it is packed, without one more window for the rest of it. */
export async function readHead(
	source: ByteSource,
	{ start, end }: ByteRange,
	unpack?: Unpack,
): Promise<Uint8Array<ArrayBuffer>> {
	const window = (Math.floor(start / windowSize) + 1) * windowSize;
	const to = Math.min(end, source.size, Math.max(Math.min(start + looked, window), start + 1024));
	const head = await source.read(start, Math.max(start, to));
	return unpack ? unpack(head, looked) : head;
}

/** The encoders that coded data names, or what decoders are told before it. */
export function encodersIn(bytes: Uint8Array, format: string): Finding[] {
	const names = [...new Set([...latin1(bytes).matchAll(encoderPattern)].map(([name]) => name.slice(0, 200)))];
	// LAME's name is cut off where it fills up a frame.
	const whole = names.filter((name) => !names.some((other) => other !== name && other.startsWith(name)));
	return whole.map((value) => ({
		kind: "software",
		severity: "low",
		source: format,
		tag: "Encoder",
		value,
		stays: true,
	}));
}
