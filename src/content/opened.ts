// Which conversation is open, since when, and which one was before.
import type { Opened } from "../core/attachment";
import type { Conversation, KnownConversation } from "../core/conversation";

/** Told which conversation is the open one now, and, if it was opened just now, when: says how it came to be it. */
export type SeeOpen = (conversation: Conversation, now?: number) => Opened;

export function watchOpened(): SeeOpen {
	let open: KnownConversation | undefined;
	let opened: Opened = {};
	return (conversation, now) => {
		if (conversation.status === "known" && conversation.id !== open?.id) {
			opened = { since: now, after: open };
			open = conversation;
		}
		return opened;
	};
}
