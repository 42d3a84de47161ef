// Whether what is open when Send is pressed is still what was confirmed when the file was attached.
import type { Conversation, KnownConversation } from "../core/conversation";

/** Where so many read along, people come and go all the time, and one more changes nothing. */
const manyMembers = 50;

/** The same conversation, as private as it was, and nobody in it who was not there. */
export function isStillConfirmed(now: Conversation, confirmed: Conversation): boolean {
	if (now.messenger !== confirmed.messenger) return false;
	if (now.status === "untold" || confirmed.status === "untold") return isNobodyYet(now) && isNobodyYet(confirmed);
	if (now.kind !== "email" && now.id !== confirmed.id) return false;
	return !hasOpenedUp(now, confirmed) && !hasGrown(now, confirmed) && !hasSomebodyNew(now, confirmed);
}

export function isMail(conversation: Conversation): boolean {
	return isNobodyYet(conversation) || (conversation.status === "known" && conversation.kind === "email");
}

/** A mail without an address: whoever is added is new. */
function isNobodyYet(conversation: Conversation): boolean {
	return conversation.status === "untold" && conversation.reason === "no-recipient";
}

/** Google Messages falls back to SMS while one writes; a Matrix or XMPP chat can lose its encryption. */
function hasOpenedUp(now: KnownConversation, confirmed: KnownConversation): boolean {
	return confirmed.security === "end-to-end" && now.security !== "end-to-end" && now.security !== "unknown";
}

function hasGrown({ memberCount: now = 0 }: KnownConversation, { memberCount: then }: KnownConversation): boolean {
	return then !== undefined && then < manyMembers && now > then;
}

function hasSomebodyNew(now: KnownConversation, confirmed: KnownConversation): boolean {
	const known = new Set(confirmed.recipients.map(({ address, name }) => address ?? name));
	return now.kind === "email" && now.recipients.some(({ address, name }) => !known.has(address ?? name));
}
