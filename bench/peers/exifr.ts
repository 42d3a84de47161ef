// exifr, asked for place and camera alone. https://github.com/MikeKovarik/exifr
import exifr from "exifr";

const tags = ["Make", "Model", "GPSLatitude", "GPSLatitudeRef", "GPSLongitude", "GPSLongitudeRef"];

export function read(file: File): Promise<unknown> {
	return exifr.parse(file, tags);
}
