// MP3: tags are cut off around the frames; the first frame, which tells the gaps, stays. http://gabriel.mp3-tech.org/mp3infotag.html
import { writeId3 } from "./containers/id3";
import { isMpegAudio } from "./containers/mpeg-frames";
import type { Handler } from "./handler";
import { readAudioTags } from "./metadata/audio-tags";
import { encoderFindings } from "./metadata/encoder-text";
import { part, readingOf } from "./parts";

/** Where frames begin later than at the tags, as behind a wrong offset, an empty tag says what the file is. */
export const mp3: Handler = {
	format: "mp3",
	async read(source, context) {
		const audio = await readAudioTags(source, context);
		const encoder = await encoderFindings(source, "MPEG", audio);
		const head = await source.read(audio.start, Math.min(audio.start + 4096, audio.end));
		const signature =
			audio.start === 0 || isMpegAudio(head) ? [] : [{ start: audio.start, end: audio.start, bytes: writeId3(3, []) }];
		return readingOf("mp3", source.size, [...audio.parts, part(encoder, []), part([], signature)]);
	},
};
