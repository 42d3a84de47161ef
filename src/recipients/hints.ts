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
	"hi|hey|hello|dear|morning|good (?:morning|evening|afternoon)|hallo|moin|servus|liebe[rs]?|guten (?:morgen|tag|abend)|hola|querid[oa]|estimad[oa]|bonjour|salut|coucou|ch[eè]re?|ciao|car[oa]|gentile|ol[aá]|oi|prezad[oa]|hoi|beste|cześć|hej|drog[ia]|ahoj|привет|здравствуй(?:те)?|дорог(?:ой|ая)|уважаем(?:ый|ая)|γεια(?: σου)?|αγαπητ(?:έ|ή)|היי|שלום|مرحبا|عزيزي|नमस्ते|प्रिय";
/** With what parts it from the name: "Carolina" greets no Lina. */
const greeting = new RegExp(`^\\s*(?:${greetings})(?:\\s+|(\\s*[,،!]\\s*))`, "iu");
const joinedGreeting = /^\s*(?:你好|嗨|亲爱的|親愛的)[\s,，]*/u;
/** Where a script has capitals a name has one: "Hi, will you look" greets no Will, "Hi mark this" no Mark. */
const name = /^[\p{Lu}\p{Lt}\p{Lo}](?:\p{L}|\p{M})+(?:[ -]\p{Lu}(?:\p{L}|\p{M})+)?/u;
/** In haste it has none, and then nothing but the greeting stands before what ends it: "hi anna, here it is". */
const smallName = /^\p{Ll}(?:\p{L}|\p{M})+(?=\s*(?:[,!.:\n]|$))/u;
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
	const found = greeting.exec(text) ?? joinedGreeting.exec(text);
	const rest = found ? text.slice(found[0].length) : "";
	const greeted = name.exec(rest) ?? (found?.[1] === undefined ? smallName.exec(rest) : null);
	return greeted?.[0] ?? (address.exec(text) ?? atName.exec(text))?.[1];
}

/** Set by hand, as mail subjects hardly greet: a greeting outweighs most habits, a file's name some. */
const weights = { greeted: 5, named: 2.5 } as const;

export function pointsAt(hints: Hints, contact: ContactRecord): number {
	if (hints.greeted.length === 0 && hints.named.size === 0) return 0;
	const greets = greetedWords(hints, contact.names) > 0;
	const names = isNamed(hints, contact.names, contact.address);
	return (greets ? weights.greeted : 0) + (names ? weights.named : 0);
}

/** How many of the greeted words one of these names has: "Hi Anna Kowalska" fits one Anna better than another. */
export function greetedWords(hints: Hints, names: readonly string[]): number {
	const counts = names.map((name) => hints.greeted.filter((word) => nameForm(name).words.includes(word)).length);
	return Math.max(0, ...counts);
}

const shortestTelling = 4;

/** Words of names that stand in file names for other reasons: months, plain words, what groups are called. */
const everyday: ReadonlySet<string> = new Set(
	(
		"january february march april june july august september october november december januar februar juni juli abril junio " +
		"julio avril juin juillet aprile giugno luglio summer winter spring autumn will mark hope grace rose bill rich frank chase " +
		"dawn page family work team school class group friends office home party photos pictures familie famille familia famiglia " +
		"rodzina arbeit travail trabajo lavoro schule ecole escuela scuola klasse gruppe groupe grupo gruppo"
	).split(" "),
);

/** A file's name holds a word of one of these names, or of the organisation in the address. */
export function isNamed(hints: Hints, names: readonly string[], address: string | undefined): boolean {
	if (hints.named.size === 0) return false;
	const words = [
		...names.flatMap((name) => nameForm(name).words),
		...(address === undefined ? [] : wordsOfAddress(address)),
	];
	return words.some((word) => word.length >= shortestTelling && !everyday.has(word) && hints.named.has(word));
}
