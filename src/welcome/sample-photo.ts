// A photo to try it with: drawn here, and given what a phone would have written into it. Nobody's place, device or name.
import { exifSegment } from "./sample-exif";

const [width, height] = [960, 640];
const quality = 0.85;
/** https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.2.1: two bytes that every JPEG begins with. */
const startOfImage = 2;

export async function samplePhoto(): Promise<File> {
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext("2d");
	if (!context) throw new Error("no canvas");
	drawHarbour(context);
	const drawn = await canvas.convertToBlob({ type: "image/jpeg", quality });
	const parts = [drawn.slice(0, startOfImage), exifSegment(), drawn.slice(startOfImage)];
	return new File(parts, "harbour.jpg", { type: "image/jpeg" });
}

function drawHarbour(context: OffscreenCanvasRenderingContext2D): void {
	const horizon = height * 0.62;
	fill(context, 0, horizon, ["#23396b", "#b9607f", "#ffd09a"]);
	fill(context, horizon, height, ["#c98a86", "#4a4f7a", "#1c2a4f"]);
	const sun = context.createRadialGradient(width * 0.66, horizon, 8, width * 0.66, horizon, 190);
	sun.addColorStop(0, "#fff8dc");
	sun.addColorStop(0.25, "#ffe9a8aa");
	sun.addColorStop(1, "#ffe9a800");
	context.fillStyle = sun;
	context.fillRect(0, 0, width, horizon);
	context.fillStyle = "#2a2447";
	context.beginPath();
	context.moveTo(0, horizon);
	const shore = width / 2;
	for (let x = 0; x <= shore; x += 6) {
		const hills = 52 + 26 * Math.sin(x / 74) + 8 * Math.sin(x / 21);
		context.lineTo(x, horizon - hills * (1 - (x / shore) ** 3));
	}
	context.lineTo(shore, horizon);
	context.fill();
	context.fillStyle = "#f3ecd8";
	for (const [x, tall] of [
		[610, 150],
		[700, 110],
	] as const) {
		context.beginPath();
		context.moveTo(x, horizon + 30);
		context.lineTo(x, horizon + 30 - tall);
		context.quadraticCurveTo(x + tall * 0.7, horizon, x + tall * 0.55, horizon + 30);
		context.fill();
	}
	context.fillStyle = "#151a33";
	context.beginPath();
	context.moveTo(570, horizon + 36);
	context.lineTo(800, horizon + 36);
	context.quadraticCurveTo(770, horizon + 76, 690, horizon + 76);
	context.quadraticCurveTo(600, horizon + 76, 570, horizon + 36);
	context.fill();
}

function fill(
	context: OffscreenCanvasRenderingContext2D,
	top: number,
	bottom: number,
	colours: readonly string[],
): void {
	const gradient = context.createLinearGradient(0, top, 0, bottom);
	for (const [index, colour] of colours.entries()) gradient.addColorStop(index / (colours.length - 1), colour);
	context.fillStyle = gradient;
	context.fillRect(0, top, width, bottom - top);
}
