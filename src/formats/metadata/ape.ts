// APEv2 tags and Lyrics3, which stand at the end of MP3 files. https://wiki.hydrogenaudio.org/index.php?title=APEv2_specification
import { type Finding, withoutChoice } from "../../core/finding";
import { phrase, sized } from "../../core/phrase";
import { latin1, uint32LE } from "../containers/numbers";
import type { ReadContext } from "../handler";
import { readCover } from "./cover";
import { camelCase, isLoudness, mediaFinding } from "./media-tags";
import { decodeText } from "./text";

export type ApeTag = { findings: Finding[] /** Loudness, which is needed. */; gains: [string, string][] };

export const apeFooterSize = 32;
const maxItems = 1000;
/** Kinds of values: text, bytes, links. */
const bytesItem = 1;

/** The items of an APEv2 tag; `bytes` begin with the first of them, at `base` of the file. */
export async function readApe(bytes: Uint8Array<ArrayBuffer>, base: number, context: ReadContext): Promise<ApeTag> {
	const findings: Finding[] = [];
	const gains: [string, string][] = [];
	for (let at = 0, items = 0; at + 9 < bytes.length && items < maxItems; items++) {
		const size = uint32LE(bytes, at);
		const flags = uint32LE(bytes, at + 4);
		const keyEnd = bytes.indexOf(0, at + 8);
		if (keyEnd < 0 || keyEnd + 1 + size > bytes.length) break;
		const key = latin1(bytes, at + 8, keyEnd);
		const value = bytes.subarray(keyEnd + 1, keyEnd + 1 + size);
		const isBytes = ((flags >> 1) & 3) === bytesItem;
		const text = isBytes ? "" : decodeText(value).replaceAll("\0", "; ");
		const tag = camelCase(key.toLowerCase());
		if (/^cover art/i.test(key)) {
			// Its file's name comes first.
			const start = keyEnd + 1 + (isBytes ? value.indexOf(0) + 1 : 0);
			const end = keyEnd + 1 + size;
			const cover = await readCover("APE", tag, bytes.slice(start, end), base + start, context);
			const name = mediaFinding(
				"APE",
				`${tag}Desc`,
				decodeText(bytes.subarray(keyEnd + 1, Math.max(start - 1, keyEnd + 1))),
			);
			findings.push(...cover.findings, ...(name ? [name] : []));
		} else if (!isBytes && isLoudness(key, text)) gains.push([key, text]);
		else {
			const finding = mediaFinding("APE", tag, isBytes ? sized(size) : text);
			if (finding) findings.push(finding);
		}
		at = keyEnd + 1 + size;
	}
	return { findings: findings.map(withoutChoice), gains };
}

/** Lyrics3: in its second version fields of three letters and five digits of length, in its first the text alone. https://id3.org/Lyrics3v2 */
export function lyrics3Findings(bytes: Uint8Array): Finding[] {
	const text = latin1(bytes).replace(/^LYRICSBEGIN/, "");
	const findings: (Finding | undefined)[] = [];
	let at = 0;
	for (let field = lyricsField.exec(text); field; field = lyricsField.exec(text.slice(at))) {
		const [head, id = "", size] = field;
		const end = at + head.length + Number(size);
		// What each byte of the indications says is how the others are written.
		if (!/^IND[01]*$/.test(id + text.slice(at + head.length, end)))
			findings.push(mediaFinding("Lyrics3", lyricsNames[id] ?? id, text.slice(at + head.length, end)));
		at = end;
	}
	if (at < text.length || at === 0) findings.push(mediaFinding("Lyrics3", "Lyrics", text.slice(at)));
	const told = findings.filter((finding) => finding !== undefined).map(withoutChoice);
	const empty = { kind: "text", severity: "low", source: "Lyrics3", tag: "Lyrics", value: phrase("emptyTag") } as const;
	return told.length > 0 ? told : [empty];
}

const lyricsField = /^([A-Z]{3})(\d{5})/;
const lyricsNames: Readonly<Record<string, string>> = {
	LYR: "Lyrics",
	INF: "AdditionalInfo",
	AUT: "Author",
	EAL: "ExtendedAlbumName",
	EAR: "ExtendedArtistName",
	ETT: "ExtendedTrackTitle",
	IMG: "AssociatedImageFile",
};
