// The memory of what was sent to whom, in the extension's own IndexedDB: on this device, seen and wiped in the options.
// Nothing is written from private windows; nothing is ever synced.
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Rule } from "../core/settings";
import {
	type AccountRecord,
	type ContactRecord,
	changed,
	emptyHistory,
	type History,
	type HistoryChange,
} from "../recipients/history";
import { type AlarmRecord, alarmRecord } from "../recipients/learning";
import { fromPortable, toPortable } from "../recipients/portable";
import { browser } from "./browser";
import { wipeTally } from "./tally";

/** One messenger, as one site's visitor: what is remembered of one account says nothing about another. */
export type AccountKey = { messenger: string; origin: string };

export type Remembered = { account: AccountKey; contact: ContactRecord };

type Stored = { messenger: string; origin: string };

/** What a person has chosen for one conversation alone. */
export type ConversationRule = { account: AccountKey; id: string; title: string; rule: Rule };

/** Each version adds its own step to `upgrade`, and keeps what is there. */
interface MemorySchema extends DBSchema {
	accounts: { key: [string, string]; value: Stored & { record: AccountRecord } };
	contacts: { key: [string, string, string]; value: Stored & { contact: ContactRecord }; indexes: { last: number } };
	/** By the conversation's id. */
	rules: { key: [string, string, string]; value: Stored & { id: string; title: string; rule: Rule } };
}

const version = 2;

/** What was not written to for this long is forgotten, in ms: twelve months. */
export const retention = 365 * 86_400_000;

const weeksOfAlarms = 4;

/** Beyond these the longest unused are forgotten too. */
const mostContacts = 10_000;

let opening: Promise<IDBPDatabase<MemorySchema>> | undefined;

function database(): Promise<IDBPDatabase<MemorySchema>> {
	opening ??= openDB<MemorySchema>("memory", version, {
		upgrade(db, from) {
			if (from < 1) {
				db.createObjectStore("accounts", { keyPath: ["messenger", "origin"] });
				db.createObjectStore("contacts", { keyPath: ["messenger", "origin", "contact.key"] }).createIndex(
					"last",
					"contact.last",
				);
			}
			if (from < 2) db.createObjectStore("rules", { keyPath: ["messenger", "origin", "id"] });
		},
		// Another version of the extension wants to change the database: it may.
		blocking: (_from, _to, event) => {
			if (event.target instanceof IDBDatabase) event.target.close();
			opening = undefined;
		},
	});
	return opening;
}

/** Histories that were read, so that the next send is assessed at once; anew when another frame has written. */
const read = new Map<string, History>();

/** What is remembered of an account. */
export async function historyOf(account: AccountKey): Promise<History> {
	const { messenger, origin } = account;
	const known = read.get(idOf(account));
	if (known && browser.extension.inIncognitoContext) return known;
	const db = await database();
	const stored = await db.get("accounts", [messenger, origin]);
	if (known && stored && known.account.sends === stored.record.sends) return known;
	const contacts = await db.getAll("contacts", IDBKeyRange.bound([messenger, origin], [messenger, origin, []]));
	const history: History = {
		account: stored?.record ?? emptyHistory(newKey()).account,
		contacts: new Map(contacts.map(({ contact }) => [contact.key, contact])),
	};
	read.set(idOf(account), history);
	return history;
}

/** Keeps what a send or an answer has changed; in a private window for the life of the page only. */
export async function remember(account: AccountKey, change: HistoryChange): Promise<void> {
	const { messenger, origin } = account;
	read.set(idOf(account), changed(await historyOf(account), change));
	if (browser.extension.inIncognitoContext) return;
	const db = await database();
	const write = db.transaction(["accounts", "contacts"], "readwrite");
	await Promise.all([
		write.objectStore("accounts").put({ messenger, origin, record: change.account }),
		...change.contacts.map((contact) => write.objectStore("contacts").put({ messenger, origin, contact })),
		write.done,
	]);
}

/** Rules given in a private window, for as long as the page lives. */
const privateRules = new Map<string, Rule | undefined>();

/** What the person has chosen for a conversation alone, if anything. */
export async function ruleOf({ messenger, origin }: AccountKey, id: string): Promise<Rule | undefined> {
	const key = JSON.stringify([messenger, origin, id]);
	if (privateRules.has(key)) return privateRules.get(key);
	return (await (await database()).get("rules", [messenger, origin, id]))?.rule;
}

/** Keeps a rule for one conversation, or takes it back; in a private window for the life of the page only. */
export async function setRule(account: AccountKey, id: string, title: string, rule: Rule | undefined): Promise<void> {
	const { messenger, origin } = account;
	if (browser.extension.inIncognitoContext) {
		privateRules.set(JSON.stringify([messenger, origin, id]), rule);
		return;
	}
	const db = await database();
	if (rule === undefined) await db.delete("rules", [messenger, origin, id]);
	else await db.put("rules", { messenger, origin, id, title, rule });
}

