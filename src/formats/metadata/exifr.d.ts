// The one module of exifr that is used, which its own types do not cover.
declare module "exifr/src/segment-parsers/tiff-exif.mjs" {
	type TiffOptions = {
		ifd0: boolean;
		exif: boolean;
		gps: boolean;
		mergeOutput: boolean;
		sanitize: boolean;
		translateKeys: boolean;
		translateValues: boolean;
		reviveValues: boolean;
	};
	export const TiffExif: {
		parse(block: Uint8Array, options: TiffOptions): Promise<Readonly<Record<string, unknown>>>;
	};
}
