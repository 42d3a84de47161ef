// A file that stands in a text as Base64, and the text of what a strip left of it. https://www.rfc-editor.org/rfc/rfc4648
import type { ByteRange } from "../../core/finding";
import type { Piece } from "../../core/inspection";
import { byteParts } from "../splice";
import { fromBase64, toBase64 } from "./base64";
import { type ByteSource, bytesSource } from "./byte-source";

export type Base64File = {
	/** Where the Base64 stands. */
	place: ByteRange;
	source: ByteSource;
	/** The Base64 of what a strip left. */
	stripped(pieces: readonly Piece[]): Promise<Uint8Array<ArrayBuffer>>;
};

/** The file in `encoded`, which stands at `start`; `undefined` where there is none. */
export function base64File(encoded: string, start: number): Base64File | undefined {
	const bytes = fromWrittenBase64(encoded);
	if (bytes === undefined || bytes.length === 0) return undefined;
	return {
		place: { start, end: start + encoded.length },
		source: bytesSource(bytes),
		async stripped(pieces) {
			return new TextEncoder().encode(toBase64(byteParts(bytes, pieces)));
		},
	};
}

/** Line breaks may stand between the signs, in an attribute also as references, and signs as percent codes. */
function fromWrittenBase64(encoded: string): Uint8Array<ArrayBuffer> | undefined {
	const plain = encoded
		.replace(/&#x?[0-9a-f]+;|\s/gi, "")
		.replace(/%3D/g, "=")
		.replace(/%2B/g, "+")
		.replace(/%2F/g, "/");
	return fromBase64(plain);
}
