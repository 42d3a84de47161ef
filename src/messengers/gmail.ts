// Gmail. https://github.com/InboxSDK/InboxSDK, read 2026-07-23; several mails can be written at once.
import { gmailHosts } from "./hosts";
import { readChip } from "./reading/mail-chips";
import { mailAdapterOf } from "./reading/mail-site";

export const gmail = mailAdapterOf(() => ({
	id: "gmail",
	name: "Gmail",
	hosts: gmailHosts,
	path: /^\/mail\//u,
	marks: [],
	scopes: ["[role=dialog]:has(.GS)", "[role=region]:has(.GS)"],
	oneComposer: true,
	fields: { to: ".GS .anm[name=to]", cc: ".GS .anm[name=cc]", bcc: ".GS .anm[name=bcc]" },
	chip: "[role=option]",
	readChip,
	chipSays: [":scope@data-name", ":scope@data-hovercard-id"],
	typed: "input",
	composers: ["[role=textbox][contenteditable=true]"],
	send: [".IZ .Up div > div[role=button]:not(.Uo):not([aria-haspopup=true])", "[selector=scheduledSend]"],
}));
