// WebP, still and animated. https://developers.google.com/speed/webp/docs/riff_container

import type { Finding } from "../core/finding";
import { sized } from "../core/phrase";
import { type ByteSource, bytesSource } from "./containers/byte-source";
import { bytesLE, joinBytes, latin1Bytes, uint32LE } from "./containers/numbers";
import { type Chunk, readChunks } from "./containers/riff";
import type { Handler, Reading } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { jumbfFindings } from "./metadata/c2pa";
import { readExif } from "./metadata/exif";
import { type KeptExif, keptBlock } from "./metadata/exif-kept";
import { isProfile, profileFindings } from "./metadata/icc";
import { oncePerFact } from "./metadata/tag-kinds";
import { trailingFindings } from "./metadata/trailing";
import { xmpFindings } from "./metadata/xmp";
import { type Edit, pieceSize, splice } from "./splice";

export const webp: Handler = {
	format: "webp",
	async read(source, { signal }): Promise<Reading> {
		if (source.size < riffHeader) throw new InvalidFileError("damaged", "RIFF header cut short");
		const end = Math.min(8 + uint32LE(await source.read(0, riffHeader), 4), source.size);
		const chunks = await readChunks(source, riffHeader, end, signal);
		if (!chunks.some(({ id }) => pictures.has(id))) throw new InvalidFileError("damaged", "a WebP without a picture");

		const findings: Finding[] = [];
		const edits: Edit[] = [];
		let exifKept: KeptExif | undefined;
		const unshown = await unshownChunks(source, chunks);
		for (const chunk of chunks) {
			if (unshown.has(chunk)) {
				edits.push({ start: chunk.start, end: chunk.next });
				findings.push(unknownChunk(chunk.id, chunk.end - chunk.body));
			} else if (chunk.id === "ANMF") {
				const frame = await readFrame(source, chunk, signal);
				edits.push(...frame.edits);
				findings.push(...frame.findings);
			} else if (chunk.end - chunk.body > (fixedSizes[chunk.id] ?? Number.POSITIVE_INFINITY)) {
				const size = fixedSizes[chunk.id] ?? 0;
				edits.push(
					{ start: chunk.start + 4, end: chunk.body, bytes: bytesLE(size, 4) },
					{ start: chunk.body + size, end: chunk.next },
				);
				findings.push(unknownChunk(chunk.id, chunk.end - chunk.body - size));
			} else if (await isKept(source, chunk)) {
				if (chunk.id === "ICCP") findings.push(...profileFindings(await source.read(chunk.body, chunk.end)));
			} else {
				edits.push({ start: chunk.start, end: chunk.next });
				const told = await chunkFindings(source, chunk);
				findings.push(...told.findings);
				exifKept ??= told.kept;
			}
		}
		findings.push(...(await trailingFindings(source, end, "RIFF")));

		return {
			format: "webp",
			findings: oncePerFact(findings),
			async strip(keep) {
				const extended = chunks.find(({ id }) => id === "VP8X");
				const block = exifKept && keptBlock(exifKept, keep);
				const exif = extended && block ? newChunk("EXIF", block) : undefined;
				const all = [...edits, { start: end, end: source.size }];
				if (extended && extended.body < extended.end) {
					const [flags = 0] = await source.read(extended.body, extended.body + 1);
					const bits = (flags & ~(flagBits.exif | flagBits.xmp)) | (exif ? flagBits.exif : 0);
					all.push({ start: extended.body, end: extended.body + 1, bytes: new Uint8Array([bits]) });
				}
				if (exif) all.push({ start: end, end, bytes: exif });
				const size = splice(source.size, all).reduce((sum, piece) => sum + pieceSize(piece), 0);
				return splice(source.size, [{ start: 4, end: 8, bytes: bytesLE(size - 8, 4) }, ...all]);
			},
		};
	},
};

const riffHeader = 12;
const stillPictures: ReadonlySet<string> = new Set(["VP8 ", "VP8L"]);
const pictures: ReadonlySet<string> = new Set([...stillPictures, "ANMF"]);
const kept: ReadonlySet<string> = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ICCP"]);
/** Chunks of one size: what is behind that is nobody's. */
const fixedSizes: Readonly<Record<string, number>> = { VP8X: 10, ANIM: 6 };
const keptInFrame: ReadonlySet<string> = new Set(["VP8 ", "VP8L", "ALPH"]);
const flagBits = { animation: 0x02, xmp: 0x04, exif: 0x08 } as const;
/** What is longer is told by its size. */
const longestMetadata = 32 * 1024 * 1024;
/** Place, size, duration and flags of a frame stand before its chunks. */
const frameHeader = 16;

