// Telegram Web K. https://github.com/morethanwords/tweb src/components/chat/topbar.ts and peerTitle.ts, read 2026; several chats lie over
// one another, the active one on top.
import { telegramHosts } from "./hosts";
import { adapterOf } from "./reading/site";

export const telegramK = adapterOf(() => ({
	id: "telegram-k",
	name: "Telegram",
	hosts: telegramHosts,
	path: /^\/k\//u,
	marks: [],
	scopes: [".chat", "#column-center"],
	ids: [".chat-info .peer-title@data-peer-id"],
	thread: [{ at: ".chat-info .peer-title@data-thread-id", match: /^([1-9]\d*)$/u }],
	// A topic whose name has not arrived is titled "Loading", in the language of the page.
	untold: [[".chat-info .peer-title[data-thread-id]:not([data-thread-id='0']) > .i18n", "still-loading"]],
	// With signs beside the name, as of a verified account, the name is inside.
	titles: [".chat-info .peer-title-inner", ".chat-info .peer-title"],
	kinds: [
		[/^-/u, "group"],
		[/^\d/u, "direct"],
	],
	// Names are text; what the page itself calls a conversation is the one with oneself.
	self: [".chat-info .peer-title[data-dialog='1']:not([data-as-all-chats]) > .i18n"],
	security: "not-end-to-end",
	members: [".chat-info .bottom .info"],
	composers: [".input-message-input"],
	send: [".popup-new-media.active .btn-primary", ".btn-send"],
}));
