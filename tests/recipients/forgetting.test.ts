// What is forgotten goes from wherever it is named; what stays is the latest.
import { expect, test } from "vitest";
import { datedToday, mostContacts, outdated, retention, withoutContacts } from "../../src/recipients/forgetting";
import { day } from "../../src/recipients/history";
import { memoryOf, now } from "./memory";

const [alice, bob, carl] = ["alice@contoso.com", "bob@contoso.com", "carl@contoso.com"];

test("twelve months after the last send somebody is forgotten", () => {
	const all = [1, 364, 366, 3000].map((days) => ({ days, last: now - days * day }));
	expect(outdated(all, now).map(({ days }) => days)).toEqual([3000, 366]);
	expect(outdated([{ last: now - retention }], now)).toEqual([]);
});

test("beyond ten thousand the longest unused are forgotten too", () => {
	const all = Array.from({ length: mostContacts + 3 }, (_, at) => ({
		at,
		last: now - ((at * 7919) % 10_007) * 60_000,
	}));
	const gone = outdated(all, now);
	expect(gone).toHaveLength(3);
	const kept = all.filter((one) => !gone.includes(one));
	expect(Math.max(...gone.map(({ last }) => last))).toBeLessThan(Math.min(...kept.map(({ last }) => last)));
	expect(outdated(all.slice(0, mostContacts), now)).toEqual([]);
});

test("whoever is forgotten is named nowhere any more", () => {
	const { account, contacts } = memoryOf([
		{ to: [`Alice <${alice}>`, `Bob <${bob}>`, `Carl <${carl}>`], sends: 6, everyHours: 30 },
		{ to: `Alice <${alice}>`, sends: 3, everyHours: 5 },
	]);
	const others = [...contacts.values()].filter(({ address }) => address !== alice);
	const left = withoutContacts(account, others, new Set([`person:${alice}`]));
	const written = JSON.stringify([left.account, left.contacts], (_, value) =>
		value instanceof Map || value instanceof Set ? [...value] : value,
	);
	expect(account.previous).toBe(`person:${alice}`);
	expect(left.contacts).toHaveLength(2);
	expect(written).not.toContain(alice);
	expect(written).toContain(bob);
});

test("what a wrong clock dated years ahead is forgotten a year from today", () => {
	expect(datedToday({ last: now + 3650 * day }, now)).toEqual({ last: now });
	expect(datedToday({ last: now + day }, now)).toBeUndefined();
});
