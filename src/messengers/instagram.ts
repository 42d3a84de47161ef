// Instagram direct messages. Public code that reads its page, 2024 to 2026; attaching a picture may send it.
import { instagramHosts } from "./hosts";
import { adapterOf } from "./reading/site";

export const instagram = adapterOf(() => ({
	id: "instagram",
	name: "Instagram",
	hosts: instagramHosts,
	marks: [],
	scopes: ["[role=main]", "body"],
	ids: [/\/direct\/t\/(\d+)/u],
	needsId: true,
	// Only labels name the conversation, in the language of the page: those of English are known.
	titles: [
		{ at: "[aria-label^='Conversation with ']@aria-label", match: /^Conversation with (.+)$/u },
		{ at: "[aria-label^='Messages in conversation with ']@aria-label", match: /^Messages in conversation with (.+)$/u },
		{ at: "[aria-label^='Open the profile page of ']@aria-label", match: /^Open the profile page of (.+)$/u },
		"[role=button][aria-label='Open the details pane of the chat']",
	],
	kinds: [
		["[role=button][aria-label='Open the details pane of the chat']", "group"],
		["[aria-label^='Open the profile page of ']", "direct"],
	],
	security: "not-end-to-end",
	composers: ["[role=textbox][contenteditable=true]"],
	send: [],
}));
