// Values as a person reads them, for formats that store text and times in XML.

/** `2021-07-14T09:30:15.000Z` as `2021-07-14 09:30:15 UTC`. */
export function readableTime(iso: string): string {
	return iso
		.trim()
		.replace(/^(\d{4}-\d\d-\d\d)T/, "$1 ")
		.replace(/\.\d+/, "")
		.replace(/Z$/, " UTC");
}

/** Different values in the order they were met: `Alice, Bob and 3 more`. */
export function listed(values: Iterable<string>, shown = 6): string {
	const all = [...new Set([...values].map((value) => value.trim()).filter((value) => value !== ""))];
	const more = all.length - shown;
	return more > 0 ? `${all.slice(0, shown).join(", ")} and ${more} more` : all.join(", ");
}

/** The earliest and the latest of some times. */
export function timeSpan(times: Iterable<string>): string {
	const sorted = [...new Set(times)].sort();
	const [first, last] = [sorted[0] ?? "", sorted.at(-1) ?? ""].map(readableTime);
	return first === last ? `${first}` : `${first} to ${last}`;
}

export function counted(count: number, one: string, many = `${one}s`): string {
	return `${count} ${count === 1 ? one : many}`;
}

/** The beginning of a long text, on one line. */
export function excerpt(text: string, length = 200): string {
	const line = text.replace(/\s+/g, " ").trim();
	return line.length > length ? `${line.slice(0, length)}…` : line;
}
