// Pictures to be measured: one drawing in each format, encoded by ffmpeg or ImageMagick, with what ExifTool writes into it.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { bytes, u32 } from "../../tests/fixtures/bytes";
import { chunk, exifOf, gpsPhotoDefaults } from "../../tests/fixtures/photo";
import { exiftoolPath, output } from "../../tests/tools";
import type { BenchBrowser } from "../browser";

const tags = [
	"-GPSLatitude=48.8584",
	"-GPSLatitudeRef=N",
	"-GPSLongitude=2.2945",
	"-GPSLongitudeRef=E",
	"-Make=Acme",
	"-Model=Acme Phone 7",
	"-Artist=Alice Example",
	"-XMP-dc:Description=Alice's garden",
];

const encoders = {
	webp: ["-c:v", "libwebp", "-quality", "95"],
	avif: ["-c:v", "libaom-av1", "-cpu-used", "8", "-crf", "20", "-still-picture", "1"],
	gif: [],
	tiff: ["-compression_algo", "raw", "-pix_fmt", "rgb24"],
} as const satisfies Record<string, readonly string[]>;

type PictureFormat = keyof typeof encoders | "heic";

/** GIF has no Exif. */
const gifTags = ["-Comment=Alice's garden", "-XMP-dc:Creator=Alice Example"];

export async function makePicture(
	path: string,
	browser: BenchBrowser,
	{ format, width, height }: { format: PictureFormat; width: number; height: number },
): Promise<void> {
	const drawn = `${path}.jpg`;
	await browser.draw({ width, height, size: width * height * 0.3 }, drawn);
	// ffmpeg knows no HEIC.
	if (format === "heic") output("convert", drawn, "-quality", "90", `heic:${path}`);
	else output("ffmpeg", "-v", "error", "-y", "-i", drawn, ...encoders[format], path);
	output("perl", exiftoolPath, "-q", "-overwrite_original", ...(format === "gif" ? gifTags : tags), path);
	rmSync(drawn);
}

const pngWidth = 1800;
const pngHeight = 930;
const pngChunk = 64 * 1024;

/** A PNG of some 5 MB, whose metadata stands behind the pixels. */
export function makePng(path: string): void {
	const rows = new Uint8Array(pngHeight * (1 + pngWidth * 3));
	let seed = 1;
	for (let at = 0; at < rows.length; at++) {
		seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
		const across = at % (1 + pngWidth * 3);
		rows[at] = across === 0 ? 0 : ((across >> 4) & 0xff) + (seed >>> 26);
	}
	const pixels = deflateSync(rows);
	const chunks: Uint8Array[] = [];
	for (let at = 0; at < pixels.length; at += pngChunk) chunks.push(chunk("IDAT", pixels.subarray(at, at + pngChunk)));
	writeFileSync(
		path,
		bytes(
			[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
			chunk("IHDR", bytes(u32(pngWidth), u32(pngHeight), [8, 2, 0, 0, 0])),
			...chunks,
			chunk("eXIf", exifOf(gpsPhotoDefaults) ?? bytes()),
			chunk("tEXt", bytes("Comment\0Alice's garden")),
			chunk("IEND", bytes()),
		),
	);
}

/** So many copies of a photo in one file, one behind the other: a turn takes them apart again. */
export function makeAlbum(path: string, photo: string, count: number): void {
	const content = readFileSync(photo);
	writeFileSync(path, bytes(...Array.from({ length: count }, () => content)));
}
