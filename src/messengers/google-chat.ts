// Google Chat, alone or framed in Gmail. Public code that reads its page, 2024 to 2026.
import { gmailHosts, googleChatHosts } from "./hosts";
import { adapterOf } from "./reading/site";

export const googleChat = adapterOf(() => ({
	id: "google-chat",
	name: "Google Chat",
	hosts: [...googleChatHosts, ...gmailHosts],
	path: /^\/(?!mail\/)/u,
	marks: [],
	scopes: ["c-wiz[data-group-id]", "body"],
	oneComposer: true,
	ids: [
		{ at: ":scope@data-group-id", match: /^((?:dm|space|room)\/[\w-]+)$/u },
		{ at: /[/#](?:chat\/)?((?:dm|space|room)\/[\w-]+)/u, if: "body" },
	],
	needsId: true,
	titles: ["[role=heading]"],
	kinds: [
		[/^dm/u, "direct"],
		[/^(?:space|room)/u, "group"],
	],
	composers: ["[role=textbox][contenteditable=true]"],
	send: [],
}));
