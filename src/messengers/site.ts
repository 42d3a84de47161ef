// A messenger as a table: where its page says who a file goes to, and one reader for all tables.
import type { ChannelSecurity, Conversation, ConversationKind, UntoldReason } from "../core/conversation";
import type { Adapter } from "./adapter";
import { hasWords, plain } from "./page-text";
import {
	type Found,
	findAt,
	firstHolding,
	firstValue,
	holds,
	type Part,
	type Place,
	type Sign,
	valuesAt,
} from "./place";
import { isWritable, type ScopeTable, scopeOf } from "./scope";

export type SiteBase = Pick<Adapter, "id" | "name" | "hosts"> &
	ScopeTable & {
		/** Any of these proves that a page on an unknown host is this messenger; none for those that nobody can host. */
		readonly marks: readonly string[];
		/** Tells it apart from another messenger on the same host. */
		readonly path?: RegExp;
		/** The Send controls. */
		readonly send: readonly string[];
	};

export type Site = SiteBase & {
	/** Every place that has an id must have the same one: a page where they differ is between two conversations. */
	readonly ids: readonly Place[];
	/** The page shows much besides conversations: without an id there is none. */
	readonly needsId?: true;
	/** A part of the conversation with readers of its own, as a topic: appended to the id. */
	readonly thread?: readonly Place[];
	/** What shows that no conversation is known yet. */
	readonly untold?: readonly (readonly [Sign, UntoldReason])[];
	/** In order: the first that says anything is the title. */
	readonly titles: readonly Place[];
	/** The title nearest to what took the file counts, not the first on the page. */
	readonly nearest?: true;
	/** Where the name stands first: a title that is not its first line is the wrong line. */
	readonly header?: string;
	/** Where else the page writes the name, among other words: where it stands without it, the page is changing. */
	readonly witnesses?: readonly Place[];
	/** Headings that look like a title abound: without a witness there is none. */
	readonly needsWitness?: true;
	/** The first that holds. */
	readonly kinds: readonly (readonly [Sign, ConversationKind])[];
	readonly security: ChannelSecurity | readonly (readonly [Sign, ChannelSecurity])[];
	/** Where the number of members stands, the first digits count. */
	readonly members?: readonly Place[];
	/** The other side's address in a direct conversation. */
	readonly address?: readonly Place[];
	/** What only a conversation with oneself has. */
	readonly self?: readonly Sign[];
	/** What takes a file as a photo (re-encoded by the messenger), and what as a file. */
	readonly photoInput?: string;
	readonly fileInput?: string;
};

export type SiteAdapter = Adapter & { readonly site: SiteBase };

/** The adapter that reads a page by its table. */
export function adapterOf(site: Site): SiteAdapter {
	return { ...baseAdapter(site), conversation: (target, page) => readConversation(site, target, page) };
}

/** What every adapter does alike, whatever a conversation is to it. */
export function baseAdapter<T extends SiteBase>(site: T): Omit<SiteAdapter, "conversation"> {
	const composers = site.composers.join();
	const send = site.send.join() || ":not(*)";
	return {
		site,
		id: site.id,
		name: site.name,
		hosts: site.hosts,
		serves: (url) => site.hosts.includes(`${url.origin}/*`) && (site.path?.test(url.pathname) ?? true),
		recognises: (page) => site.marks.some((mark) => page.querySelector(mark) !== null),
		composer: (target) => target.closest(composers) ?? undefined,
		sendControl: (target) => target.closest(send) ?? undefined,
	};
}

