// The tags of Exif that say something, by number, with ExifTool's names. https://exiftool.org/TagNames/EXIF.html

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
	18246: "Rating",
	18249: "RatingPercent",
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
} as const;

/** Values in UTF-16, little-endian, whatever the block's byte order. */
export const utf16Tags: ReadonlySet<number> = new Set([40091, 40092, 40093, 40094, 40095]);

/** Says nothing about anyone: the structure of the picture, or a constant of the standard. */
export const harmlessTags: ReadonlySet<number> = new Set([
	254, 255, 256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 282, 283, 284, 296, 297, 301, 317, 318, 319, 320,
	322, 323, 324, 325, 338, 339, 513, 514, 529, 530, 531, 532, 34675, 36864, 37121, 40960, 40961, 40962, 40963,
	// pointers to other directories
	330, 34665, 34853, 40965,
]);

/** How the shot was taken: one finding together, and the ones named are shown. */
export const settingNames: Readonly<Record<number, string>> = {
	33434: "ExposureTime",
	33437: "FNumber",
	34855: "ISO",
	37386: "FocalLength",
};
