// The memory as a file that a person can keep and read back: JSON, never part of the settings. Hashes of words and their
// key stay behind: together they would tell whether a word was ever written.
import { rules as knownRules, type Rule } from "../core/settings";
import { type AccountRecord, type ContactRecord, fading, type History } from "./history";
import type { HashKey } from "./keyed-hash";

export type PortableAccount = { messenger: string; origin: string; history: History };

/** What a person has chosen for one conversation alone. `chosen`: when, in ms since 1970. */
export type PortableRule = {
	messenger: string;
	origin: string;
	id: string;
	title: string;
	rule: Rule;
	chosen: number;
};

export type Portable = { accounts: readonly PortableAccount[]; rules: readonly PortableRule[] };

const format = "last-look-memory";
/** The first had no rules, the second hashes of words, which are passed over. */
const version = 3;
const readable: readonly unknown[] = [1, 2, version];

export function toPortable({ accounts, rules }: Portable): string {
	const plain = accounts.map(({ messenger, origin, history: { account, contacts } }) => ({
		messenger,
		origin,
		// JSON leaves out what is undefined.
		account: { ...account, key: undefined, words: undefined, threads: undefined },
		contacts: Array.from(contacts.values(), (contact) => ({
			...contact,
			words: undefined,
			threads: undefined,
			lately: undefined,
			together: [...contact.together],
		})),
	}));
	return JSON.stringify({ format, version, accounts: plain, rules });
}

/**
 * Nothing for a text that is no such file; what is not known in it is left out.
 * @param newKey - makes a key for the hashes of the words to come.
 */
export function fromPortable(text: string, newKey: () => HashKey): Portable | undefined {
	try {
		const file = fields(JSON.parse(text));
		if (file.format !== format || !readable.includes(file.version)) return undefined;
		const rules = file.version === 1 ? [] : list(file.rules, readRule);
		return { accounts: list(file.accounts, (account) => readAccount(account, newKey())), rules };
	} catch {
		return undefined;
	}
}

function readAccount(value: unknown, key: HashKey): PortableAccount {
	const { messenger, origin, account, contacts } = fields(value);
	const all = list(contacts, readContact);
	return {
		messenger: string(messenger),
		origin: string(origin),
		history: {
			account: readAccountRecord(account, key),
			contacts: new Map(all.map((contact) => [contact.key, contact])),
		},
	};
}

function readRule(value: unknown): PortableRule {
	const of = fields(value);
	const rule = knownRules.find((known) => known === of.rule);
	if (rule === undefined) throw new NotMemoryError();
	return {
		messenger: string(of.messenger),
		origin: string(of.origin),
		id: string(of.id),
		title: string(of.title),
		rule,
		chosen: number(of.chosen),
	};
}

function readAccountRecord(value: unknown, key: HashKey): AccountRecord {
	const of = fields(value);
	return {
		key,
		sends: number(of.sends),
		last: number(of.last),
		newcomers: number(of.newcomers),
		recent: list(of.recent, string),
		frequent: list(of.frequent, string),
		...(of.previous === undefined ? {} : { previous: string(of.previous) }),
		words: new Map(),
		threads: new Set(),
		traits: readCounts(of.traits),
		answers: list(of.answers, (answer) => {
			const { time, wasWrong } = fields(answer);
			return { time: number(time), wasWrong: wasWrong === true };
		}),
	};
}

function readContact(value: unknown): ContactRecord {
	const of = fields(value);
	const { none, low, medium, high } = fields(of.files);
	return {
		key: string(of.key),
		names: list(of.names, string),
		...(of.address === undefined ? {} : { address: string(of.address) }),
		...(of.members === undefined ? {} : { members: number(of.members) }),
		sends: number(of.sends),
		alone: number(of.alone),
		weight: number(of.weight),
		first: number(of.first),
		last: number(of.last),
		lastIndex: number(of.lastIndex),
		byMessages: list(of.byMessages, number).slice(0, fading.messages.length),
		byDays: list(of.byDays, number).slice(0, fading.days.length),
		words: new Map(),
		threads: new Map(),
		lately: [],
		traits: readCounts(of.traits),
		together: new Map(list(of.together, (pair) => two(pair, string))),
		files: { none: number(none), low: number(low), medium: number(medium), high: number(high) },
		confirmed: number(of.confirmed),
	};
}

class NotMemoryError extends Error {}

function fields(value: unknown): Record<string, unknown> {
	if (typeof value !== "object" || value === null || Array.isArray(value)) throw new NotMemoryError();
	return { ...value };
}

function list<T>(value: unknown, read: (one: unknown) => T): T[] {
	if (!Array.isArray(value)) throw new NotMemoryError();
	return value.map((one) => read(one));
}

function two<K>(value: unknown, key: (one: unknown) => K): [K, number] {
	const [first, second] = list(value, (one) => one);
	return [key(first), number(second)];
}

function readCounts(value: unknown): Record<string, number> {
	return Object.fromEntries(Object.entries(fields(value)).map(([name, count]) => [name, number(count)]));
}

function string(value: unknown): string {
	if (typeof value !== "string") throw new NotMemoryError();
	return value;
}

/** Counts and times: nothing in a memory is negative. */
function number(value: unknown): number {
	if (typeof value !== "number" || !(value >= 0)) throw new NotMemoryError();
	return value;
}
