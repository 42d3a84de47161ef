// JPEG XL, bare or in boxes. https://www.iso.org/standard/85253.html (18181-2)

import type { Finding } from "../core/finding";
import { type Phrase, phrase, sized } from "../core/phrase";
import { type ByteSource, bytesSource } from "./containers/byte-source";
import { type Box, behindSignature, isPaddingAt, topBoxes } from "./containers/isobmff";
import { bytesBE, joinBytes, latin1, latin1Bytes, uint8, uint32BE, uintBE } from "./containers/numbers";
import type { Handler, Reading } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { jumbfFindings } from "./metadata/c2pa";
import { readExif } from "./metadata/exif";
import { keptBlock } from "./metadata/exif-kept";
import { readable, wordsIn } from "./metadata/text";
import { behindFinding } from "./metadata/trailing";
import { xmpFindings } from "./metadata/xmp";
import { type Part, part, readingOf } from "./parts";

export const jxl: Handler = {
	format: "jxl",
	async read(source, { signal }) {
		const [first, second] = await source.read(0, Math.min(2, source.size));
		if (first === 0xff && second === 0x0a) return readBare(source);
		const { boxes, rest } = await topBoxes(source, signal);
		if (!boxes.some(({ type }) => codestream.has(type)))
			throw new InvalidFileError("damaged", "a JPEG XL without a picture");
		const parts: Part[] = [];
		for (const box of behindSignature(boxes)) {
			const { type, start, end } = box;
			if (codestream.has(type)) {
				parts.push(part(await writtenAtEnd(source, box.body, end), []));
				continue;
			}
			if (await isKept(source, box)) continue;
			if (box.type === "Exif") parts.push(await exifPart(source, box));
			else parts.push(part(await boxFindings(source, box, signal), [{ start, end }]));
		}
		if (!(await isPaddingAt(source, rest, source.size, signal))) {
			parts.push(part([behindFinding("JXL", source.size - rest)], [{ start: rest, end: source.size }]));
		}
		return readingOf(
			"jxl",
			source.size,
			parts.filter(({ findings }) => findings.length > 0),
		);
	},
};

const searched = 64 * 1024;
/** In coded pixels so many printable characters do not stand in a row by chance. */
const written = /[\x20-\x7e]{24}/;

/**
 * A bare codestream holds nothing but the picture, and where that ends only a decoder knows: what somebody wrote behind
 * it is told, but cannot be cut off.
 */
async function readBare(source: ByteSource): Promise<Reading> {
	const { size } = source;
	return { format: "jxl", findings: await writtenAtEnd(source, 0, size), strip: async () => [{ start: 0, end: size }] };
}

async function writtenAtEnd(source: ByteSource, start: number, end: number): Promise<Finding[]> {
	const tail = latin1(await source.read(Math.max(start, end - searched), end));
	const [text] = written.exec(tail) ?? [];
	if (text === undefined) return [];
	return [{ kind: "trailing-data", severity: "high", source: "JXL", tag: "Trailer", value: readable(text) }];
}

/** The picture. Its orientation and colours stand in it, and no box is found by its place: others can simply go. */
const codestream: ReadonlySet<string> = new Set(["jxlc", "jxlp"]);
const longestBox = 64 * 1024 * 1024;
/** A gain map's parameters have some 150 bytes. */
const longestParameters = 256;

/** A level is one byte; an index of frames is numbers; a gain map is its parameters, its colours, and a picture of its own. ISO/IEC 18181-2, 9.9 */
async function isKept(source: ByteSource, { type, body, end }: Box): Promise<boolean> {
	if (type === "jxll") return end - body === 1;
	if (type === "jxli") return end - body <= longestBox && wordsIn(await source.read(body, end)) === "";
	if (type !== "jhgm" || end - body < 8) return false;
	const parameters = uintBE(await source.read(body, body + 3), 1, 2);
	let at = body + 3 + parameters;
	if (parameters > longestParameters || at + 1 > end) return false;
	at += 1 + uint8(await source.read(at, at + 1), 0);
	if (at + 4 > end) return false;
	at += 4 + uint32BE(await source.read(at, at + 4), 0);
	return at + 2 <= end && uintBE(await source.read(at, at + 2), 0, 2) === 0xff0a;
}

/** Decoders take the orientation from the codestream: it need not stay here. */
async function exifPart(source: ByteSource, { start, body, end }: Box): Promise<Part> {
	if (end - body > longestBox) throw new InvalidFileError("too-complex", `Exif of ${end - body} bytes`);
	const bytes = await source.read(body, end);
	const skipped = Math.min(4 + uint32BE(bytes, 0), bytes.length);
	const { findings, kept } = await readExif(bytesSource(bytes.slice(skipped)), body + skipped);
	return {
		findings,
		edits(keep) {
			if (findings.length === 0) return [];
			const block = keptBlock({ ...kept, orientation: 1, adobeRgb: false }, keep);
			if (block === undefined) return [{ start, end }];
			const content = joinBytes([latin1Bytes("Exif"), new Uint8Array(4), block]);
			return [{ start, end, bytes: joinBytes([bytesBE(content.length + 4, 4), content]) }];
		},
	};
}

async function boxFindings(source: ByteSource, { type, body, end }: Box, signal: AbortSignal): Promise<Finding[]> {
	const size = end - body;
	if (size > longestBox && type !== "jbrd") throw new InvalidFileError("too-complex", `${type} of ${size} bytes`);
	const data = () => source.read(body, end);
	const unknown = (tag: string, value: string | Phrase): Finding[] => [
		{ kind: "unknown", severity: "medium", source: "JXL", tag, value },
	];
	switch (type) {
		case "xml ":
			return xmpFindings(await data());
		case "jumb":
			return jumbfFindings(await data(), "JXL");
		case "brob": {
			const inner = size >= 4 ? latin1(await source.read(body, body + 4)) : "";
			const told = compressed[inner] ?? { kind: "unknown", severity: "medium" };
			return [{ ...told, source: "JXL", tag: readable(inner), value: phrase("compressedBytes", { bytes: size }) }];
		}
		case "jbrd":
			// it holds the metadata of the JPEG that this was made from, compressed, and rebuilds it only with all of it
			return unknown("JPEGReconstruction", phrase("originalJpeg", { bytes: size }));
		case "free":
		case "skip":
			return (await isPaddingAt(source, body, end, signal)) ? [] : unknown(type, sized(size));
		default:
			return [{ kind: "trailing-data", severity: "high", source: "JXL", tag: readable(type), value: sized(size) }];
	}
}

/** Brotli, which no browser unpacks for us: that it is there is all that can be told. */
const compressed: Readonly<Record<string, Pick<Finding, "kind" | "severity">>> = {
	Exif: { kind: "device", severity: "high" },
	"xml ": { kind: "text", severity: "high" },
	jumb: { kind: "provenance", severity: "high" },
};
