// Remembers a send that has happened: pure, gives what changed.
import { type FileRisk, worstOf } from "../core/policy";
import { daysBetween, timeIn } from "./clock";
import {
	type AccountRecord,
	type ContactRecord,
	fading,
	type History,
	type HistoryChange,
	mostKept,
	type TraitCounts,
} from "./history";
import { type Send, type Target, targetsOf } from "./send";
import { type TextMarks, textMarks } from "./text-marks";

/**
 * @param now - ms since 1970. Sends must come in the order of time; one that does not counts as of the last.
 * @param confirmed - whom the person has just said to be right, by key: of somebody new it is remembered only now.
 */
export function record(history: History, send: Send, now: number, confirmed?: string): HistoryChange {
	const targets = targetsOf(send.conversation);
	const time = timeIn(history, now);
	const marks = textMarks(send, time, history.account.key);
	const sends = history.account.sends + 1;
	const contacts = targets.map((target) => {
		const isConfirmed = target.key === confirmed;
		const known = history.contacts.get(target.key) ?? newContact(target.key, time, isConfirmed ? 1 : 0);
		return withSend(known, { target, send, marks, time, sends, targets });
	});
	return { account: accountWithSend(history, contacts, marks, time), contacts };
}

/** Remembers the text of a send that was recorded without it, and counts nothing twice. */
export function recordText(history: History, send: Send, now: number): HistoryChange {
	const { account } = history;
	const { words, thread } = textMarks(send, now, account.key);
	const contacts = targetsOf(send.conversation).flatMap(({ key }) => history.contacts.get(key) ?? []);
	const recorded = new Set(contacts.flatMap(({ lately: [latest] }) => latest?.words ?? []));
	const more = words.filter((word) => !recorded.has(word));
	const time = timeIn(history, now);
	const marks = { words: more, ...(thread === undefined ? {} : { thread }) };
	return {
		account: { ...account, ...accountText(account, marks) },
		contacts: contacts.map((contact) => ({
			...contact,
			words: withWords(contact, more, 1 / contacts.length, time),
			threads: withThreads(contact, thread, time),
			lately: contact.lately.map((one, at) => (at === 0 ? { ...one, words: [...one.words, ...more] } : one)),
		})),
	};
}

/** Remembers what a person answered to an alarm about `key`; whoever is new is confirmed by the send itself. */
export function recordAnswer(history: History, key: string, wasWrong: boolean, now: number): HistoryChange {
	const answers = [...history.account.answers, { time: now, wasWrong }].slice(-mostKept.answers);
	const contact = history.contacts.get(key);
	const confirmed = contact === undefined || wasWrong ? [] : [{ ...contact, confirmed: contact.confirmed + 1 }];
	return { account: { ...history.account, answers }, contacts: confirmed };
}

function newContact(key: string, time: number, confirmed: number): ContactRecord {
	return {
		key,
		names: [],
		sends: 0,
		alone: 0,
		weight: 0,
		first: time,
		last: time,
		lastIndex: 0,
		byMessages: fading.messages.map(() => 0),
		byDays: fading.days.map(() => 0),
		words: new Map(),
		threads: new Map(),
		lately: [],
		traits: {},
		together: new Map(),
		files: { none: 0, low: 0, medium: 0, high: 0 },
		confirmed,
	};
}

type Sent = { target: Target; send: Send; marks: TextMarks; time: number; sends: number; targets: readonly Target[] };

function withSend(contact: ContactRecord, sent: Sent): ContactRecord {
	const { target, send, marks, time, sends, targets } = sent;
	const share = 1 / targets.length;
	const { memberCount } = send.conversation;
	const worst = worstRisk(send);
	return {
		...contact,
		names: [target.name, ...contact.names.filter((name) => name !== target.name)].slice(0, mostKept.names),
		...(target.address === undefined ? {} : { address: target.address }),
		...(memberCount === undefined || targets.length > 1 ? {} : { members: memberCount }),
		sends: contact.sends + 1,
		alone: contact.alone + (targets.length === 1 ? 1 : 0),
		weight: contact.weight + share,
		last: time,
		lastIndex: sends,
		byMessages: fadedByMessages(contact, sends).map((count) => count + share),
		byDays: fadedByDays(contact, time).map((count) => count + share),
		words: withWords(contact, marks.words, share, time),
		threads: withThreads(contact, marks.thread, time),
		lately: [{ words: marks.words, files: marks.files, time }, ...contact.lately].slice(0, mostKept.lately),
		traits: withTraits(contact.traits, marks, share),
		together: newest(
			contact.together,
			targets.filter(({ key }) => key !== target.key).map(({ key }) => [key, (contact.together.get(key) ?? 0) + 1]),
			mostKept.together,
		),
		files: worst === undefined ? contact.files : { ...contact.files, [worst]: contact.files[worst] + 1 },
	};
}

