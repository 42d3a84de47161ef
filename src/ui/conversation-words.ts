// A conversation in words for people: who it is, what kind, how private.
import type { Conversation, KnownConversation, UntoldReason } from "../core/conversation";
import { plural, words } from "../platform/words";

export function nameOf(conversation: Conversation): string {
	return conversation.status === "known" ? conversation.title : words("untold");
}

export function aboutConversation({ kind, memberCount, isSelf }: KnownConversation): string[] {
	return [
		...(isSelf ? [words("kind_self")] : kind === "unknown" ? [] : [words(`kind_${kind}`)]),
		...(memberCount === undefined ? [] : [plural("members", memberCount)]),
	];
}

export function howPrivate({ security }: KnownConversation): string[] {
	return security === "unknown" ? [] : [words(`security_${security.replaceAll("-", "_")}`)];
}

export function whyUntold({ reason }: { reason: UntoldReason }): string {
	return words(`untold_${reason.replaceAll("-", "_")}`);
}
