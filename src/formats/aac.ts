// AAC in ADTS frames: nothing but frames, and tags around them. https://wiki.multimedia.cx/index.php/ADTS
import { adtsFrameAt } from "./containers/mpeg-frames";
import type { Handler } from "./handler";
import { codedAudio } from "./metadata/coded-audio";

export const aac: Handler = {
	format: "aac",
	read: (source, context) => codedAudio(source, context, "aac", "AAC", adtsFrameAt),
};
