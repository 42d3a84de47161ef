// What happens to held files: to the guard for a decision, and back to the page where the conversation is still the same.
import type { Attachment, Opened, Written } from "../core/attachment";
import type { Conversation } from "../core/conversation";
import type { Guarding } from "../core/guarding";
import type { Guard } from "./guard";
import type { HeldFiles } from "./held-files";
import { letGoUnchecked, sayNotAttached } from "./let-go-unchecked";

/** What the adapter of this page reads at this moment. */
export type Reader = {
	messengerName(): string;
	/** The conversation that an element in the page belongs to. */
	conversationOf(receiver: Element): Conversation;
	/** How this conversation, which is the open one now, came to be it. */
	openedHow(conversation: Conversation): Opened;
};

/** Carries held files through. Resolves when they are with the page again, or given up. */
export async function carryThrough(
	held: HeldFiles,
	guard: Guard,
	{ messengerName, conversationOf, openedHow }: Reader,
	writtenAt: (receiver: Element) => Written,
	settings: () => Guarding,
	released: (attachment: Attachment) => void,
): Promise<void> {
	const opened = conversationOf(held.receiver());
	const came = held.conversation ?? opened;
	let attachment: Attachment = {
		id: crypto.randomUUID(),
		way: held.way,
		files: held.files,
		conversation: opened,
		origin: location.origin,
		messengerName: messengerName(),
		gate: "attach",
		written: writtenAt(held.receiver()),
		opened: openedHow(opened),
		...(isSame(opened, came) ? {} : { changedFrom: came }),
	};
	for (;;) {
		const answer = await guard.decide(attachment);
		if (answer.action === "cancel") {
			guard.outcome(attachment.id, "given-up");
			return held.cancel();
		}
		if (answer.action === "unavailable") return letGoUnchecked(held, settings());
		const confirmed = attachment.conversation;
		const given = await held
			.release(answer.files, () => isSame(conversationOf(held.receiver()), confirmed))
			.catch(() => "refused" as const);
		if (given === true) released({ ...attachment, files: answer.files.filter((file) => file !== undefined) });
		guard.outcome(attachment.id, given === true ? "released" : "given-up");
		if (given === "refused") return sayNotAttached(held.files);
		if (given) return;
		const conversation = conversationOf(held.receiver());
		const written = writtenAt(held.receiver());
		attachment = { ...attachment, conversation, written, opened: openedHow(conversation), changedFrom: confirmed };
	}
}

/** Whether what was confirmed is still what is open. What cannot be told twice is taken for the same. */
export function isSame(now: Conversation, then: Conversation): boolean {
	if (now.status === "untold" || then.status === "untold") return now.status === then.status;
	return now.messenger === then.messenger && now.id === then.id;
}
