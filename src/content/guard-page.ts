// Guards one page: holds every file on its way into it until the guard has decided.
import type { Attachment, Decision } from "../core/attachment";
import type { Adapter } from "../messengers/adapter";
import { chooseAdapter } from "../messengers/choose";
import { carryThrough, isSame, type Reader } from "./carry-through";
import { isAlive } from "./extension-api";
import { guardFirstWindows } from "./first-windows";
import { followSettings } from "./follow-settings";
import { createGuard } from "./guard";
import { createGuardOfTopFrame } from "./guard-of-top-frame";
import type { Holder } from "./held-files";
import { holdDrops } from "./hold-drops";
import { holdPastes } from "./hold-pastes";
import { holdPicks, type PickWatch } from "./hold-picks";
import { createReader } from "./hold-promised";
import { focused } from "./in-document";
import { letGoUnchecked } from "./let-go-unchecked";
import { linePlace } from "./line-place";
import { keepOriginals } from "./original-too";
import { openPageLine } from "./page-line";
import { createPause } from "./pause";
import { isFileInput } from "./realms";
import { createSendGate } from "./send-gate";
import { answerTabMessages } from "./tab-messages";
import { warmUp } from "./warm-up";

/**
 * Call once, at document_start.
 * @param adapters - those that this page can be: a site gets its own, one that people host themselves is recognised.
 */
export function guardPage(adapters: readonly Adapter[]): void {
	const sinceStart = document.readyState === "loading";
	const adapter = () => chooseAdapter(adapters, document);
	const settings = followSettings();
	const ownGuard = createGuard(
		(id, size) => linePlace(size, adapter(), otherFrames.has(id) ? "top" : "composer"),
		originalToo,
	);
	const remoteGuard = createGuardOfTopFrame();
	const guard = window === window.top ? ownGuard : remoteGuard;
	let listening = new AbortController();

	const reader: Reader = {
		messengerName: () => adapter().name || location.host,
		conversationOf: (receiver) => adapter().conversation(receiver, document),
	};

	const sendGate = createSendGate(adapter, reader, guard);
	const originals = keepOriginals(
		(conversation, receiver) => isSame(reader.conversationOf(receiver), conversation),
		sendGate.released,
	);
	function originalToo(id: string): void {
		const attaching = originals.attach(id);
		if (attaching) attaching.then((outcome) => guard.outcome(id, outcome));
		else otherFrames.originalToo(id);
	}

	const pause = createPause();
	const isOn = () => !settings().unguarded.includes(adapter().id);

	const holder: Holder = {
		conversationOf: reader.conversationOf,
		isGuarded: () => isOn() && !pause.isOn(),
		hold(held) {
			if (isAlive()) {
				// A page that we fail to read must not swallow what was given to it.
				const released = (attachment: Attachment) => {
					sendGate.released(attachment);
					originals.keep(held, attachment);
				};
				return carryThrough(held, guard, reader, settings, released).catch(() => letGoUnchecked(held, settings()));
			}
			// An updated extension leaves this script behind without a way to its guard: it says so once and steps aside.
			// After this event: the `change` that follows an `input` is still to be stopped.
			setTimeout(() => listening.abort());
			guard.abandon();
			return letGoUnchecked(held, settings());
		},
	};

	let picks: PickWatch | undefined;
	const page = openPageLine({
		isGuarded: () => isAlive() && holder.isGuarded(),
		read: createReader(holder),
		reopened: listen,
		lookingInto: guardFirstWindows(holdIn),
		rooted: (host) => picks?.rooted(host),
		opening(element) {
			picks?.opening(element);
			// Nothing but the page's world tells of an input that is in no document.
			if (isFileInput(element)) guard.warm();
		},
	});

	/** Again after `document.open()`, which has erased every listener. */
	function listen(): void {
		listening.abort();
		listening = new AbortController();
		const { signal } = listening;
		picks = holdIn(window);
		sendGate.listen(signal);
		warmUp(guard.warm, signal);
	}
	listen();

	function holdIn(scope: Window): PickWatch {
		const { signal } = listening;
		holdDrops(page, holder, scope, signal);
		holdPastes(page, holder, scope, signal);
		return holdPicks(page, holder, scope, signal);
	}

	const otherFrames = answerTabMessages({
		// A frame that has loaded since the pause began knows nothing of it.
		guard: { ...ownGuard, decide: (one) => (pause.isOn() ? letGo(one) : ownGuard.decide(one)) },
		pause: pause.set,
		originalToo,
		decided: ({ id, decision }) => remoteGuard.decided(id, decision),
		status: () => ({
			messenger: adapter().id,
			messengerName: reader.messengerName(),
			guarded: isOn(),
			pausedUntil: pause.until(),
			sinceStart,
			conversation: reader.conversationOf(focused()),
		}),
	});
}

async function letGo({ files }: Attachment): Promise<Decision> {
	return { action: "release", files };
}
