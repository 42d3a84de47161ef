// The sample photos: drawn by the browser, then given what a phone would have written into them.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { exifOf, gpsPhotoDefaults, type PhotoOptions, segment } from "../tests/fixtures/photo";

type Scene = {
	sky: [string, string, string];
	sun: [number, number];
	hills: string[];
	lights: string;
	/** A house that is no longer in the picture, and still in the small copy hidden in it. */
	house?: string;
};

const PHOTOS: readonly { name: string; scene: Scene; says: Partial<PhotoOptions> | undefined }[] = [
	{
		name: "harbour-at-dusk.jpg",
		scene: {
			sky: ["#24305e", "#c4617a", "#ffcf8f"],
			sun: [0.68, 0.56],
			hills: ["#503a5e", "#3a2c4c", "#241f38"],
			lights: "#ffe6a8",
		},
		says: {
			place: { latitude: 60.39763, longitude: 5.32447, altitude: 3 },
			device: { make: "Acme", model: "Phone 7", serial: "AP7-0098-5521" },
			person: "Jo Example",
			time: "2026:07:14 21:48:12",
			orientation: 1,
		},
	},
	{
		name: "from-my-window.jpg",
		scene: {
			sky: ["#6fb4e8", "#bfe0f2", "#f7f1dc"],
			sun: [0.25, 0.24],
			hills: ["#8fb996", "#5f9674", "#3d6b57"],
			lights: "#ffffff",
			house: "12",
		},
		says: {
			place: { latitude: 45.76404, longitude: 4.83566, altitude: 182 },
			device: { make: "Acme", model: "Phone 7", serial: "AP7-0098-5521" },
			person: undefined,
			time: "2026:09:02 07:15:40",
			orientation: 1,
		},
	},
	{
		name: "nothing-to-hide.jpg",
		scene: {
			sky: ["#2b2d42", "#5c677d", "#adb5bd"],
			sun: [0.5, 0.3],
			hills: ["#495057", "#343a40", "#212529"],
			lights: "#dee2e6",
		},
		says: undefined,
	},
];

/** Writes the photos into a folder. @returns their names. */
export async function makePhotos(page: Page, folder: string): Promise<string[]> {
	mkdirSync(folder, { recursive: true });
	for (const { name, scene, says } of PHOTOS) {
		const [drawn, thumbnail] = (await page.evaluate(draw, scene)).map((jpeg) => Buffer.from(jpeg, "base64"));
		if (!drawn || !thumbnail) throw new Error(`${name} was not drawn`);
		const exif = says && exifOf({ ...gpsPhotoDefaults, ...says, thumbnail });
		const soi = 2;
		const tags = exif === undefined ? new Uint8Array() : segment(0xe1, "Exif\0\0", exif);
		writeFileSync(join(folder, name), Buffer.concat([drawn.subarray(0, soi), tags, drawn.subarray(soi)]));
	}
	return PHOTOS.map(({ name }) => name);
}

/** Runs in the page. @returns two JPEGs in base64: the photo, and the small copy that a phone writes into it. */
function draw({ sky, sun, hills, lights, house }: Scene): string[] {
	const [width, height] = [1200, 800];
	const canvas = Object.assign(document.createElement("canvas"), { width, height });
	const context = canvas.getContext("2d");
	if (context === null) throw new Error("no canvas");
	const air = context.createLinearGradient(0, 0, 0, height * 0.75);
	for (const [index, colour] of sky.entries()) air.addColorStop(index / 2, colour);
	context.fillStyle = air;
	context.fillRect(0, 0, width, height);

	const [x, y] = [sun[0] * width, sun[1] * height];
	const glow = context.createRadialGradient(x, y, 10, x, y, 260);
	glow.addColorStop(0, "#fffbe6");
	glow.addColorStop(0.18, "#fff3c4cc");
	glow.addColorStop(1, "#fff3c400");
	context.fillStyle = glow;
	context.fillRect(0, 0, width, height);

	for (const [layer, colour] of hills.entries()) {
		const base = height * (0.58 + layer * 0.12);
		context.fillStyle = colour;
		context.beginPath();
		context.moveTo(0, height);
		for (let at = 0; at <= width; at += 8) {
			const wave = Math.sin(at / (130 - layer * 25) + layer * 2) + Math.sin(at / 47 + layer) / 3;
			context.lineTo(at, base - wave * (46 - layer * 8));
		}
		context.lineTo(width, height);
		context.fill();
	}
	context.fillStyle = lights;
	for (let index = 0; index < 60; index += 1) {
		const [left, top] = [(index * 197) % width, height * 0.84 + ((index * 89) % (height * 0.13))];
		context.globalAlpha = 0.35 + ((index * 31) % 60) / 100;
		context.fillRect(left, top, 4, 3);
	}
	context.globalAlpha = 1;
	if (house !== undefined) {
		context.fillStyle = "#b4543a";
		context.fillRect(880, 380, 240, 300);
		context.fillStyle = "#5b2c23";
		context.beginPath();
		context.moveTo(850, 380);
		context.lineTo(1000, 270);
		context.lineTo(1150, 380);
		context.fill();
		context.fillStyle = "#fff7e0";
		context.font = "bold 120px sans-serif";
		context.textAlign = "center";
		context.fillText(house, 1000, 540);
	}
	const part = house === undefined ? 1 : 0.7;
	const jpegOf = (wide: number, high: number, share: number) => {
		const copy = Object.assign(document.createElement("canvas"), { width: wide, height: high });
		copy.getContext("2d")?.drawImage(canvas, 0, 0, width * share, height * share, 0, 0, wide, high);
		return copy.toDataURL("image/jpeg", 0.88).split(",")[1] ?? "";
	};
	return [jpegOf(width, height, part), jpegOf(240, 160, 1)];
}
