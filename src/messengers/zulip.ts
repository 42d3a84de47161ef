// Zulip, self-hosted or hosted. https://github.com/zulip/zulip web/templates/compose.hbs, read 2026. Who it goes to is
// part of what is being written, and may change until it is sent.
import { adapterOf } from "./reading/site";

export const zulip = adapterOf(() => ({
	id: "zulip",
	name: "Zulip",
	marks: ["#compose #compose-textarea"],
	scopes: ["#compose"],
	ids: [
		{ at: "#compose-direct-recipient .pill@data-user-id", all: true },
		{ at: "#compose_select_recipient_widget .dropdown_widget_value", if: "#compose-channel-recipient" },
	],
	thread: [{ at: "#stream_message_recipient_topic@value", if: "#compose-channel-recipient" }],
	untold: [["#compose-direct-recipient:not(:has(.pill))", "no-recipient"]],
	titles: [
		{ at: "#compose-direct-recipient .pill-value", all: true },
		{ at: "#compose_select_recipient_widget .dropdown_widget_value", if: "#compose-channel-recipient" },
	],
	kinds: [
		["#compose-direct-recipient .pill ~ .pill", "group"],
		["#compose-direct-recipient .pill", "direct"],
		["#compose-channel-recipient", "channel"],
	],
	composers: ["#compose-textarea"],
	send: ["#compose-send-button"],
}));
