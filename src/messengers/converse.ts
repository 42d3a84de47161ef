// Converse.js: XMPP, self-hosted. https://conversejs.org, read in 14.0.0; attaching a file sends it.
import { adapterOf } from "./reading/site";

export const converse = adapterOf(() => ({
	id: "converse",
	name: "Converse",
	marks: ["converse-root", "converse-chats", "#conversejs"],
	// The panel of one occupant has a composer of its own inside the room: what is written there is private.
	scopes: ["converse-muc-occupant", "converse-muc, converse-chat"],
	oneComposer: true,
	ids: [":scope@jid", ":scope@occupant_id"],
	titles: [":scope > .sidebar-occupant .occupant-details-nickname", ".chatbox-title__text", ":scope@jid"],
	kinds: [
		["converse-muc", "group"],
		["converse-muc-occupant, converse-chat", "direct"],
	],
	security: [
		[".toggle-omemo .fa-unlock", "not-end-to-end"],
		[".toggle-omemo .fa-lock", "end-to-end"],
	],
	members: [".occupants-heading"],
	address: [":scope@jid", ":scope > .sidebar-occupant .occupant-details-jid"],
	composers: [".chat-textarea", ".chat-rich__editable"],
	send: [".send-button"],
}));
