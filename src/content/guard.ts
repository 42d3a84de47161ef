// The guard, as content/ sees it: an attachment goes in, a decision comes out.
import type { Attachment, Decision, Outcome } from "../core/attachment";
import { isAlive } from "./extension-api";
import { type GuardFrame, type GuardSays, type LinePlaces, type Over, openGuardFrame } from "./guard-frame";
import { madeHere } from "./made-here";

/** `unavailable`: the guard itself could not be asked. */
export type Answer = Decision | { action: "unavailable" };

export type Guard = {
	decide(attachment: Attachment): Promise<Answer>;
	/** Says what came of the last decision about an attachment. */
	outcome(id: string, outcome: Outcome): void;
	/** Gets ready, because a file is likely to come. */
	warm(): void;
	/** Answers everything that is still open with `unavailable`. */
	abandon(): void;
};

type Pending = { attachment: Attachment; settle: (answer: Answer) => void };

/** A frame that a page takes out while files are held is opened again this often. */
const framesPerHold = 3;

/**
 * The guard in a frame of this document.
 * @param originalToo - the person wants the originals of this attachment handed over as well.
 */
export function createGuard(placeOf: LinePlaces, over: Over, originalToo: (id: string) => void): Guard {
	const pending = new Map<string, Pending>();
	let frame: GuardFrame | undefined;
	let opened = 0;

	function open(): GuardFrame {
		if (frame) return frame;
		opened++;
		const next = openGuardFrame(receive, placeOf, over, reopen);
		frame = next;
		return next;
	}

	function receive(message: GuardSays): void {
		if (message.type === "original-too") originalToo(message.id);
		else {
			const { id, decision, recipes } = message;
			settle(id, madeHere(decision, recipes, pending.get(id)?.attachment.files ?? []));
		}
	}

	/**
	 * A page may empty its document, and our frame with it, or the guard's process may have died; one that never answered
	 * will not do so next time, nor will one whose extension is no more.
	 */
	function reopen(wasReady: boolean): void {
		frame = undefined;
		if (pending.size === 0) return;
		if (!wasReady || opened >= framesPerHold || !isAlive()) {
			abandon();
			return;
		}
		const next = open();
		for (const { attachment } of pending.values()) next.send({ type: "attachment", attachment });
	}

	function settle(id: string, answer: Answer): void {
		pending.get(id)?.settle(answer);
		pending.delete(id);
		if (pending.size === 0) opened = 0;
	}

	function abandon(): void {
		for (const id of [...pending.keys()]) settle(id, { action: "unavailable" });
	}

	return {
		warm: open,
		abandon,
		// A frame that is gone has nothing to tell, and nobody to tell it to.
		outcome: (id, outcome) => frame?.send({ type: "outcome", id, outcome }),
		decide: (attachment) =>
			new Promise((resolve) => {
				pending.set(attachment.id, { attachment, settle: resolve });
				open().send({ type: "attachment", attachment });
			}),
	};
}
