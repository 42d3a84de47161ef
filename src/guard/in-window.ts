// The guard in a window of its own: the background has its one attachment, takes the decision back to the frame that asked,
// and says what came of it; then the window closes.
import type { Outcome } from "../core/attachment";
import type { FromGuard, ToGuard } from "../core/guard-port";
import type { ForWindow, ToBackground } from "../core/tab-messages";
import { browser } from "../platform/browser";
import type { ContentPort } from "./content-port";

/** @param remembered - settles when everything about the decision has been written down. */
export async function openWindowPort(
	receive: (message: ToGuard) => void,
	remembered: () => Promise<void>,
): Promise<ContentPort> {
	const token = location.hash.slice(1);
	const given = await browser.runtime.sendMessage<ToBackground, ForWindow | undefined>({ type: "for-window", token });
	if (given) receive({ type: "attachment", attachment: given.attachment });
	// It was loaded again, or the background was: what is closed ends the hold, as a no.
	else await close();
	return { send: (message) => void (message.type === "decision" && answer(message)) };

	async function answer({ id, decision }: FromGuard & { type: "decision" }): Promise<void> {
		const answered = { type: "answer-from-window", decision } as const;
		const outcome = await browser.runtime.sendMessage<ToBackground, Outcome>(answered);
		receive({ type: "outcome", id, outcome });
		await remembered();
		await close();
	}
}

async function close(): Promise<void> {
	const tab = await browser.tabs.getCurrent();
	if (tab?.id !== undefined) await browser.tabs.remove(tab.id);
}
