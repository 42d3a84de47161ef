// Slack. Public code that reads its page, 2026-07-27. A thread beside the channel is the same conversation.
import { slackHosts } from "./hosts";
import { adapterOf } from "./reading/site";

export const slack = adapterOf(() => ({
	id: "slack",
	name: "Slack",
	hosts: slackHosts,
	marks: [],
	scopes: ["body"],
	ids: [/\/client\/\w+\/([CDG]\w+)/u],
	needsId: true,
	titles: ["[data-qa=channel_name]", "[data-qa=channel_header_name]", ".p-view_header__channel_title"],
	nearest: true,
	witnesses: [{ at: "[id='{id}']", page: true }],
	kinds: [
		[/^D/u, "direct"],
		[/^[CG]/u, "channel"],
	],
	security: "not-end-to-end",
	composers: ["[data-qa=message_input] .ql-editor[contenteditable]", "[data-qa=message_input] [contenteditable=true]"],
	send: ["[data-qa=texty_send_button]"],
}));
