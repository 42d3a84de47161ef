// Words for people, by key, from _locales.
import { browser } from "./browser";

/** The text of a key, with `$1`… filled in. A missing key shows as the key: a test finds it first. */
export function words(key: string, ...substitutions: (string | number)[]): string {
	return browser.i18n.getMessage(key, substitutions.map(apart)) || key;
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * A name or a value in a sentence: where one of the two runs the other way it is isolated, so that neither moves the
 * other's words and signs about. https://www.w3.org/International/articles/inline-bidi-markup/
 */
export function apart(text: string | number): string {
	const isMixed = typeof text === "string" && (direction() === "rtl" || rightToLeft.test(text));
	return isMixed ? `\u2068${text}\u2069` : `${text}`;
}

/** The text of a key where there is one. Keys from files may hold anything: what cannot be a key is none. */
export function phraseOf(key: string, substitution: string): string | undefined {
	return (/^\w+$/.test(key) && browser.i18n.getMessage(key, apart(substitution))) || undefined;
}

/** The language of the words, for numbers and dates: the browser's own may be one in which there are none. */
export function language(): string {
	const [ours, browsers] = [words("languageTag"), browser.i18n.getUILanguage()];
	// English words in a British browser have British dates.
	return new Intl.Locale(browsers).language === new Intl.Locale(ours).language ? browsers : ours;
}

/** The direction in which the words are written. */
export function direction(): string {
	return words("direction");
}

/** The plural form of a key for a count, `$1`, with more behind it: `files_one`, `files_other` … `_locales` knows no plurals. */
export function plural(key: string, count: number, ...more: readonly string[]): string {
	const form = new Intl.PluralRules(language()).select(count);
	const number = new Intl.NumberFormat(language()).format(count);
	return (
		browser.i18n.getMessage(`${key}_${form}`, [number, ...more.map(apart)]) || words(`${key}_other`, number, ...more)
	);
}

/** `one, two and three`, as the language has it. */
export function listed(items: readonly string[]): string {
	return new Intl.ListFormat(language(), { type: "conjunction" }).format(items.map(apart));
}

/** A size in bytes as people write it: `3.1 MB`. */
export function fileSize(bytes: number): string {
	const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
	const step = Math.min(units.length - 1, bytes > 0 ? Math.floor(Math.log10(bytes) / 3) : 0);
	const unit = units[step] ?? "byte";
	const format = { style: "unit", unit, unitDisplay: step === 0 ? "long" : "short", maximumFractionDigits: 1 } as const;
	return new Intl.NumberFormat(language(), format).format(bytes / 1000 ** step);
}
