// Holds what a person picks in an `<input type=file>` of the document or of a shadow tree in it.
import type { HeldFiles, Holder } from "./held-files";
import { inDocument } from "./in-document";
import type { PageLine } from "./page-line";
import { isFileInput, putIntoInput, receiverOf } from "./put-into-input";
import { innermostTarget, shadowRootOf } from "./shadow-roots";

/**
 * `input` comes before `change`; both are stopped at window, in capture, before the page's first listener, and the
 * input is emptied in the same task, so that a page that polls it never sees the originals.
 */
export function holdPicks(page: PageLine, holder: Holder, signal: AbortSignal): void {
	/** Inputs emptied at `input`, whose `change` is still to come. */
	const emptied = new WeakSet<HTMLInputElement>();
	const armed = new WeakSet<ShadowRoot>();

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
		holder.hold(picked(page, input, files));
	};

	/** Firefox keeps `input` and `change` inside a shadow tree: its root is watched once it is clicked. */
	const arm = (event: Event) => {
		for (const target of event.composedPath()) {
			const root = target instanceof Element ? shadowRootOf(target) : undefined;
			if (!root || armed.has(root)) continue;
			armed.add(root);
			listen(root);
		}
	};

	function listen(target: EventTarget): void {
		target.addEventListener("click", arm, { capture: true, signal });
		target.addEventListener("input", intercept, { capture: true, signal });
		target.addEventListener("change", intercept, { capture: true, signal });
	}
	listen(window);
}

function picked(page: PageLine, input: HTMLInputElement, files: readonly File[]): HeldFiles {
	const paths = files.map((file) => file.webkitRelativePath || file.name);
	return {
		way: "pick",
		files,
		receiver: () => inDocument(receiverOf(input)),
		release: (released) => putIntoInput(page, receiverOf(input), released, paths),
		cancel: () => input.dispatchEvent(new Event("cancel", { bubbles: true })),
	};
}

function fileInputsOf(root: ShadowRoot): HTMLInputElement[] {
	return [...root.querySelectorAll<HTMLInputElement>("input[type=file]")];
}

function isFilled(input: HTMLInputElement): boolean {
	return (input.files?.length ?? 0) > 0;
}
