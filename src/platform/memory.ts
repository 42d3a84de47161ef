// The memory as a person has it in hand: rules for single conversations, and what is remembered of whom, seen, forgotten,
// saved to a file and read back.
import type { IDBPObjectStore } from "idb";
import type { Rule } from "../core/settings";
import type { AccountRecord, ContactRecord } from "../recipients/history";
import { type AlarmRecord, alarmRecord } from "../recipients/learning";
import { fromPortable, toPortable } from "../recipients/portable";
import { browser } from "./browser";
import { type AccountKey, allOf, database, type MemorySchema, newRevision } from "./memory-database";
import { wipeTally } from "./tally";

export type Remembered = { account: AccountKey; contact: ContactRecord };

/** What a person has chosen for one conversation alone. */
export type ConversationRule = { account: AccountKey; id: string; title: string; rule: Rule };

/** What was not written to for this long is forgotten, in ms: twelve months. */
export const retention = 365 * 86_400_000;

const weeksOfAlarms = 4;

/** Beyond these the longest unused are forgotten too. */
const mostContacts = 10_000;
const mostRules = 2_000;

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
	else await db.put("rules", { messenger, origin, id, title, rule, chosen: Date.now() });
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

/** Forgets one, wherever the memory of others names it too, and what was chosen for it; the account with its last. */
export async function forget({ account: { messenger, origin }, contact: { key } }: Remembered): Promise<void> {
	const write = (await database()).transaction(["accounts", "contacts", "rules"], "readwrite");
	const contacts = write.objectStore("contacts");
	await contacts.delete([messenger, origin, key]);
	const others = await contacts.getAll(allOf({ messenger, origin }));
	for (const { contact } of others) {
		if (!contact.together.has(key)) continue;
		const together = new Map([...contact.together].filter(([other]) => other !== key));
		await contacts.put({ messenger, origin, contact: { ...contact, together } });
	}
	const accounts = write.objectStore("accounts");
	const stored = await accounts.get([messenger, origin]);
	if (others.length === 0) await accounts.delete([messenger, origin]);
	else if (stored)
		await accounts.put({ ...stored, record: withoutContact(stored.record, key), revision: newRevision() });
	const rules = write.objectStore("rules");
	for (const { id } of await rules.getAll(allOf({ messenger, origin }))) {
		if (isConversationWith(key, id)) await rules.delete([messenger, origin, id]);
	}
	await write.done;
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
}

/** Everything remembered, as a file's text. */
export async function exportMemory(): Promise<string> {
	const db = await database();
	const [accounts, rules] = await Promise.all([db.getAll("accounts"), db.getAll("rules")]);
	const histories = accounts.map(async ({ messenger, origin, record }) => {
		const contacts = await db.getAll("contacts", allOf({ messenger, origin }));
		const byKey = new Map(contacts.map(({ contact }) => [contact.key, contact]));
		return { messenger, origin, history: { account: record, contacts: byKey } };
	});
	return toPortable({ accounts: await Promise.all(histories), rules });
}

/**
 * Takes over what such a file holds. The accounts in it replace what was remembered of them: hashes under two keys do not mix.
 * @returns whether it was such a file.
 */
export async function importMemory(text: string): Promise<boolean> {
	const file = fromPortable(text);
	if (file === undefined) return false;
	const write = (await database()).transaction(["accounts", "contacts", "rules"], "readwrite");
	const contactStore = write.objectStore("contacts");
	for (const { messenger, origin, history } of file.accounts) {
		await contactStore.delete(allOf({ messenger, origin }));
		await write.objectStore("accounts").put({ messenger, origin, record: history.account, revision: newRevision() });
		for (const contact of history.contacts.values()) await contactStore.put({ messenger, origin, contact });
	}
	for (const rule of file.rules) await write.objectStore("rules").put(rule);
	await write.done;
	return true;
}

/** Forgets what is older than the retention, and the longest unused beyond the bound. @param now - ms since 1970. */
export async function forgetOld(now: number): Promise<void> {
	const write = (await database()).transaction(["contacts", "rules"], "readwrite");
	const contacts = write.objectStore("contacts");
	let left = await contacts.count();
	for (let cursor = await contacts.index("last").openCursor(); cursor; cursor = await cursor.continue()) {
		if (cursor.value.contact.last >= now - retention && left <= mostContacts) break;
		await cursor.delete();
		left--;
	}
	await forgetOldRules(await contacts.getAll(), write.objectStore("rules"), now);
	await write.done;
}

/** A rule stays as long as somebody in its conversation is remembered. */
async function forgetOldRules(
	remembered: readonly MemorySchema["contacts"]["value"][],
	store: IDBPObjectStore<MemorySchema, ["contacts", "rules"], "rules", "readwrite">,
	now: number,
): Promise<void> {
	const rules = (await store.getAll()).sort((a, b) => b.chosen - a.chosen);
	for (const [at, { messenger, origin, id, chosen }] of rules.entries()) {
		const isUsed = remembered.some(
			(one) => one.messenger === messenger && one.origin === origin && isConversationWith(one.contact.key, id),
		);
		if (at >= mostRules || (chosen < now - retention && !isUsed)) await store.delete([messenger, origin, id]);
	}
}

/** Whether a contact is the one, or one of those, whom this conversation reaches: a mail's id lists its addresses. */
function isConversationWith(key: string, id: string): boolean {
	const who = key.slice(key.indexOf(":") + 1);
	return who === id || (who.includes("@") && id.split(" ").includes(who));
}
