// What messengers do themselves: draw the picture and encode it again.

export async function strip(file: Blob): Promise<Blob> {
	const bitmap = await createImageBitmap(file);
	const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
	canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
	bitmap.close();
	return canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 });
}
