// A video that is hidden in a picture, as motion photos have: how long it is stands in its header. ISO/IEC 14496-12 8.2.2
import type { Finding } from "../../core/finding";
import { phrase } from "../../core/phrase";
import type { ByteSource } from "../containers/byte-source";
import { latin1, uint8, uint32BE, uint64BE } from "../containers/numbers";

/** The index of a video stands in front of it, or behind. */
const searched = 256 * 1024;
const longest = 24 * 60 * 60;

const videoWindow = 1024 * 1024;
/** A box of up to four kB with its type and what the file is. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are the size
const fileType = /\0\0[\0-\x0f][\s\S]ftyp([ -~]{4})/;
const fileTypeSize = 12;
/** Still pictures begin as films do. https://mp4ra.org/registered-types/brands */
const ofPicture = /^(hei[cxms]|mi[fa][12f]|avi[fs]|jxl )$/;

/** Where a file of boxes begins between `start` and `end`, a video or a HEIC: at its first box. */
export async function boxedFile(
	source: ByteSource,
	start: number,
	end: number,
): Promise<{ start: number; isPicture: boolean } | undefined> {
	for (let position = start; position < Math.min(end, source.size); position += videoWindow) {
		const last = Math.min(position + videoWindow, end) + fileTypeSize - 1;
		const found = fileType.exec(latin1(await source.read(position, Math.min(last, source.size))));
		if (found) return { start: position + found.index, isPicture: ofPicture.test(found[1] ?? "") };
	}
	return undefined;
}

type HiddenFile = Pick<Finding, "kind" | "severity" | "tag" | "value" | "picture">;

/** What a picture tells that has such a file behind it. */
export async function hiddenFile(
	source: ByteSource,
	{ start, isPicture }: { start: number; isPicture: boolean },
): Promise<HiddenFile> {
	if (!isPicture) return { tag: "EmbeddedVideoFile", ...(await hiddenVideo(source, start, source.size)) };
	return {
		kind: "hidden-media",
		severity: "high",
		tag: "EmbeddedImageFile",
		value: phrase("secondPicture", { bytes: source.size - start }),
		picture: { type: "image", range: { start, end: source.size }, mime: "image/heic" },
	};
}

/** What a picture tells that has a video at `[start, end)`. */
export async function hiddenVideo(
	source: ByteSource,
	start: number,
	end: number,
): Promise<Pick<Finding, "kind" | "severity" | "value" | "picture">> {
	const bytes = end - start;
	const seconds =
		(await secondsIn(source, start, Math.min(start + searched, end))) ??
		(await secondsIn(source, Math.max(start, end - searched), end));
	return {
		kind: "hidden-media",
		severity: "high",
		value: seconds === undefined ? phrase("video", { bytes }) : phrase("videoOfLength", { bytes }, { seconds }),
		picture: { type: "video", range: { start, end }, mime: "video/mp4", ...(seconds !== undefined && { seconds }) },
	};
}

/** The duration in a movie header within `[start, end)`, if one is there. */
async function secondsIn(source: ByteSource, start: number, end: number): Promise<number | undefined> {
	const bytes = await source.read(start, end);
	const at = latin1(bytes).indexOf("mvhd");
	if (at < 0 || at + 36 > bytes.length) return undefined;
	const long = uint8(bytes, at + 4) === 1;
	const scale = uint32BE(bytes, at + (long ? 24 : 16));
	const duration = long ? uint64BE(bytes, at + 28) : uint32BE(bytes, at + 20);
	const seconds = Math.round((duration / scale) * 10) / 10;
	return seconds > 0 && seconds < longest ? seconds : undefined;
}
