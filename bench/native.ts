// Peers that run outside the browser: ExifTool as a process of its own per file, and exif-be-gone in Node.
import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import ExifTransformer from "exif-be-gone";
import { exiftoolPath, output } from "../tests/tools";

/** Each strips `input` into `output`, keeping what it can of what the picture is shown with. */
export const natives = {
	"ExifTool, one-shot": async (input, result) => {
		const kept = ["-tagsfromfile", "@", "-Orientation", "-icc_profile"];
		output("perl", exiftoolPath, "-q", "-all=", ...kept, "-o", result, input);
	},
	"exif-be-gone, Node": (input, result) =>
		pipeline(createReadStream(input), new ExifTransformer(), createWriteStream(result)),
} as const satisfies Record<string, (input: string, output: string) => Promise<void>>;

export type NativeName = keyof typeof natives;

/** Milliseconds that it took. */
export async function timeNative(name: NativeName, input: string, result: string): Promise<number> {
	await rm(result, { force: true });
	const start = performance.now();
	await natives[name](input, result);
	return performance.now() - start;
}