/** Counts as they have faded by now. */
export function fadedByMessages({ byMessages, lastIndex }: ContactRecord, index: number): number[] {
	return fading.messages.map((half, at) => (byMessages[at] ?? 0) * 2 ** (-Math.max(0, index - lastIndex) / half));
}

export function fadedByDays({ byDays, last }: ContactRecord, now: number): number[] {
	return fading.days.map((half, at) => (byDays[at] ?? 0) * 2 ** (-daysBetween(last, now) / half));
}

/** The worst risk among the files; nothing where there is no file. */
export function worstRisk(send: Send): FileRisk | undefined {
	return worstOf(send.files.map(({ risk }) => risk));
}

function withWords(
	{ words }: ContactRecord,
	more: readonly number[],
	share: number,
	time: number,
): ContactRecord["words"] {
	const used = more.map((word): [number, { weight: number; last: number }] => [
		word,
		{ weight: (words.get(word)?.weight ?? 0) + share, last: time },
	]);
	return newest(words, used, mostKept.words);
}

function withThreads({ threads }: ContactRecord, thread: number | undefined, time: number): ContactRecord["threads"] {
	return thread === undefined ? threads : newest(threads, [[thread, time]], mostKept.threads);
}

function withTraits(counts: TraitCounts, marks: TextMarks, share: number): TraitCounts {
	const more = marks.traits.map(({ name, value }) => [`${name} ${value}`, (counts[`${name} ${value}`] ?? 0) + share]);
	return { ...counts, ...Object.fromEntries(more) };
}

/** The map with these entries as its newest, and without its oldest where it grew too long. */
function newest<K, V>(map: ReadonlyMap<K, V>, entries: readonly (readonly [K, V])[], most: number): Map<K, V> {
	const all = new Map(map);
	for (const [key, value] of entries) {
		all.delete(key);
		all.set(key, value);
	}
	for (const key of all.keys()) {
		if (all.size <= most) break;
		all.delete(key);
	}
	return all;
}

function accountWithSend(
	history: History,
	contacts: readonly ContactRecord[],
	marks: TextMarks,
	time: number,
): AccountRecord {
	const { account } = history;
	const keys = contacts.map(({ key }) => key);
	const [only] = keys;
	const alone = keys.length === 1;
	const isNewcomer = only !== undefined && !history.contacts.has(only) ? 1 : 0;
	return {
		...account,
		sends: account.sends + 1,
		last: time,
		newcomers: alone ? account.newcomers * 0.95 + 0.05 * isNewcomer : account.newcomers,
		recent: [...keys, ...account.recent.filter((key) => !keys.includes(key))].slice(0, mostKept.recent),
		frequent: withFrequent(history, contacts),
		...(alone && only !== undefined ? { previous: only } : {}),
		...accountText(account, marks),
		traits: withTraits(account.traits, marks, 1),
	};
}

function accountText(
	{ words, threads }: AccountRecord,
	marks: Pick<TextMarks, "words" | "thread">,
): Pick<AccountRecord, "words" | "threads"> {
	return {
		words: newest(
			words,
			marks.words.map((word) => [word, (words.get(word) ?? 0) + 1]),
			mostKept.accountWords,
		),
		threads: marks.thread === undefined ? threads : withThread(threads, marks.thread),
	};
}

function withThread(threads: ReadonlySet<number>, thread: number): Set<number> {
	return new Set([...threads, thread].slice(-mostKept.accountThreads));
}

function withFrequent(history: History, contacts: readonly ContactRecord[]): string[] {
	const sends = new Map(history.account.frequent.map((key) => [key, history.contacts.get(key)?.sends ?? 0]));
	for (const contact of contacts) sends.set(contact.key, contact.sends);
	return [...sends]
		.sort((a, b) => b[1] - a[1])
		.slice(0, mostKept.frequent)
		.map(([key]) => key);
}
