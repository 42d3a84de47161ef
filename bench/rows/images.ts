// Pictures, against floors that walk to the picture's real end.
import { lastLook, lastLookFirst, lastLookProof, lastLookTells } from "../ours";
import { type BenchFile, type Contender, type Row, reads, row, strips } from "../row";

const exiftool: Contender = { in: "node", load: async () => (await import("../peers/processes")).exiftool };

export const images: readonly Row[] = [
	photo("jpeg-3mb", { name: "photo-3mb.jpg", make: drawn(4000, 3000, 3_000_000) }),
	photo("jpeg-12mb", { name: "photo-12mb.jpg", make: drawn(8000, 6000, 12_000_000) }),
	album(200),
	picture("png-5mb", {
		file: { name: "picture-5mb.png", make: async (path) => (await import("../files/pictures")).makePng(path) },
		floor: strips(() => import("../floors/png")),
		inBrowsers: true,
	}),
	picture("webp", { ...encoded("webp"), floor: strips(() => import("../floors/webp")), inBrowsers: true }),
	picture("avif", { ...encoded("avif"), floor: strips(() => import("../floors/avif")) }),
	picture("heic", { ...encoded("heic"), floor: strips(() => import("../floors/avif")) }),
	picture("gif", { ...encoded("gif"), floor: strips(() => import("../floors/gif")) }),
	picture("tiff", { ...encoded("tiff"), floor: strips(() => import("../floors/tiff")) }),
];

function photo(name: string, file: BenchFile): Row {
	return row({
		name,
		file,
		contenders: {
			floor: strips(() => import("../floors/jpeg")),
			"Last Look": lastLook,
			"Last Look, proof": lastLookProof,
			"Last Look, first answer": lastLookFirst,
			"Last Look, telling": lastLookTells,
			"exifr, GPS and camera": reads(() => import("../peers/exifr")),
			canvas: strips(() => import("../peers/canvas")),
			piexifjs: strips(() => import("../peers/piexif")),
			"exif-be-gone, Node": { in: "node", load: async () => (await import("../peers/processes")).exifBeGone },
			"ExifTool, one-shot": exiftool,
		},
		judge: async () => (await import("../files/photo-judge")).judgePhoto,
		goals: [
			{ ours: "Last Look", of: "floor", atMost: 1.5 },
			{ ours: "Last Look", of: "canvas", atLeast: 30 },
			{ ours: "Last Look", of: "piexifjs", atLeast: 3 },
			{ ours: "Last Look", of: "ExifTool, one-shot", atLeast: 15 },
			{ ours: "Last Look, first answer", of: "exifr, GPS and camera", atMost: 1.5 },
			{ ours: "Last Look, first answer", maxReads: 1 },
			{ ours: "Last Look, first answer", maxBytes: 65_536 },
		],
	});
}

/** `inBrowsers`: a canvas can read it and write it again. */
function picture(
	name: string,
	{ file, floor, inBrowsers }: { file: BenchFile; floor: Contender; inBrowsers?: boolean },
): Row {
	return row<string>({
		name,
		file,
		contenders: {
			floor,
			"Last Look": lastLook,
			"Last Look, proof": lastLookProof,
			...(inBrowsers && { canvas: strips(() => import("../peers/canvas")) }),
			"ExifTool, one-shot": exiftool,
		} satisfies Record<string, Contender>,
		judge: async () => (await import("../files/picture-judge")).judgePicture,
		goals: [{ ours: "Last Look", of: "floor", atMost: 2 }],
	});
}

/** Many photos at once, as the guard examines them: side by side. */
function album(count: number): Row {
	const photo: BenchFile = { name: "photo-300kb.jpg", make: drawn(1200, 900, 300_000) };
	const file: BenchFile = {
		name: `album-${count}.bin`,
		make: async (path, browser) => {
			await photo.make(`${path}.jpg`, browser);
			(await import("../files/pictures")).makeAlbum(path, `${path}.jpg`, count);
		},
	};
	const each = (load: () => Promise<{ strip(file: File): Promise<Blob> }>): Contender =>
		strips(async () => {
			const { strip } = await load();
			return { strip: async (all) => (await import("../peers/album")).stripAlbum(all, count, strip) };
		});
	return row({
		name: `jpeg-${count}`,
		file,
		contenders: {
			floor: each(() => import("../floors/jpeg")),
			"Last Look": each(() => import("../last-look")),
			piexifjs: each(() => import("../peers/piexif")),
			"ExifTool, one process": {
				in: "itself",
				load: async () => (await import("../peers/processes")).exiftoolOnAlbum(count),
			},
		},
		goals: [
			{ ours: "Last Look", of: "floor", atMost: 1.5 },
			{ ours: "Last Look", of: "ExifTool, one process", atLeast: 1 },
		],
	});
}

function encoded(format: "webp" | "avif" | "heic" | "gif" | "tiff"): { file: BenchFile } {
	const make: BenchFile["make"] = async (path, browser) =>
		(await import("../files/pictures")).makePicture(path, browser, { format, width: 2000, height: 1500 });
	return { file: { name: `picture.${format}`, make } };
}

export function drawn(width: number, height: number, size: number): BenchFile["make"] {
	return async (path, browser) => (await import("../files/photo")).makePhoto(path, browser, { width, height, size });
}
