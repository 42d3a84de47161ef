// The words for people: every key that the code asks for exists, every key is asked for, in every language the same.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findingKinds } from "../src/core/finding";
import { english as phrases } from "../src/core/phrases-in-english";

const root = join(import.meta.dirname, "..");
const locales = join(root, "public/_locales");
const sources = [
	"background",
	"check",
	"content",
	"guard",
	"on-demand",
	"options",
	"platform",
	"popup",
	"ui",
	"welcome",
];
const files = sources.flatMap((folder) => listSources(join(root, "src", folder))).map(read);
const english = messagesOf("en");
const pluralForms = /_(zero|one|two|few|many|other)$/;

test("every key that is asked for by its name has words", () => {
	const asked = files.flatMap((text) => matches(text, /\b(?:words|getMessage)\(\s*"(\w+)"/g));
	const counted = files.flatMap((text) => matches(text, /\bplural\(\s*"(\w+)"/g)).map((key) => `${key}_other`);
	const inManifest = matches(read(join(root, "manifest.json")), /__MSG_(\w+)__/g);
	expect(asked.length * counted.length * inManifest.length).toBeGreaterThan(0);
	expect([...asked, ...counted, ...inManifest].filter((key) => !(key in english))).toEqual([]);
});

test("every state that has a sentence of its own has one", () => {
	const states = {
		finding: findingKinds,
		reason: unionOf("inspection", "Reason"),
		untold: unionOf("conversation", "UntoldReason"),
		kind: unionOf("conversation", "ConversationKind"),
		security: unionOf("conversation", "ChannelSecurity").filter((security) => security !== "unknown"),
	};
	const keys = Object.entries(states).flatMap(([prefix, names]) => {
		expect(names, prefix).not.toEqual([]);
		return names.map((name) => `${prefix}_${name.replaceAll("-", "_")}`);
	});
	expect(keys.filter((key) => !(key in english))).toEqual([]);
});

test("the phrases of findings are the same for the command line and for the screen", () => {
	const sentences = Object.entries(phrases).flatMap(([key, sentence]) =>
		typeof sentence === "string"
			? [[`value_${key}`, sentence]]
			: Object.entries(sentence).map(([form, text]) => [`value_${key}_${form}`, text]),
	);
	const shown = Object.entries(english).filter(([key]) => key.startsWith("value_"));
	expect(Object.fromEntries(shown.map(([key, { message }]) => [key, message]))).toEqual(Object.fromEntries(sentences));
});

/** An article begins a phrase of ours; what is thrown is for developers, and no finding. */
test("findings say in a person's own language whatever the file does not say itself", () => {
	const formats = listSources(join(root, "src/formats")).map(read);
	const literals = formats.flatMap((text) =>
		matches(text.replace(/InvalidFileError\([^)]*\)/g, ""), /["`]((?:an?|the) [a-z][^"`\n]{0,200})["`]/g),
	);
	expect(formats.length).toBeGreaterThan(100);
	expect(literals).toEqual([]);
});

test("no key is left over", () => {
	const manifest = read(join(root, "manifest.json"));
	const named = files.map(namesIn);
	const unused = Object.keys(english).filter((key) => {
		const base = key.replace(pluralForms, "");
		return !manifest.includes(`__MSG_${key}__`) && !named.some((names) => names(key) || names(base));
	});
	expect(unused).toEqual([]);
});

const languages = readdirSync(locales);
const others = languages.filter((language) => language !== "en");

test("the languages are those that are promised", () => {
	const promised = ["ar", "de", "en", "es", "fr", "hi", "id", "it", "ja", "pl", "pt_BR", "ru", "zh_CN"];
	expect(languages.toSorted()).toEqual(promised);
});

describe.each(others)("%s", (language) => {
	const messages = messagesOf(language);

	test("has the keys of the English words", () => {
		expect(bases(messages)).toEqual(bases(english));
	});

	test("says which language it is, and how that is written", () => {
		expect(messages["languageTag"]?.message).toBe(language.replace("_", "-"));
		expect(messages["direction"]?.message).toBe(["ar"].includes(language) ? "rtl" : "ltr");
	});

	/** `many` of Romance languages is for whole millions alone: there `other` serves. */
	test("has the plurals that its grammar knows", () => {
		const { pluralCategories } = new Intl.PluralRules(language.replace("_", "-")).resolvedOptions();
		const needed = pluralCategories.filter((form) => form !== "many" || ["pl", "ru", "ar"].includes(language));
		const counted = Object.keys(english).flatMap((key) => (key.endsWith("_one") ? key.replace(pluralForms, "") : []));
		const missing = counted
			.flatMap((key) => needed.map((form) => `${key}_${form}`))
			.filter((key) => !(key in messages));
		expect(missing).toEqual([]);
	});

	test("fills in what the English words fill in", () => {
		const wrong = Object.entries(messages).filter(([key, { message }]) => {
			const original = english[key] ?? english[key.replace(pluralForms, "_other")];
			const wanted = placeholdersOf(original?.message ?? "");
			const given = placeholdersOf(message);
			// "one photo" needs no number, nor does "two" or "none" where a language has a form for it.
			const mayLackCount = /_(zero|one|two)$/.test(key);
			return (
				!sameMembers(given, wanted) &&
				!(
					mayLackCount &&
					sameMembers(
						given,
						wanted.filter((one) => one !== "$1"),
					)
				)
			);
		});
		expect(wrong.map(([key, { message }]) => `${key}: ${message}`)).toEqual([]);
	});

	test("leaves nothing empty or in English", () => {
		const same = Object.entries(messages).filter(
			([key, { message }]) =>
				message.trim() === "" || (message === english[key]?.message && /[a-z]{4}.* .*[a-z]{4}/.test(message)),
		);
		expect(same.map(([key]) => key)).toEqual([]);
	});
});

describe("what does not fit", () => {
	test.each(languages)("no word on a button of %s is too long", (language) => {
		const long = Object.entries(messagesOf(language)).filter(
			([key, { message }]) => english[key]?.description?.startsWith("Button") && columns(message) > widestButton,
		);
		expect(long.map(([key, { message }]) => `${key}: ${message}`)).toEqual([]);
	});

	/** https://developer.chrome.com/docs/extensions/reference/manifest/description */
	test.each(languages)("the description of %s fits into the stores' field", (language) => {
		expect(messagesOf(language).description?.message.length).toBeLessThanOrEqual(132);
	});
});

/** Three buttons beside each other in the dialog, or one below the other on a narrow screen. */
const widestButton = 28;

/** Han, kana and Hangul take two columns. */
function columns(text: string): number {
	return [...text].reduce(
		(sum, letter) => sum + (/[\u1100-\u11ff\u3000-\u9fff\uac00-\ud7af\uff00-\uff60]/.test(letter) ? 2 : 1),
		0,
	);
}

function bases(messages: Messages): string[] {
	return [...new Set(Object.keys(messages).map((key) => key.replace(pluralForms, "")))].toSorted();
}

function placeholdersOf(message: string): string[] {
	return [...new Set(message.match(/\$(?:\d|\w+\$)/g) ?? [])].toSorted();
}

function sameMembers(some: readonly string[], others: readonly string[]): boolean {
	return JSON.stringify(some) === JSON.stringify(others);
}

type Messages = Readonly<Record<string, { message: string; description?: string }>>;

function messagesOf(language: string): Messages {
	return JSON.parse(read(join(locales, language, "messages.json")));
}

/** What a source names: keys as they are, and templates whose parts they fit. Read once: there are many keys. */
function namesIn(text: string): (key: string) => boolean {
	const literals = new Set(matches(text, /"(\w+)"/g));
	const templates = matches(text, /`([^`\n]*\$\{[^`\n]*)`/g).map((template) => {
		const parts = template.split(/\$\{[^}]*\}/);
		const pattern = new RegExp(`^${parts.map((part) => part.replace(/\W/g, "\\$&")).join("(\\w+?)")}$`);
		// A template that begins with a value fits everything: then the value itself must stand in the same file.
		return (key: string) => {
			const match = pattern.exec(key);
			return match !== null && (parts[0] !== "" || match.slice(1).every((value) => literals.has(value)));
		};
	});
	return (key) => literals.has(key) || templates.some((fits) => fits(key));
}

/** The members of a union of strings in core/. */
function unionOf(file: string, type: string): string[] {
	const text = read(join(root, `src/core/${file}.ts`));
	const declaration = new RegExp(`type ${type} =([\\s\\S]*?);\\s*(//.*)?\\n`).exec(text)?.[1] ?? "";
	return matches(declaration.replace(/\/\/.*/g, ""), /"([\w-]+)"/g);
}

function matches(text: string, pattern: RegExp): string[] {
	return [...text.matchAll(pattern)].flatMap(([, found]) => found ?? []);
}

function listSources(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: "utf8" })
		.filter((name) => /\.tsx?$/.test(name))
		.map((name) => join(folder, name));
}

function read(path: string): string {
	return readFileSync(path, "utf8");
}
