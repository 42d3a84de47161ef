// Chunks of an AVI that go without moving what is behind them: made JUNK, and filled with zeros.
import { withoutChoice } from "../../core/finding";
import type { ByteSource } from "../containers/byte-source";
import { bytesLE, joinBytes, latin1, latin1Bytes } from "../containers/numbers";
import type { Chunk } from "../containers/riff";
import type { ReadContext } from "../handler";
import { type Part, part, zeroed } from "../parts";
import { unknownChunk } from "./kept-chunks";
import { tellChunk } from "./riff-tags";

const paddingChunks = new Set(["JUNK", "junk", "PAD "]);

export async function junkPart(source: ByteSource, chunk: Chunk, context: ReadContext): Promise<Part> {
	const { findings } = await tellChunk(source, chunk, "RIFF", context);
	return part(findings.map(withoutChoice), junk(chunk));
}

/** The edits; what claims to be longer than its list gets the size that it has. */
export function junk({ id, start, body, end }: Chunk): ReturnType<typeof zeroed> {
	const head = joinBytes([latin1Bytes("JUNK"), bytesLE(end - body, 4)]);
	return [...(paddingChunks.has(id) ? [] : [{ start, end: body, bytes: head }]), ...zeroed(body, end)];
}

/** Bytes behind what a chunk or a list needs: zeroed where they say something. */
export async function gapPart(source: ByteSource, start: number, end: number): Promise<Part[]> {
	if ((await source.read(start, end)).every((byte) => byte === 0)) return [];
	return [part([unknownChunk("Gap", end - start, "RIFF")], zeroed(start, end))];
}

/** An index of no entries, and a header of OpenDML that has none: then zeros. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it counts four longs an entry
const reserved = /^(\x04\0{7}\d\d(d[bc]|wb)|odmldmlh\xf8\0{3})\0/;
const reservedSize = 12;

/** Where padding begins in what ffmpeg reserves for a film that might have grown beyond a gigabyte: behind that head. */
export async function paddingStart(source: ByteSource, body: number, end: number): Promise<number> {
	const head = await source.read(body, Math.min(body + reservedSize + 1, end));
	return reserved.test(latin1(head)) ? body + reservedSize : body;
}

/** Whether an index names nothing but frames, lists of them, palettes, texts and indexes, by the letters before each 12 bytes. */
export function isFrameIndex(bytes: Uint8Array): boolean {
	for (let at = 0; at + 16 <= bytes.length; at += 16)
		if (!/^(\d\d[a-z_]{2}|ix\d\d|rec |7Fxx)$/.test(latin1(bytes, at, at + 4))) return false;
	return bytes.length % 16 === 0;
}
