// Microsoft Teams. Public code that reads its page, 2026-08 and 2026-09.
import { teamsHosts } from "./hosts";
import { adapterOf } from "./reading/site";

export const teams = adapterOf(() => ({
	id: "teams",
	name: "Microsoft Teams",
	hosts: teamsHosts,
	marks: [],
	scopes: ["body"],
	// The header around the title: chat-header-19:…@unq.gbl.spaces
	ids: [{ at: "[id*='19:']:has([data-tid=chat-title])@id", match: /(19:[\w-]+@(?:unq\.gbl\.spaces|thread\.\w+))/u }],
	titles: ["[data-tid=chat-title]", "[data-tid=chat-header-title]", "[data-tid=threadHeaderTitle]"],
	kinds: [
		[/@unq\.gbl\.spaces$/u, "direct"],
		[/@thread\.(?:tacv2|skype)$/u, "channel"],
		[/@thread\.v2$/u, "group"],
	],
	security: "not-end-to-end",
	composers: ["[data-tid=ckeditor]"],
	send: ["[data-tid=sendMessageCommands-send]", "[data-tid=newMessageCommands-send]"],
}));
