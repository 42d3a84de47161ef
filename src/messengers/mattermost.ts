// Mattermost, self-hosted. https://github.com/mattermost/mattermost
// webapp/channels/src/components/channel_header/channel_header.tsx, read 2026.
import { adapterOf } from "./reading/site";

export const mattermost = adapterOf(() => ({
	id: "mattermost",
	name: "Mattermost",
	marks: ["#channel-header[data-channelid]", "#channel_view"],
	// A thread at the side may be of another channel: nothing known there says which.
	scopes: ["#channel_view", "#app-content", ".post-right__container, .ThreadPane, #rhsContainer"],
	ids: ["#channel-header@data-channelid"],
	titles: ["#channelHeaderTitle", "#channelHeaderDropdownButton"],
	kinds: [
		[{ address: /\/messages\/@/u }, "direct"],
		[{ address: /\/messages\//u }, "group"],
		[{ address: /\/channels\//u }, "channel"],
	],
	members: ["#channelMemberCountText"],
	composers: ["#post_textbox", "#reply_textbox"],
	send: ["[data-testid=SendMessageButton]"],
}));
