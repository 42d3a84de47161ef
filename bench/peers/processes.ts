// Peers that run outside the browser, each as a process of its own per file.
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import ExifTransformer from "exif-be-gone";
import { exiftoolPath, output } from "../../tests/tools";
import type { Run } from "../row";

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
