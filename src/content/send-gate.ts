// The second gate: when Send is pressed while a file that was attached for one conversation waits in the composer of another.
// It costs nothing while no released file waits, and asks only if the conversation, its members or its recipients are not
// those that were confirmed.
import type { Attachment } from "../core/attachment";
import type { Conversation, KnownConversation } from "../core/conversation";
import type { Adapter } from "../messengers/adapter";
import type { Reader } from "./carry-through";
import type { Guard } from "./guard";
import { pressAgain } from "./press-again";
import { composerOf, sendControlOf } from "./send-control";
import { innermostTarget } from "./shadow-roots";
import { isStillConfirmed } from "./still-confirmed";
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
	/** What was clicked before: a menu of ways to send lies beside every composer, and belongs to the one that opened it. */
	let clickedBefore: Element | undefined;

	function check(event: Event): void {
		if (waiting.length === 0 || !event.isTrusted) return;
		const target = innermostTarget(event, (root) => targetIn(root, event));
		const opener = clickedBefore?.isConnected ? clickedBefore : undefined;
		if (event.type === "click") clickedBefore = target;
		const place = target && (isEnter(event) ? composerOf(adapter(), target) : sendControlOf(adapter(), target));
		if (place) checkSend(event, place, opener);
	}

	/** @param place - by which it is pressed: a Send control, or the composer that Enter was struck in. */
	function checkSend(event: Event, place: Element, opener: Element | undefined): void {
		const own = reader.conversationOf(place);
		const isOfMenu = opener && own.status === "untold" && own.reason === "ambiguous";
		const from = isOfMenu ? opener : place;
		const now = isOfMenu ? reader.conversationOf(opener) : own;
		const waitsHere = ({ attachment: { files }, conversation }: Waiting) =>
			conversation.kind === "email" ? waitsInMail(from, files, adapter()) : waitsIn(from, files);
		const [confirmed, elsewhere] = partition(waiting, ({ conversation }) => isStillConfirmed(now, conversation));
		const misplaced = elsewhere.filter(waitsHere);
		if (misplaced.length === 0) {
			// Another mail may go to some of the same people.
			const isSent = (one: Waiting) => (now.status === "known" && now.id === one.conversation.id) || waitsHere(one);
			const [sent, others] = partition(confirmed, isSent);
			const written = writtenAt(from, adapter());
			for (const { attachment } of sent) guard.outcome(attachment.id, { sent: written });
			waiting = [...elsewhere, ...others];
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

function partition<T>(all: readonly T[], belongs: (one: T) => boolean): [T[], T[]] {
	return [all.filter(belongs), all.filter((one) => !belongs(one))];
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

/** Inside a closed shadow tree, which no event tells of: what is there, or what has the focus where a key has pressed it. */
function targetIn(root: ShadowRoot, event: Event): Element | undefined {
	const isByPointer = event instanceof MouseEvent && event.detail > 0;
	return (isByPointer ? root.elementFromPoint(event.clientX, event.clientY) : root.activeElement) ?? undefined;
}
