// An adapter helped by a person who has shown where the name stands: for any page of no messenger we know, and where a
// messenger's own page is no longer understood.
import type { UntoldReason } from "../core/conversation";
import { intoTree, type TaughtName } from "../core/taught-name";
import type { Adapter } from "./adapter";
import { composersIn, generic, namedConversation, treeWithComposer } from "./generic";
import { around, holdsInside } from "./reading/around";
import { textOf } from "./reading/page-text";
import { shownIn } from "./reading/place";

export function withTaughtName(adapter: Adapter, taught: TaughtName | undefined): Adapter {
	if (!taught) return adapter;
	return {
		...adapter,
		conversation(target, page) {
			const read = adapter.conversation(target, page);
			const isUnderstood = read.status === "known" || read.reason !== "page-not-understood";
			if (isUnderstood && adapter.id !== generic.id) return read;
			const found = findTaught(taught, target, page);
			return "reason" in found
				? { status: "untold", messenger: adapter.id, reason: found.reason }
				: namedConversation(adapter.id, found.name, page);
		},
	};
}

type Found = { name: string } | { reason: UntoldReason };

function findTaught({ selectors, shared }: TaughtName, target: Element, page: Document): Found {
	if (composersIn(treeWithComposer(target, page)).length === 0) return { reason: "no-conversation-open" };
	const hits = selectors.map((css) => nearest(select(page, css), target)).filter((hit) => hit !== undefined);
	// A page that has changed leaves single ways that lead elsewhere.
	if (hits.length * 2 <= selectors.length) return { reason: "page-not-understood" };
	const [name, another] = new Set(hits.flatMap(({ elements }) => elements.map((element) => textOf(element) ?? "")));
	if (another !== undefined) {
		return { reason: hits.some(({ elements }) => elements.length > 1) ? "ambiguous" : "page-not-understood" };
	}
	if (!name) return { reason: "still-loading" };
	const isBeside = !shared && hits.some(({ part }) => composersIn(part).length > 1);
	return isBeside ? { reason: "ambiguous" } : { name };
}

/** Those in the smallest part of the page around the target that has any. */
function nearest(found: Element[], target: Element): { elements: Element[]; part: Element } | undefined {
	let part: Element | undefined = target.isConnected ? target : target.ownerDocument.documentElement;
	for (; part && found.length > 0; part = around(part)) {
		const inside = part;
		const elements = found.filter((element) => holdsInside(inside, element));
		if (elements.length > 0) return { elements, part };
	}
	return undefined;
}

/** A rule may come from a file: what is no selector finds nothing. */
function select(tree: ParentNode, css: string): Element[] {
	try {
		const [host = "", ...inside] = css.split(intoTree);
		if (inside.length === 0) return shownIn(tree, css);
		return Array.from(tree.querySelectorAll(host)).flatMap(({ shadowRoot }) =>
			shadowRoot ? select(shadowRoot, inside.join(intoTree)) : [],
		);
	} catch {
		return [];
	}
}
