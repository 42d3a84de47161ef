// Messenger, on messenger.com and in Facebook. Public code that reads its page, 2026-01 to 2026-07; its classes are
// made by machine and change.
import { messengerHosts } from "./hosts";
import { adapterOf } from "./reading/site";

export const facebookMessenger = adapterOf(() => ({
	id: "facebook-messenger",
	name: "Messenger",
	hosts: messengerHosts,
	marks: [],
	scopes: ["[role=main]"],
	ids: [/\.com\/(?:messages\/)?(?:e2ee\/)?t\/([\w.-]+)/u],
	// Elsewhere on Facebook a main part with a composer is a post, and a chat tab has no address to know it by.
	needsId: true,
	titles: ["h1", "h2"],
	witnesses: [{ at: "[role=navigation] a[href*='/t/{id}']", page: true }],
	kinds: [],
	security: [
		[{ address: /\/e2ee\/t\//u }, "end-to-end"],
		[{ address: /\/t\//u }, "not-end-to-end"],
	],
	composers: ["[role=textbox][contenteditable=true]"],
	send: [],
}));
