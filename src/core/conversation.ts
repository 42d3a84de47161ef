// A conversation: where a file is about to go, as far as the page shows it.

export type ConversationKind = "direct" | "group" | "channel" | "broadcast" | "email" | "unknown";

/** How private the channel is. `text-message`: SMS or MMS, readable by the carriers. */
export type ChannelSecurity = "end-to-end" | "not-end-to-end" | "text-message" | "unknown";

/** A person on the other side; the name is text from the page, chosen by whoever wrote it. */
export type Recipient = {
	name: string;
	address?: string;
	/** Stable within the messenger and account, where the page shows one. */
	id?: string;
	field?: "to" | "cc" | "bcc";
};

/** Why an adapter cannot tell who a file goes to, each with a sentence of its own in the locales. */
export type UntoldReason =
	| "no-conversation-open"
	| "still-loading"
	| "no-recipient" // a mail without an address yet
	| "ambiguous" // several conversations and no sign of which one took the file
	| "page-not-understood";

export type KnownConversation = {
	status: "known";
	/** An adapter's id: `whatsapp`. */
	messenger: string;
	/** Stable within the messenger and account; equal ids are the same conversation. */
	id: string;
	/** `name`: the page shows no id, so two people of one name are one conversation to us. */
	keyedBy: "id" | "name";
	title: string;
	kind: ConversationKind;
	recipients: readonly Recipient[];
	memberCount?: number;
	/** A conversation with oneself (saved messages, notes). */
	isSelf: boolean;
	security: ChannelSecurity;
	/** How the page is about to send the file, where it shows that. */
	sendsAs: "photo" | "file" | "unknown";
};

export type Conversation = KnownConversation | { status: "untold"; messenger: string; reason: UntoldReason };
