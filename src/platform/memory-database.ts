// The database of the memory: the extension's own IndexedDB, on this device, never synced.
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { AccountRecord, ContactRecord } from "../recipients/history";
import type { PortableRule } from "../recipients/portable";

/** One messenger, as one site's visitor: what is remembered of one account says nothing about another. */
export type AccountKey = { messenger: string; origin: string };

/** Each version adds its own step to `upgrade`, and keeps what is there. */
export interface MemorySchema extends DBSchema {
	/** `revision`: another one with every change of the account or its contacts; none in what the first version wrote. */
	accounts: { key: [string, string]; value: AccountKey & { record: AccountRecord; revision?: string } };
	contacts: {
		key: [string, string, string];
		value: AccountKey & { contact: ContactRecord };
		indexes: { last: number };
	};
	/** By the conversation's id. */
	rules: { key: [string, string, string]; value: PortableRule };
}

const version = 2;

let opening: Promise<IDBPDatabase<MemorySchema>> | undefined;

export function database(): Promise<IDBPDatabase<MemorySchema>> {
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
		terminated: () => {
			opening = undefined;
		},
	}).catch((error: unknown) => {
		// What fails once, as on a full disk, may succeed later.
		opening = undefined;
		throw error;
	});
	return opening;
}

/** The keys of everything about an account, in `contacts` and in `rules`. */
export function allOf({ messenger, origin }: AccountKey): IDBKeyRange {
	return IDBKeyRange.bound([messenger, origin], [messenger, origin, []]);
}

export function newRevision(): string {
	return crypto.randomUUID();
}
