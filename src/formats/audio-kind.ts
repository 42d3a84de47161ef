// Which format coded audio is, by its first frame: tags may stand before it.
import type { ByteSource } from "./containers/byte-source";
import { isAdts } from "./containers/mpeg-frames";
import { uintBE } from "./containers/numbers";
import { audioStart } from "./metadata/audio-tags";

export type AudioKind = "mp3" | "aac" | "flac";

/** The kind behind the tags a file begins with; what is none of the others is an MP3, as tags are worth stripping anyway. */
export async function taggedKind(source: ByteSource): Promise<AudioKind> {
	const start = await audioStart(source);
	const head = await source.read(start, Math.min(start + 4, source.size));
	if (head.length === 4 && uintBE(head, 0, 4) === 0x664c6143) return "flac";
	return isAdts(head) ? "aac" : "mp3";
}
