// A photograph to be measured: a drawn picture with what a phone writes before it.
import { readFileSync, writeFileSync } from "node:fs";
import { bytes } from "../../tests/fixtures/bytes";
import { iccProfile } from "../../tests/fixtures/icc";
import { exifOf, gpsPhotoDefaults, segment } from "../../tests/fixtures/photo";
import type { BenchBrowser } from "../browser";

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="48,51.504N" exif:GPSLongitude="2,17.67E"/></rdf:RDF></x:xmpmeta>`;

export async function makePhoto(
	path: string,
	browser: BenchBrowser,
	drawing: { width: number; height: number; size: number },
): Promise<void> {
	await browser.draw(drawing, path);
	writeFileSync(path, withMetadata(readFileSync(path)));
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
