// Clocks are set back, and forward by mistake: what time it is to a memory.
import { day, type History } from "./history";

/** A memory further ahead than this was written by a clock that was wrong, in ms. */
export const mostAhead = 31 * day;

/** Not before the last send, unless that one lies in a future that nobody waits for. @param now - ms since 1970. */
export function timeIn({ account }: Pick<History, "account">, now: number): number {
	return isAhead(account.last, now) ? now : Math.max(now, account.last);
}

export function isAhead(time: number, now: number): boolean {
	return time > now + mostAhead;
}

/** What lies ahead is of today. */
export function daysBetween(then: number, now: number): number {
	return Math.max(0, now - then) / day;
}
