// The text chunks of PNG: tEXt, zTXt and iTXt. https://www.w3.org/TR/png-3/#11textinfo
import { inflate } from "./containers/inflate";
import { decodeText } from "./metadata/text";

export type PngText = { keyword: string; text: string; bytes: Uint8Array<ArrayBuffer> };

/** An AI picture's workflow has some hundred KB; what is above this is shown cut off. */
const longestText = 16 * 1024 * 1024;

export async function readTextChunk(type: "tEXt" | "zTXt" | "iTXt", data: Uint8Array<ArrayBuffer>): Promise<PngText> {
	const keywordEnd = until(data, 0);
	const keyword = decodeText(data.subarray(0, keywordEnd));
	const rest = keywordEnd + 1;
	switch (type) {
		case "tEXt":
			return plain(keyword, data.subarray(rest));
		case "zTXt":
			return plain(keyword, (await inflate(data.subarray(rest + 1), "deflate", longestText)).bytes);
		case "iTXt": {
			const compressed = data[rest] === 1;
			const languageEnd = until(data, rest + 2);
			const text = data.subarray(until(data, languageEnd + 1) + 1);
			return plain(keyword, compressed ? (await inflate(text, "deflate", longestText)).bytes : text);
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
