// Forgets what is old, once a day: whenever the background wakes on another day than the last time.
import { datedToday, outdated, retention } from "../recipients/forgetting";
import { browser } from "./browser";
import { forgetContacts, isConversationWith, type MemoryWrite } from "./forget-contacts";
import { type AccountKey, database } from "./memory-database";

const mostRules = 2_000;

/** @param now - ms since 1970. */
export async function forgetOldDaily(now: number): Promise<void> {
	const today = new Date(now).toISOString().slice(0, 10);
	const { forgotten } = await browser.storage.local.get("forgotten");
	if (forgotten === today) return;
	await forgetOld(now);
	await browser.storage.local.set({ forgotten: today });
}

/** Forgets what is older than the retention, and the longest unused beyond the bound. */
async function forgetOld(now: number): Promise<void> {
	const write = (await database()).transaction(["accounts", "contacts", "rules"], "readwrite");
	const contacts = write.objectStore("contacts");
	for (const account of await write.objectStore("accounts").getAll()) {
		const record = datedToday(account.record, now);
		if (record) await write.objectStore("accounts").put({ ...account, record });
	}
	const all = await contacts.getAll();
	for (const one of all) {
		const contact = datedToday(one.contact, now);
		if (contact) await contacts.put({ ...one, contact });
	}
	const old = outdated(
		all.map(({ messenger, origin, contact: { key, last } }) => ({ messenger, origin, key, last })),
		now,
	);
	for (const ofAccount of Map.groupBy(old, ({ messenger, origin }) => JSON.stringify([messenger, origin])).values()) {
		const [account] = ofAccount;
		if (account) await forgetContacts(write, account, new Set(ofAccount.map(({ key }) => key)));
	}
	await forgetOldRules(write, now);
	await write.done;
}

/** A rule stays as long as somebody in its conversation is remembered. */
async function forgetOldRules(write: MemoryWrite, now: number): Promise<void> {
	const remembered = await write.objectStore("contacts").getAll();
	const store = write.objectStore("rules");
	const rules = (await store.getAll()).sort((a, b) => b.chosen - a.chosen);
	for (const [at, { messenger, origin, id, chosen }] of rules.entries()) {
		const isSameAccount = (one: AccountKey) => one.messenger === messenger && one.origin === origin;
		const isUsed = remembered.some((one) => isSameAccount(one) && isConversationWith(one.contact.key, id));
		if (at >= mostRules || (chosen < now - retention && !isUsed)) await store.delete([messenger, origin, id]);
	}
}
