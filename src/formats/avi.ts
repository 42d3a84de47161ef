// AVI: what goes becomes JUNK of the same size, since indexes count from the start of the file. https://learn.microsoft.com/windows/win32/directshow/avi-riff-file-reference
import type { ByteSource } from "./containers/byte-source";
import { isPaddingAt } from "./containers/isobmff";
import { latin1, latin1Bytes, uint32LE } from "./containers/numbers";
import { type Chunk, countedChunks, readChunks } from "./containers/riff";
import type { Handler, ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { encoderFindings } from "./metadata/encoder-text";
import { tellChunk } from "./metadata/riff-tags";
import { type Part, part, readingOf, trailingParts, zeroed } from "./parts";

/** Headers, formats, indexes and frames; lists by their type. */
const keptChunks = new Set(["avih", "strh", "strf", "indx", "vprp", "dmlh", "idx1"]);
const walkedLists = new Set(["hdrl", "strl", "odml"]);
const paddingChunks = new Set(["JUNK", "junk", "PAD "]);
const maxRiffs = 10_000;
const maxDepth = 4;

export const avi: Handler = {
	format: "avi",
	async read(source, context) {
		const parts: Part[] = [];
		let at = 0;
		for (let riffs = 0; at + 12 <= source.size; riffs++) {
			if (riffs > maxRiffs) throw new InvalidFileError("too-complex", `more than ${maxRiffs} RIFFs`);
			const head = await source.read(at, at + 12);
			if (!/^RIFF....AVI[ X]$/s.test(latin1(head))) break;
			const walked = await readChunks(source, at + 12, source.size, context.signal);
			const next = walked.findIndex(({ id }) => id === "RIFF");
			const own = next < 0 ? walked : walked.slice(0, next);
			const chunks = countedChunks(own, at + 8 + uint32LE(head, 4), ({ id }) => id === "LIST");
			parts.push(...(await chunkParts(source, chunks, maxDepth, context)));
			at = chunks.at(-1)?.next ?? at + 12;
		}
		if (at === 0) throw new InvalidFileError("damaged", "no RIFF");
		parts.push(...(await trailingParts(source, at, "RIFF", context.signal)));
		return readingOf("avi", source.size, parts);
	},
};

async function chunkParts(
	source: ByteSource,
	chunks: readonly Chunk[],
	depth: number,
	context: ReadContext,
): Promise<Part[]> {
	const parts: Part[] = [];
	for (const chunk of chunks) {
		const list =
			chunk.id === "LIST" && chunk.end - chunk.body >= 4 ? latin1(await source.read(chunk.body, chunk.body + 4)) : "";
		if (list === "movi")
			parts.push(part(await encoderFindings(source, "RIFF", { start: chunk.body, end: chunk.end }), []));
		else if (walkedLists.has(list) && depth > 0) {
			const children = await readChunks(source, chunk.body + 4, chunk.end, context.signal);
			parts.push(...(await chunkParts(source, children, depth - 1, context)));
		} else if (!keptChunks.has(chunk.id) && !(await isPaddingAt(source, chunk.body, chunk.end, context.signal))) {
			parts.push(await junkPart(source, chunk, context));
		}
	}
	return parts;
}

/** A chunk made JUNK and filled with zeros. */
async function junkPart(source: ByteSource, chunk: Chunk, context: ReadContext): Promise<Part> {
	const { findings } = await tellChunk(source, chunk, "RIFF", context);
	const junk = paddingChunks.has(chunk.id)
		? []
		: [{ start: chunk.start, end: chunk.start + 4, bytes: latin1Bytes("JUNK") }];
	return part(
		findings.map(({ choice: _, ...finding }) => finding),
		[...junk, ...zeroed(chunk.body, chunk.end)],
	);
}