function readConversation(site: Site, target: Element, page: Document): Conversation {
	const untold = (reason: UntoldReason): Conversation => ({ status: "untold", messenger: site.id, reason });
	const scope = scopeOf(site, target, page);
	if (scope === "ambiguous") return untold("ambiguous");
	const isOpen = isWritable(site, target, page) || site.ids.some((at) => at instanceof RegExp && at.test(page.URL));
	if (scope === undefined) return untold(isOpen ? "page-not-understood" : "no-conversation-open");

	const ids = new Set(site.ids.flatMap((place) => valuesAt(place, { scope, page })));
	const [id] = ids;
	const part: Part = { scope, page, id };
	const reason = firstHolding(site.untold, part) ?? (ids.size > 1 ? "still-loading" : undefined);
	if (reason !== undefined) return untold(reason);
	const title = id === undefined && site.needsId ? NOT_UNDERSTOOD : titleOf(site, target, part);
	if (title.status === "untold") return untold(isOpen ? title.reason : "no-conversation-open");

	const thread = firstValue(site.thread, part);
	const kind = firstHolding(site.kinds, part) ?? "unknown";
	const memberCount = numberIn(firstValue(site.members, part));
	const address = firstValue(site.address, part);
	return {
		status: "known",
		messenger: site.id,
		id: (id ?? `name:${title.text}`) + (thread === undefined ? "" : `/${thread}`),
		keyedBy: id === undefined ? "name" : "id",
		title: title.text,
		kind,
		recipients: kind === "direct" ? [{ name: title.text, ...(address === undefined ? {} : { address }) }] : [],
		...(memberCount === undefined ? {} : { memberCount }),
		isSelf: (site.self ?? []).some((sign) => holds(sign, part)),
		security: typeof site.security === "string" ? site.security : (firstHolding(site.security, part) ?? "unknown"),
		sendsAs: sendsAs(site, target),
	};
}

function sendsAs(site: Site, target: Element): "photo" | "file" | "unknown" {
	if (site.photoInput !== undefined && target.matches(site.photoInput)) return "photo";
	return site.fileInput !== undefined && target.matches(site.fileInput) ? "file" : "unknown";
}

type Title = { status: "told"; text: string } | { status: "untold"; reason: UntoldReason };

const NOT_UNDERSTOOD: Title = { status: "untold", reason: "page-not-understood" };

function titleOf(site: Site, target: Element, part: Part): Title {
	let reason: UntoldReason = "page-not-understood";
	for (const place of site.titles) {
		const candidates = site.nearest ? nearest(findAt(place, part), target, part) : findAt(place, part);
		if (candidates === "ambiguous") return { status: "untold", reason: "ambiguous" };
		for (const { element, value } of candidates) {
			const text = value === undefined ? undefined : plain(value);
			if (text !== undefined && element && site.header && !startsHeader(element, site.header)) continue;
			if (text !== undefined && isWitnessed(site, text, part)) return { status: "told", text };
			reason = "still-loading";
		}
	}
	return { status: "untold", reason };
}

/** Those in the smallest part of the page around the target that has any. */
function nearest(candidates: Found[], target: Element, { scope }: Part): Found[] | "ambiguous" {
	for (let around: Element | null = target; around !== null && around !== scope; around = around.parentElement) {
		const inside = candidates.filter(({ element }) => element && around?.contains(element));
		if (inside.length > 0) return inside;
	}
	const isAround = scope.contains(target) && target !== scope;
	return isAround || new Set(candidates.map(({ value }) => value)).size < 2 ? candidates : "ambiguous";
}

/** Whether a witness says the title, or there is none to ask. A name is all of what it says, or its begin or end. */
function isWitnessed(site: Site, title: string, part: Part): boolean {
	const texts = (site.witnesses ?? []).flatMap((place) => valuesAt(place, part));
	return texts.length === 0 ? !site.needsWitness : texts.some((text) => text.startsWith(title) || text.endsWith(title));
}

/** Whether nothing is written before the element in the header around it. */
function startsHeader(element: Element, selector: string): boolean {
	const header = element.closest(selector);
	if (header === null) return false;
	for (let node: Element = element; node !== header && node.parentElement !== null; node = node.parentElement) {
		for (let before = node.previousElementSibling; before !== null; before = before.previousElementSibling) {
			if (before.checkVisibility() && hasWords(before)) return false;
		}
	}
	return true;
}

function numberIn(text: string | undefined): number | undefined {
	const digits = /\d[\d.,'’\s]*/u.exec(text ?? "")?.[0].replace(/\D/gu, "");
	return digits === undefined || digits.length > MAX_DIGITS ? undefined : Number(digits);
}

const MAX_DIGITS = 9;
