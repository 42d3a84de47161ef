// Holds what a person picks in an `<input type=file>`, wherever that is.
import type { HeldFiles, Holder } from "./held-files";
import { inDocument } from "./in-document";
import type { PageLine } from "./page-line";
import { watchPickerPaths } from "./picker-paths";
import { putIntoInput, receiverOf } from "./put-into-input";
import { isElement, isFileInput } from "./realms";
import { innermostTarget, shadowRootOf } from "./shadow-roots";

export type PickWatch = {
	/** The picker of an input, or of a label's, is about to open. */
	opening(element: Element): void;
	/** An element has a shadow root, of which the page is about to get hold. */
	rooted(host: Element): void;
};

/**
 * `input` comes before `change`; both are stopped at window, in capture, before the page's first listener, and the
 * input is emptied in the same task, so that a page that polls it never sees the originals.
 */
export function holdPicks(page: PageLine, holder: Holder, scope: Window, signal: AbortSignal): PickWatch {
	/** Inputs emptied at `input`, whose `change` is still to come. */
	const emptied = new WeakSet<HTMLInputElement>();
	const listening = new WeakSet<Node>();
	const paths = watchPickerPaths(listenOnce, signal);

	const intercept = (event: Event) => {
		if (!event.isTrusted || !holder.isGuarded()) return;
		const input = innermostTarget(event, (root) => fileInputsOf(root).find(isFilled));
		if (!isFileInput(input)) return;
		const files = [...(input.files ?? [])];
		if (files.length === 0) {
			if (event.type === "change" && emptied.delete(input)) event.stopImmediatePropagation();
			return;
		}
		event.stopImmediatePropagation();
		input.value = "";
		if (event.type === "input") emptied.add(input);
		paths.closed(input);
		holder.hold(picked(page, input, files));
	};

	/** Firefox keeps `input` and `change` inside a shadow tree: its root is watched once it is clicked. */
	const arm = (event: Event) => {
		const path = event.composedPath().filter(isElement);
		for (const element of path) {
			const root = shadowRootOf(element);
			if (root) listenOnce(root);
		}
		if (path[0]) paths.opening(path[0]);
	};

	function listenOnce(root: Node): void {
		if (listening.has(root)) return;
		listening.add(root);
		listen(root);
	}

	function listen(target: EventTarget): void {
		const options = { capture: true, signal };
		target.addEventListener("click", arm, options);
		target.addEventListener("input", intercept, options);
		target.addEventListener("change", intercept, options);
		target.addEventListener("cancel", ({ target }) => isFileInput(target) && paths.closed(target), options);
	}
	listen(scope);
	return {
		opening: paths.opening,
		rooted(host) {
			const root = shadowRootOf(host);
			if (root) listenOnce(root);
		},
	};
}

function picked(page: PageLine, input: HTMLInputElement, files: readonly File[]): HeldFiles {
	const paths = files.map((file) => file.webkitRelativePath || file.name);
	// One that was in no document when it was filled is still what the page listens to.
	const receiver = input.isConnected ? () => receiverOf(input) : () => input;
	return {
		way: "pick",
		files,
		receiver: () => inDocument(receiver()),
		release: (released, mayGo) => putIntoInput(page, receiver, released, paths, mayGo),
		cancel: () => receiver().dispatchEvent(new Event("cancel", { bubbles: true })),
	};
}

function fileInputsOf(root: ShadowRoot): HTMLInputElement[] {
	return [...root.querySelectorAll<HTMLInputElement>("input[type=file]")];
}

function isFilled(input: HTMLInputElement): boolean {
	return (input.files?.length ?? 0) > 0;
}
