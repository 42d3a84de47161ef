// All messengers we know, and which of them a page is.
import type { Adapter } from "./adapter";
import { chooseAdapter } from "./choose";
import { cinny } from "./cinny";
import { converse } from "./converse";
import { discord } from "./discord";
import { element } from "./element";
import { facebookMessenger } from "./facebook-messenger";
import { gmail } from "./gmail";
import { googleChat } from "./google-chat";
import { googleMessages } from "./google-messages";
import { instagram } from "./instagram";
import { linkedin } from "./linkedin";
import { mattermost } from "./mattermost";
import { outlook } from "./outlook";
import type { SiteAdapter } from "./reading/site";
import { rocketChat } from "./rocket-chat";
import { roundcube } from "./roundcube";
import { slack } from "./slack";
import { teams } from "./teams";
import { telegramA } from "./telegram-a";
import { telegramK } from "./telegram-k";
import { theLounge } from "./the-lounge";
import { whatsapp } from "./whatsapp";
import { x } from "./x";
import { zulip } from "./zulip";

export const adapters: readonly SiteAdapter[] = [
	whatsapp,
	telegramA,
	telegramK,
	googleMessages,
	facebookMessenger,
	instagram,
	discord,
	slack,
	teams,
	googleChat,
	gmail,
	outlook,
	x,
	linkedin,
	element,
	cinny,
	mattermost,
	rocketChat,
	zulip,
	converse,
	theLounge,
	roundcube,
];

/** The adapter for a page, of all. */
export function adapterFor(page: Document): Adapter {
	return chooseAdapter(adapters, page);
}
