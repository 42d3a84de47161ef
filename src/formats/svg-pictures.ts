// Pictures inside an SVG, as data: URIs in Base64. https://www.rfc-editor.org/rfc/rfc2397
import { type Base64File, base64File } from "./containers/base64-file";
import type { XmlBytes } from "./containers/xml";

const maxPictures = 10_000;

/** Line breaks may stand in an attribute's value, also as references, and signs as percent codes. */
const dataUri = /data:image\/[\w.+-]+(?:;[\w.=-]+)*;base64,([A-Za-z0-9+/=\s&#;%]+)/g;

export function dataUris({ text }: XmlBytes): Base64File[] {
	const uris: Base64File[] = [];
	for (const match of text.matchAll(dataUri)) {
		const [whole, encoded = ""] = match;
		const file = base64File(encoded, match.index + whole.length - encoded.length);
		if (file && uris.length < maxPictures) uris.push(file);
	}
	return uris;
}
