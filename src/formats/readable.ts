// Values as a person reads them, for formats that store text and times in XML.
import { identityOf, type Phrase, phrase } from "../core/phrase";

/** `2021-07-14T09:30:15.000Z` as `2021-07-14 09:30:15 UTC`. */
export function readableTime(iso: string): string {
	return iso
		.trim()
		.replace(/^(\d{4}-\d\d-\d\d)T/, "$1 ")
		.replace(/\.\d+/, "")
		.replace(/Z$/, " UTC");
}

/** Different values in the order they were met: `Alice, Bob and 3 more`. */
export function listed(values: Iterable<string | Phrase>, shown = 6): string | Phrase {
	const trimmed = [...values].map((value) => (typeof value === "string" ? value.trim() : value));
	const all = [...new Map(trimmed.map((value) => [identityOf(value), value])).values()].filter((value) => value !== "");
	const names = all.slice(0, shown);
	const more = all.length - names.length;
	return more === 0 && names.every((name) => typeof name === "string")
		? names.join(", ")
		: phrase("names", { names, more });
}

/** The earliest and the latest of some times. */
export function timeSpan(times: Iterable<string>): string | Phrase {
	const sorted = [...new Set(times)].sort();
	const [first, last] = [sorted[0] ?? "", sorted.at(-1) ?? ""].map(readableTime);
	return first === last ? `${first}` : phrase("span", `${first}`, `${last}`);
}

/** The beginning of a long text, on one line. */
export function excerpt(text: string, length = 200): string {
	const line = text.replace(/\s+/g, " ").trim();
	return line.length > length ? `${line.slice(0, length)}…` : line;
}
