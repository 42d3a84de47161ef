// Discord. Public code that reads its page, 2025 to 2026-07; its classes are made by machine.
import { discordHosts } from "./hosts";
import { adapterOf } from "./reading/site";

export const discord = adapterOf(() => ({
	id: "discord",
	name: "Discord",
	hosts: discordHosts,
	marks: [],
	scopes: ["body"],
	// A thread or a voice chat beside the channel has a composer of its own.
	oneComposer: true,
	ids: [/\/channels\/((?:@me|\d+)\/\d+(?:\/threads\/\d+)?)/u],
	needsId: true,
	titles: ["section[aria-label] h1", "section h1"],
	// "Message #general", in whatever language.
	witnesses: ["[role=textbox][data-slate-editor]@aria-label", "[role=textbox][contenteditable]@aria-label"],
	needsWitness: true,
	// A direct message and a group of them look alike in the address.
	kinds: [[/^\d/u, "channel"]],
	composers: ["[role=textbox][data-slate-editor=true]", "[role=textbox][contenteditable=true]"],
	send: [],
}));
