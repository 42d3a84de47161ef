// The one class of exifr that is used, which its own types do not cover.
declare module "exifr/src/segment-parsers/tiff-exif.mjs" {
	type TagFilter = { pick: ReadonlySet<number>; skip: ReadonlySet<number> };
	/** Decodes the tags of a TIFF directory. */
	export class TiffCore {
		constructor(block: Uint8Array, options: Readonly<Record<string, TagFilter>>);
		parseHeader(): void;
		parseTags(offset: number, filter: string): ReadonlyMap<number, unknown>;
	}
}
