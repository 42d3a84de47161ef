// The text chunks of PNG: tEXt, zTXt and iTXt. https://www.w3.org/TR/png-3/#11textinfo
import { inflate } from "./containers/inflate";
import { decodeText } from "./metadata/text";

export type PngText = { keyword: string; text: string; bytes: Uint8Array<ArrayBuffer> };

/** An AI picture's workflow has some hundred KB; what is above this is shown cut off. */
const longestText = 16 * 1024 * 1024;

/** @param spend is told how many bytes were unpacked. */
export async function readTextChunk(
	type: "tEXt" | "zTXt" | "iTXt",
	data: Uint8Array<ArrayBuffer>,
	spend: (bytes: number) => void,
): Promise<PngText> {
	const unpacked = async (packed: Uint8Array<ArrayBuffer>) => {
		const { bytes } = await inflate(packed, "deflate", longestText);
		spend(bytes.length);
		return bytes;
	};
	const keywordEnd = until(data, 0);
	const keyword = decodeText(data.subarray(0, keywordEnd));
	const rest = keywordEnd + 1;
	switch (type) {
		case "tEXt":
			return plain(keyword, data.subarray(rest));
		case "zTXt":
			return plain(keyword, await unpacked(data.subarray(rest + 1)));
		case "iTXt": {
			const compressed = data[rest] === 1;
			const languageEnd = until(data, rest + 2);
			const text = data.subarray(until(data, languageEnd + 1) + 1);
			return plain(keyword, compressed ? await unpacked(text) : text);
		}
	}
}

function plain(keyword: string, bytes: Uint8Array<ArrayBuffer>): PngText {
	return { keyword, text: decodeText(bytes), bytes };
}

/** The position of the next zero byte, or the end. */
function until(data: Uint8Array, from: number): number {
	const at = data.indexOf(0, from);
	return at === -1 ? data.length : at;
}

const zlibHeader = 2;
const zlibChecksum = 4;

/** The colour profile in an iCCP chunk, its name, and the packed profile where more than that follows the name. */
export async function unpackedProfile(
	data: Uint8Array<ArrayBuffer>,
	spend: (bytes: number) => void,
): Promise<{ name: string; profile: Uint8Array<ArrayBuffer>; packed?: Uint8Array<ArrayBuffer> }> {
	const nameEnd = until(data, 0);
	const packed = data.subarray(nameEnd + 2);
	const { bytes } = await inflate(packed, "deflate", longestText);
	spend(bytes.length);
	const name = decodeText(data.subarray(0, nameEnd));
	const { deflateSize } = await import("./containers/deflate-end");
	const size = (await deflateSize(packed.subarray(zlibHeader))) + zlibHeader + zlibChecksum;
	return { name, profile: bytes, ...(size < packed.length && { packed: packed.subarray(0, size) }) };
}
