// What a contender left in a picture, told by ExifTool, and whether it still shows the same pixels, told by ffmpeg or ImageMagick.
import { exiftool, output } from "../../tests/tools";
import type { Judge } from "../row";

const secrets = {
	GPS: /^(GPS:|XMP-exif:GPS)/,
	camera: /:(Make|Model|SerialNumber)$/,
	person: /:(Artist|Creator)$/,
	comment: /:(Comment|Description)$/,
} as const satisfies Record<string, RegExp>;

export const judgePicture: Judge = (path, original) => {
	const [result = {}] = exiftool([path]);
	const left = Object.entries(secrets).flatMap(([name, pattern]) =>
		Object.keys(result).some((tag) => pattern.test(tag)) ? name : [],
	);
	return { left: left.join(", ") || "nothing", lost: pixelsOf(path).equals(pixelsOf(original)) ? "nothing" : "pixels" };
};

function pixelsOf(path: string): Buffer {
	// ffmpeg knows no HEIC.
	if (path.endsWith(".heic")) return output("convert", path, "rgb:-");
	return output("ffmpeg", "-v", "error", "-i", path, "-f", "md5", "-");
}
