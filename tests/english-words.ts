// The browser's part of words for people, outside a browser: the English texts, filled in as browsers do.
// Import it before whatever imports the words.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const file = join(import.meta.dirname, "../public/_locales/en/messages.json");
const messages: Readonly<Record<string, { message: string }>> = JSON.parse(readFileSync(file, "utf8"));

function getMessage(key: string, substitutions: string | readonly string[] = []): string {
	const values = [substitutions].flat();
	return (messages[key]?.message ?? "").replace(/\$(\d)/g, (_, place) => values[place - 1] ?? "");
}

const api = { runtime: { id: "tests" }, i18n: { getMessage, getUILanguage: () => "en" } };
// The polyfill takes for an extension's what has an id, under the older name, and then uses the newer one.
Object.assign(globalThis, { chrome: api, browser: api });