/** Every conversation that has a rule of its own. */
export async function listRules(): Promise<ConversationRule[]> {
	const all = await (await database()).getAll("rules");
	return all.map(({ messenger, origin, id, title, rule }) => ({ account: { messenger, origin }, id, title, rule }));
}

/** How the alarms of the last four weeks did, all accounts together. @param now - ms since 1970. */
export async function alarmsLately(now: number): Promise<AlarmRecord> {
	const accounts = await (await database()).getAll("accounts");
	return alarmRecord(
		accounts.flatMap(({ record }) => record.answers),
		now,
		weeksOfAlarms,
	);
}

/** Everybody remembered, the latest first. */
export async function listRemembered(): Promise<Remembered[]> {
	const all = await (await database()).getAllFromIndex("contacts", "last");
	return all.reverse().map(({ messenger, origin, contact }) => ({ account: { messenger, origin }, contact }));
}

/** Forgets one, wherever the memory of others names it too; and the account with its last. */
export async function forget({ account: { messenger, origin }, contact: { key } }: Remembered): Promise<void> {
	const write = (await database()).transaction(["accounts", "contacts"], "readwrite");
	const contacts = write.objectStore("contacts");
	await contacts.delete([messenger, origin, key]);
	const others = await contacts.getAll(IDBKeyRange.bound([messenger, origin], [messenger, origin, []]));
	for (const { contact } of others) {
		if (!contact.together.has(key)) continue;
		const together = new Map([...contact.together].filter(([other]) => other !== key));
		await contacts.put({ messenger, origin, contact: { ...contact, together } });
	}
	const accounts = write.objectStore("accounts");
	const stored = await accounts.get([messenger, origin]);
	if (others.length === 0) await accounts.delete([messenger, origin]);
	else if (stored) await accounts.put({ ...stored, record: withoutContact(stored.record, key) });
	await write.done;
	read.clear();
}

function withoutContact({ previous, ...record }: AccountRecord, key: string): AccountRecord {
	const isOther = (other: string) => other !== key;
	return {
		...record,
		recent: record.recent.filter(isOther),
		frequent: record.frequent.filter(isOther),
		...(previous === undefined || previous === key ? {} : { previous }),
	};
}

/** Forgets everything. */
export async function forgetAll(): Promise<void> {
	const write = (await database()).transaction(["accounts", "contacts", "rules"], "readwrite");
	const stores = ["accounts", "contacts", "rules"] as const;
	await Promise.all([...stores.map((store) => write.objectStore(store).clear()), write.done, wipeTally()]);
	read.clear();
}

/** Everything remembered, as a file's text. */
export async function exportMemory(): Promise<string> {
	const accounts = await (await database()).getAll("accounts");
	const histories = accounts.map(async ({ messenger, origin }) => ({
		messenger,
		origin,
		history: await historyOf({ messenger, origin }),
	}));
	return toPortable(await Promise.all(histories));
}

/**
 * Takes over what such a file holds. The accounts in it replace what was remembered of them: hashes under two keys do not mix.
 * @returns whether it was such a file.
 */
export async function importMemory(text: string): Promise<boolean> {
	const accounts = fromPortable(text);
	if (accounts === undefined) return false;
	const write = (await database()).transaction(["accounts", "contacts"], "readwrite");
	const contactStore = write.objectStore("contacts");
	for (const { messenger, origin, history } of accounts) {
		await contactStore.delete(IDBKeyRange.bound([messenger, origin], [messenger, origin, []]));
		await write.objectStore("accounts").put({ messenger, origin, record: history.account });
		for (const contact of history.contacts.values()) await contactStore.put({ messenger, origin, contact });
	}
	await write.done;
	read.clear();
	return true;
}

/** Forgets what is older than the retention, and the longest unused beyond the bound. @param now - ms since 1970. */
export async function forgetOld(now: number): Promise<void> {
	const write = (await database()).transaction("contacts", "readwrite");
	let left = await write.store.count();
	for (let cursor = await write.store.index("last").openCursor(); cursor; cursor = await cursor.continue()) {
		if (cursor.value.contact.last >= now - retention && left <= mostContacts) break;
		await cursor.delete();
		left--;
	}
	await write.done;
	read.clear();
}

function idOf({ messenger, origin }: AccountKey): string {
	return JSON.stringify([messenger, origin]);
}

function newKey(): readonly [number, number] {
	const [first = 0, second = 0] = crypto.getRandomValues(new Uint32Array(2));
	return [first, second];
}
