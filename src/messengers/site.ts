// A messenger as a table: where its page says who a file goes to, and one reader for all tables.
import type { ChannelSecurity, Conversation, ConversationKind, UntoldReason } from "../core/conversation";
import type { Adapter } from "./adapter";
import { plain, textOf } from "./page-text";

/**
 * Where one value stands: `css` for an element's text, `css@attribute`, `:scope@attribute` for the conversation's own
 * element, a RegExp whose first group is part of the address, `{ page }` for a place outside the conversation's part.
 * `{id}` stands for the id already read.
 */
type Place = string | RegExp | { readonly page: string };

/** A sign: a selector that fits the conversation's element or something in it, a RegExp its id, `address` the URL. */
type Sign = string | RegExp | { readonly address: RegExp };

export type Site = Pick<Adapter, "id" | "name" | "hosts"> & {
	/** Any of these proves that a page on an unknown host is this messenger; none for those that nobody can host. */
	readonly marks: readonly string[];
	/** Tells it apart from another messenger on the same host. */
	readonly path?: RegExp;
	/** The part of the page that belongs to one conversation, composer included; `body` if it shows but one. */
	readonly scopes: readonly string[];
	/** A conversation never has two composers: where a part has, it holds another conversation that we fail to see. */
	readonly oneComposer?: true;
	/** Every place that has an id must have the same one: a page where they differ is between two conversations. */
	readonly ids: readonly Place[];
	/** The page shows much besides conversations: without an id there is none. */
	readonly needsId?: true;
	/** A part of the conversation with readers of its own, as a topic: appended to the id. */
	readonly thread?: readonly Place[];
	/** In order: the first that says anything is the title. */
	readonly titles: readonly Place[];
	/** Where the name stands first: a title that is not its first line is the wrong line. */
	readonly header?: string;
	/** Where else the page writes the name, among other words: if it stands there without it, the page is changing. */
	readonly confirms?: readonly Place[];
	/** The first that fits. */
	readonly kinds: readonly (readonly [Sign, ConversationKind])[];
	readonly security: ChannelSecurity | readonly (readonly [Sign, ChannelSecurity])[];
	/** Where the number of members stands, the first digits count. */
	readonly members?: readonly Place[];
	/** The other side's address in a direct conversation. */
	readonly address?: readonly Place[];
	/** What only a conversation with oneself has. */
	readonly self?: readonly Sign[];
	/** Where a file goes as a photo (re-encoded by the messenger) and where as a file: tested on what took it. */
	readonly photoInput?: string;
	readonly fileInput?: string;
	readonly composers: readonly string[];
	readonly send: readonly string[];
};

export type SiteAdapter = Adapter & { readonly site: Site };

/** The adapter that reads a page by its table. */
export function adapterOf(site: Site): SiteAdapter {
	const composers = site.composers.join() || NOTHING;
	const send = site.send.join() || NOTHING;
	return {
		site,
		id: site.id,
		name: site.name,
		hosts: site.hosts,
		serves: (url) => site.hosts.includes(`${url.origin}/*`) && (site.path?.test(url.pathname) ?? true),
		recognises: (page) => site.marks.some((mark) => page.querySelector(mark) !== null),
		conversation: (target, page) => readConversation(site, target, page),
		composer: (target) => target.closest(composers) ?? undefined,
		sendControl: (target) => target.closest(send) ?? undefined,
	};
}

const NOTHING = ":not(*)";

function readConversation(site: Site, target: Element, page: Document): Conversation {
	const untold = (reason: UntoldReason): Conversation => ({ status: "untold", messenger: site.id, reason });
	const notFound = (reason: UntoldReason) => untold(isOpen(site, target, page) ? reason : "no-conversation-open");
	const scope = scopeOf(site, target, page);
	if (scope === undefined) return notFound("page-not-understood");
	if (scope === "ambiguous" || (site.oneComposer && hasTwoComposers(site, scope))) return untold("ambiguous");

	const ids = new Set(site.ids.flatMap((place) => valuesAt(place, { scope, page })));
	if (ids.size > 1) return untold("still-loading");
	const [id] = ids;
	if (id === undefined && site.needsId) return notFound("page-not-understood");
	const part: Part = { scope, page, id };
	const title = titleOf(site, part);
	if (title.status === "untold") return notFound(title.reason);

	const thread = firstValue(site.thread, part);
	const kind = firstFit(site.kinds, part) ?? "unknown";
	const memberCount = firstNumber(site.members, part);
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
		isSelf: (site.self ?? []).some((sign) => fits(sign, part)),
		security: typeof site.security === "string" ? site.security : (firstFit(site.security, part) ?? "unknown"),
		sendsAs: fitsSelector(site.photoInput, target)
			? "photo"
			: fitsSelector(site.fileInput, target)
				? "file"
				: "unknown",
	};
}

/** What one reading looks at. */
type Part = { scope: Element; page: Document; id?: string | undefined };

