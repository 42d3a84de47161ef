// A song as a shop sells it: some minutes of sound by ffmpeg, with tags and perhaps a cover around it.
import { rmSync } from "node:fs";
import { output } from "../../tests/tools";

const tags = ["artist=Alice Example", "title=Home", "comment=serial PUB9988776655"];

export function makeSong(path: string, { seconds, cover }: { seconds: number; cover: boolean }): void {
	const picture = `${path}.jpg`;
	const ffmpeg = (...words: readonly string[]) => output("ffmpeg", "-v", "error", "-y", "-f", "lavfi", ...words);
	if (cover) ffmpeg("-i", "mandelbrot=size=600x600", "-frames:v", "1", picture);
	ffmpeg(
		...["-i", `sine=440:sample_rate=44100:duration=${seconds},volume=0.5`],
		// Before the second input, of which it would be taken for an option, stands nothing of the output's.
		...(cover ? ["-f", "image2", "-i", picture, "-map", "0", "-map", "1"] : []),
		...(cover ? ["-c:v", "copy", "-disposition:v", "attached_pic"] : []),
		...["-ac", "2", "-b:a", "320k"],
		...tags.flatMap((tag) => ["-metadata", tag]),
		path,
	);
	rmSync(picture, { force: true });
}
