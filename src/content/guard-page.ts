// Guards one page: holds every file on its way into it until the guard has decided.
import type { Attachment, Decision } from "../core/attachment";
import type { Adapter } from "../messengers/adapter";
import { chooseAdapter } from "../messengers/choose";
import type { Reader } from "./carry-through";
import { isAlive } from "./extension-api";
import { guardFirstWindows } from "./first-windows";
import { followSettings } from "./follow-settings";
import type { HeldFiles, Holder } from "./held-files";
import { holdDrops } from "./hold-drops";
import { holdPastes } from "./hold-pastes";
import { holdPicks, type PickWatch } from "./hold-picks";
import { focused } from "./in-document";
import { giveBack, leaveUnread, letGoUnchecked } from "./let-go-unchecked";
import { watchOpened } from "./opened";
import { openPageLine } from "./page-line";
import { createPause } from "./pause";
import { isFileInput } from "./realms";
import { secondScript } from "./second-script";
import { answerTabMessages } from "./tab-messages";
import { noHelp } from "./taught-help";
import { learnSentences } from "./unchecked-sentences";
import { warmUp } from "./warm-up";

/**
 * Call once, at document_start.
 * @param adapters - those that this page can be: a site gets its own, one that people host themselves is recognised.
 * @param help - of a person who has shown where the name stands. Mail needs none: it goes to addresses.
 */
export function guardPage(adapters: readonly Adapter[], help = noHelp): void {
	/** It alone is asked for its status, and to listen from the start: a frame that has not heard of a pause asks its guard. */
	const isTop = window === window.top;
	const sinceStart = isTop && document.readyState === "loading";
	const settings = followSettings();
	/** What storage says, and messages from elsewhere, are of use only where something happens: most frames are never touched. */
	let isAwake = false;
	const awaken = async () => {
		otherFrames.listen();
		learnSentences();
		await Promise.all([settings.read(), help.read()]);
		isAwake = true;
	};
	const adapter = () => help.adapter(chooseAdapter(adapters, document));
	const second = secondScript(
		() => ({
			adapter,
			reader,
			holder,
			settings: settings.now,
			over: page.over,
			frameOf: otherFrames.frameOf,
		}),
		(part) => listening && part.listen(listening.signal),
	);
	let listening: AbortController | undefined;

	const seeOpen = watchOpened();
	const reader: Reader = {
		messengerName: () => adapter().name || location.host,
		conversationOf: (receiver) => adapter().conversation(receiver, document),
		openedHow: seeOpen,
	};

	const pause = createPause();
	const isOn = () => !settings.now().unguarded.includes(adapter().id);

	const holder: Holder = {
		conversationOf: reader.conversationOf,
		isGuarded: () => isOn() && !pause.isOn(),
		hold: (held) => (isAwake ? carry(held) : awaken().then(() => carry(held))),
	};

	async function carry(held: HeldFiles): Promise<void> {
		try {
			// The first file of a page is held before anybody knows what was chosen.
			if (!holder.isGuarded()) {
				await giveBack(held);
				return;
			}
			if (isAlive()) {
				const conversation = held.conversation ?? reader.conversationOf(held.receiver());
				return await second.load().then((part) => part.carry({ ...held, conversation }));
			}
			second.loaded()?.guard.abandon();
		} catch {
			// A page that we fail to read must not swallow what was given to it.
		}
		await letGoUnchecked(held, settings.now());
	}

	let picks: PickWatch | undefined;
	const page = openPageLine({
		isGuarded: holder.isGuarded,
		read: (toRead) =>
			second.load().then(
				({ read }) => read(toRead),
				() => leaveUnread(toRead, settings.now()),
			),
		reopened: listen,
		lookingInto: guardFirstWindows((inner) => listening && holdIn(inner, listening.signal)),
		rooted: (host) => picks?.rooted(host),
		opening(element) {
			picks?.opening(element);
			// Nothing but the page's world tells of an input that is in no document.
			if (isFileInput(element)) warm();
		},
	});

	/** Again after `document.open()`, which has erased every listener. */
	function listen(): void {
		listening?.abort();
		listening = new AbortController();
		const { signal } = listening;
		picks = holdIn(window, signal);
		second.loaded()?.listen(signal);
		// Messengers focus the composer of what they open; where one does not, the person does, to write.
		window.addEventListener("focusin", watchFocus, { capture: true, signal });
		warmUp(warm, signal);
	}

	function warm(): void {
		awaken();
		second.load().then(({ guard }) => guard.warm(), ignored); // it is tried again when a file has come
	}

	async function watchFocus({ target }: Event): Promise<void> {
		if (!isAwake) await awaken();
		if (!(target instanceof Element) || !target.closest(adapter().composers)) return;
		// The page may still be drawing the rest of it.
		setTimeout(() => seeOpen(reader.conversationOf(target), Date.now()));
	}

	function holdIn(scope: Window, signal: AbortSignal): PickWatch {
		holdDrops(page, holder, scope, signal);
		holdPastes(page, holder, scope, signal);
		return holdPicks(page, holder, scope, signal);
	}

	const otherFrames = answerTabMessages({
		pause: pause.set,
		vouchFor: (token) => second.loaded()?.vouchFor(token) ?? false,
		// A frame that has loaded since the pause began knows nothing of it.
		decide: async (one) => (pause.isOn() ? letGo(one) : (await second.load()).ownGuard.decide(one)),
		outcome: (id, outcome) => second.loaded()?.ownGuard.outcome(id, outcome),
		originalToo: (id) => second.loaded()?.originalToo(id),
		decided: ({ id, decision }) => second.loaded()?.decided(id, decision),
		async status() {
			await awaken();
			return {
				messenger: adapter().id,
				messengerName: reader.messengerName(),
				guarded: isOn(),
				pausedUntil: pause.until(),
				sinceStart,
				conversation: reader.conversationOf(focused()),
				taught: help.isThere(),
				pageWorld: page.isOpen(),
			};
		},
	});
	listen();
	if (isTop) otherFrames.listen();
}

function letGo({ files }: Attachment): Decision {
	return { action: "release", files };
}

function ignored(): void {}
