// Outlook on the web. Public code that reads its page, 2026.
import { outlookHosts } from "./hosts";
import { readChip, typedBetween } from "./reading/mail-chips";
import { mailAdapterOf } from "./reading/mail-site";

export const outlook = mailAdapterOf(() => ({
	id: "outlook",
	name: "Outlook",
	hosts: outlookHosts,
	marks: [],
	scopes: [":has(> [id^=editorParent_])", "body"],
	oneComposer: true,
	fields: { to: "[role=group][id$=_TO]", cc: "[role=group][id$=_CC]", bcc: "[role=group][id$=_BCC]" },
	chip: "._EType_RECIPIENT_ENTITY",
	// The label is the address and the text the name, in some builds the other way round.
	readChip,
	chipSays: [":scope", ":scope@aria-label"],
	typedIn: typedBetween,
	composers: ["[id^=editorParent_] [contenteditable][role=textbox]"],
	send: ["button[id*=primaryActionButton]", "button[title*='Ctrl+Enter']"],
}));
