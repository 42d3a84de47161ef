// WhatsApp Web. Public code that reads its page, 2025-10 to 2026-08; the address never changes and no id is on the page.
import { whatsappHosts } from "./hosts";
import { paneBeside } from "./reading/pane";
import { adapterOf } from "./reading/site";

export const whatsapp = adapterOf(() => ({
	id: "whatsapp",
	name: "WhatsApp",
	hosts: whatsappHosts,
	marks: [],
	scopes: ["#main"],
	pane: paneBeside,
	ids: [],
	titles: ["header [data-testid=conversation-info-header-chat-title]", "header span[title]", "header span[dir=auto]"],
	// The second line lists a group's members in a span[title] of its own.
	header: "#main header",
	kinds: [],
	security: "end-to-end",
	sendsAs: [
		["input[type=file][accept^='image/']", "photo"],
		["input[type=file][accept='*']", "file"],
	],
	composers: ["#main footer [contenteditable=true]", "[contenteditable=true][data-tab]"],
	send: ["[aria-label=Send]", "button:has([data-icon=wds-ic-send-filled])", "button:has([data-icon=send])"],
}));
