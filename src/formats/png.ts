// PNG and APNG. https://www.w3.org/TR/png-3/

import { type Finding, withoutChoice } from "../core/finding";
import { sized } from "../core/phrase";
import { type ByteSource, bytesSource } from "./containers/byte-source";
import { joinBytes, latin1Bytes } from "./containers/numbers";
import { appleMark, type Chunk, headerOf, newChunk, pngSignatureSize, readPngChunks } from "./containers/png-chunks";
import type { Handler, Reading } from "./handler";
import { jumbfFindings } from "./metadata/c2pa";
import { readExif } from "./metadata/exif";
import { type KeptExif, keptBlock } from "./metadata/exif-kept";
import { isProfile, profileFindings } from "./metadata/icc";
import { photoshopFindings } from "./metadata/iptc";
import { withOnePlace } from "./metadata/magick-place";
import { oncePerFact, tagFinding } from "./metadata/tag-kinds";
import { decodeText, readable } from "./metadata/text";
import { trailingFindings } from "./metadata/trailing";
import { xmpFindings } from "./metadata/xmp";
import { withoutRange } from "./picture-ranges";
import { pixelSurplus } from "./png-pixels";
import { type PngText, readTextChunk, unpackedProfile } from "./png-text";
import { type Edit, splice } from "./splice";

export const png: Handler = {
	format: "png",
	async read(source, { signal, spend, tell }): Promise<Reading> {
		const image = await readPngChunks(source, signal);
		const findings: Finding[] = [];
		const edits: Edit[] = [];
		let kept: KeptExif | undefined;
		const animated = image.chunks.some(({ type }) => type === "acTL");
		const once = new Set<string>();
		const ihdr = headerOf(image.chunks);
		const colourType = ihdr
			? (await source.read(ihdr.dataStart, ihdr.dataStart + headerSize))[colourTypeAt]
			: undefined;
		let colours = 0;
		let pixelsSeen = false;
		for (const chunk of image.chunks) {
			const { type } = chunk;
			if (type === "IDAT" && !pixelsSeen && animated && !once.has("fcTL")) {
				const value = sized(chunk.dataEnd - chunk.dataStart);
				findings.push({ kind: "hidden-media", severity: "medium", source: "PNG", tag: type, value, stays: true });
			}
			pixelsSeen ||= type === "IDAT";
			const inPlace = repeated.has(type) || !(pixelsSeen || once.has(type));
			if (type === "PLTE" && inPlace) colours = Math.floor((chunk.dataEnd - chunk.dataStart) / 3);
			once.add(type);
			if (type === "iCCP" && inPlace) {
				const profile = await readProfile(source, chunk, spend);
				if (profile) {
					findings.push(...profile.findings);
					if (profile.bytes) edits.push({ start: chunk.start, end: chunk.end, bytes: profile.bytes });
					continue;
				}
			} else if (inPlace && isKept(chunk, animated) && isOfColours(chunk, colourType, colours)) continue;
			const isNeeded = type === "IEND" || isMark(chunk);
			const [start, most = 0] = [chunk.dataStart, keptChunks[type]];
			const end = isNeeded ? { bytes: newChunk(type, await source.read(start, start + most)) } : {};
			edits.push({ start: chunk.start, end: chunk.end, ...end });
			const told = await chunkFindings(source, chunk, spend);
			findings.push(...told.findings);
			kept ??= told.kept;
		}
		tell([...findings]);
		const surplus = await pixelSurplus(source, image.chunks, signal);
		findings.push(...surplus.map(({ finding }) => finding));
		findings.push(...(await trailingFindings(source, image.end, "PNG")));
		const { size } = source;
		return {
			format: "png",
			findings: oncePerFact(withOnePlace(findings)),
			async strip(keep) {
				const block = kept && keptBlock(kept, keep);
				const exif = ihdr && block ? [{ start: ihdr.end, end: ihdr.end, bytes: newChunk("eXIf", block) }] : [];
				const pixels = (await Promise.all(surplus.map((behind) => behind.edits()))).flat();
				return splice(size, [...exif, ...edits, ...pixels, { start: image.end, end: size }]);
			},
		};
	},
};

/**
 * What a PNG is shown with: its pixels, colours, transparency, size in print and animation, each with the most bytes
 * it has. Everything else goes.
 */
const keptChunks: Readonly<Record<string, number>> = {
	CgBI: 4,
	IHDR: 13,
	PLTE: 768,
	IDAT: Number.POSITIVE_INFINITY,
	IEND: 0,
	tRNS: 256,
	gAMA: 4,
	cHRM: 32,
	sRGB: 1,
	cICP: 4,
	mDCV: 24,
	mDCv: 24,
	cLLI: 8,
	cLLi: 8,
	sBIT: 4,
	bKGD: 6,
	pHYs: 9,
	acTL: 8,
	fcTL: 26,
	fdAT: Number.POSITIVE_INFINITY,
};

