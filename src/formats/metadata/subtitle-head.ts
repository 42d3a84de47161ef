// The heads of subtitles that are no ASS, as Matroska's codec data holds them: what of them does not draw goes.
// https://www.matroska.org/technical/subtitles.html
import type { ByteRange } from "../../core/finding";
import { latin1 } from "../containers/numbers";
import { own } from "../own";
import type { AssLine } from "./ass-header";
import { mediaFinding } from "./media-tags";
import { decodeText } from "./text";

/** The signature, and blocks of style and of regions, which an empty line ends. */
const webVtt = /^(?:\xef\xbb\xbf)?WEBVTT\b|^(?:STYLE|REGION)[ \t]*\r?\n(?:(?!.*\/\*)[^\r\n]+(?:\r?\n|$))*/gm;

/** By codec: what draws, of which the rest is a comment. */
const drawing: Readonly<Record<string, RegExp>> = {
	S_VOBSUB:
		/^[ \t]*(?:size|org|scale|alpha|smooth|fadein\/out|align|time offset|forced subs|palette|custom colors|langidx|id|delay):[\w \t,:.%()-]*$/gm,
	"S_TEXT/WEBVTT": webVtt,
	"D_WEBVTT/SUBTITLES": webVtt,
	"D_WEBVTT/CAPTIONS": webVtt,
	"S_TEXT/USF": /<\/?(?:USFSubtitles|styles?|fontstyle|position|effects?|keyframes?)\b[^<>]*>|<\?xml[^<>]*\?>/g,
};

/** The rest of a head, or `undefined` where the codec has none that is known. */
export function subtitleHeadLines(bytes: Uint8Array, codec: string, { start, end }: ByteRange): AssLine[] | undefined {
	const pattern = own(drawing, codec);
	if (!pattern) return undefined;
	const text = latin1(bytes, start, end);
	const lines: AssLine[] = [];
	let at = 0;
	const add = (to: number) => {
		// Line ends stay where they are: blocks are told apart by them.
		for (const { 0: line, index } of text.slice(at, to).matchAll(/[^\r\n]+/g)) {
			const range = { start: start + at + index, end: start + at + index + line.length };
			const finding = mediaFinding("Subtitles", "Comment", decodeText(bytes.subarray(range.start, range.end)));
			if (finding) lines.push({ range, finding });
		}
	};
	for (const { 0: match, index } of text.matchAll(pattern)) {
		add(index);
		at = index + match.length;
	}
	add(text.length);
	return lines;
}
