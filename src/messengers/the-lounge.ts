// The Lounge: IRC, self-hosted. https://github.com/thelounge/thelounge client/components/Chat.vue, read 2026-08-02;
// a file is uploaded when it is attached, its link sent as text.
import { adapterOf } from "./reading/site";

export const theLounge = adapterOf(() => ({
	id: "the-lounge",
	name: "The Lounge",
	marks: ["#chat-container[data-current-channel]", "#viewport #sidebar .channel-list-item"],
	scopes: ["#chat-container"],
	// The numbers in the address are new at every start of the server; names on IRC are the addresses themselves.
	ids: [":scope@data-current-channel", ".chat-view@aria-label", ".chat-view > .header > .title"],
	// One name is another channel on another network.
	thread: [{ at: ".network:has(.channel-list-item.active)@id", page: true }],
	// The first line of a network is its server, not a conversation.
	untold: [[".chat-view[data-type=lobby], .chat-view[data-type=special]", "no-conversation-open"]],
	titles: [".chat-view > .header > .title", ":scope@data-current-channel", ".chat-view@aria-label"],
	kinds: [
		[".chat-view[data-type=channel]", "channel"],
		[".chat-view[data-type=query]", "direct"],
	],
	security: "not-end-to-end",
	members: [".userlist .count input@placeholder"],
	composers: ["#form #input"],
	send: ["#form #submit", "#form [type=submit]"],
}));
