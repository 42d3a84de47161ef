// The conversations that the person has confirmed as right: one storage key each, so that two tabs never overwrite one another.
import { conversationKey, type KnownConversation } from "../core/conversation";
import { browser } from "./browser";

export type Confirmed = {
	key: string;
	messenger: string;
	title: string;
	/** Milliseconds since 1970. */
	at: number;
};

const prefix = "confirmed:";

/** In private windows nothing is stored: what was confirmed there is forgotten with the page. */
const untilPageEnds = new Set<string>();

export async function isConfirmed(conversation: KnownConversation, origin: string): Promise<boolean> {
	const key = prefix + conversationKey(conversation, origin);
	if (untilPageEnds.has(key)) return true;
	return parseConfirmed(key, (await browser.storage.local.get(key))[key]) !== undefined;
}

export async function confirm(conversation: KnownConversation, origin: string): Promise<void> {
	const key = prefix + conversationKey(conversation, origin);
	if (browser.extension.inIncognitoContext) {
		untilPageEnds.add(key);
		return;
	}
	const { messenger, title } = conversation;
	await browser.storage.local.set({ [key]: { messenger, title, at: Date.now() } });
}

/** All of them, the newest first. */
export async function listConfirmed(): Promise<Confirmed[]> {
	const stored = await browser.storage.local.get(null);
	return Object.entries(stored)
		.flatMap(([key, value]) => parseConfirmed(key, value) ?? [])
		.sort((a, b) => b.at - a.at);
}

export async function forgetConfirmed(keys: readonly string[]): Promise<void> {
	await browser.storage.local.remove([...keys]);
}

function parseConfirmed(key: string, value: unknown): Confirmed | undefined {
	if (!key.startsWith(prefix) || typeof value !== "object" || value === null) return undefined;
	const { messenger, title, at }: { messenger?: unknown; title?: unknown; at?: unknown } = value;
	if (typeof messenger !== "string" || typeof title !== "string" || typeof at !== "number") return undefined;
	return { key, messenger, title, at };
}
