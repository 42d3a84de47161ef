// Peers that run outside the browser, each as a process of its own per file.
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import ExifTransformer from "exif-be-gone";
import { exiftoolPath, output } from "../../tests/tools";
import type { Run, SelfTimed } from "../row";

/** Keeps what it can of what a picture is shown with. */
export const exiftool: Run = async (input, result) => {
	const kept = ["-tagsfromfile", "@", "-Orientation", "-icc_profile"];
	output("perl", exiftoolPath, "-q", "-all=", ...kept, "-o", result, input);
};

export const exifBeGone: Run = (input, result) =>
	pipeline(createReadStream(input), new ExifTransformer(), createWriteStream(result));

export const ffmpeg: Run = async (input, result) => {
	output("ffmpeg", "-v", "error", "-i", input, "-map", "0", "-c", "copy", "-map_metadata", "-1", result);
};

/** It leaves the headers' times to be asked for. */
export const exiftoolOnFilm: Run = async (input, result) => {
	output("perl", exiftoolPath, "-q", "-api", "LargeFileSupport=1", "-all=", "-time:all=", "-o", result, input);
};

/** All photos of an album in one process, which starts but once. */
export function exiftoolOnAlbum(count: number): SelfTimed {
	return async (album = "") => {
		const folder = mkdtempSync(join(tmpdir(), "last-look-album-"));
		const content = readFileSync(album);
		const size = content.length / count;
		for (let index = 0; index < count; index++)
			writeFileSync(join(folder, `${index}.jpg`), content.subarray(index * size, (index + 1) * size));
		let turn = 0;
		return {
			async measure() {
				const began = performance.now();
				output(
					"perl",
					exiftoolPath,
					"-q",
					"-all=",
					"-tagsfromfile",
					"@",
					"-Orientation",
					"-icc_profile",
					"-o",
					join(folder, `${++turn}/`),
					folder,
				);
				return performance.now() - began;
			},
			close: async () => rmSync(folder, { recursive: true }),
		};
	};
}
