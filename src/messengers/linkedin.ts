// LinkedIn messages, on their own page and in bubbles over any other. Public code that reads its page, 2025 to 2026.
import { linkedinHosts } from "./hosts";
import { adapterOf } from "./reading/site";

export const linkedin = adapterOf(() => ({
	id: "linkedin",
	name: "LinkedIn",
	hosts: linkedinHosts,
	marks: [],
	scopes: [".msg-overlay-conversation-bubble", ".msg-convo-wrapper", ".msg-thread"],
	oneComposer: true,
	onlyInside: true,
	// A bubble floats over whatever the address shows.
	ids: [{ at: /\/messaging\/thread\/([\w=-]+)/u, if: ":scope:not(.msg-overlay-conversation-bubble)" }],
	// In a bubble for a new message the title is no name; a name there is a link.
	titles: [".msg-overlay-bubble-header__title a", ".msg-entity-lockup__entity-title", ".msg-thread__link-to-profile"],
	kinds: [],
	security: "not-end-to-end",
	composers: [".msg-form__contenteditable"],
	send: [".msg-form__send-button"],
}));
