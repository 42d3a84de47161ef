// Files inside a PDF: photographs on its pages and attachments, each read and stripped by its own handler.

import type { Finding } from "../../core/finding";
import type { Keep } from "../../core/keep";
import { phrase } from "../../core/phrase";
import { type ByteSource, bytesSource, sliceSource } from "../containers/byte-source";
import { deflate } from "../containers/deflate";
import type { Reading } from "../handler";
import { InvalidFileError } from "../invalid-file-error";
import { withRangeMoved } from "../picture-ranges";
import { piecesSource } from "../splice";
import { type PdfDocument, type StoredObject, streamContent } from "./document";
import { filtersOf, unfiltered } from "./filters";
import type { NewStream } from "./rewrite";
import { dictOf, nameOf, type PdfDict } from "./value";

export type ReadStream = {
	number: number;
	findings: readonly Finding[];
	/** Absent when there is nothing to strip, or it cannot be. */
	strip?: NonNullable<Reading["strip"]>;
	source: ByteSource;
	/** Where the source starts in the file, when its bytes stand there plain. */
	start: number | undefined;
	/** The filter its bytes still have: a photograph's own. */
	filter: string | undefined;
};

/** Streams read at the same time: most of the time goes by waiting for bytes. */
const atOnce = 8;

/** A photograph up to this size is read at once while it is looked at, and let go again. */
const maxHeld = 4 * 1024 * 1024;

/** Reads the photographs among the objects `numbers`, and the `attachments`. */
export async function readStreams(
	document: PdfDocument,
	numbers: readonly number[],
	attachments: ReadonlySet<number>,
): Promise<ReadStream[]> {
	const result: ReadStream[] = [];
	const streams = numbers.filter((number) => holdsFile(document.objects.get(number), attachments.has(number)));
	for (let from = 0; from < streams.length; from += atOnce) {
		document.context.signal.throwIfAborted();
		const batch = streams.slice(from, from + atOnce);
		result.push(...(await Promise.all(batch.map((number) => readStream(document, number)))));
	}
	return result;
}

async function readStream(document: PdfDocument, number: number): Promise<ReadStream> {
	const object = document.objects.get(number);
	try {
		if (!object?.stream) return unreadStream(number);
		return await readInside(document, number, await insideOf(document, { value: object.value, stream: object.stream }));
	} catch (error) {
		if (!(error instanceof InvalidFileError) || error.reason === "too-complex" || error.reason === "unreadable")
			throw error;
		return unreadStream(number);
	}
}

/** The streams as they are to be under `keep`. */
export async function newStreams(streams: readonly ReadStream[], keep: Keep): Promise<Map<number, NewStream>> {
	const result = new Map<number, NewStream>();
	for (const { number, strip, source, start, filter } of streams) {
		if (!strip) continue;
		const pieces = await strip(keep);
		if (start !== undefined) {
			const data = pieces.map((piece) =>
				piece instanceof Uint8Array ? piece : { start: piece.start + start, end: piece.end + start },
			);
			result.set(number, { data, filter });
			continue;
		}
		const whole = piecesSource(source, pieces);
		const bytes = await whole.read(0, whole.size);
		const packed = filter === undefined ? await deflate(bytes, "zlib") : bytes;
		result.set(number, { data: [packed], filter: filter ?? "FlateDecode" });
	}
	return result;
}

type Inside = Pick<ReadStream, "source" | "start" | "filter"> & { label: string; release?(): void };

/** Photographs as cameras write them, and attachments. */
function holdsFile(object: StoredObject | undefined, isAttached: boolean): boolean {
	const entries = dictOf(object?.value);
	if (!entries || !object?.stream || object.stream.end === object.stream.start) return false;
	return isAttached || isPicture(filtersOf(entries).at(-1)) || nameOf(entries.get("Type")) === "EmbeddedFile";
}

/** Filters that are pictures' own: JPEG and JPEG 2000. */
function isPicture(filter: string | undefined): filter is string {
	return /^(?:DCT(?:Decode)?|JPXDecode)$/.test(filter ?? "");
}

async function insideOf(document: PdfDocument, { value, stream }: Required<StoredObject>): Promise<Inside> {
	const entries: PdfDict = dictOf(value) ?? new Map();
	const { start, end } = stream;
	const filters = filtersOf(entries);
	const last = filters.at(-1);
	if (isPicture(last)) {
		const filter = last === "DCT" ? "DCTDecode" : last;
		const label = "picture";
		if (filters.length === 1) {
			const held = end - start <= maxHeld ? await document.source.read(start, end) : undefined;
			const tail = held ?? (await document.source.read(Math.max(start, end - 4), end));
			const trimmed = end - spacesAfterPicture(tail);
			return { ...heldSource(document.source, start, trimmed, held), start, filter, label };
		}
		const outer = new Map(entries).set("Filter", {
			type: "array",
			items: filters.slice(0, -1).map((name) => ({ type: "token", text: `/${name}` })),
		});
		const bytes = unfiltered(outer, await document.source.read(start, end), document.context);
		const trimmed = bytes.subarray(0, bytes.length - spacesAfterPicture(bytes));
		return { source: bytesSource(trimmed), start: undefined, filter, label };
	}
	const label = "attachment";
	if (filters.length === 0)
		return { source: sliceSource(document.source, start, end), start, filter: undefined, label };
	const bytes = await streamContent(document, { value, stream });
	return { source: bytesSource(bytes), start: undefined, filter: undefined, label };
}

/** Writers count the line end before `endstream` in: bytes that are no part of the picture, and say nothing. */
function spacesAfterPicture(tail: Uint8Array): number {
	let spaces = 0;
	while (spaces < tail.length - 2 && /[\s\0]/.test(String.fromCharCode(tail.at(-1 - spaces) ?? 1))) spaces++;
	return tail.at(-1 - spaces) === 0xd9 && tail.at(-2 - spaces) === 0xff ? spaces : 0;
}

/** A part of a source that answers from memory for as long as it is looked at. */
function heldSource(
	source: ByteSource,
	start: number,
	end: number,
	bytes: Uint8Array<ArrayBuffer> | undefined,
): { source: ByteSource; release(): void } {
	let held = bytes && bytesSource(bytes.subarray(0, end - start));
	const slice = sliceSource(source, start, end);
	return {
		source: { size: end - start, read: (from, to) => (held ?? slice).read(from, to) },
		release() {
			held = undefined;
		},
	};
}

async function readInside(
	document: PdfDocument,
	number: number,
	{ label, release, ...inside }: Inside,
): Promise<ReadStream> {
	const reading = await document.context.nested(inside.source);
	release?.();
	if (!reading) return unreadStream(number);
	if (reading.findings.length === 0) return { number, findings: [], ...inside };
	const { strip } = reading;
	const findings = reading.findings.map((finding) => movedFinding(finding, inside.start, label, strip === undefined));
	return { number, findings, ...inside, ...(strip && { strip }) };
}

function movedFinding(finding: Finding, shift: number | undefined, label: string, isReadOnly: boolean): Finding {
	const moved = withRangeMoved(finding, shift);
	return { ...moved, source: `${label}: ${finding.source}`, ...(isReadOnly && { stays: true }) };
}

function unreadStream(number: number): ReadStream {
	const finding: Finding = {
		...{ kind: "unknown", severity: "low", source: "PDF", tag: "NotChecked", stays: true },
		value: phrase("unreadAttachment"),
	};
	return { number, findings: [finding], source: bytesSource(new Uint8Array(0)), start: undefined, filter: undefined };
}
