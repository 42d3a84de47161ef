// The memory as a person has it in hand: rules for single conversations, and what is remembered of whom, seen, forgotten,
// saved to a file and read back.
import type { Rule } from "../core/settings";
import type { ContactRecord } from "../recipients/history";
import { type AlarmRecord, alarmRecord } from "../recipients/learning";
import { fromPortable, toPortable } from "../recipients/portable";
import { browser } from "./browser";
import { forgetContacts, isConversationWith } from "./forget-contacts";
import { newHashKey } from "./hash-key";
import { type AccountKey, allOf, database, newRevision } from "./memory-database";
import { wipeTally } from "./tally";

export type Remembered = { account: AccountKey; contact: ContactRecord };

/** What a person has chosen for one conversation alone. */
export type ConversationRule = { account: AccountKey; id: string; title: string; rule: Rule };

const weeksOfAlarms = 4;

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
		accounts.map(({ record }) => record.answers),
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
export async function forget({ account, contact: { key } }: Remembered): Promise<void> {
	const write = (await database()).transaction(["accounts", "contacts", "rules"], "readwrite");
	await forgetContacts(write, account, new Set([key]));
	const rules = write.objectStore("rules");
	for (const { messenger, origin, id } of await rules.getAll(allOf(account))) {
		if (isConversationWith(key, id)) await rules.delete([messenger, origin, id]);
	}
	await write.done;
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
 * Takes over what such a file holds. The accounts in it replace what was remembered of them.
 * @returns whether it was such a file.
 */
export async function importMemory(text: string): Promise<boolean> {
	const file = fromPortable(text, newHashKey);
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
