// What was stripped plays as before in a real browser: its length, a place seeked to, and the picture drawn there.
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { media } from "../fixtures/media";
import { stripped } from "../formats/checks";
import { type Bench, launch } from "./harness/launch";
import { type Site, serve } from "./harness/serve";

/** Files by where they are served, as they were and stripped, and how a page plays them. */
const files: Readonly<Record<string, { bytes: Uint8Array<ArrayBuffer> | undefined; type: string }>> = {
	"phone.mp4": { bytes: media.mp4.dirty["dirty-phone.mp4"]?.bytes, type: "video/mp4" },
	"gopro.mp4": { bytes: media.mp4.dirty["dirty-gopro.mp4"]?.bytes, type: "video/mp4" },
	"fragments.mp4": { bytes: media.mp4.dirty["dirty-fragmented.mp4"]?.bytes, type: "video/mp4" },
	"dash-camera.mp4": { bytes: media.mp4.dirty["dirty-dash-camera-untold.mp4"]?.bytes, type: "video/mp4" },
	"place.3gp": { bytes: media.mp4.dirty["dirty-3gpp-place.3gp"]?.bytes, type: "video/mp4" },
	"apple.mov": { bytes: media.mp4.dirty["dirty-apple-metadata.mov"]?.bytes, type: "video/mp4" },
	"upright.mp4": { bytes: turned(media.mp4.dirty["dirty-phone.mp4"]?.bytes), type: "video/mp4" },
	"song.m4a": { bytes: media.mp4.dirty["dirty-cover.m4a"]?.bytes, type: "video/mp4" },
	"place.webm": { bytes: media.matroska.dirty["dirty-place.webm"]?.bytes, type: "video/webm" },
	"live.webm": { bytes: media.matroska.dirty["dirty-live.webm"]?.bytes, type: "video/webm" },
	"cover.ogg": { bytes: media.ogg.dirty["dirty-cover.ogg"]?.bytes, type: "audio/ogg" },
	"many.opus": { bytes: media.ogg.dirty["dirty-many-pages.opus"]?.bytes, type: "audio/ogg" },
	"voice.ogg": { bytes: media.ogg.dirty["dirty-voice.ogg"]?.bytes, type: "audio/ogg" },
	"long.ogg": { bytes: media.ogg.dirty["dirty-many-pages.ogg"]?.bytes, type: "audio/ogg" },
	"song.mp3": { bytes: media.mp3.dirty["dirty-cover.mp3"]?.bytes, type: "audio/mpeg" },
	"song.flac": { bytes: media.flac.dirty["dirty-picture.flac"]?.bytes, type: "audio/flac" },
	"voice.aac": { bytes: longer(media.aac.dirty["dirty-id3v1.aac"]?.bytes), type: "audio/aac" },
	"note.wav": { bytes: media.wav.dirty["dirty-broadcast.wav"]?.bytes, type: "audio/wav" },
};

/** A sound before a tag, forty times as long. */
function longer(sound: Uint8Array<ArrayBuffer> | undefined): Uint8Array<ArrayBuffer> | undefined {
	if (!sound) return undefined;
	const tag = sound.length - 128;
	return Uint8Array.from(Buffer.concat([...Array(40).fill(sound.subarray(0, tag)), sound.subarray(tag)]));
}

/** The first track's picture turned by a quarter, as a phone held upright writes it. */
function turned(film: Uint8Array<ArrayBuffer> | undefined): Uint8Array<ArrayBuffer> | undefined {
	if (!film) return undefined;
	const copy = film.slice();
	const matrix = Buffer.from(copy).indexOf("tkhd") + 44;
	for (const [index, value] of [0, 0x10000, 0, -0x10000, 0, 0, 64 * 0x10000].entries()) {
		new DataView(copy.buffer).setInt32(matrix + index * 4, value);
	}
	return copy;
}

const page = `<!doctype html><meta charset=utf-8><title>Player</title><video id=player muted></video><script>
const next = (type) => new Promise((resolve, reject) => {
	player.addEventListener(type, resolve, { once: true });
	player.addEventListener("error", () => reject(new Error(player.error.message)), { once: true });
});
// A player corrects the length by a frame when it has seen the end.
const rounded = (seconds, exactness) => Math.round(seconds * exactness) / exactness;
// "seeked" may come before the frame that was sought is there to be drawn.
const frameOf = (seconds) => new Promise((resolve) => {
	const look = (now, { mediaTime }) =>
		Math.abs(mediaTime - seconds) < 0.25 ? resolve() : player.requestVideoFrameCallback(look);
	player.requestVideoFrameCallback(look);
});
async function play(url, exactness) {
	const bytes = await (await fetch(url)).blob();
	const loaded = next("loadeddata");
	player.src = URL.createObjectURL(bytes);
	await loaded;
	const seeked = next("seeked");
	player.currentTime = Math.floor(rounded(player.duration, exactness) * 5) / 10;
	const shown = player.videoWidth ? frameOf(player.currentTime) : undefined;
	await Promise.all([seeked, shown]);
	const canvas = new OffscreenCanvas(player.videoWidth || 1, player.videoHeight || 1);
	const context = canvas.getContext("2d");
	if (player.videoWidth) context.drawImage(player, 0, 0);
	const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
	const hash = Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", pixels)).slice(0, 8)).join();
	return { duration: rounded(player.duration, exactness), at: player.currentTime, width: player.videoWidth, height: player.videoHeight, drawn: new Set(pixels).size > 2, hash };
}
</script>`;

const name = inject("browser");
let bench: Bench;
let site: Site;

beforeAll(async () => {
	const served = new Map<string, { body: Uint8Array | string; type: string }>([
		["/", { body: page, type: "text/html" }],
	]);
	for (const [file, { bytes, type }] of Object.entries(files)) {
		if (!bytes) throw new Error(`no fixture for ${file}`);
		served.set(`/before/${file}`, { body: bytes, type });
		served.set(`/after/${file}`, { body: await stripped(bytes), type });
	}
	site = await serve((request, response) => {
		const found = served.get(request.url ?? "");
		if (found) response.writeHead(200, { "content-type": found.type }).end(found.body);
		else response.writeHead(404).end();
	});
	bench = await launch({ name });
});
afterAll(async () => {
	await bench?.close();
	await site?.close();
});

test.each(Object.keys(files))("%s plays as before", async (file) => {
	const tab = await bench.open(site.origin);
	// How long raw AAC is browsers guess by the size of the file, with the tag in it.
	const exactness = file.endsWith(".aac") ? 1 : 10;
	const play = (when: string) => tab.evaluate(`play("/${when}/${file}", ${exactness})`);
	const before = await play("before");
	expect(before).toMatchObject(
		/\.(mp4|mov|3gp|webm)$/.test(file)
			? { ...(file === "upright.mp4" ? { width: 64, height: 96 } : { width: 96, height: 64 }), drawn: true }
			: { duration: expect.any(Number) },
	);
	expect(await play("after")).toEqual(before);
	await tab.close();
});
