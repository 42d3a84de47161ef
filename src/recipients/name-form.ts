// A name in the form in which names are compared: no case, marks, emoji or look-alike letters, in Latin script.
import { inLatin } from "./letters";

export type NameForm = {
	/** Each word in Latin letters, in the order written, titles left out. */
	words: readonly string[];
	/** The words as one string, and the same with the words in the order of the alphabet. */
	text: string;
	sorted: string;
	initials: string;
	/** The words as one string of look-alikes: equal for names that a glance cannot tell apart. */
	skeleton: string;
	/** Runs of three letters, padded. */
	trigrams: ReadonlySet<string>;
};

const titles: ReadonlySet<string> = new Set(
	"mr mrs ms miss dr prof sir jr sr ii iii phd herr frau mme monsieur".split(" "),
);

// After https://www.unicode.org/Public/security/latest/confusables.txt: what looks like a Latin letter and is not.
const lookAlikes: ReadonlyMap<string, string> = new Map(
	Object.entries({
		...{
			а: "a",
			е: "e",
			о: "o",
			р: "p",
			с: "c",
			у: "y",
			х: "x",
			і: "i",
			ј: "j",
			ѕ: "s",
			һ: "h",
			ԁ: "d",
			ԛ: "q",
			ԝ: "w",
			ո: "n",
		},
		...{
			к: "k",
			м: "m",
			т: "t",
			н: "h",
			в: "b",
			α: "a",
			ο: "o",
			ν: "v",
			ρ: "p",
			υ: "u",
			ι: "i",
			κ: "k",
			τ: "t",
			χ: "x",
			ɑ: "a",
			ɡ: "g",
		},
		...{ "0": "o", "1": "l", "5": "s", "|": "l", ı: "i", ӏ: "l" },
	}),
);

const remembered = new Map<string, NameForm>();
const mostRemembered = 20_000;

export function nameForm(name: string): NameForm {
	const known = remembered.get(name);
	if (known !== undefined) return known;
	if (remembered.size >= mostRemembered) remembered.clear();
	const form = makeNameForm(name);
	remembered.set(name, form);
	return form;
}

/** Nobody reads further, and comparing takes the square of it. */
const longestName = 200;

function makeNameForm(whole: string): NameForm {
	const name = whole.slice(0, longestName);
	// Of an address that stands for a name only what is before the @ is one: colleagues share the rest.
	const own = name.replace(/(?<=\S)@\S+$/u, "");
	// "Kowalska, Anna" is Anna Kowalska.
	const turned = own.replace(/^([^,]+),\s*([^,]+)$/, "$2 $1");
	const plain = turned
		.normalize("NFKC")
		.toLowerCase()
		.replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Cf}|\p{Regional_Indicator}|\u{fe0f}/gu, "");
	const words = (inLatin(unmask(plain)).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !titles.has(word));
	const text = words.join(" ");
	return {
		words,
		text,
		sorted: [...words].sort().join(" "),
		initials: words.map((word) => word.slice(0, 1)).join(""),
		skeleton: skeletonOf(text),
		trigrams: trigramsOf(text),
	};
}

/** Letters that look alike made equal: `rn` and `m`, `l` and `1`, a Latin and a Cyrillic `a`. */
export function skeletonOf(text: string): string {
	const latin = Array.from(text, (letter) => lookAlikes.get(letter) ?? letter).join("");
	return latin.replace(/rn/g, "m").replace(/vv/g, "w").replace(/[il]/g, "l");
}

/** Foreign letters inside a Latin word are disguise, not language: "Аnna" with a Cyrillic А is read as it looks. */
function unmask(text: string): string {
	return text.replace(/[\p{L}\p{M}\p{N}|]+/gu, (word) =>
		/\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{N}|]/u.test(word)
			? [...word].map((letter) => lookAlikes.get(letter) ?? letter).join("")
			: word,
	);
}

function trigramsOf(text: string): Set<string> {
	if (text === "") return new Set();
	const padded = `  ${text} `;
	return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
}
