// Times as files have them (`2026-07-14 18:30:12+02:00`), as people of a language write them.

/** A day, a time of day, or both; a zone only behind a time. */
const written =
	/^(?:([1-9]\d{3})-(\d\d)(?:-(\d\d))?)?(?:(?:^| )(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(?: ?(Z|UTC|[+-]\d\d:?\d\d))?$/;

/** The same wall clock, whatever the zone: nothing is converted. What is no such time stays as it is. */
export function timeInWords(text: string, language: string): string {
	const [, year, month, day, hour, minute, second, zone] = written.exec(text) ?? [];
	const hasTime = hour !== undefined;
	if ((year === undefined && !hasTime) || (hasTime && year !== undefined && day === undefined) || (zone && !hasTime))
		return text;
	const parts = [year ?? 2000, Number(month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0].map(Number);
	const [y = 0, m = 0, ...rest] = parts;
	const date = new Date(Date.UTC(y, m, ...rest));
	// 31 February and 25 o'clock would become another time.
	const same = [
		date.getUTCFullYear(),
		date.getUTCMonth(),
		date.getUTCDate(),
		date.getUTCHours(),
		date.getUTCMinutes(),
		date.getUTCSeconds(),
	];
	if (same.some((one, index) => one !== parts[index])) return text;
	const shown = new Intl.DateTimeFormat(language, {
		calendar: "gregory",
		timeZone: "UTC",
		...(year !== undefined && day === undefined && { year: "numeric", month: "long" }),
		...(day !== undefined && { dateStyle: "medium" }),
		...(hasTime && { timeStyle: second === undefined ? "short" : "medium" }),
	}).format(date);
	return zone === undefined ? shown : `${shown} ${zoneInWords(zone)}`;
}

/** As short as every language has it. */
function zoneInWords(zone: string): string {
	return zone === "Z" || zone === "UTC" ? "UTC" : `UTC${zone.slice(0, 3)}:${zone.slice(-2)}`;
}
