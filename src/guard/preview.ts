// A small copy of a picture to be looked at, in the Worker.
import { smallBitmap } from "./small-bitmap";

/** Twice what the dialog shows, for dense screens. */
const longSide = 256;
/** Beyond this a picture is not decoded for its looks alone. */
const largestFile = 200 * 1024 * 1024;

/** `undefined` where the browser cannot show it. */
export async function previewOf(file: Blob): Promise<ImageBitmap | undefined> {
	if (!file.type.startsWith("image/") || file.size > largestFile) return undefined;
	try {
		return upright(await smallBitmap(file, { resizeWidth: longSide, resizeQuality: "medium" }));
	} catch {
		return undefined;
	}
}

/** Chromium forgets on the way out of a Worker that a bitmap is turned: https://crbug.com/1332947 */
function upright(bitmap: ImageBitmap): ImageBitmap {
	const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
	canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
	bitmap.close();
	return canvas.transferToImageBitmap();
}
