// The head of Advanced SubStation subtitles, as Matroska's codec data holds it: who wrote them, and with which files.
// http://www.tcax.org/docs/ass-specs.htm
import type { ByteRange, Finding } from "../../core/finding";
import { latin1 } from "../containers/numbers";
import { mediaFinding } from "./media-tags";
import { decodeText } from "./text";

/** Lines of `[Script Info]` that change nothing on the screen. */
const toldLine =
	/^(;|!|Title|Original \w+|Synch Point|Script Updated By|Update Details|Audio (File|URI)|Video File|Keyframes File|Timecodes File|Last Style Storage|Export Encoding|Scroll Position|Active Line|Automation [\w ]+)\s*:?/i;

/** An editor's own section, which holds paths of files. */
const editorSection = /^\[(Aegisub|Events? Garbage)/i;

export type AssLine = { range: ByteRange; finding: Finding };

export function assLines(bytes: Uint8Array, { start, end }: ByteRange): AssLine[] {
	const lines: AssLine[] = [];
	let inEditors = false;
	for (const match of latin1(bytes, start, end).matchAll(/[^\r\n]+/g)) {
		const range = { start: start + match.index, end: start + match.index + match[0].length };
		const line = decodeText(bytes.subarray(range.start, range.end));
		if (line.startsWith("[")) inEditors = editorSection.test(line);
		if (!inEditors && !toldLine.test(line)) continue;
		const [, name = "Comment", value = ""] = /^([\w ]+):(.*)$/.exec(line) ?? [undefined, "Comment", line];
		const finding = mediaFinding("ASS", name.replaceAll(" ", ""), value);
		if (finding) lines.push({ range, finding });
	}
	return lines;
}
