// Converse.js: XMPP, self-hosted. https://conversejs.org, read in 14.0.0; attaching a file sends it.
import { adapterOf } from "./site";

export const converse = adapterOf({
	id: "converse",
	name: "Converse",
	hosts: [],
	marks: ["converse-root", "converse-chats", "#conversejs"],
	// The panel of one occupant has a composer of its own inside the room: what is written there is private.
	scopes: ["converse-muc-occupant", "converse-muc, converse-chat"],
	ids: [":scope@jid", ":scope@occupant_id"],
	titles: [".occupant-details-nickname", ".chatbox-title__text", ":scope@jid"],
	kinds: [
		["converse-muc-occupant", "direct"],
		["converse-muc", "group"],
		["converse-chat", "direct"],
	],
	security: [
		[".toggle-omemo .fa-lock", "end-to-end"],
		[".toggle-omemo .fa-unlock", "not-end-to-end"],
	],
	members: [".occupants-heading"],
	address: [":scope@jid", ".occupant-details-jid"],
	composers: [".chat-textarea", ".chat-rich__editable"],
	send: [".send-button"],
});
