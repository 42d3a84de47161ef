// Telegram Web A. https://github.com/Ajaxy/telegram-tt src/components/middle/MiddleHeader.tsx, read in 12.0.32.
import { telegramHosts } from "./hosts";
import { adapterOf } from "./reading/site";

export const telegramA = adapterOf(() => ({
	id: "telegram-a",
	name: "Telegram",
	hosts: telegramHosts,
	path: /^\/(?:a\/|$)/u,
	marks: [],
	scopes: ["body"],
	ids: [/#(-?\d+)/u, ".MiddleHeader .ChatInfo [data-peer-id]@data-peer-id"],
	thread: [/#-?\d+_(\d+)/u],
	// What is written over a story goes to its author, whatever chat is open below.
	untold: [["#StoryViewer, #editable-story-input-text", "page-not-understood"]],
	titles: [".MiddleHeader .fullName", ".MiddleHeader .ChatInfo h3"],
	kinds: [
		// A supergroup or a channel: the address does not tell them apart.
		[/^-/u, "group"],
		[/^\d/u, "direct"],
	],
	// Secret chats do not exist on the web.
	security: "not-end-to-end",
	members: [".MiddleHeader .group-status"],
	self: [".MiddleHeader .Avatar.saved-messages"],
	composers: ["#editable-message-text", "#editable-message-text-modal"],
	send: [".Modal.open button:has(.icon-new-send)", ".Composer button.main-button.send"],
}));
