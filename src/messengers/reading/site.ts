// A messenger as a table: where its page says who a file goes to, and one reader for all tables.
import type { ChannelSecurity, Conversation, ConversationKind, UntoldReason } from "../../core/conversation";
import type { Adapter } from "../adapter";
import { textOf } from "./page-text";
import { firstHolding, firstValue, holds, type Part, type Place, type Sign, valuesAt } from "./place";
import { isWritable, type ScopeTable, scopeOf } from "./scope";
import { type TitleTable, titleOf } from "./title";

export type SiteBase = Pick<Adapter, "id" | "name"> &
	ScopeTable & {
		/** Hosts of its own; none for what people host themselves. */
		readonly hosts?: readonly string[];
		/** Any of these proves that a page on an unknown host is this messenger; none for those that nobody can host. */
		readonly marks: readonly string[];
		/** Tells it apart from another messenger on the same host. */
		readonly path?: RegExp;
	};

export type Site = SiteBase &
	TitleTable & {
		/** Every place that has an id must have the same one: a page where they differ is between two conversations. */
		readonly ids: readonly Place[];
		/** The page shows much besides conversations: without an id there is none. */
		readonly needsId?: true;
		/** A part of the conversation with readers of its own, as a topic: appended to the id. */
		readonly thread?: readonly Place[];
		/** What shows that no conversation is known yet. */
		readonly untold?: readonly (readonly [Sign, UntoldReason])[];
		/** The first that holds. */
		readonly kinds: readonly (readonly [Sign, ConversationKind])[];
		/** Unknown where a page does not show it. */
		readonly security?: ChannelSecurity | readonly (readonly [Sign, ChannelSecurity])[];
		/** Where the number of members stands, the first number counts. */
		readonly members?: readonly Place[];
		/** The other side's address in a direct conversation. */
		readonly address?: readonly Place[];
		/** What only a conversation with oneself has. */
		readonly self?: readonly Sign[];
		/** What takes a file as a photo, re-encoded by the messenger, and what as a file. */
		readonly sendsAs?: readonly (readonly [input: string, "photo" | "file"])[];
	};

export type SiteAdapter = Adapter & { readonly site: SiteBase };

/** The adapter that reads a page by its table. */
export function adapterOf(table: () => Site): SiteAdapter {
	return adapterBy(table, readConversation);
}

/**
 * What every adapter does alike, whatever a conversation is to it.
 * @param table - made when it is first needed: most frames that an adapter is for never read anything.
 */
export function adapterBy<T extends SiteBase>(
	table: () => T,
	read: (site: T, target: Element, page: Document) => Conversation,
): SiteAdapter {
	let made: T | undefined;
	const site = () => {
		made ??= table();
		return made;
	};
	return {
		get site() {
			return site();
		},
		get id() {
			return site().id;
		},
		get name() {
			return site().name;
		},
		get hosts() {
			return site().hosts ?? [];
		},
		serves({ origin, pathname }) {
			const { hosts = [], path } = site();
			return hosts.includes(`${origin}/*`) && (path?.test(pathname) ?? true);
		},
		recognises: (page) => site().marks.some((mark) => page.querySelector(mark) !== null),
		get composers() {
			return site().composers.join();
		},
		get send() {
			return site().send.join();
		},
		conversation: (target, page) => read(site(), target, page),
	};
}

function readConversation(site: Site, target: Element, page: Document): Conversation {
	const untold = (reason: UntoldReason): Conversation => ({ status: "untold", messenger: site.id, reason });
	const own = scopeOf(site, target, page);
	if (own === "ambiguous") return untold("ambiguous");
	const beside = own === undefined ? site.pane?.(site, target, page) : undefined;
	const scope = own ?? beside?.scope;
	const isOpen = isWritable(site, target, page) || site.ids.some((at) => at instanceof RegExp && at.test(page.URL));
	if (scope === undefined) return untold(isOpen ? "page-not-understood" : "no-conversation-open");

	const ids = new Set(site.ids.flatMap((place) => valuesAt(place, { scope, page })));
	const [id] = ids;
	const part: Part = { scope, page, id };
	const reason = firstHolding(site.untold, part) ?? (ids.size > 1 ? "still-loading" : undefined);
	if (reason !== undefined) return untold(reason);
	const notFound = (why: UntoldReason) => untold(isOpen ? why : "no-conversation-open");
	if (id === undefined && site.needsId) return notFound("page-not-understood");
	const title = titleOf(site, target, part);
	if (title.status === "untold") return notFound(title.reason);
	if (beside && !textOf(beside.pane)?.includes(title.text)) return notFound("page-not-understood");

	const thread = firstValue(site.thread, part);
	const kind = firstHolding(site.kinds, part) ?? "unknown";
	const memberCount = Number(COUNT.exec(firstValue(site.members, part) ?? "")?.[1]?.replace(/\D/gu, ""));
	const address = firstValue(site.address, part);
	return {
		status: "known",
		messenger: site.id,
		id: (id ?? `name:${title.text}`) + (thread === undefined ? "" : `/${thread}`),
		keyedBy: id === undefined ? "name" : "id",
		title: title.text,
		kind,
		recipients: kind === "direct" ? [{ name: title.text, ...(address === undefined ? {} : { address }) }] : [],
		// In a direct chat "last seen 5 minutes ago" may stand there.
		...(memberCount && kind !== "direct" ? { memberCount } : {}),
		isSelf: (site.self ?? []).some((sign) => holds(sign, part)),
		security: typeof site.security === "string" ? site.security : (firstHolding(site.security, part) ?? "unknown"),
		sendsAs: site.sendsAs?.find(([input]) => target.matches(input))?.[1] ?? "unknown",
	};
}

/** The first number, its thousands apart or not; none that is rounded ("1.2K", "12 тыс.") or longer than numbers of people. */
const COUNT =
	/^\D*(\d{1,9}(?:[.,'’\s]\d{3}){0,2})(?![.,'’\s]?\d|[a-z]|\s?(?:[万千만천]|[kк](?!\p{L})|тыс|млн|tys|tsd|mil|mln|rb|jt|ألف|हज|ला))/iu;
