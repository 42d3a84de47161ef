// Pictures, against floors that walk to the picture's real end.
import { lastLook, lastLookProof, lastLookTells } from "../ours";
import { type BenchFile, type Row, reads, row, strips } from "../row";

export const images: readonly Row[] = [
	photo("jpeg-3mb", { name: "photo-3mb.jpg", make: drawn(4000, 3000, 3_000_000) }),
	photo("jpeg-12mb", { name: "photo-12mb.jpg", make: drawn(8000, 6000, 12_000_000) }),
];

function photo(name: string, file: BenchFile): Row {
	return row({
		name,
		file,
		contenders: {
			floor: strips(() => import("../floors/jpeg")),
			"Last Look": lastLook,
			"Last Look, proof": lastLookProof,
			"Last Look, telling": lastLookTells,
			"exifr, GPS and camera": reads(() => import("../peers/exifr")),
			canvas: strips(() => import("../peers/canvas")),
			piexifjs: strips(() => import("../peers/piexif")),
			"exif-be-gone, Node": { in: "node", load: async () => (await import("../peers/processes")).exifBeGone },
			"ExifTool, one-shot": { in: "node", load: async () => (await import("../peers/processes")).exiftool },
		},
		judge: async () => (await import("../files/photo-judge")).judgePhoto,
		goals: [
			{ ours: "Last Look", of: "floor", atMost: 1.5 },
			{ ours: "Last Look", of: "canvas", atLeast: 30 },
			{ ours: "Last Look", of: "piexifjs", atLeast: 3 },
			{ ours: "Last Look", of: "ExifTool, one-shot", atLeast: 15 },
			{ ours: "Last Look, telling", of: "exifr, GPS and camera", atMost: 1.5 },
		],
	});
}

function drawn(width: number, height: number, size: number): BenchFile["make"] {
	return async (path, browser) => (await import("../files/photo")).makePhoto(path, browser, { width, height, size });
}
