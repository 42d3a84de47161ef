// A picture at the size in which it is looked at. A JPEG can be decoded at a fraction of its own size, which takes a fourth
// of the time: https://w3c.github.io/webcodecs/#dom-imagedecoderinit-desiredwidth

/** More than anything asks for. */
const side = 512;
/** Smaller files are decoded whole as quickly. */
const worthwhile = 512 * 1024;

/** @throws where the browser cannot show it. */
export async function smallBitmap(file: Blob, options: ImageBitmapOptions): Promise<ImageBitmap> {
	const frame = await scaledFrame(file).catch(() => undefined);
	if (!frame) return createImageBitmap(file, options);
	try {
		// Firefox makes it as wide and as high as was asked, whatever its shape.
		const isShapeLost = frame.displayWidth === side && frame.displayHeight === side;
		const isShapeNeeded = options.resizeWidth === undefined || options.resizeHeight === undefined;
		return await createImageBitmap(isShapeLost && isShapeNeeded ? file : frame, options);
	} finally {
		frame.close();
	}
}

/** `undefined` where it is not worth while, or the browser cannot. */
async function scaledFrame(file: Blob): Promise<VideoFrame | undefined> {
	if (file.type !== "image/jpeg" || file.size < worthwhile || !("ImageDecoder" in globalThis)) return undefined;
	const decoder = new ImageDecoder({ data: file.stream(), type: file.type, desiredWidth: side, desiredHeight: side });
	try {
		return (await decoder.decode()).image;
	} finally {
		decoder.close();
	}
}