/** Chunks of which a picture has many, or which stand behind its pixels: of all others the first one before them counts. */
const repeated: ReadonlySet<string> = new Set(["IDAT", "fcTL", "fdAT", "IEND"]);

function isKept(chunk: Chunk, animated: boolean): boolean {
	const { type, dataStart, dataEnd } = chunk;
	if (!Object.hasOwn(keptChunks, type) || dataEnd - dataStart > (keptChunks[type] ?? 0)) return false;
	if (type === appleMark) return isMark(chunk);
	return animated || (type !== "fcTL" && type !== "fdAT");
}

function isMark({ type, start }: Chunk): boolean {
	return type === appleMark && start === pngSignatureSize;
}

/** Of the header, where it says what its colours are; the numbers there, and how many bytes a transparent colour of each has. */
const colourTypeAt = 9;
const headerSize = 13;
const ofPalette = 3;
const transparent: Readonly<Record<number, number>> = { 0: 2, 2: 6 };

/** Where colours stand in the pixels, a palette only suggests some, and a transparent one is one; with a palette each may have its own. */
function isOfColours({ type, dataStart, dataEnd }: Chunk, colourType: number | undefined, colours: number): boolean {
	if (type === "PLTE") return colourType === ofPalette;
	return type !== "tRNS" || dataEnd - dataStart <= (transparent[colourType ?? ofPalette] ?? colours);
}

/** What programs call a profile; any other name is what somebody wrote. */
const usualName =
	/^((photoshop |embedded )?icc([ _-]?profile)?|icm|profile|c2|(color )?lcd|(kCGColorSpace|image |display )?P3|s?RGB|(GIMP built-in )?sRGB( IEC61966-2[.-]1( black scaled)?)?|kCGColorSpace(DisplayP3|SRGB|GenericRGB|DeviceRGB|ICCBased|Indexed)|(Adobe|Apple|ProPhoto|Generic|Wide Gamut|Camera) ?RGB( \(1998\)| Profile)?|Generic Gr[ae]y( Gamma 2\.2)? Profile|Dot Gain \d\d%)$/i;

/** What a profile says, and the chunk under another name and without what stands behind its end, if need be; `undefined` where there is none. */
async function readProfile(
	source: ByteSource,
	{ dataStart, dataEnd }: Chunk,
	spend: (bytes: number) => void,
): Promise<{ findings: Finding[]; bytes?: Uint8Array<ArrayBuffer> } | undefined> {
	if (dataEnd - dataStart > longestMetadata) return undefined;
	const data = await source.read(dataStart, dataEnd);
	const { name, profile, packed } = await unpackedProfile(data, spend);
	if (!isProfile(profile)) return undefined;
	const findings = profileFindings(profile);
	const isUsual = usualName.test(name);
	if (isUsual && packed === undefined) return { findings };
	const kept = packed ?? data.subarray(name.length + 2);
	const value = isUsual ? sized(data.length - kept.length) : readable(name);
	return {
		findings: [{ kind: "text", severity: "low", source: "PNG", tag: "ProfileName", value }, ...findings],
		bytes: newChunk("iCCP", joinBytes([latin1Bytes("ICC profile\0\0"), kept])),
	};
}

/** Chunks that are no text, by what they tell. */
const otherChunks: Readonly<Record<string, Pick<Finding, "kind" | "severity">>> = {
	dSIG: { kind: "provenance", severity: "medium" },
	cpIp: { kind: "thumbnail", severity: "medium" },
	prVW: { kind: "thumbnail", severity: "medium" },
	mkBT: { kind: "history", severity: "medium" },
	mkBF: { kind: "history", severity: "medium" },
	mkBS: { kind: "history", severity: "medium" },
	mkTS: { kind: "history", severity: "medium" },
	iDOT: { kind: "software", severity: "low" },
	vpAg: { kind: "software", severity: "low" },
	oFFs: { kind: "software", severity: "low" },
};

/** What is longer is told by its size: no honest chunk of text or Exif is. */
const longestMetadata = 32 * 1024 * 1024;

type ChunkReading = { findings: Finding[]; kept?: KeptExif };

async function chunkFindings(source: ByteSource, chunk: Chunk, spend: (bytes: number) => void): Promise<ChunkReading> {
	const { type, dataStart, dataEnd } = chunk;
	const data = () => source.read(dataStart, dataEnd);
	if (dataEnd - dataStart > longestMetadata) return { findings: [unknownChunk(chunk)] };
	switch (type) {
		case "eXIf":
		case "zxIf":
			return readExif(bytesSource(await data()), dataStart);
		case "tEXt":
		case "zTXt":
		case "iTXt":
			return textFindings(type, await readTextChunk(type, await data(), spend), await data());
		case "tIME":
			return { findings: timeFindings(await data()) };
		case "caBX":
			return { findings: jumbfFindings(await data(), "PNG") };
		default:
			return { findings: [unknownChunk(chunk)] };
	}
}

