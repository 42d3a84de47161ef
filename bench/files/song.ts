// A song as a shop sells it: some minutes of sound by ffmpeg, with tags and perhaps a cover around it.
import { rmSync } from "node:fs";
import { output } from "../../tests/tools";

const tags = ["artist=Alice Example", "title=Home", "comment=serial PUB9988776655"];

export function makeSong(path: string, { seconds, cover }: { seconds: number; cover: boolean }): void {
	const picture = `${path}.jpg`;
	const ffmpeg = (...words: readonly string[]) => output("ffmpeg", "-v", "error", "-y", "-f", "lavfi", ...words);
	if (cover) ffmpeg("-i", "mandelbrot=size=600x600", "-frames:v", "1", picture);
	ffmpeg(
		...["-i", `sine=440:sample_rate=44100:duration=${seconds},volume=0.5`, "-ac", "2", "-b:a", "320k"],
		...(cover ? ["-i", picture, "-map", "0", "-map", "1", "-c:v", "copy", "-disposition:v", "attached_pic"] : []),
		...tags.flatMap((tag) => ["-metadata", tag]),
		path,
	);
	rmSync(picture, { force: true });
}
