// Songs that are nothing but frames and tags: what is in neither, and tags between two songs, goes.
import type { ByteRange, Finding } from "../../core/finding";
import { sized } from "../../core/phrase";
import type { ByteSource } from "../containers/byte-source";
import { type FrameAt, gapsBetweenFrames } from "../containers/frame-runs";
import { writeId3 } from "../containers/id3";
import { isPaddingAt } from "../containers/isobmff";
import type { ReadContext, Reading } from "../handler";
import { type Part, part, readingOf } from "../parts";
import { readAudioTags, type TaggedAudio, tagsBetween } from "./audio-tags";
import { encoderFindings } from "./encoder-text";

/** The reading of a song; `name` is what findings call its coding. */
export async function codedAudio(
	source: ByteSource,
	context: ReadContext,
	format: string,
	name: string,
	frameAt: FrameAt,
): Promise<Reading> {
	const audio = await readAudioTags(source, context);
	const gaps = await gapsBetweenFrames(source, audio, frameAt, context.signal);
	const parts = [...audio.parts];
	const silent = audio.start >= audio.end || (gaps[0]?.start === audio.start && gaps[0].end === audio.end);
	if (silent) parts.push(await unreadPart(source, audio, name, context));
	else for (const gap of gaps) parts.push(await gapPart(source, gap, audio, name, context));
	parts.push(part(await encoderFindings(source, name, audio), []));
	return readingOf(format, source.size, parts);
}

/** Where no frames are, nobody can say what is there. An empty tag says what the file is. */
async function unreadPart(
	source: ByteSource,
	{ start, end }: ByteRange,
	name: string,
	{ signal }: ReadContext,
): Promise<Part> {
	const finding = { kind: "unknown", severity: "medium", source: name, tag: "Frames", stays: true } as const;
	return part(
		(await isPaddingAt(source, start, end, signal)) ? [] : [{ ...finding, value: sized(end - start) }],
		start > 0 ? [{ start, end: start, bytes: writeId3(3, []) }] : [],
	);
}

async function gapPart(
	source: ByteSource,
	gap: ByteRange,
	audio: TaggedAudio,
	name: string,
	context: ReadContext,
): Promise<Part> {
	const { findings, end } = await tagsBetween(source, gap, context);
	if (!(await isPaddingAt(source, end, gap.end, context.signal))) {
		const behind = gap.end === audio.end;
		const rest: Pick<Finding, "kind" | "severity" | "tag"> = behind
			? { kind: "trailing-data", severity: "high", tag: "trailer" }
			: { kind: "unknown", severity: "medium", tag: "BetweenFrames" };
		findings.push({ ...rest, source: name, value: sized(gap.end - end) });
	}
	return part(findings, findings.length > 0 || gap.start === audio.start ? [gap] : []);
}