/** The chunks that a picture has one of, and those of pictures that are not the one that is shown: a still one, or an animation. */
async function unshownChunks(source: ByteSource, chunks: readonly Chunk[]): Promise<ReadonlySet<Chunk>> {
	const [first] = chunks;
	const extended = first?.id === "VP8X" && first.body < first.end ? first : undefined;
	const [flags = 0] = extended ? await source.read(extended.body, extended.body + 1) : [];
	const still = chunks.find(({ id }) => stillPictures.has(id));
	const moves = chunks.some(({ id }) => id === "ANMF") && (!still || (flags & flagBits.animation) !== 0);
	return secondChunks(chunks, (chunk) => {
		if (chunk.id === "ANMF" || chunk.id === "ANIM") return !moves;
		if (chunk.id === "ALPH") return moves || !extended || !still || chunk.start > still.start;
		return moves && stillPictures.has(chunk.id);
	});
}

/** Chunks that go by a rule or since one of them stands before; frames may be many. */
function secondChunks(chunks: readonly Chunk[], goes: (chunk: Chunk) => boolean): ReadonlySet<Chunk> {
	const seen = new Set<string>();
	const gone = chunks.filter((chunk) => {
		if (!kept.has(chunk.id) && chunk.id !== "ANMF") return false;
		const slot = stillPictures.has(chunk.id) ? "picture" : chunk.id;
		const again = seen.has(slot) && slot !== "ANMF";
		seen.add(slot);
		return again || goes(chunk);
	});
	return new Set(gone);
}

async function isKept(source: ByteSource, { id, body, end }: Chunk): Promise<boolean> {
	if (id !== "ICCP") return kept.has(id);
	return end - body <= longestMetadata && isProfile(await source.read(body, end));
}

/** Metadata's chunks have been written in several spellings. */
async function chunkFindings(
	source: ByteSource,
	{ id, body, end }: Chunk,
): Promise<{ findings: Finding[]; kept?: KeptExif }> {
	if (end - body > longestMetadata) return { findings: [unknownChunk(id, end - body)] };
	const name = id.trim().toUpperCase().replace(/\0/g, "");
	if (name === "EXIF") {
		const exif = await readExif(bytesSource(await source.read(body, end)), body);
		return id === "EXIF" ? exif : { findings: exif.findings };
	}
	if (name === "XMP") return { findings: xmpFindings(await source.read(body, end)) };
	if (name === "C2PA") return { findings: jumbfFindings(await source.read(body, end), "WebP") };
	return { findings: [unknownChunk(id, end - body)] };
}

async function readFrame(
	source: ByteSource,
	frame: Chunk,
	signal: AbortSignal,
): Promise<{ edits: Edit[]; findings: Finding[] }> {
	const inner = await readChunks(source, Math.min(frame.body + frameHeader, frame.end), frame.end, signal);
	const second = secondChunks(inner, () => false);
	const surplus = inner.filter((chunk) => !keptInFrame.has(chunk.id) || second.has(chunk));
	if (surplus.length === 0) return { edits: [], findings: [] };
	const gone = surplus.reduce((sum, { start, next }) => sum + next - start, 0);
	return {
		edits: [
			{ start: frame.start + 4, end: frame.body, bytes: bytesLE(frame.end - frame.body - gone, 4) },
			...surplus.map(({ start, next }) => ({ start, end: next })),
		],
		findings: surplus.map(({ id, body, end }) => unknownChunk(id, end - body)),
	};
}

function unknownChunk(id: string, size: number): Finding {
	const kind = pictures.has(id) ? "hidden-media" : "unknown";
	return { kind, severity: "medium", source: "RIFF", tag: id.trim(), value: sized(size) };
}

function newChunk(id: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
	return joinBytes([latin1Bytes(id), bytesLE(data.length, 4), data, new Uint8Array(data.length & 1)]);
}
