// The second gate: when Send is pressed while a file that was attached for one conversation waits in the composer of another.
// It costs nothing while no released file waits, and asks only if the conversation or its recipients are not those confirmed.
import type { Attachment } from "../core/attachment";
import type { Conversation, KnownConversation } from "../core/conversation";
import type { Adapter } from "../messengers/adapter";
import type { Reader } from "./carry-through";
import type { Guard } from "./guard";
import { pressAgain } from "./press-again";
import { waitsIn, waitsInMail } from "./waits-in";
import { writtenAt } from "./written";

/** Files that were handed to the page and may not have been sent yet. */
type Waiting = { attachment: Attachment; conversation: KnownConversation };

/** What is still not sent by then has been sent in a way we did not see, or given up; in ms. */
const waitsFor = 30 * 60_000;

export type SendGate = {
	/** Files were handed to the page for the attachment's conversation. */
	released(attachment: Attachment): void;
	listen(signal: AbortSignal): void;
};

export function createSendGate(adapter: () => Adapter, reader: Reader, guard: Guard): SendGate {
	let waiting: Waiting[] = [];

	/** The element by which a send is pressed: a Send control, or the composer that Enter was struck in. */
	function pressed(event: Event): Element | undefined {
		const target = event.composedPath()[0];
		if (!event.isTrusted || !(target instanceof Element)) return undefined;
		return isEnter(event) ? adapter().composer(target) : adapter().sendControl(target);
	}

	function check(event: Event): void {
		if (waiting.length === 0) return;
		const place = pressed(event);
		if (!place) return;
		const now = reader.conversationOf(place);
		const elsewhere = waiting.filter(({ conversation }) => !isStillRight(now, conversation));
		const misplaced = elsewhere.filter(({ attachment: { files }, conversation }) =>
			conversation.kind === "email" ? waitsInMail(place, files, adapter().composer) : waitsIn(place, files),
		);
		if (misplaced.length === 0) {
			const written = writtenAt(place, adapter().composer);
			for (const one of waiting) {
				if (!elsewhere.includes(one)) guard.outcome(one.attachment.id, { sent: written });
			}
			waiting = elsewhere;
			return;
		}
		event.stopImmediatePropagation();
		event.preventDefault();
		ask(misplaced, now).then((mayGo) => {
			if (!mayGo) return;
			waiting = waiting.filter((one) => !misplaced.includes(one));
			pressAgain(event, place);
		});
	}

	async function ask(misplaced: readonly Waiting[], conversation: Conversation): Promise<boolean> {
		const [first] = misplaced;
		if (!first) return true;
		const files = misplaced.flatMap(({ attachment }) => attachment.files);
		const { attachment, conversation: changedFrom } = first;
		const id = crypto.randomUUID();
		const answer = await guard.decide({ ...attachment, id, files, conversation, changedFrom, gate: "send" });
		// A guard that cannot be asked has shown nothing: the person has pressed Send, and keeps that choice.
		return answer.action !== "cancel";
	}

	return {
		released(attachment) {
			const { conversation } = attachment;
			if (conversation.status !== "known") return;
			const one = { attachment, conversation };
			waiting.push(one);
			setTimeout(() => {
				waiting = waiting.filter((other) => other !== one);
			}, waitsFor);
		},
		listen(signal) {
			const options = { capture: true, signal };
			window.addEventListener("click", check, options);
			window.addEventListener("keydown", (event) => isEnter(event) && check(event), options);
		},
	};
}

/** An Enter that may send: no line break, and not the one that ends an input method's composition. */
function isEnter(event: Event): event is KeyboardEvent {
	const composing = 229; // what browsers give as keyCode while an input method is at work
	return (
		event instanceof KeyboardEvent &&
		event.key === "Enter" &&
		!event.shiftKey &&
		!event.isComposing &&
		event.keyCode !== composing
	);
}

/** The same conversation, and nobody in it who was not there when it was confirmed. */
function isStillRight(now: Conversation, confirmed: KnownConversation): boolean {
	if (now.status !== "known" || now.messenger !== confirmed.messenger) return false;
	if (now.kind !== "email") return now.id === confirmed.id;
	const known = new Set(confirmed.recipients.map(({ address, name }) => address ?? name));
	return now.recipients.every(({ address, name }) => known.has(address ?? name));
}
