// Guards one page: holds every file on its way into it until the guard has decided.
import type { Attachment, Decision } from "../core/attachment";
import type { Adapter } from "../messengers/adapter";
import { chooseAdapter } from "../messengers/choose";
import { carryThrough, nothingWritten, type Reader } from "./carry-through";
import { isAlive } from "./extension-api";
import { guardFirstWindows } from "./first-windows";
import { followSettings } from "./follow-settings";
import { createGuardOfThisFrame } from "./guard-of-this-frame";
import { createGuardOfTopFrame } from "./guard-of-top-frame";
import type { Holder } from "./held-files";
import { holdDrops } from "./hold-drops";
import { holdPastes } from "./hold-pastes";
import { holdPicks, type PickWatch } from "./hold-picks";
import { focused } from "./in-document";
import { letGoUnchecked } from "./let-go-unchecked";
import { watchOpened } from "./opened";
import { openPageLine } from "./page-line";
import { createPause } from "./pause";
import { isFileInput } from "./realms";
import { secondScript } from "./second-script";
import { answerTabMessages } from "./tab-messages";
import { noHelp } from "./taught-help";
import { warmUp } from "./warm-up";

/**
 * Call once, at document_start.
 * @param adapters - those that this page can be: a site gets its own, one that people host themselves is recognised.
 * @param help - of a person who has shown where the name stands. Mail needs none: it goes to addresses.
 */
export function guardPage(adapters: readonly Adapter[], help = noHelp): void {
	const sinceStart = document.readyState === "loading";
	const settings = followSettings();
	const adapter = () => help.adapter(chooseAdapter(adapters, document));
	const second = secondScript(
		() => ({ adapter, reader, holder, guard, isOfOtherFrame: otherFrames.has, originalToo }),
		({ sendGate }) => sendGate.listen(listening.signal),
	);
	const ownGuard = createGuardOfThisFrame(second);
	const remoteGuard = createGuardOfTopFrame();
	const guard = window === window.top ? ownGuard : remoteGuard;
	let listening = new AbortController();

	const seeOpen = watchOpened();
	const reader: Reader = {
		messengerName: () => adapter().name || location.host,
		conversationOf: (receiver) => adapter().conversation(receiver, document),
		writtenAt: (receiver) =>
			second.load().then(
				(part) => part.writtenAt(receiver),
				() => nothingWritten,
			),
		openedHow: seeOpen,
	};

	function originalToo(id: string): void {
		const attaching = second.loaded()?.originals.attach(id);
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
				// A frame's guard is elsewhere, but its Send is here. Without it the files are held all the same.
				second.load().catch(() => {});
				const released = (attachment: Attachment) => {
					second.loaded()?.sendGate.released(attachment);
					second.loaded()?.originals.keep(held, attachment);
				};
				// A page that we fail to read must not swallow what was given to it.
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
		read: (toRead) =>
			second.load().then(
				({ read }) => read(toRead),
				() => ({ status: "refused", name: "NotReadableError", message: "The file could not be read." }),
			),
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
		second.loaded()?.sendGate.listen(signal);
		// Messengers focus the composer of what they open; where one does not, the person does, to write.
		window.addEventListener("focusin", watchFocus, { capture: true, signal });
		warmUp(guard.warm, signal);
	}
	listen();

	function watchFocus({ target }: Event): void {
		if (!(target instanceof Element) || !adapter().composer(target)) return;
		// The page may still be drawing the rest of it.
		setTimeout(() => seeOpen(reader.conversationOf(target), Date.now()));
	}

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
		vouchFor: (token) => second.loaded()?.vouchFor(token) ?? false,
		originalToo,
		decided: ({ id, decision }) => remoteGuard.decided(id, decision),
		status: () => ({
			messenger: adapter().id,
			messengerName: reader.messengerName(),
			guarded: isOn(),
			pausedUntil: pause.until(),
			sinceStart,
			conversation: reader.conversationOf(focused()),
			taught: help.isThere(),
			pageWorld: page.isOpen(),
		}),
	});
}

async function letGo({ files }: Attachment): Promise<Decision> {
	return { action: "release", files };
}
