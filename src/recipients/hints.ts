// Whom the text and the file names themselves name: "Hi Anna", `offer-ACME.pdf`.
import type { ContactRecord } from "./history";
import { nameForm } from "./name-form";
import { type Send, wordsOfAddress } from "./send";
import { fileNameWords } from "./text-marks";

export type Hints = {
	/** Words of a name that the text greets, in Latin letters. */
	greeted: readonly string[];
	/** The same as it is written. */
	greetedAs: string;
	/** Words of the file names, in Latin letters. */
	named: ReadonlySet<string>;
};

const greetings =
	"hi|hey|hello|dear|morning|good (?:morning|evening|afternoon)|hallo|moin|servus|liebe[rs]?|guten (?:morgen|tag|abend)|hola|querid[oa]|estimad[oa]|bonjour|salut|coucou|ch[eè]re?|ciao|car[oa]|gentile|ol[aá]|oi|prezad[oa]|hoi|beste|cześć|hej|drog[ia]|ahoj|привет|здравствуй(?:те)?|дорог(?:ой|ая)|уважаем(?:ый|ая)|γεια(?: σου)?|αγαπητ(?:έ|ή)|היי|שלום|مرحبا|عزيزي|नमस्ते|प्रिय|你好|嗨|亲爱的|親愛的";
const greeting = new RegExp(`^\\s*(?:${greetings})[\\s,]*((?:\\p{L}|\\p{M}){2,}(?:[ -](?:\\p{Lu}\\p{L}+))?)`, "iu");
const address = /^\s*((?:\p{L}){1,6}?)(?:さん|様|ちゃん|君|씨|님|先生|小姐)/u;
const atName = /(?:^|\s)@((?:\p{L}|\p{M}){3,})/u;

export function hintsOf(send: Send): Hints {
	const { kind } = send.conversation;
	const isToOne = kind === "direct" || kind === "email";
	const addressed = greetedIn(send.opening ?? "") ?? greetedIn(send.text) ?? "";
	const words = send.files.flatMap(({ name }) => fileNameWords(name)).flatMap((word) => nameForm(word).words);
	// In a group one greets whom one likes.
	const greeted = isToOne ? addressed : "";
	return { greeted: greeted === "" ? [] : nameForm(greeted).words, greetedAs: greeted, named: new Set(words) };
}

function greetedIn(text: string): string | undefined {
	return (greeting.exec(text) ?? address.exec(text) ?? atName.exec(text))?.[1];
}

/** Set by hand, as mail subjects hardly greet: a greeting outweighs most habits, a file's name some. */
const weights = { greeted: 5, named: 2.5 } as const;

export function pointsAt(hints: Hints, contact: ContactRecord): number {
	if (hints.greeted.length === 0 && hints.named.size === 0) return 0;
	const greets = isGreeted(hints, contact.names);
	const names = isNamed(hints, contact.names, contact.address);
	return (greets ? weights.greeted : 0) + (names ? weights.named : 0);
}

/** One of these names is greeted: every greeted word is a word of it. */
export function isGreeted(hints: Hints, names: readonly string[]): boolean {
	return (
		hints.greeted.length > 0 && names.some((name) => hints.greeted.some((word) => nameForm(name).words.includes(word)))
	);
}

const shortestTelling = 4;

/** A file's name holds a word of one of these names, or of the organisation in the address. */
export function isNamed(hints: Hints, names: readonly string[], address: string | undefined): boolean {
	if (hints.named.size === 0) return false;
	const words = [
		...names.flatMap((name) => nameForm(name).words),
		...(address === undefined ? [] : wordsOfAddress(address)),
	];
	return words.some((word) => word.length >= shortestTelling && hints.named.has(word));
}
