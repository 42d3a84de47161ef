// Files that stand in a text as data: URIs. https://www.rfc-editor.org/rfc/rfc2397

import type { ByteRange } from "../core/finding";
import type { Piece } from "../core/inspection";
import { type Base64File, base64File } from "./containers/base64-file";
import { bytesSource } from "./containers/byte-source";
import { joinBytes, latin1Bytes } from "./containers/numbers";
import type { XmlBytes } from "./containers/xml";
import { byteParts } from "./splice";

/** A file, and what its address says beside its type: the file's name, most likely. */
export type DataUri = { file?: Base64File; surplus: { place: ByteRange; value: string }[] };

const maxPictures = 10_000;
const longestType = 1000;

/** What may stand before an address, and what then ends it. */
const delimiters: readonly (readonly [string, RegExp])[] = [
	["&quot;", /&quot;|["<]/g],
	['"', /["<]/g],
	["'", /['<]/g],
	["(", /[)"'<]/g],
];

export function dataUris({ text }: XmlBytes): DataUri[] {
	const uris: DataUri[] = [];
	for (const { index } of text.matchAll(/data:/gi)) {
		if (uris.length === maxPictures) break;
		const before = text.slice(Math.max(0, index - 100), index).trimEnd();
		const delimiter = delimiters.find(([mark]) => before.endsWith(mark));
		const ends = delimiter?.[1] ?? /[\s"'<>)]/g;
		const start = index + 5;
		const comma = text.slice(start, start + longestType).search(",");
		if (comma === -1) continue;
		ends.lastIndex = start + comma;
		const end = ends.exec(text)?.index ?? text.length;
		const [type = "", ...parameters] = text.slice(start, start + comma).split(";");
		if (!/^\s*([\w.+-]+\/[\w.+-]+)?\s*$/.test(type)) continue;
		const from = start + comma + 1;
		const encoded = text.slice(from, end);
		const isBase64 = /^\s*base64\s*$/i.test(parameters.at(-1) ?? "");
		const file = isBase64 ? base64File(encoded, from) : percentFile(encoded, from);
		uris.push({ ...(file && { file }), surplus: delimiter ? surplusOf(parameters, start + type.length) : [] });
	}
	return uris;
}

/** Parameters but the character set's and the mark of Base64, each with the `;` before it. */
function surplusOf(parameters: readonly string[], from: number): DataUri["surplus"] {
	let at = from;
	return parameters.flatMap((value) => {
		const place = { start: at, end: at + 1 + value.length };
		at = place.end;
		return /^\s*(base64|(charset=)?(utf-?8|us-ascii|iso-8859-\d+|utf-16))?\s*$/i.test(value) ? [] : [{ place, value }];
	});
}

/** A file as text, with percent codes for what may not stand there. */
function percentFile(encoded: string, start: number): Base64File | undefined {
	const plain = encoded
		.replace(/&(quot|apos|lt|gt|amp);/g, (_, name: "quot") => references[name])
		.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
	if (plain.trim() === "") return undefined;
	const bytes = latin1Bytes(plain);
	return {
		place: { start, end: start + encoded.length },
		source: bytesSource(bytes),
		async stripped(pieces: readonly Piece[]) {
			const left = joinBytes(byteParts(bytes, pieces));
			let text = "";
			for (const byte of left) {
				const sign = String.fromCharCode(byte);
				text += /[\w.~!*:/;=@,+-]/.test(sign) ? sign : `%${byte.toString(16).padStart(2, "0")}`;
			}
			return latin1Bytes(text);
		},
	};
}

const references = { quot: '"', apos: "'", lt: "<", gt: ">", amp: "&" };
