// What memory keeps of a text: hashes of its words, of its thread, and a few traits of its form.
import { type HashKey, keyedHash } from "./keyed-hash";
import type { Send } from "./send";

export type TextMarks = {
	/** Hash of each telling word of caption and file names, once. */
	words: readonly number[];
	/** Hash of each file's name and size: the same again is the same file. */
	files: readonly number[];
	/** Hash of the text without "Re:" and the like; nothing for an empty text. */
	thread?: number;
	isReply: boolean;
	isEmpty: boolean;
	/** How the send is made, one value a trait: what a conversation has mostly seen tells what fits it. */
	traits: readonly Trait[];
};

export const traitNames = ["prefix", "emptiness", "case", "hour", "kind"] as const;
export type TraitName = (typeof traitNames)[number];
export type Trait = { name: TraitName; value: string };

const replyMark = /^\s*(re|aw|sv|antw|odp|ynt|vs|回复|答复|返信)(\[\d+\])?\s*[:：]/iu;
const forwardMark = /^\s*(fwd?|wg|tr|rv|doorst|pd|转发|轉寄|転送)\s*[:：]/iu;
const marks =
	/^\s*((re|aw|sv|antw|odp|ynt|vs|fwd?|wg|tr|rv|doorst|pd|回复|答复|返信|转发|轉寄|転送)(\[\d+\])?\s*[:：]\s*)+/iu;

const plainWords: ReadonlySet<string> = new Set(
	"re fw fwd the a of for to and in on with at is from an by your my our this as be will".split(" "),
);
const cameraNames = /^(img|dsc|dscn|pxl|vid|screenshot|photo|image|scan|dcim|mvimg|wa)\d*$/;
const mostWords = 40;

export function textMarks(send: Send, now: number, key: HashKey): TextMarks {
	const text = send.text.trim();
	const body = text.replace(marks, "").trim();
	const prefix = replyMark.test(text) ? "reply" : forwardMark.test(text) ? "forward" : "none";
	const isEmpty = !/[\p{L}\p{N}]/u.test(body);
	const said = wordsOf(text).filter((word) => !plainWords.has(word));
	const named = send.files.flatMap(({ name }) => fileNameWords(name));
	const words = [...new Set([...said, ...named])].slice(0, mostWords).map((word) => keyedHash(key, word));
	const thread = wordsOf(body, 1).join(" ");
	const kinds = [...new Set(send.files.map(({ kind }) => kind))].sort();
	return {
		words,
		files: send.files.flatMap(({ name, size }) => (size === undefined ? [] : [keyedHash(key, `file ${size} ${name}`)])),
		...(isEmpty ? {} : { thread: keyedHash(key, `thread ${thread}`) }),
		isReply: prefix === "reply",
		isEmpty,
		traits: [
			{ name: "prefix", value: prefix },
			{ name: "emptiness", value: body === "" ? "empty" : "text" },
			{ name: "case", value: caseOf(body) },
			{ name: "hour", value: String(Math.floor(now / quarterOfDay) % 6) },
			...(kinds.length === 0 ? [] : [{ name: "kind" as const, value: kinds.join("+") }]),
		],
	};
}

const quarterOfDay = 4 * 3_600_000;

/** Words of a file's name that say something: not its extension, a camera's counter or a date. */
export function fileNameWords(name: string): string[] {
	return wordsOf(
		name
			.replace(/\.[^.]{1,5}$/u, "")
			.replace(/([\p{Ll}])(\p{Lu})/gu, "$1 $2")
			.replace(/_/g, " "),
	).filter((word) => !/^\d+$/.test(word) && !cameraNames.test(word) && !plainWords.has(word));
}

export function wordsOf(text: string, shortest = 2): string[] {
	return (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).filter((word) => word.length >= shortest);
}

function caseOf(body: string): string {
	if (body === "") return "none";
	if (/^\p{Ll}/u.test(body)) return "lower";
	return /^\P{Ll}*$/u.test(body) ? "upper" : "sentence";
}
