// Keeps listeners of ours ahead of the page's on the way of a file input's events, wherever the input is: in a shadow
// tree, in no document at all, or taken out of it while its picker is open. An element in no document, or in one that
// has no window, is put into a fragment of ours: every event on it passes there first.
import { hostOfTree } from "../messengers/reading/around";
import { isFileInput } from "./realms";

type PickerPaths = {
	/** The picker of an input, or of a label's, is about to open. */
	opening(element: Element): void;
	/** It was answered, or closed. */
	closed(input: HTMLInputElement): void;
};

/** @param listen - puts the listeners on a root; called again for the same one, it does nothing. */
export function watchPickerPaths(listen: (root: Node) => void, signal: AbortSignal): PickerPaths {
	/** Inputs whose picker may be open. Held here: one that nobody refers to might be collected meanwhile. */
	const open = new Set<HTMLInputElement>();
	const fragments = new WeakSet<Node>();
	let observer: MutationObserver | undefined;

	function watch(root: Node): void {
		if (!observer) {
			observer = new MutationObserver(() => {
				for (const input of open) clear(input);
			});
			signal.addEventListener("abort", disconnect);
		}
		observer.observe(root, { childList: true, subtree: true });
	}

	function disconnect(): void {
		observer?.disconnect();
	}

	/** Sees to it that we come first on the way from the outermost root to the input. */
	function clear(input: HTMLInputElement): void {
		let root = input.getRootNode();
		for (let host = hostOfTree(root); host; host = hostOfTree(root)) {
			listen(root);
			watch(root);
			root = host.getRootNode();
		}
		watch(root);
		if (isShown(root) || fragments.has(root)) return;
		const fragment = document.createDocumentFragment();
		fragments.add(fragment);
		listen(fragment);
		fragment.append(topmost(input, root));
		watch(fragment);
	}

	return {
		opening(element) {
			const input = isFileInput(element) ? element : controlOf(element);
			if (!isFileInput(input)) return;
			open.add(input);
			clear(input);
		},
		closed(input) {
			open.delete(input);
			if (open.size === 0) disconnect();
		},
	};
}

/** A click anywhere in a label clicks its control. */
function controlOf(element: Element): Element | undefined {
	return element.closest("label")?.control ?? undefined;
}

/** A document that a script has made has no window, where we could listen. */
function isShown(root: Node): boolean {
	return "defaultView" in root && root.defaultView !== null;
}

/** What hangs under no other element: the root itself, or, under a fragment or a document, its child around the input. */
function topmost(input: HTMLInputElement, root: Node): Node {
	let node: Node = input;
	for (;;) {
		const above: Node | null = node.parentNode ?? hostOfTree(node) ?? null;
		if (!above || (above === root && root.nodeType !== Node.ELEMENT_NODE)) return node;
		node = above;
	}
}
