// Content credentials (C2PA) in JUMBF boxes. https://spec.c2pa.org/specifications/specifications/2.1/specs/C2PA_Specification.html

import type { Finding } from "../../core/finding";
import { phrase, sized } from "../../core/phrase";
import { ascii, decodeText, readable } from "./text";

/** What a JUMBF block says: that it is there, which program claims to have made the picture, and earlier versions of it. */
export function jumbfFindings(bytes: Uint8Array, source: string): Finding[] {
	const thumbnails = ascii(bytes).match(/c2pa\.thumbnail\.(claim|ingredient)/g) ?? [];
	const manifest = jumbfFinding(bytes, source);
	if (thumbnails.length === 0) return [manifest];
	const value = phrase("manifestPictures", { count: thumbnails.length });
	return [
		manifest,
		{ kind: "thumbnail", severity: "medium", source: "C2PA", tag: "C2PAThumbnail", value, choice: "credentials" },
	];
}

/** As `jumbfFindings`, the manifest alone. `cai` is what C2PA was called before. */
export function jumbfFinding(bytes: Uint8Array, source: string): Finding {
	const text = ascii(bytes);
	if (!/c2pa|jumd.{16}.cai/s.test(text)) {
		return { kind: "unknown", severity: "medium", source, tag: "JUMBF", value: sized(bytes.length) };
	}
	const generator = claimGenerator(bytes, text);
	return {
		kind: "provenance",
		severity: "high",
		source: "C2PA",
		tag: "ClaimGenerator",
		value: generator ?? phrase("manifest", { bytes: bytes.length }),
		choice: "credentials",
	};
}

/** The CBOR text that follows the key `claim_generator`: major type 3, its length in the head or the one or two bytes after. */
function claimGenerator(bytes: Uint8Array, text: string): string | undefined {
	const key = /claim_generator(?!_)/.exec(text);
	if (!key) return undefined;
	const at = key.index + key[0].length;
	const head = bytes[at] ?? 0;
	if (head >> 5 !== 3) return undefined;
	const short = head & 31;
	const [start, length] =
		short < 24
			? [at + 1, short]
			: short === 24
				? [at + 2, bytes[at + 1] ?? 0]
				: [at + 3, ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)];
	return readable(decodeText(bytes.subarray(start, start + length))) || undefined;
}
