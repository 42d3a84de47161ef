// AAC in ADTS frames: nothing but frames, and tags around them. https://wiki.multimedia.cx/index.php/ADTS
import type { Handler } from "./handler";
import { readAudioTags } from "./metadata/audio-tags";
import { encoderFindings } from "./metadata/encoder-text";
import { part, readingOf } from "./parts";

export const aac: Handler = {
	format: "aac",
	async read(source, context) {
		const audio = await readAudioTags(source, context);
		const encoder = await encoderFindings(source, "AAC", audio);
		return readingOf("aac", source.size, [...audio.parts, part(encoder, [])]);
	},
};
