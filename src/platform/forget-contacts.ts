// Takes contacts out of the memory wherever it names them.
import type { IDBPTransaction } from "idb";
import { withoutContacts } from "../recipients/forgetting";
import { type AccountKey, allOf, type MemorySchema, newRevision } from "./memory-database";

export type MemoryWrite = IDBPTransaction<MemorySchema, ["accounts", "contacts", "rules"], "readwrite">;

/** Forgets these, and the account with the last of its contacts. */
export async function forgetContacts(
	write: MemoryWrite,
	{ messenger, origin }: AccountKey,
	keys: ReadonlySet<string>,
): Promise<void> {
	const [accounts, contacts] = [write.objectStore("accounts"), write.objectStore("contacts")];
	for (const key of keys) await contacts.delete([messenger, origin, key]);
	const stored = await accounts.get([messenger, origin]);
	const others = await contacts.getAll(allOf({ messenger, origin }));
	if (others.length === 0) await accounts.delete([messenger, origin]);
	if (stored === undefined) return;
	const left = withoutContacts(
		stored.record,
		others.map(({ contact }) => contact),
		keys,
	);
	for (const contact of left.contacts) await contacts.put({ messenger, origin, contact });
	if (others.length > 0) await accounts.put({ ...stored, record: left.account, revision: newRevision() });
}

/** Whether a contact is the one, or one of those, whom this conversation reaches: a mail's id lists its addresses. */
export function isConversationWith(key: string, id: string): boolean {
	const who = key.slice(key.indexOf(":") + 1);
	return who === id || (who.includes("@") && id.split(" ").includes(who));
}
