// Files that were kept from the page, and the way back in.
import type { ReleasedFiles, WayIn } from "../core/attachment";
import type { Conversation } from "../core/conversation";

export type HeldFiles = {
	way: WayIn;
	/** Where they were going when they came, if more had to be found out since. */
	conversation?: Conversation;
	/** Never empty. */
	files: readonly File[];
	/**
	 * The input, zone or composer that would get them if they were released now: the one they were given to, or what
	 * took its place when the page was drawn anew. Always in the document: a removed one still names its old conversation.
	 */
	receiver(): Element;
	/**
	 * Hands files to the page as if they had just been picked, dropped or pasted.
	 * @param mayGo - asked at the last moment, in the same task in which the page gets them; if not, it gets nothing.
	 * @returns whether it got them.
	 */
	release(files: ReleasedFiles, mayGo: () => boolean): Promise<boolean>;
	/** Leaves the page as after a cancelled pick. */
	cancel(): void;
};

/** Who holds: asked first, while the event can still go on untouched. */
export type Holder = {
	/** What the page shows at this moment for an element. */
	conversationOf(receiver: Element): Conversation;
	isGuarded(): boolean;
	/** Resolves when the files are with the page again, or given up. */
	hold(held: HeldFiles): Promise<void>;
};
