// MP3: tags are cut off around the frames; the first frame, which tells the gaps, stays. http://gabriel.mp3-tech.org/mp3infotag.html

import type { ByteRange } from "../core/finding";
import { sized } from "../core/phrase";
import type { ByteSource } from "./containers/byte-source";
import { id3HeaderSize, id3Size, writeId3 } from "./containers/id3";
import { isPadding } from "./containers/isobmff";
import { isMpegAudio } from "./containers/mpeg-frames";
import { latin1, uint32BE } from "./containers/numbers";
import type { Handler } from "./handler";
import { readAudioTags } from "./metadata/audio-tags";
import { encoderFindings } from "./metadata/encoder-text";
import { type Part, part, readingOf } from "./parts";

/** Bytes of the first frame that hold its count of all, and of what follows that are searched for more frames. */
const headSize = 4096;
const searched = 1024 * 1024;
/** So many frames in a row are no accident. */
const framesInRow = 3;

export const mp3: Handler = {
	format: "mp3",
	async read(source, context) {
		const audio = await readAudioTags(source, context);
		const head = await source.read(audio.start, Math.min(audio.start + headSize, audio.end));
		// Where frames begin later than at the tags, as behind a wrong offset, an empty tag says what the file is.
		const nameless = audio.start > 0 && !isMpegAudio(head);
		const signature = nameless ? [{ start: audio.start, end: audio.start, bytes: writeId3(3, []) }] : [];
		return readingOf("mp3", source.size, [
			...audio.parts,
			...(await trailingParts(source, audio, head)),
			part(await encoderFindings(source, "MPEG", audio), []),
			part([], signature),
		]);
	},
};

/** What stands behind the bytes that the first frame counts, unless frames go on there after all. */
async function trailingParts(source: ByteSource, { start, end }: ByteRange, head: Uint8Array): Promise<Part[]> {
	const counted = isMpegAudio(head) ? countedBytes(head) : undefined;
	if (counted === undefined || start + counted >= end) return [];
	const behind = start + counted;
	// Another song may follow with its tag.
	const tag = id3Size(await source.read(behind, Math.min(behind + id3HeaderSize, end))) ?? 0;
	const from = Math.min(behind + tag, end);
	const rest = await source.read(from, Math.min(from + searched, end));
	if (isPadding(rest) || rest.some((byte, at) => byte === 0xff && isMpegAudio(rest.subarray(at), framesInRow)))
		return [];
	const value = sized(end - behind);
	return [
		part(
			[{ kind: "trailing-data", severity: "high", source: "MPEG", tag: "trailer", value }],
			[{ start: behind, end }],
		),
	];
}

/** Size of the stream by the `Xing` or `Info` header in its first frame. */
function countedBytes(head: Uint8Array): number | undefined {
	const at = latin1(head, 0, Math.min(head.length, 200)).search(/Xing|Info/);
	if (at < 0 || at + 16 > head.length) return undefined;
	const flags = uint32BE(head, at + 4);
	return flags & 2 ? uint32BE(head, at + (flags & 1 ? 12 : 8)) : undefined;
}
