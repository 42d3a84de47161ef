// The tags of Exif that say something, by number, with ExifTool's names. https://exiftool.org/TagNames/EXIF.html
import { numberSet } from "../containers/number-set";
import { sizeOf, type TiffEntry } from "../containers/tiff";

/** Tags of IFD0, of its successors and of the Exif directory; a tag means the same wherever it stands. */
export const exifTagNames: Readonly<Record<number, string>> = {
	269: "DocumentName",
	270: "ImageDescription",
	271: "Make",
	272: "Model",
	285: "PageName",
	305: "Software",
	306: "ModifyDate",
	315: "Artist",
	316: "HostComputer",
	11: "ProcessingSoftware",
	33432: "Copyright",
	36867: "DateTimeOriginal",
	36868: "CreateDate",
	36880: "OffsetTime",
	36881: "OffsetTimeOriginal",
	36882: "OffsetTimeDigitized",
	37393: "ImageNumber",
	37394: "SecurityClassification",
	37395: "ImageHistory",
	37510: "UserComment",
	37520: "SubSecTime",
	37521: "SubSecTimeOriginal",
	37522: "SubSecTimeDigitized",
	40091: "XPTitle",
	40092: "XPComment",
	40093: "XPAuthor",
	40094: "XPKeywords",
	40095: "XPSubject",
	40964: "RelatedSoundFile",
	42016: "ImageUniqueID",
	42032: "OwnerName",
	42033: "SerialNumber",
	42035: "LensMake",
	42036: "LensModel",
	42037: "LensSerialNumber",
	42038: "ImageTitle",
	42039: "Photographer",
	42040: "ImageEditor",
	42041: "CameraFirmware",
	42042: "RAWDevelopingSoftware",
	42043: "ImageEditingSoftware",
	42044: "MetadataEditingSoftware",
	50708: "UniqueCameraModel",
	50709: "LocalizedCameraModel",
	50735: "CameraSerialNumber",
	50781: "RawDataUniqueID",
	50827: "OriginalRawFileName",
	50828: "OriginalRawFileData",
	50966: "PreviewApplicationName",
	50967: "PreviewApplicationVersion",
	50968: "PreviewSettingsName",
	50971: "PreviewDateTime",
	51043: "TimeCodes",
	51089: "OriginalDefaultFinalSize",
	51105: "ReelName",
	51107: "CameraLabel",
	700: "XMP",
	33723: "IPTC",
	34377: "Photoshop",
	37500: "MakerNote",
	50740: "DNGPrivateData",
	37724: "ImageSourceData",
	33550: "PixelScale",
	33922: "ModelTiePoint",
	34264: "ModelTransform",
	34735: "GeoTiffDirectory",
	34736: "GeoTiffDoubleParams",
	34737: "GeoTiffAsciiParams",
	42112: "GDALMetadata",
	18246: "Rating",
	18249: "RatingPercent",
	39321: "XiaomiSettings",
	39424: "XiaomiModel",
	59932: "Padding",
	59933: "OffsetSchema",
};

export const tags = {
	orientation: 274,
	make: 271,
	model: 272,
	thumbnailOffset: 513,
	thumbnailLength: 514,
	userComment: 37510,
	makerNote: 37500,
	xmp: 700,
	iptc: 33723,
	photoshop: 34377,
	icc: 34675,
	c2pa: 52545,
	dngPrivateData: 50740,
} as const;

/** Values in UTF-16, little-endian, whatever the block's byte order. */
export const utf16Tags = numberSet("40091-40095");

/** Says nothing about anyone: the structure of the picture, a constant of the standard, or a pointer to another directory. */
export const harmlessTags = numberSet(
	`254-259 262 266 273 274 277-279 282-284 296 297 301 317-320 322-325 330 338 339 513 514 529-532 34665 34675
	34853 36864 37121 40960-40963 40965`,
);

/** How many values these have at most, in Exif: a thumbnail stands in one piece, and its colours are not listed. */
const mostValues: readonly [ReadonlySet<number>, number][] = [
	[numberSet("254-257 259 262 266 274 277-278 282-284 296 317 322-323 513-514 531 34665 34853 40961-40963 40965"), 1],
	[numberSet("273 279 324-325"), 1],
	[numberSet("301 320"), 0],
	[numberSet("297 318 530"), 2],
	[numberSet("529"), 3],
	[numberSet("36864 37121 40960"), 4],
	[numberSet("319 532"), 6],
];
/** Of each sample how many bits it has, of what kind it is, and what it is for: small numbers, and no letters. */
const ofSamples = numberSet("258 338 339");
const largestOfSample = 64;

/** What a harmless tag holds beyond its values: nothing, as a rule. */
export function beyondValues({ tag, type, bytes }: TiffEntry): Uint8Array {
	if (bytes === undefined) return new Uint8Array(0);
	const isOf = ([set]: readonly [ReadonlySet<number>, number]) => set.has(tag);
	const most = mostValues.find(isOf)?.[1] ?? Number.POSITIVE_INFINITY;
	const isMuch = ofSamples.has(tag) && bytes.some((byte) => byte > largestOfSample);
	return isMuch ? bytes : bytes.subarray(most * sizeOf(type));
}

/** How the shot was taken: one finding together, and the ones named are shown. */
export const settingNames: Readonly<Record<number, string>> = {
	33434: "ExposureTime",
	33437: "FNumber",
	34855: "ISO",
	37386: "FocalLength",
};
