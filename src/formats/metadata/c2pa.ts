// Content credentials (C2PA) in JUMBF boxes. https://spec.c2pa.org/specifications/specifications/2.1/specs/C2PA_Specification.html

import type { Finding, KeepChoice } from "../../core/finding";
import { type Phrase, phrase, sized } from "../../core/phrase";
import { latin1 } from "../containers/numbers";
import { cborValue, isCborText } from "./cbor";
import { tagFinding } from "./tag-kinds";
import { decodeText, readable } from "./text";

/**
 * What a JUMBF block says: which program claims to have made the picture, the place and the people in its assertions, and
 * how many earlier versions of it are pictured. `cai` is what C2PA was called before.
 */
export function jumbfFindings(bytes: Uint8Array, source: string): Finding[] {
	const block = { bytes, text: latin1(bytes) };
	if (!/c2pa|jumd.{16}.cai/s.test(block.text)) {
		return [{ kind: "unknown", severity: "medium", source, tag: "JUMBF", value: sized(bytes.length) }];
	}
	const [generator] = [...valuesOf(block, "claim_generator"), ...namesWithin(block, "claim_generator_info")];
	// What is packed cannot be read here, and so never stays.
	const choice: { choice?: KeepChoice } = /brob|c2cm/.test(block.text) ? {} : { choice: "credentials" };
	const told = { source: "C2PA", ...choice } as const;
	const manifest = phrase("manifest", { bytes: bytes.length });
	const thumbnails = block.text.match(/c2pa\.thumbnail\.(claim|ingredient)/g)?.length ?? 0;
	return [
		{ kind: "provenance", severity: "high", tag: "ClaimGenerator", value: generator ?? manifest, ...told },
		...placeFindings(block, manifest),
		...namesWithin(block, "author").map((name): Finding => ({ ...tagFinding("C2PA", "Author", name), ...choice })),
		...valuesOf(block, "digitalSourceType").map((value) => ({
			...tagFinding("C2PA", "DigitalSourceType", value),
			...choice,
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

const coordinates = /GPS\w*L(?:at|ong)itude(?!Ref)|LatLong|(?<=[":hi])(?:lat|long)itude(?=["\x80-\xff])/g;
/** Of IPTC and Photoshop, behind the names of their vocabularies, and of addresses. */
const placeNames =
	/(?<=[:"])(City|State|Country(Name|Code)?|ProvinceState|Sub-?[lL]ocation|Location(Created|Shown|Name|Id)?|WorldRegion|address(Locality|Region|Country)|streetAddress)(?=["=>\x60-\x9f])/g;

/** A place goes with its manifest, whatever else of that a person wants to keep, and even where it cannot be read. */
function placeFindings({ bytes, text }: Block, manifest: Phrase): Finding[] {
	const valuesBehind = (keys: RegExp) => {
		const ends = Array.from(text.matchAll(keys), (match) => match.index + match[0].length).slice(0, mostPlaces);
		return ends.map((end) => valueAt({ bytes, text }, end));
	};
	const points = valuesBehind(coordinates);
	const names = valuesBehind(placeNames);
	const inWords = (values: readonly (string | undefined)[]) =>
		[...new Set(values.filter((value) => value))].slice(0, mostValues).join(", ");
	return [
		...(points.length === 0 ? [] : [tagFinding("C2PA", "GPSPosition", inWords(points) || manifest)]),
		...(names.every((value) => value === "") ? [] : [tagFinding("C2PA", "Location", inWords(names) || manifest)]),
	];
}

const mostPlaces = 64;

/** The bytes, and each of them as a letter. */
type Block = { bytes: Uint8Array; text: string };

const mostValues = 8;
/** How far behind a key the names in its list are looked for. */
const listSize = 400;

/** What stands under a key, each once. */
function valuesOf(block: Block, key: string, from = 0, to = block.text.length): string[] {
	const values = new Set<string>();
	let at = block.text.indexOf(key, from);
	for (; at !== -1 && at < to && values.size < mostValues; at = block.text.indexOf(key, at + 1)) {
		const end = at + key.length;
		const told = (block.text[end] === '"' || isCborText(block.bytes, end)) && valueAt(block, end);
		if (told) values.add(told);
	}
	return [...values];
}

const longestJson = 600;
const jsonValue = /^"\s*:\s*(?:"((?:[^"\\]|\\.){0,500})"|(-?\d[\d.eE+-]*|\[[^\]{]*\]))/;

/** The text or number behind a key, in JSON or in CBOR; lists of them joined; `undefined` where neither stands there. */
function valueAt({ bytes, text }: Block, end: number): string | undefined {
	const [whole = "", quoted, plain] = jsonValue.exec(text.slice(end, end + longestJson)) ?? [];
	if (whole === "") {
		if (text[end] === '"') return undefined;
		const value = cborValue(bytes, end);
		return value === undefined ? undefined : readable(value);
	}
	if (quoted === undefined) return readable((plain ?? "").replace(/[[\]",]+/g, " "));
	const start = end + whole.length - quoted.length - 1;
	return readable(decodeText(bytes.subarray(start, start + quoted.length)));
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
