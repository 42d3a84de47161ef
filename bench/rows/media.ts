// Films and songs: what a film costs follows its index, whatever its size.
import { lastLook, lastLookProof, lastLookTells } from "../ours";
import { type BenchFile, type Contender, type Row, row, strips } from "../row";

const ffmpeg: Contender = { in: "node", load: async () => (await import("../peers/processes")).ffmpeg };
const exiftool: Contender = { in: "node", load: async () => (await import("../peers/processes")).exiftoolOnFilm };
const mp4Floor = strips(() => import("../floors/mp4"));
const mp3Floor = strips(() => import("../floors/mp3"));

/** 24 minutes at 25 pictures a second, as a phone films in 4K. */
const large = { count: 36_000, size: 120_000 };
const small = film("film-of-50mb.mp4", { count: 420, size: 120_000 });

/** Bytes that a picture has in the index, and of the boxes around. */
const indexSize = large.count * 12 + 4096;

export const media: readonly Row[] = [
	row({
		name: "mp4-50mb",
		file: small,
		contenders: {
			floor: mp4Floor,
			"Last Look": lastLook,
			"Last Look, proof": lastLookProof,
			"Last Look, telling": lastLookTells,
			mediabunny: strips(async () => (await import("../peers/mediabunny")).toMp4),
			ffmpeg,
			ExifTool: exiftool,
		},
		goals: [{ ours: "Last Look", of: "floor", atMost: 2 }],
	}),
	row({
		name: "mp4-4gb",
		file: film("film-of-4gb.mp4", large),
		contenders: {
			floor: mp4Floor,
			"Last Look": lastLook,
			"Last Look, 50 MB": { ...lastLook, file: small },
			"Last Look, proof": lastLookProof,
			ffmpeg,
			ExifTool: exiftool,
		},
		goals: [
			{ ours: "Last Look", of: "floor", atMost: 2 },
			{ ours: "Last Look", of: "Last Look, 50 MB", atMost: 3 },
			{ ours: "Last Look", of: "ffmpeg", atLeast: 500 },
			{ ours: "Last Look", maxBytes: indexSize + 192 * 1024 },
			{ ours: "Last Look", maxMemory: 20_000_000 },
		],
	}),
	inProportion("mp4-fragments", (count) => fragments(`fragments-${count}.mp4`, count), 4000),
	inProportion("mkv-clusters", (count) => clusters(`clusters-${count}.mkv`, count), 1000),
	mp3("mp3", song("song.mp3", { seconds: 120, cover: false })),
	mp3("mp3-cover", song("song-with-cover.mp3", { seconds: 120, cover: true })),
];

/** Twice the pieces cost about twice as much: what grew with their square would cost four times. */
function inProportion(name: string, file: (count: number) => BenchFile, count: number): Row {
	return row({
		name,
		file: file(2 * count),
		contenders: { "Last Look": lastLook, "Last Look, half": { ...lastLook, file: file(count) } },
		goals: [{ ours: "Last Look", of: "Last Look, half", atMost: 3 }],
	});
}

function fragments(name: string, count: number): BenchFile {
	return { name, make: async (path) => (await import("../files/film-in-pieces")).makeFragments(path, count) };
}

function clusters(name: string, count: number): BenchFile {
	return { name, make: async (path) => (await import("../files/film-in-pieces")).makeClusters(path, count) };
}

function film(name: string, samples: { count: number; size: number }): BenchFile {
	return { name, make: async (path) => (await import("../files/film")).makeFilm(path, samples) };
}

function mp3(name: string, file: BenchFile): Row {
	return row({
		name,
		file,
		contenders: {
			floor: mp3Floor,
			"Last Look": lastLook,
			"Last Look, proof": lastLookProof,
			"Last Look, telling": lastLookTells,
			mediabunny: strips(async () => (await import("../peers/mediabunny")).toMp3),
			ffmpeg,
		},
		goals: [{ ours: "Last Look", of: "floor", atMost: 2 }],
	});
}

function song(name: string, { seconds, cover }: { seconds: number; cover: boolean }): BenchFile {
	return { name, make: async (path) => (await import("../files/song")).makeSong(path, { seconds, cover }) };
}
