// Holds what a person picks in an attached `<input type=file>`.
import type { Holder } from "./held-files";
import type { PagePort } from "./page-port";
import { isFileInput, putIntoInput } from "./put-into-input";

/**
 * `input` comes before `change`; both are stopped at window, in capture, before the page's first listener, and the
 * input is emptied in the same task, so that a page that polls it never sees the originals.
 */
export function holdPicks(page: PagePort, holder: Holder, signal: AbortSignal): void {
	/** Inputs emptied at `input`, whose `change` is still to come. */
	const emptied = new WeakSet<HTMLInputElement>();

	const intercept = (event: Event) => {
		const input = event.composedPath()[0];
		if (!event.isTrusted || !holder.isGuarded() || !isFileInput(input)) return;
		const files = [...(input.files ?? [])];
		if (files.length === 0) {
			if (event.type === "change" && emptied.delete(input)) event.stopImmediatePropagation();
			return;
		}
		event.stopImmediatePropagation();
		input.value = "";
		if (event.type === "input") emptied.add(input);
		holder.hold({
			way: "pick",
			files,
			target: input,
			release: (released) => putIntoInput(page, input, released),
			cancel: () => input.dispatchEvent(new Event("cancel", { bubbles: true })),
		});
	};

	window.addEventListener("input", intercept, { capture: true, signal });
	window.addEventListener("change", intercept, { capture: true, signal });
}
