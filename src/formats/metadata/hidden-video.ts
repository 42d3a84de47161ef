// A video that is hidden in a picture, as motion photos have: how long it is stands in its header. ISO/IEC 14496-12 8.2.2
import type { Finding } from "../../core/finding";
import { phrase } from "../../core/phrase";
import type { ByteSource } from "../containers/byte-source";
import { uint8, uint32BE, uint64BE } from "../containers/numbers";
import { ascii } from "./text";

/** The index of a video stands in front of it, or behind. */
const searched = 256 * 1024;
const longest = 24 * 60 * 60;

const videoWindow = 1024 * 1024;

/** Where an MP4 begins between `start` and `end`: four bytes before its `ftyp`. */
export async function videoStart(source: ByteSource, start: number, end: number): Promise<number | undefined> {
	for (let position = start; position < Math.min(end, source.size); position += videoWindow) {
		const text = ascii(await source.read(position, Math.min(position + videoWindow + 8, source.size)));
		const at = text.indexOf("ftyp");
		if (at >= 4 || (at >= 0 && position > start)) return position + at - 4 < end ? position + at - 4 : undefined;
	}
	return undefined;
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
	const at = ascii(bytes).indexOf("mvhd");
	if (at < 0 || at + 36 > bytes.length) return undefined;
	const long = uint8(bytes, at + 4) === 1;
	const scale = uint32BE(bytes, at + (long ? 24 : 16));
	const duration = long ? uint64BE(bytes, at + 28) : uint32BE(bytes, at + 20);
	const seconds = Math.round((duration / scale) * 10) / 10;
	return seconds > 0 && seconds < longest ? seconds : undefined;
}
