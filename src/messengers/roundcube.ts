// Roundcube, self-hosted. https://github.com/roundcube/roundcubemail program/js/app.js, run in 1.6.5.
import { mailAdapterOf } from "./reading/mail-site";

export const roundcube = mailAdapterOf(() => ({
	id: "roundcube",
	name: "Roundcube",
	marks: ["#composebody", "body.task-mail #layout-content"],
	scopes: ["body"],
	// What is sent is the text of these hidden fields; the chips over them are made from it.
	fields: { to: "#_to", cc: "#_cc", bcc: "#_bcc" },
	typed: "#_to, #_cc, #_bcc",
	drawn: "#compose_to li.recipient, #compose_cc li.recipient, #compose_bcc li.recipient",
	composers: ["#composebody"],
	send: ["a.send", "button.send"],
}));
