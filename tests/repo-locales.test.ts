// The words for people: every key that the code asks for exists, every key is asked for, in every language the same.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
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

test("no key is left over", () => {
	const manifest = read(join(root, "manifest.json"));
	const named = files.map(namesIn);
	const unused = Object.keys(english).filter((key) => {
		const base = key.replace(pluralForms, "");
		return !manifest.includes(`__MSG_${key}__`) && !named.some((names) => names(key) || names(base));
	});
	expect(unused).toEqual([]);
});

test("every language has the same keys, and plurals of its own", () => {
	const bases = (messages: Messages) => [...new Set(Object.keys(messages).map((key) => key.replace(pluralForms, "")))];
	for (const language of readdirSync(locales)) {
		expect(bases(messagesOf(language)).toSorted(), language).toEqual(bases(english).toSorted());
	}
});

type Messages = Readonly<Record<string, { message: string }>>;

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
