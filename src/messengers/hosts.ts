// Where each messenger lives: the pages guarded from the install on. manifest.json lists the same, a test compares.
// No paths, which `match_origin_as_fallback` refuses; exact hosts, so that the permission asked is the least.
// What people host themselves (Converse.js, The Lounge, Mattermost, …) is recognised by its page once they allow it.

export const whatsappHosts = ["https://web.whatsapp.com/*"] as const;
export const telegramHosts = ["https://web.telegram.org/*"] as const;
export const googleMessagesHosts = ["https://messages.google.com/*"] as const;
export const messengerHosts = ["https://www.messenger.com/*", "https://www.facebook.com/*"] as const;
export const instagramHosts = ["https://www.instagram.com/*"] as const;
export const discordHosts = ["https://discord.com/*"] as const;
export const slackHosts = ["https://app.slack.com/*"] as const;
export const teamsHosts = [
	"https://teams.microsoft.com/*",
	"https://teams.cloud.microsoft/*",
	"https://teams.live.com/*",
] as const;
export const googleChatHosts = ["https://chat.google.com/*"] as const;
export const gmailHosts = ["https://mail.google.com/*"] as const;
export const outlookHosts = [
	"https://outlook.live.com/*",
	"https://outlook.office.com/*",
	"https://outlook.office365.com/*",
	"https://outlook.cloud.microsoft/*",
] as const;
export const xHosts = ["https://x.com/*"] as const;
export const linkedinHosts = ["https://www.linkedin.com/*"] as const;
export const elementHosts = ["https://app.element.io/*"] as const;
export const cinnyHosts = ["https://app.cinny.in/*"] as const;
