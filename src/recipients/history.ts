// The memory that an assessment reads: per account and per conversation, counts, times, kinds and name forms.
// No text, no file: words are keyed hashes. They are what tells a chat left open from one that is meant: without them
// 2 % of such slips would be noticed instead of 15 %.
import type { FileRisk } from "../core/policy";
import type { HashKey } from "./keyed-hash";

/** One messenger account. Everything here is plain data, so that a store can keep it as it is. */
export type History = { account: AccountRecord; contacts: ReadonlyMap<string, ContactRecord> };

export type AccountRecord = {
	/** Keys the hashes of words. */
	key: HashKey;
	sends: number;
	/** When the last one was, ms since 1970. */
	last: number;
	/** How often lately a send went to somebody new: a running share, 0 to 1. */
	newcomers: number;
	/** Contacts, the latest first. */
	recent: readonly string[];
	/** Contacts, the most used first. */
	frequent: readonly string[];
	/** The one written to alone last. */
	previous?: string;
	/** In how many sends each word stood. */
	words: ReadonlyMap<number, number>;
	threads: ReadonlySet<number>;
	traits: TraitCounts;
	answers: Answers;
};

/** A person, or a group as a whole. */
export type ContactRecord = {
	key: string;
	/** Names that it was seen under, the latest first. */
	names: readonly string[];
	address?: string;
	/** As many as the page showed, at the last send. */
	members?: number;
	sends: number;
	/** Sends that reached nobody else; those that reached several count as their share. */
	alone: number;
	weight: number;
	first: number;
	last: number;
	/** The account's count of sends after the last one to it. */
	lastIndex: number;
	/** Sends, fading by half with every so many messages and days (`fading`), as of the last one. */
	byMessages: readonly number[];
	byDays: readonly number[];
	words: ReadonlyMap<number, { weight: number; last: number }>;
	threads: ReadonlyMap<number, number>;
	/** The words and files of the last few sends. */
	lately: readonly { words: readonly number[]; files?: readonly number[]; time: number }[];
	traits: TraitCounts;
	/** How often each other contact was addressed along with it. */
	together: ReadonlyMap<string, number>;
	/** Sends with files, by the worst risk among them. */
	files: Readonly<Record<FileRisk, number>>;
	/** How often its owner was asked about it and said that it was right. */
	confirmed: number;
};

/** By trait and value: `prefix reply`. */
export type TraitCounts = Readonly<Record<string, number>>;

/** Alarms and what came of them, the latest 50: `true` for "wrong person, thank you". */
export type Answers = readonly { time: number; wasWrong: boolean }[];

/** Half-lives, fitted as the best few of many. */
export const fading = { messages: [6, 20, 60], days: [1, 7, 30] } as const;

export const mostKept = {
	recent: 300,
	frequent: 200,
	accountWords: 4000,
	accountThreads: 500,
	words: 50,
	threads: 16,
	lately: 6,
	together: 40,
	names: 4,
	answers: 50,
} as const;

export function emptyHistory(key: HashKey): History {
	return {
		account: {
			key,
			sends: 0,
			last: 0,
			newcomers: 0.1,
			recent: [],
			frequent: [],
			words: new Map(),
			threads: new Set(),
			traits: {},
			answers: [],
		},
		contacts: new Map(),
	};
}

/** What a change of memory consists of: the account's record and those contacts that changed, for a store to write. */
export type HistoryChange = { account: AccountRecord; contacts: readonly ContactRecord[] };

/** A history with a change in it. A store that writes changes one by one uses its own map instead. */
export function changed({ contacts }: History, change: HistoryChange): History {
	const all = new Map(contacts);
	for (const contact of change.contacts) all.set(contact.key, contact);
	return { account: change.account, contacts: all };
}

export const day = 86_400_000;
