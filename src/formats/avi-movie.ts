// The pictures and the sound of an AVI, by the headers of their chunks: all else that stands between them goes.

import type { ByteRange } from "../core/finding";
import type { ByteSource } from "./containers/byte-source";
import { isPaddingAt } from "./containers/isobmff";
import { latin1, uint32LE } from "./containers/numbers";
import type { Chunk } from "./containers/riff";
import { walkReader } from "./containers/walk-reader";
import type { ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { gapPart, junk, junkPart } from "./metadata/junk";
import { pictureFindings } from "./metadata/picture-messages";
import { type Part, part } from "./parts";

/** A day of pictures and sound. */
const maxChunks = 10_000_000;
/** Chunks that are told; of more of them, as of a text for every picture, the rest only goes. */
const maxTold = 32;
const maxGone = 200_000;
/** The first pictures of a stream are looked at for what they say besides. */
const picturesLooked = 4;
const headerSize = 8;

/** Whether a stream is one of pictures or sound; and of pictures, how they are coded. */
export type AviStream = { plays: boolean; coding: string };

export async function movieParts(
	source: ByteSource,
	{ body, end }: Chunk,
	streams: readonly AviStream[],
	context: ReadContext,
): Promise<Part[]> {
	const parts: Part[] = [];
	const { read } = walkReader(source);
	const pictures = new Map<number, ByteRange[]>();
	let at = body + 4;
	for (let count = 0; at + headerSize <= end; count++) {
		if (context.signal.aborted) throw new InvalidFileError("stopped", "while walking chunks");
		if (count > maxChunks || parts.length > maxGone) throw new InvalidFileError("too-complex", `${count} chunks`);
		const head = await read(at, Math.min(at + headerSize + 4, end));
		const id = latin1(head, 0, 4);
		const size = uint32LE(head, 4);
		const start = at;
		// A list of chunks that are read together is walked as if it were not there.
		if (id === "LIST" && latin1(head.subarray(headerSize)) === "rec ") {
			at += headerSize + 4;
			continue;
		}
		const chunk = { id, start, body: at + headerSize, end: Math.min(at + headerSize + size, end), next: 0 };
		at = Math.min(chunk.end + (size % 2), end);
		const stream = streamOf(id);
		const looked = pictures.get(stream) ?? [];
		if (streams[stream]?.coding && /d[bc]$/.test(id) && looked.length < picturesLooked)
			pictures.set(stream, [...looked, { start: chunk.body, end: chunk.end }]);
		if (streams[stream]?.plays === true || (await isPaddingAt(source, chunk.body, chunk.end, context.signal))) continue;
		parts.push(parts.length < maxTold ? await junkPart(source, chunk, context) : part([], junk(chunk)));
	}
	for (const [stream, samples] of pictures) {
		const track = { name: `Track${stream + 1}`, coding: streams[stream]?.coding ?? "", lengthSize: 4 };
		const said = await pictureFindings(source, track, samples, context);
		if (said.length > 0) parts.push(part(said, []));
	}
	return [...parts, ...(await gapPart(source, at, end))];
}

/** The stream of `00dc`, `01wb`: a picture, its palette or sound; and of `ix00`, `00ix`: an index of it. */
function streamOf(id: string): number {
	const [, before, after] = /^(?:(\d\d)(?:db|dc|pc|wb|ix|iv|__)|ix(\d\d))$/.exec(id) ?? [];
	return Number(before ?? after ?? Number.NaN);
}
