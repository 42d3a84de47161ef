// The second gate: when Send is pressed while a file that was attached for one conversation waits in the composer of another.
// It costs nothing while no released file waits, and asks only if the conversation, its members or its recipients are not
// those that were confirmed.
import type { Attachment } from "../core/attachment";
import type { Conversation } from "../core/conversation";
import type { Adapter } from "../messengers/adapter";
import { around } from "../messengers/reading/around";
import type { Reader } from "./carry-through";
import type { Guard } from "./guard";
import { pressAgain } from "./press-again";
import { composerOf, sendControlOf } from "./send-control";
import { isEnter, isPress, isWithModifier, makesClick } from "./send-keys";
import { innermostTarget } from "./shadow-roots";
import { isMail, isStillConfirmed } from "./still-confirmed";
import { waitsIn, waitsInMail } from "./waits-in";
import { writtenAt } from "./written";

/** Files that were handed to the page and may not have been sent yet. */
type Waiting = {
	attachment: Attachment;
	/** What was confirmed last: when they were attached, or at Send. */
	conversation: Conversation;
	/** They were seen in the composer when Send was pressed: once they no longer are, they have gone. */
	wasSeen: boolean;
	/** Send was pressed for them; a page that does not name its files never shows whether they have gone. */
	mayBeSent: boolean;
	isAsked: boolean;
};

/** What is still not sent by then has been sent in a way we did not see, or given up; in ms. */
const waitsFor = 30 * 60_000;

export type SendGate = {
	/** Files were handed to the page for the attachment's conversation. */
	released(attachment: Attachment): void;
	listen(signal: AbortSignal): void;
};

