// AVI: what goes becomes JUNK of the same size, since indexes count from the start of the file. https://learn.microsoft.com/windows/win32/directshow/avi-riff-file-reference
import { type AviStream, movieParts } from "./avi-movie";
import type { ByteSource } from "./containers/byte-source";
import { isPaddingAt } from "./containers/isobmff";
import { latin1, uint16LE, uint32LE } from "./containers/numbers";
import { type Chunk, countedChunks, readChunks } from "./containers/riff";
import type { Handler, ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { encoderFindings } from "./metadata/encoder-text";
import { gapPart, isFrameIndex, junkPart, paddingStart } from "./metadata/junk";
import { own } from "./own";
import { type Part, part, readingOf, trailingParts } from "./parts";

/** Headers, formats and indexes, once in a list, and how much of them says something; lists by their type. */
const keptChunks: Readonly<Record<string, (head: Uint8Array) => number>> = {
	avih: ({ length }) => Math.min(length, 56),
	strh: ({ length }) => Math.min(length, 64),
	strf: ({ length }) => length,
	indx: (head) => (head.length < 24 ? 0 : 24 + 4 * uint16LE(head, 0) * uint32LE(head, 4)),
	vprp: (head) => (head.length < 36 ? 0 : 36 + 32 * uint32LE(head, 32)),
	dmlh: ({ length }) => Math.min(length, 4),
};
const topChunks: typeof keptChunks = { idx1: (head) => (isFrameIndex(head) ? head.length : 0) };
const walkedLists = new Set(["hdrl", "strl", "odml"]);
const playedStreams = new Set(["vids", "auds", "iavs"]);
const maxRiffs = 10_000;
const maxDepth = 4;
const maxHeadSize = 64 * 1024 * 1024;

export const avi: Handler = {
	format: "avi",
	async read(source, context) {
		const parts: Part[] = [];
		const played: AviStream[] = [];
		let at = 0;
		for (let riffs = 0; at + 12 <= source.size; riffs++) {
			if (riffs > maxRiffs) throw new InvalidFileError("too-complex", `more than ${maxRiffs} RIFFs`);
			const head = await source.read(at, at + 12);
			if (!/^RIFF....AVI[ X]$/s.test(latin1(head))) break;
			const own = await readChunks(source, at + 12, source.size, context.signal, { until: "RIFF" });
			const chunks = countedChunks(own, at + 8 + uint32LE(head, 4), ({ id }) => id === "LIST");
			parts.push(...(await chunkParts(source, chunks, played, maxDepth, context)));
			at = chunks.at(-1)?.next ?? at + 12;
		}
		if (at === 0) throw new InvalidFileError("damaged", "no RIFF");
		parts.push(...(await trailingParts(source, at, "RIFF", context.signal)));
		return readingOf("avi", source.size, parts);
	},
};

/** A stream by its header: what it is, and its coding in four letters. */
function streamOf(head: Uint8Array): AviStream {
	const type = latin1(head.subarray(0, 4));
	return { plays: playedStreams.has(type), coding: type === "vids" ? latin1(head.subarray(4, 8)) : "" };
}

async function chunkParts(
	source: ByteSource,
	chunks: readonly Chunk[],
	played: AviStream[],
	depth: number,
	context: ReadContext,
): Promise<Part[]> {
	const parts: Part[] = [];
	const seen = new Set<string>();
	for (const chunk of chunks) {
		const { id, body, end } = chunk;
		const list = id === "LIST" && end - body >= 4 ? latin1(await source.read(body, body + 4)) : "";
		if (list === "movi") {
			if (played.length === 0) throw new InvalidFileError("damaged", "no streams");
			parts.push(part(await encoderFindings(source, "RIFF", { start: body, end }), []));
			parts.push(...(await movieParts(source, chunk, played, context)));
		} else if (walkedLists.has(list) && depth > 0) {
			const children = await readChunks(source, body + 4, end, context.signal);
			parts.push(...(await chunkParts(source, children, played, depth - 1, context)));
			parts.push(...(await gapPart(source, children.at(-1)?.next ?? body + 4, end)));
		} else {
			const sizeOf = seen.has(id) ? undefined : own(depth === maxDepth ? topChunks : keptChunks, id);
			seen.add(id);
			if (end - body > maxHeadSize) throw new InvalidFileError("too-complex", `${id} of ${end - body} bytes`);
			const head = sizeOf ? await source.read(body, end) : new Uint8Array();
			if (sizeOf && id === "strh") played.push(streamOf(head));
			const size = sizeOf?.(head) ?? 0;
			if (size > 0 && size <= head.length) parts.push(...(await gapPart(source, body + size, end)));
			else {
				const padding = id === "JUNK" ? await paddingStart(source, body, end) : body;
				if (!(await isPaddingAt(source, padding, end, context.signal)))
					parts.push(await junkPart(source, chunk, context));
			}
		}
	}
	return parts;
}
