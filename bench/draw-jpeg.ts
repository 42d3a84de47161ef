// A picture with as much detail as makes its JPEG as large as a photograph's, the same on every run.

/** A JPEG within a tenth of `size` bytes, as far as its quality can bring it there. */
export async function drawJpeg(width: number, height: number, size: number): Promise<Blob> {
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext("2d");
	if (!context) throw new Error("no canvas");
	for (let y = 0; y < height; y += band) context.putImageData(noisyBand(width, Math.min(band, height - y), y), 0, y);
	let low = 0.1;
	let high = 1;
	for (;;) {
		const quality = (low + high) / 2;
		const jpeg = await canvas.convertToBlob({ type: "image/jpeg", quality });
		if (Math.abs(jpeg.size - size) < size / 10 || high - low < 0.01) return jpeg;
		if (jpeg.size > size) high = quality;
		else low = quality;
	}
}

const band = 100;

/** Slow colours with grain over them, from a generator with a fixed seed. */
function noisyBand(width: number, height: number, top: number): ImageData {
	const image = new ImageData(width, height);
	let seed = top + 1;
	for (let index = 0; index < image.data.length; index += 4) {
		const x = (index / 4) % width;
		const y = top + Math.floor(index / 4 / width);
		seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
		const grain = (seed >>> 27) - 16;
		image.data[index] = 128 + 90 * Math.sin(x / 190) + grain;
		image.data[index + 1] = 128 + 90 * Math.sin(y / 170) + grain;
		image.data[index + 2] = 128 + 90 * Math.sin((x + y) / 230) + grain;
		image.data[index + 3] = 255;
	}
	return image;
}
