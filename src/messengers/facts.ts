// What each messenger is known to do with files, dated and with its source. What is not here is unknown, and said so.

/** `checked` is when we last looked, not when it became true. */
export type Fact<T> = { value: T; source: string; checked: string };

/** What of a file's metadata a recipient gets; the service itself may have seen more. */
export type Treatment = "stripped" | "partly-stripped" | "kept";

export type Unsend = "any-time" | "as-the-owner-allows" | { minutes: number };

export type MessengerFacts = {
	/** A picture sent as a photo, and anything sent as a file or document. */
	readonly photo?: Fact<Treatment>;
	readonly file?: Fact<Treatment>;
	/** How long one's own message can be taken back from everybody. */
	readonly unsend?: Fact<Unsend>;
	readonly unsendInGroups?: Fact<Unsend>;
	readonly encryption?: Fact<"always" | "by-default" | "sometimes" | "never">;
	/** When the file leaves: with the attaching the question at Send comes too late for the server. */
	readonly uploads?: Fact<"when-attached" | "when-sent" | "sent-when-attached">;
};

const CHECKED = "2026-11-21";
const fact = <T>(value: T, source: string): Fact<T> => ({ value, source, checked: CHECKED });

/** By adapter id. */
export const facts: Readonly<Record<string, MessengerFacts>> = {
	whatsapp: {
		photo: fact("stripped", "vendor and test pages, 2025 to 2026"),
		file: fact("kept", "vendor and test pages, 2025 to 2026"),
		unsend: fact({ minutes: 60 * 60 }, "vendor help, 2026-05"),
		encryption: fact("always", "vendor help"),
	},
	"telegram-a": {
		photo: fact("stripped", "https://github.com/telegramdesktop/tdesktop/issues/25392"),
		file: fact("kept", "https://github.com/telegramdesktop/tdesktop/issues/25392; measured on Telegram Web A"),
		unsend: fact("any-time", "vendor help"),
		unsendInGroups: fact({ minutes: 48 * 60 }, "vendor help"),
		encryption: fact("never", "vendor help: secret chats alone, which the web does not have"),
		uploads: fact("when-sent", "https://github.com/Ajaxy/telegram-tt src/api/gramjs/methods/messages.ts"),
	},
	"telegram-k": {
		photo: fact("stripped", "https://github.com/telegramdesktop/tdesktop/issues/25392"),
		file: fact("kept", "https://github.com/telegramdesktop/tdesktop/issues/25392"),
		unsend: fact("any-time", "vendor help"),
		unsendInGroups: fact({ minutes: 48 * 60 }, "vendor help"),
		encryption: fact("never", "vendor help: secret chats alone, which the web does not have"),
		uploads: fact("when-sent", "https://github.com/morethanwords/tweb src/components/popups/newMedia.tsx"),
	},
	"google-messages": {
		unsend: fact({ minutes: 15 }, "vendor help, for RCS"),
		encryption: fact("sometimes", "vendor help, 2026-05: RCS between Android phones; SMS and MMS never"),
	},
	"facebook-messenger": {
		photo: fact("stripped", "test pages, 2026-02"),
		file: fact("kept", "test pages, 2026-02"),
		encryption: fact("by-default", "vendor help, since late 2023"),
	},
	instagram: {
		unsend: fact("any-time", "vendor help, 2022"),
		encryption: fact("never", "press, 2026-05-08: removed"),
		uploads: fact("sent-when-attached", "its page as others have described it, 2024 to 2026; the newest one may wait"),
	},
	discord: {
		uploads: fact("when-sent", "https://github.com/Vendicated/Vencord, 2026-07-02"),
	},
	slack: {
		photo: fact("partly-stripped", "vendor and press, 2020: place removed, make and model stayed"),
		unsend: fact("as-the-owner-allows", "vendor help"),
		encryption: fact("never", "vendor help"),
		uploads: fact("when-attached", "https://api.slack.com/methods/files.getUploadURLExternal"),
	},
	teams: {
		photo: fact("stripped", "vendor, 2026, MC1217997"),
		unsend: fact("as-the-owner-allows", "vendor help"),
		encryption: fact("never", "vendor help"),
	},
	"google-chat": {},
	gmail: {
		file: fact("kept", "vendor and test pages"),
		unsend: fact({ minutes: 0.5 }, "vendor help: 5 to 30 seconds, by setting"),
		encryption: fact("never", "vendor help"),
		uploads: fact("when-attached", "https://github.com/InboxSDK/InboxSDK, 2026-07-23"),
	},
	outlook: {
		file: fact("kept", "vendor and test pages"),
		encryption: fact("never", "vendor help"),
		uploads: fact("when-attached", "its page, 2026"),
	},
	x: {},
	linkedin: {
		photo: fact("partly-stripped", "test pages: pictures are processed again"),
		unsend: fact({ minutes: 60 }, "vendor help; older pages differ"),
		encryption: fact("never", "vendor help"),
		uploads: fact("when-attached", "its page, 2025 to 2026"),
	},
	element: {
		photo: fact("kept", "https://github.com/element-hq/element-web/issues/4426, measured on Element Web 1.11.88"),
		file: fact("kept", "https://github.com/element-hq/element-web/issues/4426, measured on Element Web 1.11.88"),
		encryption: fact("by-default", "https://element.io: direct messages and private rooms"),
		uploads: fact("when-sent", "https://github.com/element-hq/element-web src/ContentMessages.ts"),
	},
	cinny: {
		photo: fact("kept", "measured on Cinny 4.2.2"),
		file: fact("kept", "measured on Cinny 4.2.2"),
		uploads: fact("when-attached", "https://github.com/cinnyapp/cinny src/app/features/room/RoomInput.tsx"),
	},
	mattermost: {
		file: fact("kept", "https://github.com/mattermost/mattermost webapp/channels/src/components/file_upload"),
		uploads: fact(
			"when-attached",
			"https://github.com/mattermost/mattermost webapp/channels/src/components/file_upload",
		),
	},
	"rocket-chat": {},
	zulip: {
		file: fact("kept", "https://github.com/zulip/zulip web/src/upload.ts"),
		uploads: fact("when-attached", "https://github.com/zulip/zulip web/src/upload.ts"),
	},
	converse: {
		photo: fact("kept", "measured on Converse.js 14.0.0"),
		file: fact("kept", "measured on Converse.js 14.0.0"),
		uploads: fact("sent-when-attached", "measured on Converse.js 14.0.0"),
	},
	"the-lounge": {
		photo: fact("stripped", "measured on The Lounge 4.5.2 as it comes: JPEG, PNG and WebP are drawn anew"),
		file: fact("kept", "measured on The Lounge 4.5.2"),
		encryption: fact("never", "https://github.com/thelounge/thelounge"),
		uploads: fact("when-attached", "measured on The Lounge 4.5.2"),
	},
	roundcube: {
		file: fact("kept", "measured on Roundcube 1.6.5"),
		uploads: fact("when-attached", "measured on Roundcube 1.6.5"),
	},
};
