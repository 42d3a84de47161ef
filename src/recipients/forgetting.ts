// What is forgotten when: twelve months after the last send, or when there is too much; and what then goes with it.
import { isAhead } from "./clock";
import { type AccountRecord, type ContactRecord, day, type HistoryChange } from "./history";

/** What was not written to for this long is forgotten, in ms: twelve months. */
export const retention = 365 * day;
/** Beyond these the longest unused are forgotten too. */
export const mostContacts = 10_000;

/** Which are to be forgotten, of all of every account: those too old, and the oldest of too many. */
export function outdated<T extends { last: number }>(all: readonly T[], now: number): T[] {
	const oldestFirst = all.toSorted((a, b) => a.last - b.last);
	const tooMany = Math.max(0, all.length - mostContacts);
	return oldestFirst.filter(({ last }, at) => at < tooMany || last < now - retention);
}

/** What a clock that was wrong has dated years ahead would never be forgotten: it counts as of today. */
export function datedToday<T extends { last: number }>(one: T, now: number): T | undefined {
	return isAhead(one.last, now) ? { ...one, last: now } : undefined;
}

/** An account without these, and those of the `others` in whose company they were. */
export function withoutContacts(
	{ previous, ...account }: AccountRecord,
	others: readonly ContactRecord[],
	keys: ReadonlySet<string>,
): HistoryChange {
	const isLeft = (key: string) => !keys.has(key);
	return {
		account: {
			...account,
			recent: account.recent.filter(isLeft),
			frequent: account.frequent.filter(isLeft),
			...(previous === undefined || keys.has(previous) ? {} : { previous }),
		},
		contacts: others
			.filter(({ together }) => [...together.keys()].some((key) => keys.has(key)))
			.map((contact) => ({ ...contact, together: new Map([...contact.together].filter(([key]) => isLeft(key))) })),
	};
}
