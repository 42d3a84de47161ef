// MP3: nothing but frames, and tags around them; the first frame, which tells the gaps, stays. http://gabriel.mp3-tech.org/mp3infotag.html
import { mpegFrameAt } from "./containers/mpeg-frames";
import type { Handler } from "./handler";
import { codedAudio } from "./metadata/coded-audio";

export const mp3: Handler = {
	format: "mp3",
	read: (source, context) => codedAudio(source, context, "mp3", "MPEG", mpegFrameAt),
};
