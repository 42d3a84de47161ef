// Text out of files, made fit to be read: decoded as what it most likely is, without control characters, of bounded length.

import { latin1 } from "../containers/numbers";

/** Longer texts are cut where they are told. */
export const longestValue = 500;

/** Text in UTF-8 where it is that, else in Windows-1252, which never fails. */
export function decodeText(bytes: Uint8Array): string {
	try {
		return utf8.decode(bytes);
	} catch {
		return windows1252(bytes);
	}
}

/** Made once: making one takes longer than a short text. */
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Windows-1252's letters where Latin-1 has control characters; five places have none. */
const windowsLetters = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/** By a table of our own: Node's decoder of this name is one of Latin-1, and browsers' decoders of Latin-1 are of this one. */
export function windows1252(bytes: Uint8Array): string {
	return latin1(bytes).replace(/[\x80-\x9f]/g, (character) => windowsLetters.charAt(character.charCodeAt(0) - 0x80));
}

/** The text of a field of fixed length, which a zero ends. */
export function untilZero(text: string): string {
	return text.replace(/\0[\s\S]*$/, "");
}

/** The text of a field that is as long as it says: zeros at its end are room, others stand between texts. */
export function untilZeros(text: string): string {
	return text.replace(/\0+$/, "");
}

/** One line a person can read: control characters and runs of white space become one space. */
export function readable(text: string): string {
	const line = text
		// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
		.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, " ")
		.trim();
	return line.length > longestValue ? `${line.slice(0, longestValue)}…` : line;
}

/** Words that a zero ends, and longer ones wherever they stand: fewer would be found in any noise. */
const words = /[A-Za-z0-9][\w .,:/\\()+-]{4,}(?=[\0\r\n]|$)|[A-Za-z0-9][\w .,:/\\()+-]{9,}/g;
const wordsShown = 12;

/** What can be read in bytes that nobody documents: names, numbers and times, as their maker wrote them. */
export function wordsIn(bytes: Uint8Array): string {
	const found = new Set(latin1(bytes).match(words)?.map(readable));
	const telling = [...found].filter((word) => !/^(.)\1+$/.test(word));
	return readable(telling.slice(0, wordsShown).join(", "));
}
