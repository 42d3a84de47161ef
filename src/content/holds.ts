// What happens to held files: to the guard for a decision, and back to the page where the conversation is still the same.
import type { Attachment, Decision } from "../core/attachment";
import type { Conversation } from "../core/conversation";
import type { FromGuard } from "../core/guard-port";
import type { Settings } from "../core/settings";
import { type GuardFrame, openGuardFrame } from "./guard-frame";
import type { HeldFiles } from "./held-files";
import { letGoUnchecked, sayNotAttached } from "./let-go-unchecked";

type Holding = { held: HeldFiles; attachment: Attachment };

export type Holds = {
	hold(held: HeldFiles): void;
	/** Loads the guard's frame because a file is likely to come. */
	warm(): void;
	/** Asks about every held file without the guard: the extension was updated or removed under the page. */
	abandon(): void;
};

/** Frames taken out by a page are opened again this often in the life of a hold; then the person is asked without one. */
const framesPerHold = 3;

/** What the adapter of this page reads at this moment. */
export type Reader = {
	messengerName(): string;
	/** The conversation that an element in the page belongs to. */
	conversationOf(receiver: Element): Conversation;
};

export function createHolds({ messengerName, conversationOf }: Reader, settings: () => Settings): Holds {
	const holdings = new Map<string, Holding>();
	let frame: GuardFrame | undefined;
	let framesOpened = 0;
	let count = 0;

	function openFrame(): GuardFrame {
		if (frame) return frame;
		framesOpened++;
		const opened = openGuardFrame(receive);
		opened.gone.addEventListener("abort", () => {
			frame = undefined;
			if (holdings.size === 0) return;
			if (framesOpened >= framesPerHold) return abandon();
			const next = openFrame();
			for (const { attachment } of holdings.values()) next.send({ type: "attachment", attachment });
		});
		frame = opened;
		return opened;
	}

	function receive(message: FromGuard): void {
		if (message.type !== "decision") return;
		const holding = holdings.get(message.id);
		if (holding) carryOut(holding, message.decision);
	}

	function carryOut({ held, attachment }: Holding, decision: Decision): void {
		if (decision.action === "cancel") {
			end(attachment.id);
			held.cancel();
			return;
		}
		const conversation = conversationOf(held.receiver());
		if (!isSame(conversation, attachment.conversation)) {
			const again = { ...attachment, conversation, changedFrom: attachment.conversation };
			holdings.set(attachment.id, { held, attachment: again });
			openFrame().send({ type: "attachment", attachment: again });
			return;
		}
		end(attachment.id);
		held.release(decision.files).catch(() => sayNotAttached(held));
	}

	function end(id: string): void {
		holdings.delete(id);
		if (holdings.size === 0) framesOpened = frame ? 1 : 0;
	}

	function abandon(): void {
		const left = [...holdings.values()];
		holdings.clear();
		framesOpened = frame ? 1 : 0;
		for (const { held } of left) letGoUnchecked(held, settings());
	}

	return {
		warm: openFrame,
		abandon,
		hold(held) {
			const id = String(++count);
			const { way, files } = held;
			const conversation = conversationOf(held.receiver());
			const attachment = { id, way, files, conversation, origin: location.origin, messengerName: messengerName() };
			holdings.set(id, { held, attachment });
			openFrame().send({ type: "attachment", attachment });
		},
	};
}

/** Whether what was confirmed is still what is open. What cannot be told twice is the same only if nothing else is new. */
function isSame(now: Conversation, then: Conversation): boolean {
	if (now.status === "untold" || then.status === "untold") return now.status === then.status;
	return now.messenger === then.messenger && now.id === then.id;
}
