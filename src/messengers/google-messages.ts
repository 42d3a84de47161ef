// Google Messages for Web. Public code that reads its page, 2026-02.
import { googleMessagesHosts } from "./hosts";
import { adapterOf } from "./reading/site";

export const googleMessages = adapterOf(() => ({
	id: "google-messages",
	name: "Google Messages",
	hosts: googleMessagesHosts,
	marks: [],
	scopes: ["[data-e2e-conversation-container]", "body"],
	ids: [/\/conversations\/(\d+)/u],
	needsId: true,
	titles: ["h2[data-e2e-conversation-title]", "mws-conversation-title", "[data-e2e-conversation-title]"],
	witnesses: [{ at: "a[data-e2e-conversation][aria-selected=true]", page: true }],
	kinds: [],
	// RCS, SMS and MMS look alike to us: the sign of RCS encryption is not known well enough to vouch for it.
	composers: ["[data-e2e-message-input-box]"],
	send: ["[data-e2e-send-text-button]"],
}));
