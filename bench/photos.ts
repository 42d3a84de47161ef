// The photographs that are measured: a drawn picture with what a phone writes before it, kept between runs.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bytes } from "../tests/fixtures/bytes";
import { iccProfile } from "../tests/fixtures/icc";
import { exifOf, gpsPhotoDefaults, segment } from "../tests/fixtures/photo";
import type { BenchBrowser } from "./browser";

export const photos = [
	{ name: "3 MB, 12 MP", file: "3mb.jpg", width: 4000, height: 3000, size: 3_000_000 },
	{ name: "12 MB, 48 MP", file: "12mb.jpg", width: 8000, height: 6000, size: 12_000_000 },
] as const;

export type Photo = (typeof photos)[number];

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="48,51.504N" exif:GPSLongitude="2,17.67E"/></rdf:RDF></x:xmpmeta>`;

/** The photo's path; drawn by the browser the first time. */
export async function photoPath(photo: Photo, browser: BenchBrowser, folder: string, cache: string): Promise<string> {
	const path = join(cache, photo.file);
	if (existsSync(path)) return path;
	mkdirSync(cache, { recursive: true });
	const { width, height, size } = photo;
	await browser.take({ type: "draw", width, height, size, saveAs: photo.file });
	writeFileSync(path, withMetadata(readFileSync(join(folder, photo.file))));
	return path;
}

function withMetadata(drawn: Buffer): Uint8Array {
	const tables = drawn.indexOf(Buffer.from([0xff, 0xdb]));
	return bytes(
		[0xff, 0xd8],
		segment(0xe1, "Exif\0\0", exifOf(gpsPhotoDefaults) ?? []),
		segment(0xe1, "http://ns.adobe.com/xap/1.0/\0", xmp),
		segment(0xe2, "ICC_PROFILE\0", [1, 1], iccProfile()),
		segment(0xfe, "Alice's garden"),
		drawn.subarray(tables),
	);
}
