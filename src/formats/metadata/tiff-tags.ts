// The tags of TIFF and DNG that a picture is decoded and rendered with: all others go.
// https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf, https://helpx.adobe.com/camera-raw/digital-negative.html

const structure = [
	254, 255, 256, 257, 258, 259, 262, 263, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 290, 291, 292, 293,
	296, 297, 301, 317, 318, 319, 320, 322, 323, 324, 325, 326, 327, 328, 330, 332, 334, 336, 338, 339, 340, 341, 346,
	347, 433, 512, 513, 514, 515, 517, 518, 519, 520, 521, 529, 530, 531, 532, 32997, 32998, 34675, 50674,
];

/** Colour filter pattern, black and white levels, colour matrices, tone curves, lens corrections (opcodes), crops. */
const digitalNegative = [
	33421, 33422, 37398, 37399, 50706, 50707, 50710, 50711, 50712, 50713, 50714, 50715, 50716, 50717, 50718, 50719, 50720,
	50721, 50722, 50723, 50724, 50725, 50726, 50727, 50728, 50729, 50730, 50731, 50732, 50733, 50734, 50737, 50738, 50739,
	50741, 50778, 50779, 50780, 50829, 50830, 50879, 50935, 50937, 50938, 50939, 50940, 50964, 50965, 50974, 50975, 50981,
	50982, 51008, 51009, 51022, 51041, 51107, 51108, 51109, 51110, 51112, 51125, 52525, 52529, 52530, 52531, 52532, 52536,
	52538, 52544, 52547, 52553, 52554, 52555,
];

/** How a picture is laid out in the file. */
export const structuralTags: ReadonlySet<number> = new Set(structure);
export const keptTiffTags: ReadonlySet<number> = new Set([...structure, ...digitalNegative]);

export const tiffTags = {
	subfileType: 254,
	compression: 259,
	photometric: 262,
	stripOffsets: 273,
	stripByteCounts: 279,
	subDirectories: 330,
	tileOffsets: 324,
	tileByteCounts: 325,
	jpegTables: [519, 520, 521],
	dngVersion: 50706,
} as const;

/** Values of `Compression` whose strips are JPEG streams. */
export const jpegCompressions: ReadonlySet<number> = new Set([6, 7]);
/** Values of `PhotometricInterpretation` of pictures that a raw converter has to develop. */
export const rawPhotometrics: ReadonlySet<number> = new Set([32803, 34892]);
