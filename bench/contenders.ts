// Who is measured in the browser: Last Look, the floor, and the peers that run there.
import exifr from "exifr";
import piexif from "piexifjs";
import { keepNothing } from "../src/core/keep";
import { inspect } from "../src/formats";
import { blobSource } from "../src/formats/containers/byte-source";
import type { ReadContext } from "../src/formats/handler";
import { jpeg } from "../src/formats/jpeg";
import { blobParts, piecesSource } from "../src/formats/splice";
import { stripFloor } from "./floor-jpeg";

/** Prepares a turn; what it returns is timed, and gives the stripped file where there is one. */
type Contender = (file: File) => Promise<() => Promise<Blob | undefined>>;

const strips = (strip: (file: File) => Promise<Blob>): Contender => {
	return async (file) => () => strip(file);
};
const reads = (read: (file: File) => Promise<unknown>): Contender => {
	return async (file) => async () => {
		await read(file);
		return undefined;
	};
};

const context: ReadContext = {
	signal: new AbortController().signal,
	depth: 0,
	spend() {},
	nested: async () => undefined,
};

export const contenders = {
	floor: strips(async (file) => new Blob((await stripFloor(file)).parts)),
	"Last Look": strips(async (file) => new Blob(blobParts(file, await piecesOf(file)))),
	"Last Look, proof": async (file) => {
		const pieces = await piecesOf(file);
		return async () => {
			await jpeg.read(piecesSource(blobSource(file), pieces), context);
			return undefined;
		};
	},
	canvas: strips(async (file) => {
		const bitmap = await createImageBitmap(file);
		const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
		canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
		bitmap.close();
		return canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 });
	}),
	piexifjs: strips(async (file) => {
		const text = piexif.remove(await binaryString(file));
		return new Blob([Uint8Array.from(text, (character) => character.charCodeAt(0))]);
	}),
	"exifr, GPS and camera": reads((file) => exifr.parse(file, exifrTags)),
	"Last Look, everything": reads((file) => inspect(blobSource(file), context.signal)),
} as const satisfies Record<string, Contender>;

export type ContenderName = keyof typeof contenders;

const exifrTags = ["Make", "Model", "GPSLatitude", "GPSLatitudeRef", "GPSLongitude", "GPSLongitudeRef"];

function binaryString(file: File): Promise<string> {
	return new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(String(reader.result));
		reader.onerror = () => reject(reader.error);
		reader.readAsBinaryString(file);
	});
}

async function piecesOf(file: File) {
	const reading = await jpeg.read(blobSource(file), context);
	return (await reading.strip?.(keepNothing)) ?? [];
}
