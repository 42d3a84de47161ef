// What can be said of a page without saying whose it is: which adapter reads it, which of its selectors find something,
// and what came of it. No name, no text, no address, no file.
import type { Conversation } from "../core/conversation";
import type { TaughtName } from "../core/taught-name";
import type { Adapter } from "../messengers/adapter";
import { chooseAdapter } from "../messengers/choose";
import { shownIn } from "../messengers/reading/place";
import type { SiteAdapter } from "../messengers/reading/site";
import { withTaughtName } from "../messengers/taught";

export type Report = {
	adapter: string;
	/** `host`: by the page's address. `page`: by what it shows. `neither`: the one for any page. */
	chosenBy: "host" | "page" | "neither";
	/** A messenger guarded from the install on may be named, any other site not. */
	host: string;
	reads: Record<string, string | number | boolean>;
	/** By where they stand in the adapter's table: how many elements each one finds, and how many of them are shown. */
	selectors: Record<string, string>;
	taught: readonly string[];
	frames: number;
};

/** @param focus - what has the focus: the conversation asked about is its own. */
export function reportOn(
	page: Document,
	focus: Element,
	adapters: readonly SiteAdapter[],
	taught: TaughtName | undefined,
): Report {
	const adapter = chooseAdapter(adapters, page);
	const own = adapters.find(({ id }) => id === adapter.id);
	const byHost = own?.serves(new URL(page.URL)) === true;
	return {
		adapter: adapter.id,
		chosenBy: byHost ? "host" : own ? "page" : "neither",
		host: byHost ? new URL(page.URL).host : "not a known one",
		reads: outcomeOf(withTaughtName(adapter, taught), focus, page),
		selectors: own ? selectorsOf(own.site, page) : {},
		taught: (taught?.selectors ?? []).map((css) => count(css, page)),
		frames: page.querySelectorAll("iframe, frame").length,
	};
}

function outcomeOf(adapter: Adapter, focus: Element, page: Document): Report["reads"] {
	const read: Conversation = adapter.conversation(focus, page);
	if (read.status === "untold") return { status: "untold", reason: read.reason };
	const { keyedBy, kind, security, sendsAs, isSelf, recipients, memberCount } = read;
	return {
		status: "known",
		keyedBy,
		kind,
		security,
		sendsAs,
		isSelf,
		recipients: recipients.length,
		withAddress: recipients.filter(({ address }) => address !== undefined).length,
		hasMemberCount: memberCount !== undefined,
	};
}

/** Every string of the table that is a selector, under the path that leads to it: `titles.0`. */
function selectorsOf(site: object, page: Document): Report["selectors"] {
	const found: Report["selectors"] = {};
	const visit = (value: unknown, at: string): void => {
		if (typeof value === "string") found[at] = count(value.replace(/@[\w-]+$/u, ""), page);
		else if (typeof value === "object" && value !== null && !(value instanceof RegExp)) {
			for (const [key, inner] of Object.entries(value)) visit(inner, at === "" ? key : `${at}.${key}`);
		}
	};
	for (const [key, value] of Object.entries(site)) if (!NOT_SELECTORS.includes(key)) visit(value, key);
	return found;
}

const NOT_SELECTORS = ["id", "name", "hosts", "security"];

/** `2/1`: two elements, one of them shown. */
function count(css: string, page: Document): string {
	try {
		return `${page.querySelectorAll(css).length}/${shownIn(page, css).length}`;
	} catch {
		// What is relative to a conversation's part, or filled in with its id, is no selector by itself.
		return "relative";
	}
}
