// What every format's tests ask: inspect, strip, the stripped bytes, and what others find in them.
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { inEnglish } from "../../src/cli/in-english";
import type { Finding } from "../../src/core/finding";
import type { Inspection, Piece, Stripping } from "../../src/core/inspection";
import { type Keep, keepNothing } from "../../src/core/keep";
import { inspect, strip } from "../../src/formats";
import { bytesSource } from "../../src/formats/containers/byte-source";
import type { ReadContext } from "../../src/formats/handler";
import type { FormatFixtures } from "../fixtures/formats";
import { exiftool, output } from "../tools";

type Bytes = Uint8Array<ArrayBuffer>;

export function inspectBytes(file: Bytes): Promise<Inspection> {
	return inspect(bytesSource(file), new AbortController().signal);
}

export function stripBytes(file: Bytes, keep: Keep = keepNothing): Promise<Stripping> {
	return strip(bytesSource(file), keep, new AbortController().signal);
}

/** For a reader by itself, which finds no files inside. */
export const noFilesInside: ReadContext = {
	signal: new AbortController().signal,
	depth: 1,
	spend() {},
	meter: { expect() {}, begin() {} },
	tell() {},
	nested: async () => undefined,
};

/** The file that comes out; the same one where there was nothing to strip. Throws when it cannot be stripped. */
export async function stripped(file: Bytes, keep: Keep = keepNothing): Promise<Bytes> {
	const stripping = await stripBytes(file, keep);
	if (stripping.status === "clean") return file;
	if (stripping.status === "stripped") return assemble(file, stripping.pieces);
	throw new Error(`${stripping.status}: ${stripping.reason}`);
}

/** What a file says, as the command line words it. */
export async function findingsOf(file: Bytes): Promise<readonly (Finding & { value: string })[]> {
	const inspection = await inspectBytes(file);
	if (inspection.status === "found") return inEnglishWords(inspection.findings);
	if (inspection.status === "clean") return [];
	throw new Error(`${inspection.status}: ${inspection.reason}`);
}

export function inEnglishWords(findings: readonly Finding[]): (Finding & { value: string })[] {
	return findings.map((finding) => ({ ...finding, value: inEnglish(finding.value) }));
}

function assemble(file: Bytes, pieces: readonly Piece[]): Bytes {
	return new Uint8Array(
		Buffer.concat(pieces.map((piece) => (piece instanceof Uint8Array ? piece : file.subarray(piece.start, piece.end)))),
	);
}

/** Runs `use` with the files written to a directory that is gone afterwards. */
export function withFiles<T>(files: Readonly<Record<string, Bytes>>, use: (paths: string[]) => T): T {
	const folder = mkdtempSync(join(tmpdir(), "last-look-"));
	try {
		return use(
			Object.entries(files).map(([name, content]) => {
				const path = join(folder, name);
				writeFileSync(path, content);
				return path;
			}),
		);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** What ExifTool finds that is neither the structure of the picture nor its colours, per file. */
export function privateTags(files: Readonly<Record<string, Bytes>>): Record<string, string[]> {
	const tags = withFiles(files, exiftool);
	return Object.fromEntries(
		Object.keys(files).map((name, index) => [
			name,
			Object.entries(tags[index] ?? {})
				.filter(([tag, value]) => !harmless.some((pattern) => pattern.test(tag)) && !noTime.test(String(value)))
				.map(([tag]) => tag),
		]),
	);
}

/** Hashes of the decoded pixels of each file, frame by frame, before any rotation. Names end in the files' extension. */
export function pixelsOf(files: Readonly<Record<string, Bytes>>, decoder: Decoder): Record<string, string[]> {
	return withFiles(files, (paths) => {
		if (decoder !== "identify")
			return Object.fromEntries(paths.map((path) => [basename(path), [shown(path, decoder)]]));
		const hashes: Record<string, string[]> = {};
		for (const line of output(decoder, "-quiet", "-format", "%f %#\\n", ...paths)
			.toString()
			.trim()
			.split("\n")) {
			const [name = "", hash = ""] = line.split(" ");
			hashes[name] = [...(hashes[name] ?? []), hash];
		}
		return hashes;
	});
}

export type Decoder = NonNullable<FormatFixtures["decoder"]> | "identify";

function shown(path: string, decoder: Exclude<Decoder, "identify">): string {
	const picture = `${path}.${decoder === "djxl" ? "ppm" : "png"}`; // into a PNG djxl writes Exif and XMP as well
	if (decoder === "djxl") output(decoder, "--quiet", path, picture);
	else output(decoder, "--output", picture, path);
	return createHash("sha256").update(readFileSync(picture)).digest("hex");
}

/** What ExifTool makes of a time that is not set. */
const noTime = /^(0000|1970:01:01)/;

const harmless = [
	/^SourceFile$/,
	/^(ExifTool|System|Composite|JFIF|ICC[-_].*|APNG|Adobe):/,
	/^File:(?!Comment)/,
	/^(IFD\d|SubIFD\d?):(SubfileType|Image(Width|Height)|BitsPerSample|Compression|PhotometricInterpretation|Strip(Offsets|ByteCounts)|SamplesPerPixel|RowsPerStrip|DNGVersion|JPEGTables)$/,
	/^(SVG:(Xmlns|ImageWidth|ImageHeight)|JPEGXL:.*|ICO:.*|BMP:.*|Jpeg2000:(MajorBrand|MinorVersion|CompatibleBrands|ImageHeight|ImageWidth|NumberOfComponents|BitsPerComponent|Compression|ColorSp\w+)|ZIP:(Compression|OperatingSystem|Flags|ExtraFlags))$/,
	/^(InteropIFD:Interop(Index|Version)|ExifIFD:(ColorSpace|ExifVersion))$/,
	/^IFD0:(Orientation|[XY]Resolution|ResolutionUnit|YCbCrPositioning)$/,
	/^PNG(-pHYs|-cICP)?:(ImageWidth|ImageHeight|BitDepth|ColorType|Compression|Filter|Interlace|Palette|Transparency|Gamma|SRGBRendering|WhitePoint[XY]|(Red|Green|Blue)[XY]|PixelsPerUnit[XY]|PixelUnits|ProfileName|Animation\w+|BackgroundColor)$/,
	/^(QuickTime|Meta):(MajorBrand|MinorVersion|CompatibleBrands|HandlerType|PrimaryItemReference|MetaImageSize|ImageSpatialExtent|ImagePixelDepth|AV1ConfigurationVersion|ColorProfiles|ColorPrimaries|TransferCharacteristics|MatrixCoefficients|VideoFullRangeFlag|MediaData(Size|Offset)|Chroma\w+|SeqProfile|SeqLevel\w*|ImagePixelDepth|HighBitDepth|TwelveBit|AuxiliaryImageType|Warning)$/,
	/^GIF:(GIFVersion|ImageWidth|ImageHeight|HasColorMap|ColorResolutionDepth|BitsPerPixel|BackgroundColor|AnimationIterations|FrameCount|Duration|TransparentColor)$/,
	/^RIFF:(WebP_Flags|VP8Version|(Image|Horizontal|Vertical)(Width|Height|Scale)|AlphaIsUsed|BackgroundColor|AnimationLoopCount|FrameCount|Duration)$/,
	/^MPF\d*:(MPFVersion|NumberOfImages)$/,
	/^MPImage\d:(MPImage(Flags|Format|Type|Length|Start|2)|DependentImage\dEntryNumber)$/,
	/^APP2:UniformResourceName$/, // by which ISO 21496-1 is known
	/^XMP-(hdrgm|HDRGainMap|apdi|GPano|GContainer):/,
];
