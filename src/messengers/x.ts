// X direct messages, the old ones and XChat. Public code that reads its page, 2026.
import { xHosts } from "./hosts";
import { adapterOf } from "./reading/site";

const PROFILE = /^(?:https:\/\/x\.com)?\/(\w{1,15})$/u;

export const x = adapterOf(() => ({
	id: "x",
	name: "X",
	hosts: xHosts,
	marks: [],
	scopes: ["[data-testid=dm-conversation-panel]", "[data-testid=DMConversationView]"],
	ids: [/\/(?:messages|i\/chat)\/(?!compose|requests|new|settings|pin)([\w-]+)/u],
	needsId: true,
	titles: [
		"[data-testid=dm-conversation-header] a",
		"[data-testid=DMConversationHeader] a",
		{ at: "[data-testid=dm-conversation-header] a@href", match: PROFILE },
		{ at: "[data-testid=DMConversationHeader] a@href", match: PROFILE },
	],
	// Two account numbers: the two of one conversation.
	kinds: [[/^\d+-\d+$/u, "direct"]],
	address: [{ at: "[data-testid$=onversation-header] a@href", match: PROFILE }],
	// XChat can encrypt; no sign of it on the page is known.
	composers: ["textarea[data-testid=dm-composer-textarea]", "[data-testid=dmComposerTextInput]"],
	send: ["[data-testid=dm-composer-send-button]", "[data-testid=dmComposerSendButton]"],
}));
