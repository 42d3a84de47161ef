// An attachment goes into the guard, a decision comes out.
import type { Conversation, KnownConversation } from "./conversation";

/** How the files came to the page. */
export type WayIn = "pick" | "drop" | "paste";

/** What stood in the composer. Read by the recipient check and never kept: its memory has hashes of words. */
export type Written = {
	/** A chat's caption, or how a mail begins; empty where there is nothing yet. */
	text: string;
	/** A mail's; empty in a chat. */
	subject: string;
};

/** How the conversation came to be the open one, as far as it was seen. */
export type Opened = {
	/** In ms since 1970. */
	since?: number | undefined;
	/** The one that was open before. */
	after?: KnownConversation | undefined;
};

export type Attachment = {
	/** Unique within a page's life. */
	id: string;
	way: WayIn;
	/** By reference: no bytes are copied. In the order the person gave them; never empty. */
	files: readonly File[];
	/** Where the files are going, as the page showed it when they came. */
	conversation: Conversation;
	/** The messenger's own name, or the site's host where it has none. */
	messengerName: string;
	/** `attach`: the files are on their way into the page. `send`: they are in it, and Send has been pressed. */
	gate: "attach" | "send";
	/** A decision had been made for this one, but by then another conversation was open. */
	changedFrom?: Conversation;
	/** As it was when the files came. */
	written: Written;
	opened: Opened;
	/** The page's origin: one account of a messenger. */
	origin: string;
};

/** Of each file of an attachment, in its order: what the page gets; `undefined` for one that is left out. */
export type ReleasedFiles = readonly (File | undefined)[];

/** `release`: what to hand to the page. `cancel`: as if nothing had been picked. */
export type Decision = { action: "release"; files: ReleasedFiles } | { action: "cancel" };

/**
 * What came of a decision: only what really is with the page is remembered and told. `given-up`: cancelled, the page would
 * not take it, or asked about again because another conversation was open by then.
 */
export type Outcome =
	| "released"
	| "given-up"
	/** Send was pressed for what was released, with this. Said only where the page was seen to send it. */
	| { sent: Written };