/** The part of the page of the conversation that took the file. */
function scopeOf(site: Site, target: Element, page: Document): Element | "ambiguous" | undefined {
	const selector = site.scopes.join();
	for (const from of [target, page.activeElement]) {
		const scope = from?.closest(selector);
		if (scope && scope !== page.body) return scope;
	}
	const scopes = new Set(composersIn(site, page).map((composer) => composer.closest(selector)));
	if (scopes.size === 0) for (const scope of shownIn(page, selector)) scopes.add(scope);
	const [scope] = scopes;
	return scopes.size > 1 ? "ambiguous" : (scope ?? undefined);
}

const hasTwoComposers = (site: Site, scope: Element) =>
	composersIn(site, scope).filter((composer) => composer.closest(site.scopes.join()) === scope).length > 1;

const composersIn = (site: Site, part: ParentNode) => shownIn(part, site.composers.join());

const shownIn = (part: ParentNode, css: string) => Array.from(part.querySelectorAll(css)).filter(isShown);

/** Whether something waits for words or files, so that "nothing is open" would be no answer. */
function isOpen(site: Site, target: Element, page: Document): boolean {
	return (
		target.closest("input[type=file], textarea, [contenteditable]") !== null ||
		composersIn(site, page).length > 0 ||
		site.ids.some((place) => place instanceof RegExp && place.test(page.URL))
	);
}

type Title = { status: "told"; text: string } | { status: "untold"; reason: UntoldReason };

function titleOf(site: Site, part: Part): Title {
	let reason: UntoldReason = "page-not-understood";
	for (const place of site.titles) {
		for (const { element, value } of found(place, part)) {
			const text = value === undefined ? undefined : plain(value);
			if (text === undefined) {
				reason = "still-loading";
			} else if (element === undefined || site.header === undefined || startsHeader(element, site.header)) {
				return isConfirmed(site, text, part) ? { status: "told", text } : { status: "untold", reason: "still-loading" };
			}
		}
	}
	return { status: "untold", reason };
}

function isConfirmed(site: Site, title: string, part: Part): boolean {
	return (site.confirms ?? []).every((place) => {
		const texts = valuesAt(place, part);
		return texts.length === 0 || texts.some((text) => text.includes(title));
	});
}

/** Whether nothing is written before the element in the header around it. */
function startsHeader(element: Element, selector: string): boolean {
	const header = element.closest(selector);
	if (header === null) return false;
	for (let node: Element = element; node !== header && node.parentElement !== null; node = node.parentElement) {
		for (let before = node.previousElementSibling; before !== null; before = before.previousElementSibling) {
			if (isShown(before) && textOf(before) !== undefined) return false;
		}
	}
	return true;
}

type Found = { element?: Element; value: string | undefined };

function found(place: Place, { scope, page, id }: Part): Found[] {
	if (place instanceof RegExp) {
		const value = place.exec(page.URL)?.[1];
		return value === undefined ? [] : [{ value: decoded(value) }];
	}
	const [, css = "", attribute] = /^(.*?)(?:@([\w-]+))?$/u.exec(typeof place === "string" ? place : place.page) ?? [];
	if (css.includes("{id}") && !/^[\w-]+$/u.test(id ?? "")) return [];
	const selector = css.replaceAll("{id}", id ?? "");
	const root = typeof place === "string" ? scope : page.documentElement;
	const elements = selector === ":scope" ? [scope] : shownIn(root, selector);
	return elements.map((element) => ({
		element,
		value: attribute === undefined ? textOf(element) : (element.getAttribute(attribute) ?? undefined),
	}));
}

function valuesAt(place: Place, part: Part): string[] {
	return found(place, part).flatMap(({ value }) => (value && plain(value)) || []);
}

function firstValue(places: readonly Place[] | undefined, part: Part): string | undefined {
	for (const place of places ?? []) {
		const [value] = valuesAt(place, part);
		if (value !== undefined) return value;
	}
	return undefined;
}

function firstNumber(places: readonly Place[] | undefined, part: Part): number | undefined {
	const digits = /\d[\d.,'’\s]*/u.exec(firstValue(places, part) ?? "")?.[0].replace(/\D/gu, "");
	return digits === undefined || digits.length > MAX_DIGITS ? undefined : Number(digits);
}

const MAX_DIGITS = 9;

function firstFit<T>(signs: readonly (readonly [Sign, T])[], part: Part): T | undefined {
	return signs.find(([sign]) => fits(sign, part))?.[1];
}

function fits(sign: Sign, { scope, page, id }: Part): boolean {
	if (sign instanceof RegExp) return id !== undefined && sign.test(id);
	if (typeof sign !== "string") return sign.address.test(page.URL);
	return scope.matches(sign) || shownIn(scope, sign).length > 0;
}

const fitsSelector = (selector: string | undefined, element: Element) =>
	selector !== undefined && element.matches(selector);

const isShown = (element: Element) => element.checkVisibility();

function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}
