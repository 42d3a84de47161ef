// Tells the background whether the page could be read, so that one that could be and no longer can does not go unnoticed.
import type { Attachment } from "../core/attachment";
import type { ToBackground } from "../core/tab-messages";
import { browser } from "../platform/browser";

export function tellReading({ conversation, origin }: Attachment): void {
	const told = conversation.status === "known";
	// Whatever else there is no name for is as it should be: nothing open, nothing loaded yet.
	if (!told && conversation.reason !== "page-not-understood") return;
	const message: ToBackground = { type: "reading", messenger: conversation.messenger, origin, told };
	browser.runtime.sendMessage(message).catch(() => {});
}
