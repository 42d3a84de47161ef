// Content credentials (C2PA) in JUMBF boxes. https://spec.c2pa.org/specifications/specifications/2.1/specs/C2PA_Specification.html

import type { Finding, KeepChoice } from "../../core/finding";
import { phrase, sized } from "../../core/phrase";
import { tagFinding } from "./tag-kinds";
import { ascii, decodeText, readable } from "./text";

/**
 * What a JUMBF block says: which program claims to have made the picture, the place and the people in its assertions, and
 * how many earlier versions of it are pictured. `cai` is what C2PA was called before.
 */
export function jumbfFindings(bytes: Uint8Array, source: string): Finding[] {
	const block = { bytes, text: ascii(bytes) };
	if (!/c2pa|jumd.{16}.cai/s.test(block.text)) {
		return [{ kind: "unknown", severity: "medium", source, tag: "JUMBF", value: sized(bytes.length) }];
	}
	const [generator] = [...valuesOf(block, "claim_generator"), ...namesWithin(block, "claim_generator_info")];
	const choice: KeepChoice = "credentials";
	const told = { source: "C2PA", choice } as const;
	const manifest = phrase("manifest", { bytes: bytes.length });
	const thumbnails = block.text.match(/c2pa\.thumbnail\.(claim|ingredient)/g)?.length ?? 0;
	const place = placeTags.flatMap((tag) => valuesOf(block, `exif:${tag}`).slice(0, 1)).join(", ");
	return [
		{ kind: "provenance", severity: "high", tag: "ClaimGenerator", value: generator ?? manifest, ...told },
		// A place goes with its manifest, whatever else of that a person wants to keep.
		...(place === "" ? [] : [tagFinding("C2PA", "GPSPosition", place)]),
		...namesWithin(block, "author").map((name): Finding => ({ ...tagFinding("C2PA", "Author", name), choice })),
		...valuesOf(block, "digitalSourceType").map((value) => ({
			...tagFinding("C2PA", "DigitalSourceType", value),
			choice,
		})),
		...(thumbnails === 0
			? []
			: [
					{
						...({ kind: "thumbnail", severity: "medium", tag: "C2PAThumbnail" } as const),
						value: phrase("manifestPictures", { count: thumbnails }),
						...told,
					},
				]),
	];
}

const placeTags = ["GPSLatitude", "GPSLongitude"];

/** The bytes, and each of them as a letter. */
type Block = { bytes: Uint8Array; text: string };

const mostValues = 8;
/** How far behind a key the names in its list are looked for. */
const listSize = 400;

/** The texts that stand under a key, in JSON or in CBOR, each once. */
function valuesOf({ bytes, text }: Block, key: string, from = 0, to = text.length): string[] {
	const values = new Set<string>();
	let at = text.indexOf(key, from);
	for (; at !== -1 && at < to && values.size < mostValues; at = text.indexOf(key, at + 1)) {
		const end = at + key.length;
		const json = /^"\s*:\s*"((?:[^"\\]|\\.){0,500})"/.exec(text.slice(end, end + 600));
		const start = end + (json ? json[0].length - (json[1]?.length ?? 0) - 1 : 0);
		const value = json ? bytes.subarray(start, start + (json[1]?.length ?? 0)) : cborText(bytes, end);
		const told = value && readable(decodeText(value));
		if (told) values.add(told);
	}
	return [...values];
}

/** The names of what is listed under a key: people, organisations, programs. */
function namesWithin(block: Block, key: string): string[] {
	const names: string[] = [];
	for (let at = block.text.indexOf(key); at !== -1 && names.length < mostValues; at = block.text.indexOf(key, at + 1)) {
		const from = at + key.length;
		if (/^"?\s*:?\s*[[{\x80-\xbf]/.test(block.text.slice(from, from + 8)))
			names.push(...valuesOf(block, "name", from, from + listSize));
	}
	return [...new Set(names)];
}

/** A text of CBOR: major type 3, its length in the head or the one or two bytes after. RFC 8949, 3.1 */
function cborText(bytes: Uint8Array, at: number): Uint8Array | undefined {
	const head = bytes[at] ?? 0;
	if (head >> 5 !== 3) return undefined;
	const short = head & 31;
	const [start, length] =
		short < 24
			? [at + 1, short]
			: short === 24
				? [at + 2, bytes[at + 1] ?? 0]
				: [at + 3, ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)];
	return bytes.subarray(start, start + length);
}
