// Any other site. A heading alone may be the site's name or a menu's, so a name needs a witness: the composer's own label
// ("Message Alice"), or the page's title together with a list that has the same name. Else nobody can tell.
import type { Conversation, KnownConversation, UntoldReason } from "../core/conversation";
import type { Adapter } from "./adapter";
import { around, hostOf, isShadowRoot, openTreesIn } from "./reading/around";
import { plain, textOf } from "./reading/page-text";
import { shownIn } from "./reading/place";
import { focusIn } from "./reading/scope";

const COMPOSER = "textarea, [contenteditable]:not([contenteditable=false]), [role=textbox]";
const HEADING = "h1, h2, h3, h4, [role=heading]";
const MESSAGE = "[role=log] *, [role=feed] *, [role=listitem], li, article, [role=article]";
const MENU = "nav *, [role=navigation] *, [role=tab], [role=menuitem], button";
const LISTED = "li *, [role=listitem] *, [role=option] *, [role=row] *";
const FOLLOWING = 4; // Node.DOCUMENT_POSITION_FOLLOWING, shorter
const LABELS = ["aria-label", "placeholder", "aria-placeholder", "data-placeholder"] as const;

export const generic: Adapter = {
	id: "generic",
	name: "",
	hosts: [],
	composers: COMPOSER,
	send: "",
	serves: () => false,
	recognises: () => true,
	conversation: readConversation,
};

function readConversation(target: Element, page: Document): Conversation {
	const untold = (reason: UntoldReason): Conversation => ({ status: "untold", messenger: generic.id, reason });
	const tree = treeWithComposer(target, page);
	const focus = focusIn(tree);
	const took = composerAround(target) ?? (focus ? composerAround(focus) : undefined);
	const composers = composersIn(tree);
	if (!took && composers.length > 1) return untold("ambiguous");
	const composer = took ?? composers[0];
	if (composer === undefined) return untold("no-conversation-open");
	const title = nameAbove(composer, page);
	if (title === undefined) return untold("page-not-understood");
	return namedConversation(generic.id, title, page);
}

function composerAround(target: Element): Element | undefined {
	return target.closest(COMPOSER) ?? undefined;
}

/** The innermost tree around an element in which one can write, else the page. */
export function treeWithComposer(target: Element, page: Document): Document | ShadowRoot {
	for (let at: Element | undefined = target; at; at = hostOf(at)) {
		const root = at.getRootNode();
		if (isShadowRoot(root) && composersIn(root).length > 0) return root;
	}
	return page;
}

/** The composers that are shown in a part of a page. */
export function composersIn(part: ParentNode): Element[] {
	return openTreesIn(part).flatMap((tree) => shownIn(tree, COMPOSER));
}

/** All that is known where nothing but a name can be read. */
export function namedConversation(messenger: string, title: string, page: Document): KnownConversation {
	return {
		status: "known",
		messenger,
		id: `${new URL(page.URL).pathname} ${title}`,
		keyedBy: "name",
		title,
		kind: "unknown",
		recipients: [],
		isSelf: false,
		security: "unknown",
		sendsAs: "unknown",
	};
}

/** The one heading with a witness in the smallest part of the page around the composer that has any. */
function nameAbove(composer: Element, page: Document): string | undefined {
	/** The composer, or the host of the shadow tree it is in. */
	let below = composer;
	for (let part = around(composer); part; part = around(part)) {
		if (!part.contains(below)) below = part;
		const names = new Set<string>();
		for (const heading of shownIn(part, HEADING)) {
			const isAbove = (heading.compareDocumentPosition(below) & FOLLOWING) !== 0;
			if (!isAbove || heading.matches(MESSAGE)) continue;
			const name = textOf(heading);
			if (name !== undefined && hasWitness(name, composer, page)) names.add(name);
		}
		if (names.size > 0) return names.size === 1 ? [...names][0] : undefined;
	}
	return undefined;
}

function hasWitness(name: string, composer: Element, page: Document): boolean {
	if (name.length < 2 || isSiteName(name, page)) return false;
	const labels = LABELS.flatMap((label) => plain(composer.getAttribute(label) ?? "") ?? []);
	if (labels.some((label) => label !== name && words(label).includes(words(name)))) return true;
	return words(plain(page.title) ?? "").includes(words(name)) && isListed(name, page);
}

/** Whether a list of the page has the name, and no menu has. */
function isListed(name: string, page: Document): boolean {
	const has = (css: string) => Array.from(page.querySelectorAll(css)).some((entry) => textOf(entry) === name);
	return !has(MENU) && has(LISTED);
}

/** The site's own name stands in its headings and titles too: "Reddit" on www.reddit.com. */
function isSiteName(name: string, page: Document): boolean {
	const site = page
		.querySelector("meta[property='og:site_name'], meta[name='application-name']")
		?.getAttribute("content");
	const hostParts: readonly string[] = new URL(page.URL).hostname.split(".");
	return name === site || hostParts.includes(name.toLowerCase().replace(/\s/gu, ""));
}

/** For a comparison of whole words: "Ann" is not in "Anna". */
const words = (text: string) =>
	` ${text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim()} `;
