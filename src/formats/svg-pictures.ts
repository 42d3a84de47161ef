// Pictures inside an SVG, as data: URIs in Base64. https://www.rfc-editor.org/rfc/rfc2397
import type { ByteRange } from "../core/finding";
import type { Piece } from "../core/inspection";
import { type ByteSource, bytesSource } from "./containers/byte-source";
import type { XmlBytes } from "./containers/xml";

export type DataUri = {
	/** Where the Base64 stands. */
	place: ByteRange;
	source: ByteSource;
	/** The Base64 of what a strip left. */
	stripped(pieces: readonly Piece[]): Promise<Uint8Array<ArrayBuffer>>;
};

const maxPictures = 10_000;

/** Line breaks may stand in an attribute's value, also as references, and signs as percent codes. */
const dataUri = /data:image\/[\w.+-]+(?:;[\w.=-]+)*;base64,([A-Za-z0-9+/=\s&#;%]+)/g;

export function dataUris({ text }: XmlBytes): DataUri[] {
	const uris: DataUri[] = [];
	for (const match of text.matchAll(dataUri)) {
		const [whole, encoded = ""] = match;
		const bytes = fromBase64(encoded);
		if (bytes === undefined || bytes.length === 0 || uris.length === maxPictures) continue;
		const end = match.index + whole.length;
		uris.push({
			place: { start: end - encoded.length, end },
			source: bytesSource(bytes),
			async stripped(pieces) {
				const parts = pieces.map((piece) =>
					piece instanceof Uint8Array ? piece : bytes.subarray(piece.start, piece.end),
				);
				return toBase64(parts);
			},
		});
	}
	return uris;
}

function fromBase64(encoded: string): Uint8Array<ArrayBuffer> | undefined {
	const plain = encoded
		.replace(/&#x?[0-9a-f]+;|\s/gi, "")
		.replace(/%3D/g, "=")
		.replace(/%2B/g, "+")
		.replace(/%2F/g, "/");
	try {
		return Uint8Array.from(atob(plain), (character) => character.charCodeAt(0));
	} catch {
		return undefined;
	}
}

/** `String.fromCharCode` takes so many arguments at once. */
const stride = 8192;

function toBase64(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	let text = "";
	for (const part of parts) {
		for (let at = 0; at < part.length; at += stride) text += String.fromCharCode(...part.subarray(at, at + stride));
	}
	return new TextEncoder().encode(btoa(text));
}
