// What independent readers say of a picture: ExifTool of its metadata, the browser of its pixels.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import type { Page } from "puppeteer-core";
import { findProgram } from "./processes";

const EXIFTOOL: string = createRequire(import.meta.url)("exiftool-vendored.pl");

/** Groups that describe the file or how it is to be shown, and tell nothing about anybody. */
const HARMLESS_GROUPS = ["SourceFile", "ExifTool", "System", "File", "Composite", "JFIF", "PNG-pHYs"] as const;

/** Single tags that are needed to show the picture as it was. */
const HARMLESS_TAGS = [
	/^ICC/,
	/^IFD0:(Orientation|ResolutionUnit|XResolution|YResolution|YCbCrPositioning)$/,
	/^PNG:(ImageWidth|ImageHeight|BitDepth|ColorType|Compression|Filter|Interlace|ProfileName|Gamma|SRGBRendering)$/,
] as const;

/** Every tag that ExifTool reads, by group and name. */
export function exifTool(bytes: Uint8Array): Record<string, unknown> {
	const perl = findProgram("perl");
	const args = ["-j", "-a", "-u", "-G1", "-ee", "-api", "RequestAll=2", "-"];
	const [command, rest] = perl === undefined ? [EXIFTOOL, args] : [perl, [EXIFTOOL, ...args]];
	const [tags]: Record<string, unknown>[] = JSON.parse(
		execFileSync(command, rest, { input: bytes, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 }),
	);
	return tags ?? {};
}

/** The names of the tags that say something about a person, a place, a device or a time. */
export function privateTags(tags: Record<string, unknown>): string[] {
	return Object.keys(tags).filter(
		(tag) =>
			!HARMLESS_GROUPS.some((group) => tag === group || tag.startsWith(`${group}:`)) &&
			!HARMLESS_TAGS.some((harmless) => harmless.test(tag)),
	);
}

/** What the picture looks like: the size and a hash of the pixels as the browser turns, colours and shows them. */
export function appearance(page: Page, bytes: Uint8Array): Promise<string> {
	return page.evaluate(async (base64) => {
		const blob = await (await fetch(`data:application/octet-stream;base64,${base64}`)).blob();
		const bitmap = await createImageBitmap(blob);
		const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
		const context = canvas.getContext("2d");
		context?.drawImage(bitmap, 0, 0);
		const pixels = context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
		let hash = 0;
		for (const value of pixels) hash = (Math.imul(hash, 31) + value) | 0;
		return `${bitmap.width} × ${bitmap.height}, ${hash}`;
	}, Buffer.from(bytes).toString("base64"));
}