export function createSendGate(adapter: () => Adapter, reader: Reader, guard: Guard): SendGate {
	let waiting: Waiting[] = [];
	/** What was pressed before: a menu of ways to send lies beside every composer, and belongs to the one that opened it. */
	let pressedBefore: Element | undefined;
	/** The key of a press that the page did not get: it does not get its end either. */
	let swallowedKey: string | undefined;

	function check(event: Event): void {
		swallowedKey = undefined;
		if (waiting.length === 0 || !event.isTrusted) return;
		const target = innermostTarget(event, (root) => targetIn(root, event));
		if (!target) return;
		const opener = pressedBefore?.isConnected ? pressedBefore : undefined;
		const composer = event instanceof KeyboardEvent ? composerOf(adapter(), target) : undefined;
		if (!composer) pressedBefore = target;
		const place =
			event instanceof KeyboardEvent ? pressedBy(event, target, composer) : sendControlOf(adapter(), target);
		if (place) checkSend(event, place, opener);
	}

	function pressedBy(event: KeyboardEvent, target: Element, composer: Element | undefined): Element | undefined {
		if (composer) return isEnter(event) ? composer : undefined;
		if (isEnter(event) && isWithModifier(event) && isMail(reader.conversationOf(target))) return target;
		return makesClick(event, target) ? undefined : sendControlOf(adapter(), target);
	}

	/** @param place - by which it is pressed: a Send control, or where the key was struck. */
	function checkSend(event: Event, place: Element, opener: Element | undefined): void {
		const own = reader.conversationOf(place);
		const isOfMenu = opener && own.status === "untold" && own.reason === "ambiguous";
		const from = isOfMenu ? opener : place;
		const now = isOfMenu ? reader.conversationOf(opener) : own;
		const isLineOfMail = (conversation: Conversation) =>
			event instanceof KeyboardEvent &&
			!isWithModifier(event) &&
			isMail(conversation) &&
			composerOf(adapter(), place) !== undefined;
		if (isLineOfMail(now)) return;
		const some = waiting.filter(({ conversation }) => !isLineOfMail(conversation));
		const [confirmed, elsewhere] = partition(some, ({ conversation }) => isStillConfirmed(now, conversation));
		const misplaced = elsewhere.filter((one) => waitsAt(one, from));
		// Another mail may go to some of the same people.
		const sent = confirmed.filter((one) => isOf(now, one.conversation) || waitsAt(one, from));
		if (misplaced.length === 0) {
			goes(sent, from);
			return;
		}
		event.stopImmediatePropagation();
		event.preventDefault();
		if (event instanceof KeyboardEvent) swallowedKey = event.key;
		// The second half of a double click, or a key that is held.
		if (misplaced.some(({ isAsked }) => isAsked)) return;
		for (const one of misplaced) one.isAsked = true;
		// What fails has asked nothing: the person has pressed Send, and keeps that choice.
		const asked = ask(misplaced, now).catch(() => true);
		asked.then((mayGo) => {
			for (const one of misplaced) {
				one.isAsked = false;
				if (!mayGo) continue;
				one.mayBeSent = true;
				if (now.status === "known") one.conversation = now;
			}
			if (!mayGo) return;
			goes([...misplaced, ...sent], from);
			pressAgain(event, place);
		});
	}

	/** Send is being pressed for these. Whether it really was Send shows once the page has handled it. */
	function goes(some: readonly Waiting[], from: Element): void {
		if (some.length === 0) return;
		const written = writtenAt(from, adapter());
		for (const one of some) {
			one.wasSeen ||= waitsAt(one, from);
			if (!one.mayBeSent) guard.outcome(one.attachment.id, { sent: written });
			one.mayBeSent = true;
		}
		const trail = [...allAround(from)];
		setTimeout(() => {
			const gone = some.filter((one) => one.wasSeen && isGone(one, trail));
			waiting = waiting.filter((one) => !gone.includes(one));
		});
	}

	/** A mail that was sent is taken off the page; what is left of a chat's row without its Send tells nothing. */
	function isGone(one: Waiting, trail: readonly Element[]): boolean {
		const [first] = trail;
		const from = isMail(one.conversation) ? trail.find(({ isConnected }) => isConnected) : first;
		return from?.isConnected === true && !waitsAt(one, from);
	}

	function waitsAt({ attachment: { files }, conversation }: Waiting, from: Element): boolean {
		return isMail(conversation) ? waitsInMail(from, files, adapter()) : waitsIn(from, files);
	}

	async function ask(misplaced: readonly Waiting[], conversation: Conversation): Promise<boolean> {
		const [first] = misplaced;
		if (!first) return true;
		const files = misplaced.flatMap(({ attachment }) => attachment.files);
		const { attachment, conversation: changedFrom } = first;
		const id = crypto.randomUUID();
		const before = changedFrom.status === "known" ? { changedFrom } : {};
		const answer = await guard.decide({ ...attachment, id, files, conversation, ...before, gate: "send" });
		return answer.action !== "cancel";
	}

	/** The end of a key's press: some controls act on it alone. */
	function checkEnd(event: KeyboardEvent): void {
		if (!event.isTrusted || event.key !== swallowedKey) return;
		swallowedKey = undefined;
		event.stopImmediatePropagation();
		event.preventDefault();
	}

	return {
		released(attachment) {
			const { conversation, files } = attachment;
			// Of what nobody could tell, a change cannot be told either; a mail without an address yet is one to nobody.
			if (conversation.status === "untold" && !isMail(conversation)) return;
			const one = { attachment, conversation, wasSeen: false, mayBeSent: false, isAsked: false };
			const names = new Set(files.map(({ name }) => name));
			// Of two of one name, the one that was never seen to wait is taken for sent.
			const isSent = ({ mayBeSent, wasSeen, attachment: { files: before } }: Waiting) =>
				mayBeSent && !wasSeen && before.some(({ name }) => names.has(name));
			waiting = [...waiting.filter((before) => !isSent(before)), one];
			setTimeout(() => {
				waiting = waiting.filter((other) => other !== one);
			}, waitsFor);
		},
		listen(signal) {
			const options = { capture: true, signal };
			window.addEventListener("click", check, options);
			window.addEventListener("keydown", (event) => isPress(event) && check(event), options);
			window.addEventListener("keyup", checkEnd, options);
		},
	};
}

function isOf(now: Conversation, confirmed: Conversation): boolean {
	return now.status === "known" && confirmed.status === "known" && now.id === confirmed.id;
}

function* allAround(element: Element): Generator<Element> {
	for (let at: Element | undefined = element; at; at = around(at)) yield at;
}

function partition<T>(all: readonly T[], belongs: (one: T) => boolean): [T[], T[]] {
	return [all.filter(belongs), all.filter((one) => !belongs(one))];
}

/** Inside a closed shadow tree, which no event tells of: what is there, or what has the focus where a key has pressed it. */
function targetIn(root: ShadowRoot, event: Event): Element | undefined {
	const isByPointer = event instanceof MouseEvent && event.detail > 0;
	return (isByPointer ? root.elementFromPoint(event.clientX, event.clientY) : root.activeElement) ?? undefined;
}
