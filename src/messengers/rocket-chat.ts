// Rocket.Chat, self-hosted. https://github.com/RocketChat/Rocket.Chat apps/meteor/client/views/room/Header, read 2026.
import { adapterOf } from "./reading/site";

export const rocketChat = adapterOf(() => ({
	id: "rocket-chat",
	name: "Rocket.Chat",
	marks: [".rcx-room-header", "#rocket-chat .rcx-sidebar"],
	// A thread at the side is in the same room.
	scopes: ["body"],
	ids: [/\/((?:channel|group|direct|live)\/[^/?#]+)/u],
	needsId: true,
	titles: [".rcx-room-header h1"],
	kinds: [
		[/^direct\//u, "direct"],
		[/^group\//u, "group"],
		[/^channel\//u, "channel"],
	],
	// Only an encrypted room's heading has a label of its own.
	security: [[".rcx-room-header h1[aria-label]", "end-to-end"]],
	composers: ["textarea[name=msg]"],
	// Older ones ask for a name and a message in a dialog of their own, and send from there.
	send: ["button:has(.rcx-icon--name-send)", "dialog button.rcx-button--primary[type=submit]"],
}));
