// The tags of TIFF and DNG that a picture is decoded and rendered with: all others go.
// https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf, https://helpx.adobe.com/camera-raw/digital-negative.html
import { numberSet } from "../containers/number-set";

/** How a picture is laid out in the file. */
export const structuralTags = numberSet(
	`254-259 262 263 266 273 274 277-284 290-293 296 297 301 317-320 322-328 330 332 334 336 338-341 346 347 433
	512-515 517-521 529-532 32997 32998 34675 50674`,
);

/** Colour filter pattern, black and white levels, colour matrices, tone curves, lens corrections (opcodes), crops. */
const digitalNegative = numberSet(
	`33421 33422 37398 37399 50706 50707 50710-50734 50737-50739 50741 50778-50780 50829 50830 50879 50935
	50937-50940 50964 50965 50974 50975 50981 50982 51008 51009 51022 51041 51107-51110 51112 51125 52525
	52529-52538 52543 52544 52547 52551 52553-52555`,
);

export const keptTiffTags: ReadonlySet<number> = new Set([...structuralTags, ...digitalNegative]);

export const tiffTags = {
	subfileType: 254,
	width: 256,
	compression: 259,
	photometric: 262,
	fillOrder: 266,
	stripOffsets: 273,
	stripByteCounts: 279,
	subDirectories: 330,
	tileOffsets: 324,
	tileByteCounts: 325,
	/** The tables that all JPEG streams of a picture share; those of the old way, by their places. */
	sharedTables: 347,
	jpegTables: [519, 520, 521],
	dngVersion: 50706,
} as const;

/** Values of `Compression` whose strips are JPEG streams. */
export const jpegCompressions: ReadonlySet<number> = new Set([6, 7]);
/** Values of `PhotometricInterpretation` of masks: of what is transparent, and of what is shown where. */
export const maskPhotometrics: ReadonlySet<number> = new Set([4, 52527]);
/** Values of `PhotometricInterpretation` of pictures that a raw converter has to develop. */
export const rawPhotometrics: ReadonlySet<number> = new Set([32803, 34892]);
