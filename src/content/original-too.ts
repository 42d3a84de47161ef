// After a silent strip: the originals are kept a while, and handed over too if the person asks for them.
import type { Attachment, Outcome } from "../core/attachment";
import type { Conversation } from "../core/conversation";
import type { HeldFiles } from "./held-files";

/** Longer than a quiet line is shown, in ms. */
const keptFor = 10 * 60_000;

export type Originals = {
	keep(held: HeldFiles, attachment: Attachment): void;
	/** Hands them over if the same conversation is still open; `undefined` where there are none of this id. */
	attach(id: string): Promise<Outcome> | undefined;
};

/** @param released - told of what was handed over. */
export function keepOriginals(
	isStill: (conversation: Conversation, receiver: Element) => boolean,
	released: (attachment: Attachment) => void,
): Originals {
	const kept = new Map<string, { held: HeldFiles; attachment: Attachment }>();

	async function handOver(held: HeldFiles, attachment: Attachment): Promise<Outcome> {
		const mayGo = () => isStill(attachment.conversation, held.receiver());
		const given = await held.release(held.files, mayGo).catch(() => false);
		if (given) released({ ...attachment, files: held.files });
		return given ? "released" : "given-up";
	}

	return {
		keep(held, attachment) {
			kept.set(attachment.id, { held, attachment });
			setTimeout(() => kept.delete(attachment.id), keptFor);
		},
		attach(id) {
			const found = kept.get(id);
			kept.delete(id);
			return found && handOver(found.held, found.attachment);
		},
	};
}
