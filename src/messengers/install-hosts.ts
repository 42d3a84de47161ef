// Every match pattern of the manifest. Apart from hosts.ts, so that no page's script carries the hosts of all others.
import {
	cinnyHosts,
	discordHosts,
	elementHosts,
	gmailHosts,
	googleChatHosts,
	googleMessagesHosts,
	instagramHosts,
	linkedinHosts,
	messengerHosts,
	outlookHosts,
	slackHosts,
	teamsHosts,
	telegramHosts,
	whatsappHosts,
	xHosts,
} from "./hosts";

/** What content scripts, host permissions and web-accessible resources list. */
export const installHosts: readonly string[] = [
	...whatsappHosts,
	...telegramHosts,
	...googleMessagesHosts,
	...messengerHosts,
	...instagramHosts,
	...discordHosts,
	...slackHosts,
	...teamsHosts,
	...googleChatHosts,
	...gmailHosts,
	...outlookHosts,
	...xHosts,
	...linkedinHosts,
	...elementHosts,
	...cinnyHosts,
];
