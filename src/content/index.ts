// Entry of the isolated world: holds every file on its way into the page until the guard has decided.
import { parseToTab, type TabStatus } from "../core/tab-messages";
import { adapterFor } from "../messengers";
import { api, isAlive } from "./extension-api";
import { followSettings } from "./follow-settings";
import { vouchFor } from "./guard-frame";
import type { Holder } from "./held-files";
import { holdDrops } from "./hold-drops";
import { holdPastes } from "./hold-pastes";
import { holdPicks } from "./hold-picks";
import { createHolds } from "./holds";
import { focused } from "./in-document";
import { letGoUnchecked } from "./let-go-unchecked";
import { openPageLine } from "./page-line";
import { warmUp } from "./warm-up";

const adapter = () => adapterFor(document);
const settings = followSettings();
const holds = createHolds(
	{ messengerName: () => adapter().name, conversationOf: (target) => adapter().conversation(target, document) },
	settings,
);
let listening = new AbortController();

const holder: Holder = {
	isGuarded: () => !settings().unguarded.includes(adapter().id),
	hold(held) {
		if (isAlive()) return holds.hold(held);
		// An updated extension leaves this script behind without a way to its guard: it says so once and steps aside.
		listening.abort();
		holds.abandon();
		letGoUnchecked(held, settings());
	},
};

const page = openPageLine({
	isGuarded: () => isAlive() && holder.isGuarded(),
	hold: (way, files, release, cancel) =>
		holder.hold({ way, files, receiver: focused, release: async (released) => release(released), cancel }),
	reopened: listen,
});

/** Again after `document.open()`, which has erased every listener. */
function listen(): void {
	listening.abort();
	listening = new AbortController();
	const { signal } = listening;
	holdPicks(page, holder, signal);
	holdDrops(page, holder, signal);
	holdPastes(page, holder, signal);
	warmUp(holds.warm, signal);
}
listen();

api.runtime.onMessage.addListener((message, _sender, respond) => {
	const question = parseToTab(message);
	switch (question?.type) {
		case "status":
			respond(status());
			return;
		case "vouch":
			if (vouchFor(question.token)) respond(true);
			return;
		case undefined:
			return;
		default:
			question satisfies never;
	}
});

function status(): TabStatus {
	const { id, name, conversation } = adapter();
	return {
		messenger: id,
		messengerName: name,
		guarded: holder.isGuarded(),
		conversation: conversation(focused(), document),
	};
}
