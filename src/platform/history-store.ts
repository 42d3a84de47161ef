// What was sent to whom, for an assessment and from a send. Nothing is written from private windows.
import { changed, emptyHistory, type History, type HistoryChange } from "../recipients/history";
import { browser } from "./browser";
import { newHashKey } from "./hash-key";
import { type AccountKey, database, newRevision } from "./memory-database";

/** Histories that were read, so that the next send is assessed at once; anew when another page has written. */
const read = new Map<string, { history: History; revision?: string }>();

/**
 * What is remembered of an account. Of its contacts there are those that an assessment reads: the recent and the frequent
 * ones, and `keys`; all of ten thousand would take a page that is just opened half a second.
 */
export async function historyOf(account: AccountKey, keys: readonly string[]): Promise<History> {
	const { messenger, origin } = account;
	const known = read.get(idOf(account));
	const isPrivate = browser.extension.inIncognitoContext;
	const db = await database();
	const stored = known && isPrivate ? undefined : await db.get("accounts", [messenger, origin]);
	const isCurrent = isPrivate || (stored?.revision !== undefined && stored.revision === known?.revision);
	const base: History = (isCurrent && known?.history) || {
		account: stored?.record ?? emptyHistory(newHashKey()).account,
		contacts: new Map(),
	};
	const wanted = new Set([...keys, ...base.account.recent, ...base.account.frequent]);
	const unread = [...wanted].filter((key) => !base.contacts.has(key));
	const { store } = db.transaction("contacts");
	const found = await Promise.all(unread.map((key) => store.get([messenger, origin, key])));
	const contacts = new Map(base.contacts);
	for (const one of found) if (one) contacts.set(one.contact.key, one.contact);
	const history = { account: base.account, contacts };
	const revision = stored?.revision ?? known?.revision;
	read.set(idOf(account), { history, ...(revision && { revision }) });
	return history;
}

/** Keeps what a send or an answer has changed; in a private window for the life of the page only. */
export async function remember(account: AccountKey, change: HistoryChange): Promise<void> {
	const { messenger, origin } = account;
	const revision = newRevision();
	read.set(idOf(account), { history: changed(await historyOf(account, []), change), revision });
	if (browser.extension.inIncognitoContext) return;
	const write = (await database()).transaction(["accounts", "contacts"], "readwrite");
	await Promise.all([
		write.objectStore("accounts").put({ messenger, origin, record: change.account, revision }),
		...change.contacts.map((contact) => write.objectStore("contacts").put({ messenger, origin, contact })),
		write.done,
	]);
}

function idOf({ messenger, origin }: AccountKey): string {
	return JSON.stringify([messenger, origin]);
}