function unknownChunk({ type, dataStart, dataEnd }: Chunk): Finding {
	const value = sized(dataEnd - dataStart);
	return { kind: "unknown", severity: "medium", ...otherChunks[type], source: "PNG", tag: type, value };
}

const registered =
	/^(Title|Author|Description|Copyright|Creation Time|Software|Disclaimer|Warning|Source|Comment|Collection)\0/;

/** Text chunks hold Exif, IPTC and XMP as well, each under a keyword of its own. */
async function textFindings(
	type: string,
	{ keyword, text, bytes }: PngText,
	chunk: Uint8Array<ArrayBuffer>,
): Promise<ChunkReading> {
	const raw = /^Raw profile type (exif|APP1|xmp|iptc|8bim)$/i.exec(keyword)?.[1]?.toLowerCase();
	if (raw !== undefined) {
		const profile = rawProfile(text);
		if (profile) return rawProfileFindings(raw, profile);
	}
	if (keyword === "XML:com.adobe.xmp") {
		const findings = xmpFindings(bytes);
		const isPlain = chunk.length === xmpHead + bytes.length; // no language, no other words for the keyword
		return { findings: findings.length > 0 || isPlain ? findings : [textChunk(type, keyword, decodeText(chunk))] };
	}
	// without a text it may say something in its keyword, or in that one's translation
	const value = readable(text) || readable(decodeText(chunk).replace(registered, ""));
	if (value === "") return { findings: [] };
	return { findings: [textChunk(type, keyword, value)] };
}

/** A keyword, two bytes that say how it is packed, and a zero each behind it, the language and the translation. */
const xmpHead = "XML:com.adobe.xmp".length + 5;

function textChunk(type: string, keyword: string, text: string): Finding {
	const value = readable(text);
	const [, ofExif] = exifKeyword.exec(keyword) ?? [];
	const named = tagFinding(`PNG ${type}`, ofExif ?? keyword, value);
	const own = { source: "PNG", tag: `${type}:${keyword}` };
	if (named.kind !== "unknown") return { ...withoutChoice(named), ...own };
	if (ofExif !== undefined && !/\p{L}{3}/u.test(value)) return { kind: "device", severity: "low", ...own, value };
	// a keyword we do not know is text that somebody wrote
	return { kind: "text", severity: "medium", ...own, value };
}

/** ImageMagick makes a text of each tag of Exif. */
const exifKeyword = /^exif:(?:thumbnail:)?(\w+)$/;

/** A profile as its name (ExifTool's has a space in it), its size in decimal, and the bytes in hexadecimal. */
function rawProfile(text: string): Uint8Array<ArrayBuffer> | undefined {
	const [, hex = ""] =
		/^\s*(?:exif|app1|xmp|iptc|8bim|generic)(?: profile)?\s*\n\s*\d{1,10}\s+([0-9a-fA-F\s]*)$/i.exec(text) ?? [];
	const digits = hex.replace(/\s+/g, "");
	if (digits === "") return undefined;
	const bytes = new Uint8Array(digits.length >> 1);
	for (let index = 0; index < bytes.length; index++)
		bytes[index] = Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16);
	return bytes;
}

async function rawProfileFindings(name: string, profile: Uint8Array<ArrayBuffer>): Promise<ChunkReading> {
	const head = decodeText(profile.subarray(0, 32));
	if (head.startsWith("Exif"))
		return { findings: (await readExif(bytesSource(profile.slice(6)), 0)).findings.map(withoutRange) };
	if (name === "xmp" || head.startsWith("http://ns.adobe.com/xap")) {
		return { findings: xmpFindings(profile.subarray(Math.max(0, profile.indexOf(0x3c)))) };
	}
	if (name === "exif") return { findings: (await readExif(bytesSource(profile), 0)).findings.map(withoutRange) };
	return { findings: photoshopFindings(profile, profile[0] === 0x1c ? "iim" : "resources") };
}

function timeFindings(data: Uint8Array): Finding[] {
	if (data.length < 7 || data.every((byte) => byte === 0)) return [];
	const two = (value = 0) => `${value}`.padStart(2, "0");
	const year = ((data[0] ?? 0) << 8) | (data[1] ?? 0);
	const value = `${year}-${two(data[2])}-${two(data[3])} ${two(data[4])}:${two(data[5])}:${two(data[6])}`;
	return [{ kind: "time", severity: "high", source: "PNG", tag: "ModifyDate", value }];
}
