// Vorbis comments: in FLAC, Ogg Vorbis, Opus, Speex and Theora. https://xiph.org/vorbis/doc/v-comment.html

import { type Finding, withoutChoice } from "../../core/finding";
import { type Keep, mayStay } from "../../core/keep";
import { phrase, sized } from "../../core/phrase";
import { fromBase64, toBase64 } from "../containers/base64";
import { bytesLE, joinBytes, uint32LE } from "../containers/numbers";
import type { ReadContext } from "../handler";
import { InvalidFileError } from "../invalid-file-error";
import { own } from "../own";
import { type Cover, readCover } from "./cover";
import { readFlacPicture, writeFlacPicture } from "./flac-picture";
import { camelCase, isLoudness, isPlainName, mediaFinding } from "./media-tags";
import { decodeText } from "./text";

export type VorbisComment = {
	findings: Finding[];
	/** The comment with what is needed and what a person keeps, and no more. */
	kept(keep: Keep): Promise<Uint8Array<ArrayBuffer>>;
	/** What is said of the bytes behind the comment, but for `end` that belong there. */
	tail(end: number): Finding[];
};

const maxComments = 10_000;

/** Channel layouts that decoders need. */
const neededKey = /^WAVEFORMATEXTENSIBLE_CHANNEL_MASK$/i;

/** ExifTool's names where they are not the key's words. */
const names: Readonly<Record<string, string>> = {
	ISRC: "ISRCNumber",
	TRACKNUMBER: "TrackNumber",
	METADATA_BLOCK_PICTURE: "Picture",
	COVERART: "CoverArt",
	ENCODED_BY: "EncodedBy",
};

/** The comment that `bytes` begin with, after the codec's own signature. */
export async function readVorbisComment(bytes: Uint8Array<ArrayBuffer>, context: ReadContext): Promise<VorbisComment> {
	const vendorEnd = 4 + uint32LE(bytes, 0);
	const count = uint32LE(bytes, vendorEnd);
	if (count > maxComments) throw new InvalidFileError("too-complex", `${count} comments`);
	const vendor = decodeText(bytes.subarray(4, vendorEnd));
	const entries: {
		raw: Uint8Array;
		needed: boolean;
		finding: Finding | undefined;
		findings: Finding[];
		picture?: Picture;
	}[] = [];
	let at = vendorEnd + 4;
	for (let index = 0; index < count; index++) {
		const end = at + 4 + uint32LE(bytes, at);
		if (end > bytes.length) throw new InvalidFileError("damaged", `comment ${index} ends at ${end} of ${bytes.length}`);
		const raw = bytes.subarray(at + 4, end);
		at = end;
		const text = decodeText(raw);
		const split = text.indexOf("=");
		const [key, value] = split < 0 ? ["", text] : [text.slice(0, split), text.slice(split + 1)];
		const needed = isLoudness(key, value) || (neededKey.test(key) && /^(0x)?[\da-f]{1,8}$/i.test(value));
		const isPicture = /^(METADATA_BLOCK_PICTURE|COVERART)$/i.test(key);
		const picture = isPicture ? await pictureIn(key, value, context) : undefined;
		const tag = own(names, key.toUpperCase()) ?? camelCase(key.toLowerCase());
		// A key without a value says something as well.
		const said: Finding | undefined =
			needed || raw.length === 0
				? undefined
				: (mediaFinding("Vorbis", tag, isPicture ? sized(raw.length) : value) ?? {
						kind: "unknown",
						severity: "low",
						source: "Vorbis",
						tag,
						value: sized(raw.length),
					});
		const finding = said && !isPlainName(key) ? withoutChoice(said) : said;
		const findings = picture ? [...picture.cover.findings, ...picture.words] : finding ? [finding] : [];
		entries.push({ raw, needed, finding: findings[0], findings, ...(picture && { picture }) });
	}
	const findings = entries.flatMap((entry) => entry.findings);
	const maker = mediaFinding("Vorbis", "Vendor", vendor);
	if (maker) findings.push({ ...maker, kind: "software", severity: "low" });
	return {
		findings,
		tail(end) {
			const tail = bytes.subarray(at + end);
			if (tail.every((byte) => byte === 0)) return [];
			const value = phrase("bytesBehindComments", { bytes: tail.length });
			return [{ kind: "unknown", severity: "medium", source: "Vorbis", tag: "Comment", value }];
		},
		async kept(keep) {
			const kept: Uint8Array[] = [];
			for (const { raw, needed, finding, picture } of entries) {
				if (needed) kept.push(raw);
				else if (finding && mayStay(finding, keep)) kept.push(picture ? await picture.entry(keep) : raw);
			}
			const comments = kept.filter(({ length }) => length > 0);
			return joinBytes([
				bytesLE(0, 4),
				bytesLE(comments.length, 4),
				...comments.flatMap((raw) => [bytesLE(raw.length, 4), raw]),
			]);
		},
	};
}

type Picture = {
	cover: Cover;
	/** Its description. */
	words: Finding[];
	/** The comment with the stripped picture; empty where there is none. */
	entry(keep: Keep): Promise<Uint8Array>;
};

/** A FLAC picture block in base64, or as older programs wrote it, the picture alone. */
async function pictureIn(key: string, value: string, context: ReadContext): Promise<Picture | undefined> {
	// As lenient as those who read it: what is no base64 is passed over.
	const letters = value.replace(/[^A-Za-z0-9+/]/g, "");
	const block = fromBase64(letters.slice(0, letters.length - (letters.length % 4 === 1 ? 1 : 0)));
	if (!block) return undefined;
	const isExact = toBase64([block]).replace(/=+$/, "") === value.replace(/=+$/, "");
	const isBlock = key.length > "COVERART".length;
	const picture = isBlock ? readFlacPicture(block) : undefined;
	if (isBlock && !picture) return undefined;
	const isAlone = isExact && picture?.alone !== false;
	const cover = await readCover("Vorbis", "Picture", picture?.image ?? block, undefined, context, isAlone);
	const words = picture && mediaFinding("Vorbis", "PictureDescription", picture.description);
	return {
		cover,
		words: words ? [words] : [],
		async entry(keep) {
			const image = await cover.stripped(keep);
			if (!image) return new Uint8Array();
			return new TextEncoder().encode(`${key}=${toBase64([picture ? writeFlacPicture(picture, image) : image])}`);
		},
	};
}
