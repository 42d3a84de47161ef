// All messengers we know, and which of them a page is.
import type { Adapter } from "./adapter";
import { converse } from "./converse";
import { facebookMessenger } from "./facebook-messenger";
import { generic } from "./generic";
import { googleMessages } from "./google-messages";
import type { SiteAdapter } from "./site";
import { telegramA } from "./telegram-a";
import { telegramK } from "./telegram-k";
import { theLounge } from "./the-lounge";
import { whatsapp } from "./whatsapp";

export const adapters: readonly SiteAdapter[] = [
	whatsapp,
	telegramA,
	telegramK,
	googleMessages,
	facebookMessenger,
	converse,
	theLounge,
];

/** The adapter for a page: by its address, else by what the page shows, else the generic one. */
export function adapterFor(page: Document): Adapter {
	const url = new URL(page.URL);
	return (
		adapters.find((adapter) => adapter.serves(url)) ?? adapters.find((adapter) => adapter.recognises(page)) ?? generic
	);
}
