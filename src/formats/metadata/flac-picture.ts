// FLAC's picture block, which Vorbis comments hold in base64. https://www.rfc-editor.org/rfc/rfc9639#name-picture
import { bytesBE, joinBytes, latin1, uint32BE } from "../containers/numbers";
import { decodeText } from "./text";

export type FlacPicture = {
	type: number;
	mime: string;
	description: string;
	dimensions: Uint8Array;
	image: Uint8Array<ArrayBuffer>;
	imageStart: number;
	/** Whether that is all of it. */
	alone: boolean;
};

/** Width, height, depth and number of colours. */
const dimensionsSize = 16;

/** `undefined` where the bytes are no such block. */
export function readFlacPicture(block: Uint8Array<ArrayBuffer>): FlacPicture | undefined {
	if (block.length < 32) return undefined;
	const mimeEnd = 8 + uint32BE(block, 4);
	if (mimeEnd + 4 > block.length) return undefined;
	const descriptionEnd = mimeEnd + 4 + uint32BE(block, mimeEnd);
	const imageStart = descriptionEnd + dimensionsSize + 4;
	if (imageStart > block.length) return undefined;
	const size = uint32BE(block, imageStart - 4);
	const mime = latin1(block, 8, mimeEnd);
	return {
		type: uint32BE(block, 0),
		mime,
		alone: isImageType(mime) && block.subarray(imageStart + size).every((byte) => byte === 0),
		description: decodeText(block.subarray(mimeEnd + 4, descriptionEnd)),
		dimensions: block.subarray(descriptionEnd, descriptionEnd + dimensionsSize),
		image: block.slice(imageStart, Math.min(imageStart + size, block.length)),
		imageStart,
	};
}

/** Whether the name of a type is one, and no other words; version 2 of ID3 has three letters. */
export function isImageType(name: string): boolean {
	return /^(image\/[\w.+-]{1,20}|[\w-]{0,4})$/.test(name);
}

/** The same block with another image, and without its description. */
export function writeFlacPicture({ type, mime, dimensions }: FlacPicture, image: Uint8Array): Uint8Array<ArrayBuffer> {
	const name = new TextEncoder().encode(mime);
	return joinBytes([
		bytesBE(type, 4),
		bytesBE(name.length, 4),
		name,
		bytesBE(0, 4),
		dimensions,
		bytesBE(image.length, 4),
		image,
	]);
}
