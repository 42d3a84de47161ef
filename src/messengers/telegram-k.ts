// Telegram Web K. https://github.com/morethanwords/tweb src/components/chat/topbar.ts, read 2026; several chats lie over
// one another, the active one on top.
import { telegramHosts } from "./hosts";
import { adapterOf } from "./reading/site";

export const telegramK = adapterOf({
	id: "telegram-k",
	name: "Telegram",
	hosts: telegramHosts,
	path: /^\/k\//u,
	marks: ["#column-center .chats-container"],
	scopes: [".chat", "#column-center"],
	ids: [".chat-info .peer-title@data-peer-id"],
	titles: [".chat-info .peer-title"],
	kinds: [
		[/^-/u, "group"],
		[/^\d/u, "direct"],
	],
	security: "not-end-to-end",
	members: [".chat-info .bottom .info"],
	composers: [".input-message-input"],
	send: [".popup-new-media.active .btn-primary", ".btn-send"],
});
